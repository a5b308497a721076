"""What is read in a note about somebody, and what of it an entry that was just saved says."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from contacts.formats import clock, days
from contacts.formats.asked_whom import asked_whom
from contacts.formats.reading import (
    DECISION,
    DONE,
    FEELS_OFF,
    KEPT_OPEN,
    KIND,
    MINUTES,
    NEXT,
    OUTCOME,
    WHEN,
    Moment,
    Promise,
    Reading,
    key,
)
from contacts.formats.readings import read_note
from contacts.formats.which_done import which_done
from contacts.models import Appointment, Contact, FollowUp, Person, State, User
from contacts.models.follow_up import FollowUpQuerySet

# What a reading can become; where a note says that somebody stands becomes nothing yet.
BECOMES = frozenset({KIND, OUTCOME, MINUTES, WHEN, NEXT}) | KEPT_OPEN


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


def as_was_planned(contact: Contact, by: User) -> Reading | None:
    """That an entry of the user's own was when an appointment it keeps began, to be undone as if
    it had been read; its words say when else it was. One statement.
    """
    if contact.author_id != by.pk or contact.state != State.SHOWN:
        return None
    kept = contact.appointments_kept.filter(at=contact.occurred_at, time_known=contact.time_known)
    planned = kept.first()
    if planned is None or contact.occurred_at == contact.recorded_at:
        return None
    said = days.moment(contact.recorded_at, True, clock.london_day(contact.occurred_at))
    moment, named = Moment(planned.at, planned.time_known), key(WHEN, str(planned))
    return Reading(WHEN, moment, said.removeprefix("today, "), 0, 0, named)


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
    if reading.what in KEPT_OPEN:
        return _kept(contact, reading)
    if isinstance(reading.value, Moment):
        read = _planned if reading.what == NEXT else _occurred
        return read(contact, reading.value)
    says = getattr(contact, reading.what)
    return None if says and says != reading.value else says == reading.value


def _occurred(contact: Contact, moment: Moment) -> bool | None:
    if (contact.occurred_at, contact.time_known) == moment:
        return True
    kept = contact.appointments_kept.filter(at=contact.occurred_at)
    by_itself = contact.occurred_at == contact.recorded_at or kept.exists()
    return False if by_itself else None


def _kept(contact: Contact, reading: Reading) -> bool | None:
    """Whether it was kept open, closed or marked by this entry; of what closes nothing, None."""
    if reading.what == FEELS_OFF:
        return contact.concerns.filter(taken_back_at=None).exists()
    if reading.what == DECISION:
        return contact.decisions.that_stand().exists()
    if reading.what == DONE:
        closed = FollowUp.objects.filter(closed_in=contact)
        still = FollowUp.objects.still_open().filter(person=contact.person_id)
        meant = [
            _means(contact, reading, those.exclude(contact=contact)) for those in (closed, still)
        ]
        return True if meant[0] else (False if meant[1] else None)
    kept = contact.follow_ups.exclude(state=FollowUp.State.TAKEN_BACK)
    return kept.filter(words=_what(reading)).exists()


def _what(reading: Reading) -> str:
    """The words of what is to be done."""
    if isinstance(reading.value, Promise):
        return reading.value.words
    return asked_whom(str(reading.value))[1]


def _means(contact: Contact, reading: Reading, those: FollowUpQuerySet) -> bool:
    names = (contact.person.first_name, contact.person.preferred_name)
    told = [one.in_full for one in those]
    return which_done(str(reading.value), told, names=names) is not None


def _planned(contact: Contact, moment: Moment) -> bool | None:
    its = Appointment.State
    planned = Appointment.objects.filter(person_id=contact.person_id, at=moment.at)
    then = {one.read_in_id: one.state for one in planned.filter(state__in=[its.PLANNED, its.MOVED])}
    return then.get(contact.pk) == its.PLANNED or (None if then else False)
