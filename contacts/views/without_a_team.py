from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from contacts import pages
from contacts.actions import without_a_team as actions
from contacts.actions.refused import Refused
from contacts.forms.without_a_team import GiveTeamForm
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import SignedIn
from contacts.queries.without_a_team import without_a_team as people_without_a_team


@require_safe
@gate(Act.WITHOUT_A_TEAM, about_person=False)
def without_a_team(request: SignedIn) -> HttpResponse:
    """Those whom nobody can open until they are given a team."""
    found = people_without_a_team(viewer=request.user, given=request.GET.get("given", ""))
    context = {"found": found}
    return pages.page(request, "contacts/without_a_team.html", context, people=found.ids)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.GIVE_TEAM, shows=Act.WITHOUT_A_TEAM)
def give_team(request: SignedIn, person: Person) -> HttpResponse:
    form = GiveTeamForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.give_team(person=person, **form.cleaned_data, by=request.user)
            return pages.see_other("without-a-team", given=person.crn)
        except Refused as refused:
            form.add_error(None, str(refused))
            person.refresh_from_db()
    context = {"form": form, "person": person}
    status = pages.UNPROCESSABLE if form.is_bound else 200
    return pages.page(request, "contacts/give_team.html", context, status=status)
