"""How one contact reads on a page: labels and dates put into words once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db import connection

from contacts.formats import clock, days, met, outcomes, working_days
from contacts.formats.differences import Stretch
from contacts.models import Outcome, Seen, State
from contacts.queries import events
from contacts.queries.events import NO_OTHERS, Asked, Event, Maybe
from contacts.queries.later_words import Addition, Later, addition, first_said

# An entry is marked where any record that it is shown with is.
_SHOWN = """(SELECT contact.id UNION ALL SELECT joined.id FROM contacts_contact AS joined
    WHERE joined.lead_id = contact.id AND joined.state = 'joined') AS record (id)"""
# What later words answer: that something felt off, that a talk was asked for, or what was asked.
_ANSWERS = """CASE
    WHEN EXISTS (SELECT FROM contacts_concern WHERE what_became_of_it_id = amendment.id)
    THEN 'Talked about on'
    WHEN EXISTS (SELECT FROM contacts_talk WHERE what_was_said_id = amendment.id)
    THEN 'Talk with the SPO on'
    ELSE (SELECT concat('Reply of ', named, ',') FROM contacts_followup
        WHERE reply_id = amendment.id) END"""
# One statement for whatever stands on the page; each of what is nested is sought by an index.
ENTRIES = f"""
SELECT contact.id, person.id, person.crn, contact.occurred_at, contact.time_known, contact.kind,
    contact.seen, contact.minutes, contact.outcome, contact.sensitive, contact.heading,
    contact.notes, contact.state, coalesce(author.name, contact.author_name),
    (SELECT json_agg(json_build_array(
            coalesce(writer.name, amendment.author_name),
            coalesce(amendment.written_at, amendment.recorded_at),
            amendment.notes, amendment.changed, amendment.replaces, {_ANSWERS})
            ORDER BY amendment.id)
        FROM contacts_amendment AS amendment
        LEFT JOIN contacts_user AS writer ON writer.id = amendment.author_id
        WHERE amendment.contact_id = contact.id),
    ARRAY(SELECT ARRAY[source.name, record.foreign_id] FROM contacts_sourcerecord AS record
        JOIN contacts_source AS source ON source.id = record.source_id
        WHERE record.contact_id = contact.id ORDER BY record.id),
    ({events.RECORDS}),
    ({events.PROPOSED}),
    contact.written_at,
    EXISTS (SELECT FROM {_SHOWN} JOIN contacts_decision AS decision
        ON decision.contact_id = record.id WHERE decision.taken_back_at IS NULL),
    (SELECT json_agg(json_build_array(concern.words, concern.raised_at, raiser.name,
            concern.closed_at IS NOT NULL, concern.what_became_of_it_id IS NOT NULL)
            ORDER BY concern.closed_at IS NOT NULL, concern.id)
        FROM {_SHOWN} JOIN contacts_concern AS concern ON concern.contact_id = record.id
        JOIN contacts_user AS raiser ON raiser.id = concern.raised_by_id
        WHERE concern.taken_back_at IS NULL)
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
    late: str = ""  # "Written 2 days after"
    decision: bool = False
    off: str = ""  # "Something feels off"
    off_words: str = ""  # in which, as they stand in the notes; the lines that say so
    plain: bool = False  # as most are: there is nothing but when, what, who and the notes


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
    written_at: dt.datetime | None
    decision: bool
    concerns: list[list[Any]] | None


class _Concern(NamedTuple):
    """Something feels off, as PostgreSQL puts it into JSON."""

    words: str
    raised_at: str
    raised_by: str
    closed: bool
    answered: bool  # by later words of the entry; else the entry itself says what became of it


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
    amendments = [Later(*one) for one in row.amendments or []]
    replacing = [one.notes for one in amendments if one.replaces]
    notes = replacing[-1] if replacing else row.notes
    later = [one for one in amendments if not one.replaces]
    others = _event(row, [notes, *(one.notes for one in later)], today)
    # Whoever says so of one record says it of what happened.
    sensitive = row.sensitive or others.sensitive
    long = len(notes) > LONG
    beside = sensitive or amendments or row.records or row.proposed or row.decision or row.concerns
    marks = _marks(row, today)
    return replace(
        place,
        **_what(row),
        was=", ".join(first_said(amendments, today)),
        author=row.author,
        heading=row.heading,
        notes=notes,
        long=long,
        sensitive=sensitive,
        additions=[addition(one, today) for one in later],
        first_wording=row.notes if replacing else "",
        sources=events.names(name for name, _ in row.sources),
        ids=events.names(f"{name} {theirs}" for name, theirs in row.sources if theirs),
        event=others,
        maybe=_maybe(row, today),
        plain=not (long or row.heading or beside or marks["late"]),
        automatic=not (notes or beside or row.outcome) and outcomes.is_automatic(row.heading),
        **marks,
    )


def _what(row: _Row) -> dict[str, Any]:
    more = _more(row.minutes, row.outcome)
    label = met.label(row.kind, row.seen)
    return {"what": label, "not_met": row.seen == Seen.NOT_MET, "more": more}


def _marks(row: _Row, today: dt.date) -> dict[str, Any]:
    """What stands at its foot: that it is late, a decision, or that something feels off."""
    concern = _Concern(*row.concerns[0]) if row.concerns else None
    return {
        "late": working_days.written_after(row.occurred_at, row.written_at),
        "decision": row.decision,
        "off": _off(concern, today) if concern else "",
        "off_words": concern.words if concern else "",
    }


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


def _off(concern: _Concern, today: dt.date) -> str:
    if not concern.closed:
        return "Something feels off"
    if concern.answered:
        return "Something felt off"
    on = days.short_day(clock.london_day(dt.datetime.fromisoformat(concern.raised_at)), today)
    return f"Something felt off on {on}, said {concern.raised_by}"


def _more(minutes: int | None, outcome: str) -> str:
    """How long it took and what came of it, where that is said."""
    came = str(Outcome(outcome).label) if outcome else ""
    if not minutes:
        return came
    return f"{minutes} min, {came[0].lower()}{came[1:]}" if came else f"{minutes} min"
