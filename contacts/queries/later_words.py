"""What later words say of an entry: what they put right, and what they answer."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from contacts.formats import clock, days
from contacts.models import Kind, Outcome

NAMES = {
    "occurred_at": "time",
    "time_known": "time",
    "kind": "kind",
    "minutes": "length",
    "outcome": "outcome",
    "standing": "where they stand",
}


@dataclass(frozen=True)
class Addition:
    """Later words beneath an entry, and what they put right."""

    author: str
    when: str
    notes: str
    put_right: str  # "kind was Phone"
    answers: str = ""  # "Talked about on 16 November", where that is what they say


class Later(NamedTuple):
    """An amendment, as PostgreSQL puts it into JSON."""

    author: str
    written: str
    notes: str
    changed: dict[str, list[Any]]
    replaces: bool
    answers: str | None  # "Talked about on", where that is what they say


def addition(later: Later, today: dt.date) -> Addition:
    """Later words as they stand beneath an entry."""
    return Addition(
        author=later.author,
        when=days.moment(dt.datetime.fromisoformat(later.written), True, today),
        notes=later.notes,
        put_right=", ".join(first_said([later], today)),
        answers=_answers(later, today),
    )


def _answers(later: Later, today: dt.date) -> str:
    on = days.short_day(clock.london_day(dt.datetime.fromisoformat(later.written)), today)
    return f"{later.answers} {on}" if later.answers else ""


def first_said(amendments: Sequence[Later], today: dt.date) -> list[str]:
    """What the earliest of these put right, each as "kind was Phone"."""
    first: dict[str, str] = {}
    for one in amendments:
        for name in _put_right(one) - first.keys():
            first[name] = f"{NAMES[name]} was {_was(name, one.changed[name][0], today)}"
    return [first[name] for name in NAMES if name in first]


def _put_right(amendment: Later) -> set[str]:
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
