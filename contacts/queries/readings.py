"""What is read in a note about somebody, and what of it an entry that was just saved says."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from contacts.formats.reading import KIND, MINUTES, NEXT, OUTCOME, WHEN, Moment, Reading
from contacts.formats.readings import read_note
from contacts.models import Appointment, Contact, Person, State, User

# What a reading can become; the rest that a note says becomes nothing yet.
BECOMES = frozenset({KIND, OUTCOME, MINUTES, WHEN, NEXT})


@dataclass(frozen=True)
class Told:
    """One reading beside an entry: undone with one press where it stands, else taken with one."""

    key: str
    said: str
    stands: bool


def read_about(notes: str, *, person: Person, now: dt.datetime) -> list[Reading]:
    """What these words say of the person that can become something, read as at `now` (aware)."""
    called = (person.first_name, person.preferred_name)
    return [one for one in read_note(notes, now=now, called=called) if one.what in BECOMES]


def readings_of(contact: Contact, by: User) -> list[Reading]:
    """Those of the user's own words, as they read when they were written; of others' none."""
    if contact.author_id != by.pk or contact.state != State.SHOWN:
        return []
    notes, now = contact.notes_that_stand, contact.recorded_at
    return read_about(notes, person=contact.person, now=now)


def told(contact: Contact, *, viewer: User, shown: Collection[str] = ()) -> list[Told]:
    """What whoever saved an entry is told of it, but for what was `shown` before it was saved.

    Where the entry says something else than its words, somebody chose that: nothing is told.
    """
    readings = [one for one in readings_of(contact, viewer) if one.key not in shown]
    return [
        Told(one.key, one.said, stands)
        for one in readings
        if (stands := _stands(contact, one)) is not None
    ]


def _stands(contact: Contact, reading: Reading) -> bool | None:
    """Whether the entry says so, or nothing of the kind; None where it says something else."""
    if isinstance(reading.value, Moment):
        read = _planned if reading.what == NEXT else _occurred
        return read(contact, reading.value)
    says = getattr(contact, reading.what)
    return None if says and says != reading.value else says == reading.value


def _occurred(contact: Contact, moment: Moment) -> bool | None:
    if (contact.occurred_at, contact.time_known) == moment:
        return True
    return False if contact.occurred_at == contact.recorded_at else None


def _planned(contact: Contact, moment: Moment) -> bool | None:
    planned = Appointment.objects.filter(
        person_id=contact.person_id, state=Appointment.State.PLANNED, at=moment.at
    )
    read_in = {one.read_in_id for one in planned}
    return contact.pk in read_in or (None if read_in else False)
