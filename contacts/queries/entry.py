"""How one contact reads on a page: labels and dates put into words once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db import connection

from contacts.formats import clock, days, met, outcomes
from contacts.formats.differences import Stretch
from contacts.models import Kind, Outcome, Seen, State
from contacts.queries import events
from contacts.queries.events import NO_OTHERS, Asked, Event, Maybe

# One statement for whatever stands on the page; each of what is nested is sought by an index.
ENTRIES = f"""
SELECT contact.id, person.id, person.crn, contact.occurred_at, contact.time_known, contact.kind,
    contact.seen, contact.minutes, contact.outcome, contact.sensitive, contact.heading,
    contact.notes, contact.state, coalesce(author.name, contact.author_name),
    (SELECT json_agg(json_build_array(
            coalesce(writer.name, amendment.author_name),
            coalesce(amendment.written_at, amendment.recorded_at),
            amendment.notes, amendment.changed, amendment.replaces) ORDER BY amendment.id)
        FROM contacts_amendment AS amendment
        LEFT JOIN contacts_user AS writer ON writer.id = amendment.author_id
        WHERE amendment.contact_id = contact.id),
    ARRAY(SELECT ARRAY[source.name, record.foreign_id] FROM contacts_sourcerecord AS record
        JOIN contacts_source AS source ON source.id = record.source_id
        WHERE record.contact_id = contact.id ORDER BY record.id),
    ({events.RECORDS}),
    ({events.PROPOSED})
FROM contacts_contact AS contact
JOIN contacts_person AS person ON person.id = contact.person_id
LEFT JOIN contacts_user AS author ON author.id = contact.author_id
WHERE contact.id = ANY(%s)
ORDER BY contact.occurred_at DESC, contact.id DESC
"""  # noqa: S608  (of constants alone)
LONG = 1500  # characters; longer notes fold
NO_TIME = "No time"
STUBS = {
    State.WITHDRAWN: "An entry was withdrawn. It is kept as evidence and not shown.",
    State.MOVED: "An entry was moved: it was about somebody else.",
}
NAMES = {
    "occurred_at": "time",
    "time_known": "time",
    "kind": "kind",
    "minutes": "length",
    "outcome": "outcome",
}


@dataclass(frozen=True)
class Addition:
    """Later words beneath an entry, and what they put right."""

    author: str
    when: str
    notes: str
    put_right: str  # "kind was Phone"


@dataclass(frozen=True, kw_only=True)
class Line:
    """Whatever stands in its place under a day of a timeline."""

    at: dt.datetime
    day: str
    time: str
    planned: str = ""  # of what is no entry: "Planned, nothing recorded"
    automatic: bool = False  # a system wrote it by itself, and there is nothing to read in it
    opens: str = ""  # "3 automatic entries", before the first of those that are folded together
    closes: bool = False  # after the last of them


@dataclass(frozen=True)
class Entry(Line):
    """One contact as people read it. A stub holds nothing but its place."""

    id: int
    person: int
    crn: str
    stub: str = ""
    what: str = ""  # "Office, met"
    not_met: bool = False
    more: str = ""  # "45 min, attended"
    was: str = ""  # what stood there first, where it was put right
    author: str = ""
    heading: str = ""
    notes: str = ""
    long: bool = False
    sensitive: bool = False
    additions: list[Addition] = field(default_factory=list)
    first_wording: str = ""  # where other words stand in its place
    sources: str = ""
    ids: str = ""  # what the sources call it: "nDelius 4077"
    event: Event = NO_OTHERS
    maybe: list[Maybe] = field(default_factory=list)
    compared: list[Stretch] = field(default_factory=list)  # the notes, beside other records
    plain: bool = False  # as most are: there is nothing but when, what, who and the notes


class _Later(NamedTuple):
    """An amendment, as PostgreSQL puts it into JSON."""

    author: str
    written: str
    notes: str
    changed: dict[str, list[Any]]
    replaces: bool


class _Row(NamedTuple):
    """A row of ENTRIES."""

    id: int
    person: int
    crn: str
    occurred_at: dt.datetime
    time_known: bool
    kind: str
    seen: str
    minutes: int | None
    outcome: str
    sensitive: bool
    heading: str
    notes: str
    state: str
    author: str
    amendments: list[list[Any]] | None
    sources: list[list[str]]
    records: list[list[Any]] | None
    proposed: list[list[Any]] | None


def entries(ids: Iterable[int], *, today: dt.date) -> list[Entry]:
    """These contacts in words, newest first.

    One statement, whatever their number. Contacts that do not exist are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, [list(ids)])
        return [_entry(_Row(*row), today) for row in cursor.fetchall()]


