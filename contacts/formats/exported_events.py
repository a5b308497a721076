"""What the file of contacts says beneath an entry: later words, and other records of its event."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contacts.formats import days

SAME_WORDS = "The same words."
# The file is read on another day: every date has its year, and none is "yesterday".
ANOTHER_DAY = dt.date.min


class Told(NamedTuple):
    """Words that somebody wrote about a record later, as PostgreSQL puts them into JSON."""

    author: str
    written: str  # ISO 8601, with its distance from UTC
    notes: str
    replaces: bool


class Other(NamedTuple):
    """Another record of the event, as PostgreSQL puts it into JSON, in the order they came."""

    author: str
    written: str  # or else when it happened
    source: str  # empty for what was typed here
    id: str
    occurred: str
    time_known: bool
    heading: str
    kind: str
    minutes: str
    outcome: str
    notes: str
    later: list[tuple[str, str, str, bool]] | None
    earlier: bool  # the same source has told it otherwise since


class Beneath(NamedTuple):
    """A row beneath an entry: who wrote it, when, and the words."""

    author: str
    written: str
    notes: str


def standing(notes: str, later: Sequence[Told]) -> tuple[str, bool]:
    """The words that stand, and whether they are others than those first written."""
    replacing = [one.notes for one in later if one.replaces]
    return (replacing[-1], True) if replacing else (notes, False)


def beneath(notes: str, later: Sequence[Told], others: Sequence[Other]) -> Iterator[Beneath]:
    """What stands beneath an entry with these notes, in its order; nothing is left out.

    First what was added to the entry itself; then of each other record where it stands, when, and
    what it was called there, with its words where they are not the entry's, followed by what was
    added to it, where that is not said already.
    """
    said_here = list(_added(later))
    yield from said_here
    for other in others:
        words, _ = standing(other.notes, _later(other))
        said = SAME_WORDS if words and words == notes else words
        yield Beneath(other.author, other.written, "\n".join(filter(None, [_where(other), said])))
        yield from (one for one in _added(_later(other)) if one not in said_here)


def _later(other: Other) -> list[Told]:
    return [Told(*one) for one in other.later or []]


def _added(later: Sequence[Told]) -> Iterator[Beneath]:
    return (Beneath(one.author, one.written, one.notes) for one in later if not one.replaces)


def _where(other: Other) -> str:
    """ "Also in NOMIS, 18238: Thursday 12 March 2026, 13:55. Key worker session, 45 min, attended."

    Of what was typed here: "Also written here, D00012: ...".
    """
    stands = "Earlier in" if other.earlier else "Also in"
    place = f"{stands} {other.source}" if other.source else "Also written here"
    at = dt.datetime.fromisoformat(other.occurred)
    when = days.moment(at, other.time_known, ANOTHER_DAY)
    long = f"{other.minutes} min" if other.minutes else ""
    parts = [other.heading or other.kind, long, other.outcome]
    what = ", ".join(part for part in parts if part)
    return f"{place}, {other.id}: {when}. {what}." if what else f"{place}, {other.id}: {when}."
