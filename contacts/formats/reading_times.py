"""Lengths and moments in the words of a note: "45m", "10.00-10.50", "yesterday 2pm"."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from contacts.formats import clock
from contacts.formats.minutes import read_minutes
from contacts.formats.note_words import PARTS, Note
from contacts.formats.occurred import IN_THE_FUTURE, read_occurred
from contacts.formats.reading import Moment
from contacts.formats.time_words import read_time

MOST_WORDS = 7
LONGEST = 8 * 60  # minutes: nobody is seen for longer
EARLIEST_HOUR = 7  # "2.30" is no time at night, and may be no time at all
OLDEST = dt.timedelta(days=300)  # a date without its year that is older was meant to come
_PARTS_OF_TODAY = (("afternoon", 12), ("evening", 16), ("tonight", 16))  # and when they begin
_BEFORE_MONEY = frozenset("£$€")


class LengthFound(NamedTuple):
    """How many minutes, up to which word, and when it began where both times are written."""

    minutes: int
    last: int
    began: dt.time | None = None


class MomentFound(NamedTuple):
    """Which moment, up to which word; no moment where the words speak of a plan."""

    moment: Moment | None
    last: int


def reach(note: Note, at: int, part: str) -> Iterator[int]:
    """Where words that begin here and are figures or of this part may end, the longest first."""
    end = at
    while end < min(at + MOST_WORDS, len(note.words)):
        word = note.words[end]
        if not (word[0].isdigit() or word in PARTS[part]):
            break
        end += 1
    yield from range(end, at, -1)


def read_length(note: Note, at: int) -> LengthFound | None:
    """How long something took, in the words from this place on; a bare figure is no length."""
    if not _may_begin(note, at, "length") or (at and note.words[at - 1] in _BEFORE_MONEY):
        return None
    for last in reach(note, at, "length"):
        words = note.words[at:last]
        minutes = None if words[0].isdigit() and len(words) == 1 else _minutes(" ".join(words))
        if minutes and minutes <= LONGEST:
            return _from_to(words, minutes, last)
    return None


def _may_begin(note: Note, at: int, part: str) -> bool:
    word = note.word(at)
    return word[:1].isdigit() or (word in PARTS[part] and word.isalpha())


def _minutes(words: str) -> int | None:
    try:
        return read_minutes(words)
    except ValueError:
        return None


def _from_to(words: list[str], minutes: int, last: int) -> LengthFound | None:
    """From one time to another only where it is written as times, not as "1000-1050"."""
    written = "".join(words).replace("–", "-").replace("to", "-").replace("until", "-")
    begins, dash, _ = written.partition("-")
    if not dash:
        return LengthFound(minutes, last)
    if not any(mark in written for mark in ":."):
        return None
    return LengthFound(minutes, last, read_time(begins))


def read_moment(note: Note, at: int, now: dt.datetime) -> Iterator[MomentFound]:
    """The moments that the words from this place on may say, those of the most words first.

    A day to come, a bare weekday ("HV Thursday") and a date that would be very long ago tell of a
    plan: they are found without a moment.
    """
    if _may_begin(note, at, "when"):
        for last in reach(note, at, "when"):
            words = note.words[at:last]
            if not _is_bare(words) and (found := _moment(words, last, now)):
                yield found


def _is_bare(words: list[str]) -> bool:
    """Whether its last figure may count something: "9", "yesterday, 3 of them"."""
    may_count = words[-1].isdigit() and (len(words) == 1 or "," in words)
    return may_count or words[-1] in (",", "at", "on")


def _moment(words: list[str], last: int, now: dt.datetime) -> MomentFound | None:
    try:
        moment = Moment(*read_occurred(" ".join(words), now))
    except ValueError as refused:
        return MomentFound(None, last) if str(refused) == IN_THE_FUTURE else None
    if _is_plan(words, moment, now):
        return MomentFound(None, last)
    local = moment.at.astimezone(clock.LONDON)
    if moment.time_known and local.hour < EARLIEST_HOUR and "am" not in "".join(words):
        return None
    return MomentFound(moment, last)


def _is_plan(words: list[str], moment: Moment, now: dt.datetime) -> bool:
    if is_bare_weekday(words) and "last" not in words:
        return True
    hour = now.astimezone(clock.LONDON).hour
    if any(hour < begins and part in words for part, begins in _PARTS_OF_TODAY):
        return "yesterday" not in words and clock.london_day(moment.at) == clock.london_day(now)
    figures = [word for word in words if word[0].isdigit()]
    with_year = any(_holds_year(word) for word in figures)
    return now - moment.at > OLDEST and not with_year


def _holds_year(word: str) -> bool:
    return (word.isdigit() and len(word) == 4) or max(map(word.count, "/.-")) == 2


def is_bare_weekday(words: list[str]) -> bool:
    """Whether a day is named only by its weekday, with no date beside it."""
    dated = not PARTS["month"].isdisjoint(words) or any(
        "/" in word or (word[0].isdigit() and word.endswith(("st", "nd", "rd", "th")))
        for word in words
    )
    return not dated and not PARTS["weekday"].isdisjoint(words)
