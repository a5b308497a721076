"""What was planned, has passed and waits to be written up: for those whose people they are."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from contacts.formats import clock, days
from contacts.models import Act, Appointment, Contact, Person, User
from contacts.models.appointment import AppointmentQuerySet
from contacts.models.person import PersonQuerySet

SINCE = dt.timedelta(days=28)  # what is older stands on the timeline alone
LONGEST_ID = 18  # digits, so that it fits PostgreSQL's


@dataclass(frozen=True)
class ToWrite:
    """One appointment that passed, nothing written."""

    id: int
    person: int
    crn: str
    called: str
    at: dt.datetime
    when: str  # "14:00" today, "Tuesday 17 November, 10:30" earlier


@dataclass(frozen=True)
class WriteUp:
    """One's own, the earliest first; one of today has a time that has passed."""

    today: list[ToWrite]
    earlier: list[ToWrite]

    @property
    def ids(self) -> set[int]:
        """Of the people."""
        return {one.person for one in (*self.today, *self.earlier)}


@dataclass(frozen=True)
class Step:
    """Where somebody is who writes up one after another."""

    this: ToWrite
    left: int  # this one among them
    then: ToWrite | None


@dataclass(frozen=True)
class AsPlanned:
    """What the box says of when it was, unless somebody says otherwise."""

    id: int
    at: dt.datetime
    time_known: bool
    when: str  # "today 10:30"


@dataclass(frozen=True)
class Wrote:
    """The entry that was saved on the page before."""

    id: int
    crn: str


def to_write_up(*, user: User) -> WriteUp:
    """Those of everybody the user holds, works alongside or covers. One statement."""
    today = clock.today()
    own = Person.objects.visible_to(user, Act.MY_PEOPLE).answered_for_by(user, today)
    found = [_to_write(one, today) for one in unwritten(own.on_caseloads(today), today - SINCE)]
    return WriteUp(
        today=[one for one in found if clock.london_day(one.at) == today],
        earlier=[one for one in found if clock.london_day(one.at) < today],
    )


def unwritten(people: PersonQuerySet, since: dt.date) -> AppointmentQuerySet:
    """What passed unwritten of these people, the earliest first."""
    found = Appointment.objects.passed_unwritten(clock.now(), since).filter(person__in=people)
    return found.select_related("person").order_by("at", "pk")


def step(*, user: User, asked: str) -> Step | None:
    """Where the appointment stands that an address names by its id, if it waits. One statement."""
    waits = to_write_up(user=user)
    for those in (waits.today, waits.earlier):
        for number, one in enumerate(those):
            if str(one.id) == asked:
                rest = those[number + 1 :]
                return Step(one, len(rest) + 1, rest[0] if rest else None)
    return None


def following(*, user: User, after: AsPlanned) -> ToWrite | None:
    """The next to be written up after this one, of today or of earlier days as this is."""
    waits, today = to_write_up(user=user), clock.today()
    those = waits.today if clock.london_day(after.at) == today else waits.earlier
    place = (after.at, after.id)
    return next((one for one in those if (one.at, one.id) > place), None)


def as_planned(*, person: Person, asked: str = "", begun: str = "") -> AsPlanned | None:
    """The appointment with whose start an entry of this person begins. Two statements at most.

    That which a form or draft was `begun` with, by its id, whatever became of it since; else that
    which is `asked` for, where it passed unwritten; else the first of today's that did, whose time
    is known.
    """
    if began := passed_appointment(person=person, id=begun):
        return began
    today = clock.today()
    waits = person.appointments.passed_unwritten(clock.now())
    of_today = Q(at__gte=clock.begins(today), time_known=True)
    found = list(waits.filter(of_today | Q(pk=_id(asked))).order_by("at", "pk"))
    meant = [one for one in found if one.pk == _id(asked)] or found
    return _as_planned(meant[0], today) if meant else None


def passed_appointment(*, person: Person, id: str) -> AsPlanned | None:
    """One of this person by its id, whatever became of it, unless it lies ahead."""
    if not _id(id):
        return None
    found = person.appointments.on_pages().filter(pk=_id(id), at__lte=clock.now()).first()
    return _as_planned(found, clock.today()) if found else None


def wrote(*, user: User, id: str) -> Wrote | None:
    """The entry that an address says the user has just saved, if there is one."""
    if not _id(id):
        return None
    people = Person.objects.visible_to(user, Act.OPEN_TIMELINE)
    own = Contact.objects.on_timeline().filter(pk=_id(id), author=user, person__in=people)
    crn = own.values_list("person__crn", flat=True).first()
    return Wrote(_id(id), crn) if crn else None


def _id(written: str) -> int:
    """As an address has it; 0, which is nobody's, where that is no id."""
    plain = written.isascii() and written.isdecimal() and len(written) <= LONGEST_ID
    return int(written) if plain else 0


def _to_write(one: Appointment, today: dt.date) -> ToWrite:
    of_today = clock.london_day(one.at) == today
    when = days.time(one.at) if of_today else days.moment(one.at, one.time_known, today)
    return ToWrite(one.pk, one.person_id, one.person.crn, one.person.called, one.at, when)


def _as_planned(one: Appointment, today: dt.date) -> AsPlanned:
    day = days.day(clock.london_day(one.at), today)
    when = f"{day} {days.time(one.at)}" if one.time_known else day
    return AsPlanned(one.pk, one.at, one.time_known, when)
