from django.http import HttpResponse
from django.views.decorators.http import require_safe

from contacts.forms.team_timeline import TeamTimelineForm
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.team_timeline import team
from contacts.views.interleaved import answer


@require_safe
@gate(Act.TEAM_TIMELINE, about_person=False)
def team_timeline(request: SignedIn) -> HttpResponse:
    form = TeamTimelineForm(request.GET, team=team(user=request.user))
    return answer(request, "contacts/team_timeline.html", form)
