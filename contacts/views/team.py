from django.http import HttpResponse
from django.views.decorators.http import require_safe

from contacts import pages
from contacts.formats import clock
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.team import team as team_of


@require_safe
@gate(Act.TEAM, about_person=False)
def team(request: SignedIn) -> HttpResponse:
    """Whom each practitioner of the team holds, for their SPO."""
    found = team_of(user=request.user)
    context = {"team": found, "today": clock.today()}
    return pages.page(request, "contacts/team.html", context, people=found.ids)