def _entry(row: _Row, today: dt.date) -> Entry:
    place = _place(row, today)
    if row.state in STUBS:
        return replace(place, stub=STUBS[State(row.state)])
    return _in_full(place, row, today)


def _in_full(place: Entry, row: _Row, today: dt.date) -> Entry:
    amendments = [_Later(*one) for one in row.amendments or []]
    replacing = [one.notes for one in amendments if one.replaces]
    notes = replacing[-1] if replacing else row.notes
    later = [one for one in amendments if not one.replaces]
    others = _event(row, [notes, *(one.notes for one in later)], today)
    # Whoever says so of one record says it of what happened.
    sensitive = row.sensitive or others.sensitive
    long = len(notes) > LONG
    beside = sensitive or amendments or row.records or row.proposed
    return replace(
        place,
        what=met.label(row.kind, row.seen),
        not_met=row.seen == Seen.NOT_MET,
        more=_more(row.minutes, row.outcome),
        was=", ".join(_first_said(amendments, today)),
        author=row.author,
        heading=row.heading,
        notes=notes,
        long=long,
        sensitive=sensitive,
        additions=[_addition(one, today) for one in later],
        first_wording=row.notes if replacing else "",
        sources=events.names(name for name, _ in row.sources),
        ids=events.names(f"{name} {theirs}" for name, theirs in row.sources if theirs),
        event=others,
        maybe=_maybe(row, today),
        plain=not (long or row.heading or beside),
        automatic=not (notes or beside or row.outcome) and outcomes.is_automatic(row.heading),
    )


def _maybe(row: _Row, today: dt.date) -> list[Maybe]:
    one = Asked(row.id, row.occurred_at, row.time_known, row.outcome)
    return events.proposed(one, row.proposed, today)


def _event(row: _Row, words: list[str], today: dt.date) -> Event:
    if not row.records:
        return NO_OTHERS
    sources = [name for name, _ in row.sources]
    lead = events.Lead(row.occurred_at, row.time_known, row.author, row.outcome, sources, words)
    return events.event(lead, row.records, today)


def _place(row: _Row, today: dt.date) -> Entry:
    day = days.day(clock.london_day(row.occurred_at), today)
    time = days.time(row.occurred_at) if row.time_known else NO_TIME
    return Entry(row.id, row.person, row.crn, at=row.occurred_at, day=day, time=time)


def _addition(later: _Later, today: dt.date) -> Addition:
    return Addition(
        author=later.author,
        when=days.moment(dt.datetime.fromisoformat(later.written), True, today),
        notes=later.notes,
        put_right=", ".join(_first_said([later], today)),
    )


def _first_said(amendments: list[_Later], today: dt.date) -> list[str]:
    """What the earliest of these put right, each as "kind was Phone"."""
    first: dict[str, str] = {}
    for one in amendments:
        for name in _put_right(one) - first.keys():
            first[name] = f"{NAMES[name]} was {_was(name, one.changed[name][0], today)}"
    return [first[name] for name in NAMES if name in first]


def _put_right(amendment: _Later) -> set[str]:
    """A time that comes with its day is said once."""
    names = NAMES.keys() & amendment.changed.keys()
    return names - {"time_known"} if "occurred_at" in names else names


def _was(name: str, value: str | int | None, today: dt.date) -> str:
    """What stood there first, as it would have been shown."""
    if not value:
        return "not said"
    if name == "occurred_at":
        at = dt.datetime.fromisoformat(str(value))
        midnight = at.astimezone(clock.LONDON).time() == dt.time()  # how a day alone is kept
        return days.moment(at, not midnight, today)
    if name == "time_known":
        return "00:00"  # known, and that of a day alone
    if name == "minutes":
        return f"{value} minutes"
    return str({"kind": Kind, "outcome": Outcome}[name](value).label)


def _more(minutes: int | None, outcome: str) -> str:
    """How long it took and what came of it, where that is said."""
    came = str(Outcome(outcome).label) if outcome else ""
    if not minutes:
        return came
    return f"{minutes} min, {came[0].lower()}{came[1:]}" if came else f"{minutes} min"
