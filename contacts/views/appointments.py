from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from contacts import pages
from contacts.actions.appointments import (
    cancel_appointment,
    move_appointment,
    put_back_appointment,
)
from contacts.actions.refused import Refused
from contacts.forms.appointments import MoveForm
from contacts.gate import gate
from contacts.models import Act, Appointment, Person
from contacts.pages import SignedIn
from contacts.views.timeline import whole


@require_POST
@gate(Act.MOVE_APPOINTMENT, shows=Act.OPEN_TIMELINE)
def move(request: SignedIn, person: Person, appointment: Appointment) -> HttpResponse:
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _not_moved(request, appointment, form, pages.UNPROCESSABLE)
    to = form.cleaned_data["at"]
    try:
        moved = move_appointment(appointment=appointment, to=to, by=request.user)
    except Refused as refused:
        if not refused.field:
            return _not_changed(request, appointment, refused)
        form.add_error(refused.field, str(refused))
        return _not_moved(request, appointment, form, pages.CONFLICT)
    return _back(request, moved)


@require_POST
@gate(Act.CANCEL_APPOINTMENT, shows=Act.OPEN_TIMELINE)
def cancel(request: SignedIn, person: Person, appointment: Appointment) -> HttpResponse:
    return _changed(request, appointment, cancel_appointment)


@require_POST
@gate(Act.PUT_BACK_APPOINTMENT, shows=Act.OPEN_TIMELINE)
def put_back(request: SignedIn, person: Person, appointment: Appointment) -> HttpResponse:
    return _changed(request, appointment, put_back_appointment)


def _not_moved(
    request: SignedIn, appointment: Appointment, form: MoveForm, status: int
) -> HttpResponse:
    """It says why where it was typed."""
    told: dict[str, Any] = {"moving": form, "moves": appointment.pk}
    return whole(request, appointment.person, status=status, **told)


def _changed(
    request: SignedIn, appointment: Appointment, does: Callable[..., None]
) -> HttpResponse:
    try:
        does(appointment=appointment, by=request.user)
    except Refused as refused:
        return _not_changed(request, appointment, refused)
    return _back(request, appointment)


def _not_changed(request: SignedIn, appointment: Appointment, refused: Refused) -> HttpResponse:
    told: dict[str, Any] = {"not_changed": str(refused)}
    return whole(request, appointment.person, status=pages.CONFLICT, **told)


def _back(request: SignedIn, appointment: Appointment) -> HttpResponse:
    """To one's people, where it was pressed there, else to the person's page; and what was done."""
    page = reverse("timeline", args=[appointment.person.crn])
    if pages.going(request) == reverse("my-people"):
        page = reverse("my-people")
    return pages.SeeOther(f"{page}?planned={appointment.pk}")
