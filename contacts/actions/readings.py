"""What was read in the words of an entry, undone or taken once it is saved; and what is planned."""

import uuid
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.amendment import NotShown, amend
from contacts.actions.standings import take_back_standing, take_standing
from contacts.formats.reading import NEXT, Moment, NewStanding, Reading
from contacts.models import Act, Appointment, Contact, State, User

PLANNED, CANCELLED = Appointment.State.PLANNED, Appointment.State.CANCELLED
NOTHING: dict[str, Any] = {"kind": "", "outcome": "", "minutes": None}


def plan_next(contact: Contact, moment: Moment) -> Appointment | None:
    """What the words of an entry say is next, in the transaction of whatever it belongs to.

    None where the same moment is planned already: by a source, or in another entry.
    """
    at, time_known = moment
    known = {"person_id": contact.person_id, "at": at, "time_known": time_known}
    if Appointment.objects.filter(**known, state=PLANNED).exists():
        return None
    return Appointment.objects.create(**known, author_id=contact.author_id, read_in=contact)


@transaction.atomic
def take_reading(*, contact: Contact, by: User, reading: Reading) -> None:
    """Let the entry say what its words were found to say.

    Raises NothingToAdd where it says so already, NotShown when it no longer stands by itself.
    """
    if isinstance(reading.value, NewStanding):
        return take_standing(contact=_locked(contact), by=by, said=reading.value)
    if reading.what == NEXT and isinstance(reading.value, Moment):
        contact = _locked(contact)
        if planned := plan_next(contact, reading.value):
            _record(by, planned, None, PLANNED)
        return None
    return _put_right(contact, by, reading, reading.value)


@transaction.atomic
def undo_reading(*, contact: Contact, by: User, reading: Reading) -> None:
    """The entry says nothing of it, as if its words had not been read; they stay as they are.

    What had been planned is cancelled, and where they were said to stand is taken back. Raises as
    `take_reading` does.
    """
    if isinstance(reading.value, NewStanding):
        return take_back_standing(contact=_locked(contact), by=by)
    if reading.what == NEXT and isinstance(reading.value, Moment):
        read_in = _locked(contact).appointments_read.filter(state=PLANNED, at=reading.value.at)
        for planned in read_in.select_for_update():
            planned.state = CANCELLED
            planned.save(update_fields=["state"])
            _record(by, planned, PLANNED, CANCELLED)
        return None
    when = Moment(contact.recorded_at, True)
    return _put_right(contact, by, reading, NOTHING.get(reading.what, when))


def _put_right(contact: Contact, by: User, reading: Reading, value: Any) -> None:
    says = value.occurred() if isinstance(value, Moment) else {reading.what: value}
    amend(contact=contact, author=by, token=uuid.uuid4(), notes="", **says)


def _locked(contact: Contact) -> Contact:
    """Nobody presses the same twice at once, nor anything where the entry is shown no more."""
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    if locked.state != State.SHOWN:
        raise NotShown
    return locked


def _record(by: User, planned: Appointment, was: str | None, now: str) -> None:
    audit.record(
        Act.AMEND,
        user=by,
        people=[planned.person_id],
        object=f"contact {planned.read_in_id} appointment {planned.pk}",
        detail={"changed": {"state": [was, now]}},
    )
