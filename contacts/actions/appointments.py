"""What is planned is moved, or taken off; and put back."""

import datetime as dt
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats.reading import Moment
from contacts.models import Act, Appointment, Person, User

State = Appointment.State
NOT_PLANNED = "This is no longer planned. What became of it is on the timeline."


@transaction.atomic
def move_appointment(*, appointment: Appointment, to: Moment, by: User) -> Appointment:
    """Plan it for another moment in its own place; gives back what is planned now.

    What a source brought is moved too, and stays so when the same file is loaded again; a newer
    version of it stands beside. The same press twice moves it once. Raises Refused where it is no
    longer planned, or something is planned for that moment already.
    """
    appointment = _locked(appointment)
    again = Appointment.objects.filter(moved_from=appointment).first()
    if again and (again.at, again.time_known) == to:
        return again
    if appointment.state != State.PLANNED:
        raise Refused(NOT_PLANNED)
    then = appointment.person.appointments.filter(state=State.PLANNED, at=to.at)
    if then.filter(time_known=to.time_known).exists():
        raise Refused("Something is planned for then already.", field="at")
    moved = _in_its_place(appointment, to)
    _set(appointment, State.MOVED)
    changed = {"at": [_as_said(appointment.at), _as_said(to.at)]}
    detail = {"changed": changed, "planned": moved.pk}
    _record(Act.MOVE_APPOINTMENT, appointment, by, detail)
    return moved


@transaction.atomic
def cancel_appointment(*, appointment: Appointment, by: User) -> None:
    """It is not going to happen, or it did not; pressed twice it is so once.

    It stays cancelled when the file that brought it is loaded again. Raises Refused where
    something else became of it.
    """
    _change(Act.CANCEL_APPOINTMENT, appointment, by, was=State.PLANNED, now=State.CANCELLED)


@transaction.atomic
def put_back_appointment(*, appointment: Appointment, by: User) -> None:
    """Planned as it was before somebody cancelled it. Raises as `cancel_appointment` does."""
    _change(Act.PUT_BACK_APPOINTMENT, appointment, by, was=State.CANCELLED, now=State.PLANNED)


def _change(act: Act, appointment: Appointment, by: User, *, was: str, now: str) -> None:
    appointment = _locked(appointment)
    if appointment.state == now:
        return
    if appointment.state != was:
        raise Refused(NOT_PLANNED)
    _set(appointment, now)
    _record(act, appointment, by, {"changed": {"state": [was, now]}})


def _locked(appointment: Appointment) -> Appointment:
    """Of two who change what is planned with one person, the second sees what the first did."""
    Person.objects.select_for_update(no_key=True).get(pk=appointment.person_id)
    return Appointment.objects.select_for_update().get(pk=appointment.pk)


def _set(appointment: Appointment, state: str) -> None:
    appointment.state = state
    appointment.save(update_fields=["state"])


def _in_its_place(appointment: Appointment, to: Moment) -> Appointment:
    """The same in all but its time: its words are still whose they were."""
    same = ("person", "kind", "heading", "notes", "sensitive", "author", "author_name")
    of = {name: getattr(appointment, name) for name in same}
    made = {"at": to.at, "time_known": to.time_known, "moved_from": appointment}
    return Appointment.objects.create(**of, **made)


def _as_said(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat()


def _record(act: Act, appointment: Appointment, by: User, detail: dict[str, Any]) -> None:
    about = f"appointment {appointment.pk}"
    audit.record(act, user=by, people=[appointment.person_id], object=about, detail=detail)
