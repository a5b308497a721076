"""What an entry says of the other records of the same event, and of what may be one."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from contacts.formats import clock, days, mask
from contacts.formats.mask import Run
from contacts.formats.own_words import own_words
from contacts.models import Outcome

# Of a row of `contacts_contact AS contact`. An earlier version is one that the same source has told
# otherwise since, in another record of the event.
RECORDS = """
SELECT json_agg(json_build_array(joined.id, joined.occurred_at, joined.time_known, joined.sensitive,
        coalesce(writer.name, joined.author_name), joined.heading, joined.outcome, joined.notes,
        (SELECT json_agg(json_build_array(amendment.notes, amendment.replaces)
                ORDER BY amendment.id)
            FROM contacts_amendment AS amendment WHERE amendment.contact_id = joined.id),
        ARRAY(SELECT source.name FROM contacts_sourcerecord AS record
            JOIN contacts_source AS source ON source.id = record.source_id
            WHERE record.contact_id = joined.id ORDER BY record.id),
        EXISTS (SELECT FROM contacts_sourcerecord AS record
            JOIN contacts_sourcerecord AS later ON later.source_id = record.source_id
                AND later.foreign_id = record.foreign_id AND later.id > record.id
            JOIN contacts_contact AS told ON told.id = later.contact_id
            WHERE record.contact_id = joined.id AND record.foreign_id <> ''
            AND told.id <> joined.id AND coalesce(told.lead_id, told.id) = contact.id))
        ORDER BY joined.occurred_at, joined.id)
    FROM contacts_contact AS joined
    LEFT JOIN contacts_user AS writer ON writer.id = joined.author_id
    WHERE joined.lead_id = contact.id AND joined.state = 'joined'
"""
PROPOSED = """
SELECT json_agg(json_build_array(other.id, other.occurred_at, other.time_known, other.outcome,
        ARRAY(SELECT source.name FROM contacts_sourcerecord AS record
            JOIN contacts_source AS source ON source.id = record.source_id
            WHERE record.contact_id = other.id ORDER BY record.id))
        ORDER BY other.occurred_at DESC, other.id DESC)
    FROM contacts_eventpair AS pair
    JOIN contacts_contact AS other ON other.id = pair.one_id + pair.other_id - contact.id
    WHERE (pair.one_id = contact.id OR pair.other_id = contact.id) AND pair.answer = ''
    AND other.state = 'shown'
