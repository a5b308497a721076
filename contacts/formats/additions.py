"""Notes that a source keeps in one field with what others added later, taken apart and put back."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from contacts.formats import clock

EARLIEST_YEAR = 1900

# nDelius writes a line of 57 dashes, a line that says who and when, and the words. Prisons (NOMIS)
# go on in the same line. What looks nearly so is left alone, for somebody may have typed it.
_DASHES = "-" * 57
_NDELIUS = re.compile(
    rf"{_DASHES}\r?\nComment added by (?P<author>\S[^\r\n]{{0,199}}?)"
    r" on (?P<day>[0-9]{2})/(?P<month>[0-9]{2})/(?P<year>[0-9]{4})"
    r" at (?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})\r?\n"
)
_NOMIS = re.compile(
    r" \.\.\.\[(?P<author>[^\s\[\]][^\[\]\r\n]{0,199}?) updated the case notes on "
    r"(?:(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})"
    r"|(?P<day_first>[0-9]{2})-(?P<month_next>[0-9]{2})-(?P<year_last>[0-9]{4}))"
    r" (?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})\] "
)
_FORMS = ((_NDELIUS, "\nComment added by "), (_NOMIS, " updated the case notes on "))
# "Seen at 10" does not begin "Seen at 10.30", nor "He can" "He can't".
_GOES_ON = re.compile("[.,:/'\u2019\u2010-\u2015\\-]?\\w|[\u0300-\u036f\u200d]")


class Added(NamedTuple):
    """Words that somebody added later; `glue` is what stood between them and what went before."""

    author: str
    written_at: dt.datetime
    notes: str
    glue: str


class Glued(NamedTuple):
    """The words first written, without date or author of their own, and what was added to them."""

    first: str
    additions: tuple[Added, ...] = ()


def split(notes: str) -> Glued:
    """The notes of one field of nDelius or NOMIS as first words and dated additions.

    `written_at` is aware, in UTC; both systems write London time, of a doubled hour the first is
    meant. Not taken apart, but left in the words they stand in, are bare dashes, a date in no
    calendar, a time that no London clock showed, and a line that says who and when with no words
    after it. Never raises. The forms are those of the public code of nDelius's and NOMIS's
    services. About 1 microsecond for notes with none.
    """
    if not any(mark in notes for _, mark in _FORMS):
        return Glued(notes)
    heads = list(_heads(notes))
    # One with no words before the next, or the end, adds nothing.
    heads = [head for head, words in _words(notes, heads) if words.strip()]
    if not heads:
        return Glued(notes)
    additions = tuple(
        Added(head.author, head.written_at, words, notes[head.start : head.end])
        for head, words in _words(notes, heads)
    )
    return Glued(notes[: heads[0].start], additions)


def join(glued: Glued) -> str:
    """The text that `split` was given, to the byte."""
    return glued.first + "".join(added.glue + added.notes for added in glued.additions)


def begins_with(old: str, new: str) -> str | None:
    """What a newer version adds to an older one, or None where the old does not begin the new.

    Spaces and line ends at the end of the old are passed over if they must be. None too where the
    old ends inside a word or a number of the new, which then says something else. The same text
    adds "".
    """
    kept = old if new.startswith(old) else old.rstrip()
    if not new.startswith(kept):
        return None
    rest = new[len(kept) :]
    inside = kept and (kept[-1].isalnum() or kept[-1] == "\u200d") and _GOES_ON.match(rest)
    return None if inside else rest


class _Head(NamedTuple):
    author: str
    written_at: dt.datetime
    start: int
    end: int


def _heads(notes: str) -> Iterator[_Head]:
    """Every line or bracket that says who added and when, in order, none inside another."""
    forms = [form for form, mark in _FORMS if mark in notes]
    found = (read for form in forms for read in form.finditer(notes))
    reached = 0
    for read in sorted(found, key=re.Match.start):
        start = _line_start(notes, read.start(), reached) if read.re is _NDELIUS else read.start()
        written_at = _written_at(read.groupdict())
        if written_at and start is not None and start >= reached:
            reached = read.end()
            yield _Head(read["author"], written_at, start, reached)


def _line_start(notes: str, at: int, reached: int) -> int | None:
    """Where the line end before the dashes stands; None where they do not begin a line."""
    if at and notes[at - 1] != "\n":
        return None
    before = 2 if notes.endswith("\r\n", 0, at) else 1
    return max(at - before, reached) if at >= reached else None


def _words(notes: str, heads: list[_Head]) -> Iterator[tuple[_Head, str]]:
    """Each with the words that follow it, up to the next or the end."""
    ends = [head.start for head in heads[1:]] + [len(notes)]
    for head, end in zip(heads, ends, strict=False):
        yield head, notes[head.end : end]


def _written_at(read: dict[str, str | None]) -> dt.datetime | None:
    day, month = read["day"] or read["day_first"], read["month"] or read["month_next"]
    year = read["year"] or read["year_last"]
    on = f"{year}-{month}-{day}T{read['hour']}:{read['minute']}:{read.get('second') or '00'}"
    try:
        written = dt.datetime.fromisoformat(on).replace(tzinfo=clock.LONDON)
    except ValueError:
        return None
    at = written.astimezone(dt.UTC)
    shown = at.astimezone(clock.LONDON).replace(tzinfo=None) == written.replace(tzinfo=None)
    return at if shown and written.year >= EARLIEST_YEAR else None
