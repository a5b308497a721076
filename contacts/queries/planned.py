"""What was planned for a person: what is next, and what passed with nothing recorded."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, TextField, Value, Window
from django.db.models.functions import Coalesce

from contacts.formats import clock, days
from contacts.formats.periods import Period
from contacts.models import Appointment, Kind, Person
from contacts.models.appointment import AppointmentQuerySet
from contacts.models.person import PersonQuerySet
from contacts.queries.entry import LONG, NO_TIME, Entry, Line

MORE = 10  # shown beneath what is next
NOTHING_RECORDED = "Planned, nothing recorded"
WRITTEN = "Planned: see the entries of that day"
EVERY_DAY = Period()
LONGEST_ID = 18  # digits, so that it fits PostgreSQL's
SAID = {
    Appointment.State.CANCELLED: "Cancelled: {when}.",
    "to": "Moved to {when}.",
    "again": "Planned again: {when}.",
}


@dataclass(frozen=True)
class Ahead:
    """One thing that is to come."""

    id: int
    when: str  # "Tuesday 12 May, 10:30"
    heading: str
    source: str
    sensitive: bool


@dataclass(frozen=True)
class Next:
    """What is next, and what is planned after it."""

    first: Ahead
    more: str  # "and 2 more planned", empty where nothing is
    then: list[Ahead]
    later: str  # "and 3 later", where that is not all


@dataclass(frozen=True)
class Changed:
    """What a press has just done to something planned."""

    id: int
    person: int
    crn: str
    called: str
    said: str  # "Moved to Thursday 26 November, 11:00."
    undo: bool


@dataclass(frozen=True)
class Planned(Line):
    """What was planned and has passed, in its place: no entry, and never a meeting.

    Where an entry of its day says what became of it, it says that.
    """

    author: str
    heading: str
    notes: str
    long: bool
    sensitive: bool
    sources: str


class _Row(NamedTuple):
    """An appointment as `_rows` asks for it."""

    pk: int
    at: dt.datetime
    time_known: bool
    kind: str
    heading: str
    sensitive: bool
    source: str  # empty where it was read in an entry
    notes: str
    by: str
    total: int  # of them
    written: bool  # an entry of its day says what became of it


def coming(*, person: Person) -> Next | None:
    """What is planned for the person from now on, the earliest first; None where nothing is.

    One statement. Headings are as their source called them; where it did not, the kind stands.
    """
    now, today = clock.now(), clock.today()
    rows = _rows(person.appointments.ahead(now).order_by("at", "pk"), MORE + 1)
    if not rows:
        return None
    first, *then = (_ahead(row, today) for row in rows)
    rest = rows[0].total - 1
    return Next(
        first=first,
        more=f"and {rest:,} more planned" if rest else "",
        then=then,
        later=f"and {rest - MORE:,} later" if rest > MORE else "",
    )


def changed(*, people: Iterable[int] | PersonQuerySet, id: str) -> Changed | None:
    """What became of something planned with one of these people, by the id in an address.

    One statement; none where that is no id.
    """
    if not id.isdecimal() or len(id) > LONGEST_ID:
        return None
    found = Appointment.objects.on_pages().filter(pk=int(id), person__in=people)
    one = found.select_related("person").first()
    if one is None:
        return None
    when = days.moment(one.at, one.time_known, clock.today())
    says = SAID.get(one.state, "")
    if one.state == Appointment.State.PLANNED:
        says = SAID["to" if one.moved_from_id else "again"]
    cancelled = one.state == Appointment.State.CANCELLED
    whose = (one.person_id, one.person.crn, one.person.called)
    return Changed(one.pk, *whose, says.format(when=when), cancelled) if says else None


def passed(
    *,
    person: Person,
    today: dt.date,
    since: dt.datetime | None = None,
    before: dt.datetime | None = None,
    within: Period = EVERY_DAY,
) -> list[Planned]:
    """What was planned and has passed, newest first, kept by no entry.

    From `since` on, until just before `before`, and on the days of `within`: all that are given.
    One statement, whatever their number. Days are said as on `today`.
    """
    found = person.appointments.passed(clock.now()).within(within)
    if since:
        found = found.filter(at__gte=since)
    if before:
        found = found.filter(at__lt=before)
    return [_planned(row, today) for row in _rows(found.order_by("-at", "-pk"))]


def in_place(planned: list[Planned], entries: list[Entry]) -> list[Entry | Planned]:
    """Both, newest first, as each is. What was planned stands above entries of its very moment."""
    both: list[Entry | Planned] = [*planned, *entries]
    return sorted(both, key=lambda line: line.at, reverse=True)


def _rows(found: AppointmentQuerySet, most: int | None = None) -> list[_Row]:
    told = found.told_if_written().annotate(
        source=Coalesce("source_record__source__name", Value(""), output_field=TextField()),
        by=Coalesce("author__name", "author_name", output_field=TextField()),
        total=Window(Count("*")),
    )
    return [_Row(*row) for row in told.values_list(*_Row._fields)[:most]]


def _ahead(row: _Row, today: dt.date) -> Ahead:
    when = days.moment(row.at, row.time_known, today)
    return Ahead(row.pk, when, _called(row), row.source, row.sensitive)


def _planned(row: _Row, today: dt.date) -> Planned:
    return Planned(
        at=row.at,
        day=days.day(clock.london_day(row.at), today),
        time=days.time(row.at) if row.time_known else NO_TIME,
        planned=WRITTEN if row.written else NOTHING_RECORDED,
        author=row.by,
        heading=_called(row),
        notes=row.notes,
        long=len(row.notes) > LONG,
        sensitive=row.sensitive,
        sources=row.source,
    )


def _called(row: _Row) -> str:
    return row.heading or (str(Kind(row.kind).label) if row.kind else "")
