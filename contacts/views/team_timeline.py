from django.http import HttpResponse
from django.views.decorators.http import require_safe

from contacts import pages
from contacts.formats.places import read_place
from contacts.forms.team_timeline import TeamTimelineForm
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.team_timeline import Narrowed, team
from contacts.queries.team_timeline import team_timeline as timeline_of

PAGE = "contacts/team_timeline.html"


@require_safe
@gate(Act.TEAM_TIMELINE, about_person=False)
def team_timeline(request: SignedIn) -> HttpResponse:
    members = team(user=request.user)
    form = TeamTimelineForm(request.GET, team=members)
    context = {"form": form, "narrowing": form, "team": members}
    if not form.is_valid():
        named = members.ids_of(form.asked.get("person", ""))
        return pages.page(request, PAGE, context, status=pages.UNPROCESSABLE, people=named)
    before = read_place(request.GET.get("before", ""))
    timeline = timeline_of(team=members, narrowed=Narrowed(**form.asked), before=before)
    older = form.query(before=timeline.older) if timeline.older else ""
    context |= {"timeline": timeline, "older": older}
    return pages.page(request, PAGE, context, people=timeline.people)
