"""Where a person stands, as a note says it, beside what is known of it already."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from contacts.formats import days
from contacts.formats.reading import NewStanding, Reading

COMMUNITY = "community"
_KINDS_OF_PRISON = frozenset({"hmp", "yoi", "hmyoi"})


class Spell(NamedTuple):
    """Where somebody stands as it is known, in the words of models.Standing."""

    what: str
    place: str
    reason: str
    since: dt.date
    until: dt.date | None


def begins(said: NewStanding, occurred: dt.date) -> dt.date:
    """The day the words say, else the London day on which what they tell of occurred."""
    return said.since or occurred


def in_words(reading: Reading, occurred: dt.date, today: dt.date) -> str:
    """What was read and since when: "In custody, HMP Leeds, from today"."""
    said = reading.value
    if not isinstance(said, NewStanding):
        return reading.said
    day = days.day(begins(said, occurred), today)
    return f"{reading.said}, {day}" if said.what == COMMUNITY else f"{reading.said}, from {day}"


def is_news(said: NewStanding, known: Iterable[Spell], *, on: dt.date, today: dt.date) -> bool:
    """Whether a person stands otherwise from `on`, going by these words, than is known today.

    `known` are the spells that have begun, the latest first; in none is in the community. Where
    one of them began or ended after that day, something later is known than the words can tell.
    What they leave out, a place or a reason, is as it is known.
    """
    spells = list(known)
    changes = [day for one in spells for day in (one.since, one.until) if day]
    if any(on < day <= today for day in changes):
        return False
    now = next((one for one in spells if one.until is None or one.until > today), None)
    if now is None or now.what != said.what:
        return said.what != (now.what if now else COMMUNITY)
    return not (_within(said.place, now.place) and _within(said.reason, now.reason))


def _within(said: str, known: str) -> bool:
    return _words(said) <= _words(known)


def _words(text: str) -> set[str]:
    """HMP Leeds is Leeds."""
    return set(re.findall(r"\w+", text.casefold())) - _KINDS_OF_PRISON
