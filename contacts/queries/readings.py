"""What is read in a note about somebody, and what of it an entry that was just saved says."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

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
    STANDING,
    WHEN,
    Moment,
    NewStanding,
    Promise,
    Reading,
    key,
)
from contacts.formats.readings import read_note
from contacts.formats.standings import in_words
from contacts.formats.which_done import which_done
from contacts.models import Appointment, Contact, FollowUp, Person, Standing, State, User
from contacts.models.follow_up import FollowUpQuerySet
from contacts.queries import standings

# What a reading can become.
BECOMES = frozenset({KIND, OUTCOME, MINUTES, WHEN, NEXT, STANDING}) | KEPT_OPEN


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

    Where the person stands is told all the same, whether it was taken or not: it does most harm.
    Where the entry says something else than its words, somebody chose that: nothing is told.
    """
    of_them = readings_of(contact, viewer)
    readings = [one for one in of_them if one.key not in shown or one.what == STANDING]
    on, today = clock.london_day(contact.occurred_at), clock.today()
    return [
        Told(one.key, in_words(one, on, today), stands)
        for one in readings
        if (stands := _stands(contact, one)) is not None
    ]


@dataclass(frozen=True)
class Taken:
    """Where the person stands as it was taken from an entry; `key` for whoever may take it back."""

    said: str
    key: str


def standing_taken(contact: Contact, *, viewer: User) -> Taken | None:
    """What was taken so from an entry and the records shown with it, to stand on its own page."""
    of_the_event = Q(contact=contact) | Q(contact__lead=contact, contact__state=State.JOINED)
    standing = Standing.objects.said().filter(of_the_event).order_by("-pk").first()
    if standing is None:
        return None
    since = f"from {days.day(standing.since, clock.today())}"
    words = [standing.get_what_display(), standing.place, standing.reason, since]
    own = readings_of(contact, viewer) if standing.contact_id == contact.pk else []
    keys = [one.key for one in own if one.what == STANDING]
    return Taken(", ".join(word for word in words if word), keys[0] if keys else "")


def _stands(contact: Contact, reading: Reading) -> bool | None:
    """Whether the entry says so, or nothing of the kind; None where it says something else."""
    if reading.what in KEPT_OPEN:
        return _kept(contact, reading)
    if isinstance(reading.value, NewStanding):
        return standings.stands(contact, reading.value)
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
