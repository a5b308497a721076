from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from contacts import audit, pages
from contacts.actions.joining_people import join_people, part_people
from contacts.actions.refused import Refused
from contacts.forms.joining_people import JoinForm, OtherForm, PartForm
from contacts.gate import gate
from contacts.models import Act, Person, Role
from contacts.pages import SignedIn
from contacts.queries import joining_people as queries


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.JOIN_PEOPLE, shows=Act.SEE_JOINS)
def joining_people(request: SignedIn, person: Person) -> HttpResponse:
    """Whether another record is the same person's, both side by side; sent, they are joined."""
    asking = OtherForm(_sent(request), person=person, by=request.user)
    if not asking.is_bound or not _found(request, asking):
        return _page(request, person, asking=asking)
    other: Person = asking.cleaned_data["other"]
    form = _form(request, person, other)
    if not form.is_valid():
        return _page(request, person, asking=asking, other=other, form=form)
    try:
        join_people(kept=person, joined=other, **form.cleaned_data, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, person, pages.CONFLICT, asking=asking, other=other, form=form)
    return pages.see_other("joining-people", person.crn, joined=other.crn)


@require_POST
@gate(Act.PART_PEOPLE, shows=Act.SEE_JOINS)
def part(request: SignedIn, person: Person) -> HttpResponse:
    parting = PartForm(request.POST, person=person)
    asking = OtherForm(None, person=person, by=request.user)
    if not parting.is_valid():
        return _page(request, person, asking=asking, parting=parting)
    join = parting.cleaned_data["join"]
    try:
        if join.parted_at is None:  # else the button was pressed twice
            part_people(join=join, by=request.user)
    except Refused as refused:
        parting.add_error(None, str(refused))
        return _page(request, person, pages.CONFLICT, asking=asking, parting=parting)
    return pages.see_other("joining-people", person.crn, parted=join.joined.crn)


def _sent(request: SignedIn) -> Any:
    """What names another record, if anything does."""
    sent = request.POST if request.method == "POST" else request.GET
    return sent if request.method == "POST" or "other" in sent else None


def _found(request: SignedIn, asking: OtherForm) -> bool:
    """A CRN of nobody whom they may join leaves the same mark as an address with it."""
    found = asking.is_valid()
    if asking.has_error("other", "absent"):
        detail = {"crn": asking.data["other"], "act": Act.JOIN_PEOPLE}
        audit.record(Act.REFUSED, user=request.user, detail=detail)
    return found


def _form(request: SignedIn, person: Person, other: Person) -> JoinForm:
    holding = queries.may_hold(kept=person, joined=other) if request.user.role == Role.SPO else []
    differ = queries.differ_in(person=person, other=other)
    sent = request.POST if request.method == "POST" else None
    return JoinForm(sent, holding=holding, differ=differ)


def _page(
    request: SignedIn, person: Person, status: int = 0, *, other: Person | None = None, **forms: Any
) -> HttpResponse:
    done = {name: request.GET.get(name, "") for name in ("joined", "parted")}
    joining = queries.joining(person=person, viewer=request.user, other=other, **done)
    context = {"person": person, "other": other, "joining": joining, **forms}
    wrong = any(form.errors for form in forms.values())
    status = status or (pages.UNPROCESSABLE if wrong else 200)
    people = [other.pk] if other else joining.ids
    return pages.page(
        request, "contacts/joining_people.html", context, status=status, people=people
    )