"""
WITHHELD = Run(mask.WITHHELD, False)


@dataclass(frozen=True)
class Adds:
    """Words of one record that the entry it is shown with does not have."""

    of: str  # "NOMIS"
    runs: list[Run]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def masked(self) -> "Adds":
        """The same with every sensitive passage withheld, also where a part of it is cut out."""
        return Adds(self.of, [WITHHELD if run.sensitive else run for run in self.runs])


@dataclass(frozen=True)
class Maybe:
    """Another entry that may be of the same event: asked once, at the newer of the two."""

    id: int
    when: str  # "yesterday, 13:55, NOMIS"
    why: str  # what speaks against it: "the outcomes differ"
    asks: bool


class Asked(NamedTuple):
    """One of two entries that may be of the same event."""

    id: int
    at: dt.datetime
    time_known: bool
    outcome: str


@dataclass(frozen=True)
class Event:
    """Where else an event stands, and what is said of it there alone."""

    fold: str = ""  # "4 nDelius entries at 10:15"
    also_in: list[str] = field(default_factory=list)  # each "NOMIS 12 Mar 13:55"
    earlier: list[str] = field(default_factory=list)  # each "nDelius 12 Mar 13:55"
    adds: list[Adds] = field(default_factory=list)
    sensitive: bool = False
    others: frozenset[int] = frozenset()  # the records that may be of another event, by their ids


class Lead(NamedTuple):
    """The record that an event is shown by."""

    at: dt.datetime
    time_known: bool
    author: str
    outcome: str
    sources: Sequence[str]
    words: Sequence[str]  # its notes as they stand, and what was added to them


class _Record(NamedTuple):
    """Another one, as PostgreSQL puts it into JSON."""

    id: int
    occurred: str
    time_known: bool
    sensitive: bool
    author: str
    heading: str
    outcome: str
    notes: str
    later: list[tuple[str, bool]] | None
    sources: list[str]
    earlier: bool

    @property
    def at(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.occurred)

    @property
    def words(self) -> list[str]:
        later = self.later or []
        replacing = [notes for notes, replaces in later if replaces]
        standing = replacing[-1] if replacing else self.notes
        return [standing, *(notes for notes, replaces in later if not replaces)]


NO_OTHERS = Event()


def event(lead: Lead, rows: list[list[Any]], today: dt.date) -> Event:
    """What stands beside an entry, of the rows of RECORDS."""
    records = [_Record(*row) for row in rows]
    stand = [one for one in records if not one.earlier]
    folded = [one for one in stand if _is_folded(one, lead)]
    others = [one for one in stand if one not in folded]
    return Event(
        fold=_fold(lead, folded),
        also_in=_also_in(others, lead, today),
        earlier=[_named(one, today) for one in records if one.earlier],
        adds=_adds(stand, lead),
        sensitive=any(one.sensitive for one in records),
        others=frozenset(one.id for one in stand),
    )


def proposed(lead: Asked, rows: list[list[Any]] | None, today: dt.date) -> list[Maybe]:
    """What may be of the same event as this contact, of the rows of PROPOSED."""
    found = []
    for other, occurred, time_known, outcome, sources in rows or []:
        theirs = Asked(other, dt.datetime.fromisoformat(occurred), time_known, outcome)
        when = f"{days.moment(theirs.at, time_known, today)}, {names(sources) or 'written here'}"
        asks = (lead.at, lead.id) > (theirs.at, other)
        found.append(Maybe(other, when, _why(lead, theirs), asks))
    return found


def _why(one: Asked, other: Asked) -> str:
    """What the reader has to weigh, where something speaks against their being one event."""
    if one.outcome and other.outcome and one.outcome != other.outcome:
        return "the outcomes differ"
    if clock.london_day(one.at) != clock.london_day(other.at):
        return "on another day"
    hours = abs(one.at - other.at) // dt.timedelta(hours=1)
    if one.time_known and other.time_known and hours >= 2:
        return f"{hours} hours apart"
    return ""


def names(sources: Iterable[str]) -> str:
    """Each once, in their order."""
    return ", ".join(dict.fromkeys(sources))


def _is_folded(one: _Record, lead: Lead) -> bool:
    """One system wrote it down several times over, at the same moment, under several types."""
    same = (one.at, one.time_known, one.author) == (lead.at, lead.time_known, lead.author)
    return same and bool(one.sources) and set(one.sources) == set(lead.sources)


def _fold(lead: Lead, folded: list[_Record]) -> str:
    if not folded:
        return ""
    count = f"{len(folded) + 1} {names(lead.sources)} entries"
    at = f"at {days.time(lead.at)}" if lead.time_known else "of this day"
    kinds = [_type(one, lead) for one in folded]
    also = ", ".join(dict.fromkeys(kind for kind in kinds if kind))
    return f"{count} {at}, also as {also}" if also else f"{count} {at}"


def _type(one: _Record, lead: Lead) -> str:
    """What the source called it, and what came of it where that is not said of the entry."""
    came = _came(one, lead)
    return f"{one.heading or 'no type'} ({came})" if came else one.heading


def _came(one: _Record, lead: Lead) -> str:
    if not one.outcome or one.outcome == lead.outcome:
        return ""
    label = str(Outcome(one.outcome).label)
    return f"{label[0].lower()}{label[1:]}"


def _also_in(records: list[_Record], lead: Lead, today: dt.date) -> list[str]:
    """Where else, and when there; several of one system at one moment said once."""
    said = []
    for name, group in groupby(records, lambda one: _named(one, today)):
        those = list(group)
        several = f"{len(those)} entries" if len(those) > 1 else ""
        came = dict.fromkeys(_came(one, lead) for one in those)
        said.append(", ".join(part for part in (name, several, *came) if part))
    return said


def _named(one: _Record, today: dt.date) -> str:
    on = clock.london_day(one.at)
    year = "" if on.year == today.year else f" {on.year}"
    time = f" {days.time(one.at)}" if one.time_known else ""
    return f"{_of(one)} {on.day} {days.MONTHS[on.month - 1][:3]}{year}{time}"


def _of(one: _Record) -> str:
    return names(one.sources) or "another entry"


def _adds(records: list[_Record], lead: Lead) -> list[Adds]:
    """Of each record what neither the entry nor a record before it says."""
    said = list(lead.words)
    found = []
    for one in records:
        for words in one.words:
            runs = own_words(words, said)
            if runs:
                found.append(Adds(_of(one), runs))
            said.append(words)
    return found
