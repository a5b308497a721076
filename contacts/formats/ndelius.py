"""An entry as nDelius takes it: each of its boxes, and notes in parts that its field has room for.

Two tables hold what nDelius calls a contact of a kind, and an outcome, with the codes by which the
public code of its services knows them. Where it asks for more than the diary knows (what made an
absence acceptable) it is the beginning of what there is to choose from, and has no code. Each reads
back as what it stands for.
"""

import csv
import datetime as dt
import re
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

from contacts.formats import clock, days
from contacts.formats.references import MENTION, reference, signed

LONGEST = 12_000  # characters of one contact's notes, as `_length` counts them
CALLED = "delius"  # stands in whatever people call that system, in capitals or not

DATE, START, END = "Contact date", "Start time", "End time"
TYPE, OFFICER, OUTCOME, SENSITIVE = "Contact type", "Officer", "Outcome", "Sensitive"

_MOST_PARTS = 999
_COMMENT = "Comment added by {author} on {day} at {time}"
# What copying writes around words, each on lines of its own: the boxes, which part it is, who added
# what follows, and the reference.
_NAMES = "|".join((START, END, TYPE, OFFICER, OUTCOME, SENSITIVE))
_LINE_END = r"[ \t\r]*(?:\n|\Z)"
_WRITTEN = re.compile(
    rf"^(?:{DATE}: [0-9/]{{10}}{_LINE_END}(?:(?:{_NAMES}): [^\n]*{_LINE_END})*(?:{_LINE_END})?"
    rf"|\([0-9]{{1,3}} of [0-9]{{1,3}}\){_LINE_END}(?:{_LINE_END})?"
    rf"|Comment added by [^\n]{{1,200}} on [0-9/]{{10}} at [0-9:]{{5}}{_LINE_END}"
    rf"|{MENTION.pattern}{_LINE_END})",
    re.MULTILINE,
)
# Where a text may be cut, the best first: after a paragraph, a line, a sentence, a word.
_ENDS = [re.compile(end) for end in (r"\n\s*\n", r"\n", r"[.!?]['\")\]\u2019\u201d]*\s", r"\s")]


def _table(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


_TYPES = {(row["kind"], row["where"]): row["type"] for row in _table("ndelius_types.csv")}
_OUTCOMES = {row["outcome"]: row["phrase"] for row in _table("ndelius_outcomes.csv")}


class Happened(NamedTuple):
    """What the diary knows of an entry beside its words."""

    at: dt.datetime  # aware
    time_known: bool
    minutes: int | None
    kind: str
    outcome: str
    about: bool  # with somebody else, not with the person
    officer: str  # empty where whoever copies wrote it themself
    sensitive: bool
    written: dt.datetime | None = None  # aware; None where it was not written here


class Box(NamedTuple):
    """One of nDelius's boxes above the notes, and what goes into it."""

    name: str
    value: str


class Part(NamedTuple):
    """As much of an entry as one contact of nDelius takes."""

    which: str  # "1 of 2", empty where it is all in one
    notes: str  # with the reference, for the box of notes alone
    text: str  # the same below the other boxes, each on its line


def boxes(happened: Happened) -> list[Box]:
    """What goes into nDelius's other boxes, in the order in which it asks; none that stay empty.

    Dates are London's, "22/11/2026". There is no end where no length is known, nor where it is on
    another day than the start. What would end after it was written ended then: nobody had said
    when it began. Type and outcome are suggested.
    """
    happened = _as_it_ended(happened)
    known = {
        DATE: _day(happened.at),
        START: days.time(happened.at) if happened.time_known else "",
        END: _end(happened),
        TYPE: _type(happened),
        OFFICER: happened.officer,
        OUTCOME: _OUTCOMES.get(happened.outcome, ""),
        SENSITIVE: "yes" if happened.sensitive else "",
    }
    return [Box(name, value) for name, value in known.items() if value]


def moment(at: dt.datetime, time_known: bool) -> str:
    """ "22/11/2026 at 11:00", which says the same whenever it is read."""
    return f"{_day(at)} at {days.time(at)}" if time_known else _day(at)


def comment(author: str, at: dt.datetime, words: str) -> str:
    """Later words below a line of whose they are, as nDelius itself would have them."""
    return f"{_COMMENT.format(author=author, day=_day(at), time=days.time(at))}\n{words}"


def parts(above: list[Box], words: str, id: int) -> list[Part]:
    """An entry in as few parts as nDelius takes, each ending with the reference of the entry.

    Each is cut after a paragraph, a line, a sentence or a word; none of them has more than LONGEST
    characters, with the boxes above it, even where nDelius counts a line end as two. Nothing of the
    words is lost but white space at a cut.
    """
    head = "".join(f"{name}: {value}\n" for name, value in above)
    end = f"\n\ndiary {reference(id)}"
    words = words.rstrip()
    room = LONGEST - _length(f"{head}\n{end}")
    if _length(words) <= room:
        return [_part("", head, words, end)]
    pieces = _pieces(words, room - _length(_mark(f"{_MOST_PARTS} of {_MOST_PARTS}")))
    several = enumerate(pieces, 1)
    return [_part(f"{number} of {len(pieces)}", head, piece, end) for number, piece in several]


def without_marks(notes: str) -> str:
    """The words of notes that were copied out, without what copying wrote around them.

    Also where a change was pasted below what was copied before. Other notes are left as they are:
    only what ends with a reference was copied. Never raises.
    """
    words, copied = signed(notes)
    return notes if copied is None else _WRITTEN.sub("", words)


def _day(at: dt.datetime) -> str:
    return clock.london_day(at).strftime("%d/%m/%Y")


def _as_it_ended(happened: Happened) -> Happened:
    length = dt.timedelta(minutes=happened.minutes or 0)
    written = happened.written
    if written and happened.time_known and happened.at <= written < happened.at + length:
        return happened._replace(at=written - length)
    return happened


def _end(happened: Happened) -> str:
    if not happened.time_known or not happened.minutes:
        return ""
    ended = happened.at + dt.timedelta(minutes=happened.minutes)
    same_day = clock.london_day(ended) == clock.london_day(happened.at)
    return days.time(ended) if same_day else ""


def _type(happened: Happened) -> str:
    where = "expected" if happened.outcome else "about" if happened.about else ""
    kind = happened.kind
    return _TYPES.get((kind, where)) or _TYPES.get((kind, ""), "")


def _part(which: str, head: str, words: str, end: str) -> Part:
    notes = f"{_mark(which)}{words}{end}"
    return Part(which, notes, f"{head}\n{notes}")


def _mark(which: str) -> str:
    return f"({which})\n\n" if which else ""


def _length(text: str) -> int:
    """In the units of the systems between here and there; a line end is sent as two characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + text.count("\n")


def _pieces(words: str, room: int) -> list[str]:
    found = []
    while words:
        cut = _cut(words, _fits(words, room))
        piece = words[:cut].rstrip()
        found += [piece] if piece else []
        words = words[cut:].lstrip()
    return found


def _fits(words: str, room: int) -> int:
    """How many characters of a text there is room for."""
    lengths = range(1, min(len(words), room) + 1)
    return bisect_right(lengths, room, key=lambda many: _length(words[:many]))


def _cut(words: str, most: int) -> int:
    """Where to end a piece of at most so many characters, which is more than half of them."""
    if most == len(words):
        return most
    for ends in _ENDS:
        found = [match.end() for match in ends.finditer(words, most // 2, most + 1)]
        if found:
            return found[-1]
    return most
