"""When the person is seen next, as a note says it: "next 12/5 10:30", "see again Thursday 10"."""

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from contacts.formats import clock, days
from contacts.formats.coming import FURTHEST, read_coming
from contacts.formats.note_words import CLOSING, PARTS, SEPARATORS, Note, Sentence
from contacts.formats.reading import NEXT, Moment, Reading, key
from contacts.formats.reading_times import EARLIEST_HOUR, is_bare_weekday, reach
from contacts.formats.tokens import PERSON

MOST = 6  # a note that says it more often is of something else
_CONNECTORS = 4  # words between "next appointment" and its day
_NEAR = 20  # words before it in which an "if" takes it away
_AFTER = 4  # words after it in which it is said to be elsewhere

# How a marker must stand: anywhere, at the start of its clause, or with a time and nothing after.
ANYWHERE, CLAUSE, BARE, HEADING, SHUT = "anywhere", "clause", "bare", "heading", "shut"


class _Found(NamedTuple):
    moment: Moment
    first: int
    last: int
    unsure: bool


def _read_markers() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    with Path(__file__).with_name("reading_next.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            words = tuple(row["phrase"].split())
            by_first[words[0]].append((words, row["stands"]))
    for markers in by_first.values():
        markers.sort(key=lambda marker: len(marker[0]), reverse=True)
    return dict(by_first)


_MARKERS = _read_markers()


def read_next(note: Note, now: dt.datetime) -> tuple[list[Reading], dict[int, int]]:
    """The next appointment, at most one, and where the words stand that say such a thing.

    It is always to come, in London time; `now` aware. Where a note names two different ones there
    is none. "next Thursday" said in a week that still has its Thursday is proposed only: it may be
    that day or the one after.
    """
    found: list[_Found] = []
    begin = note.vocabulary & _MARKERS.keys()
    for sentence in note.sentences if begin else ():
        if sentence.told or begin.isdisjoint(note.words[sentence.first : sentence.last]):
            continue
        found += list(_in_sentence(note, sentence, now))
        if len(found) > MOST:
            break
    taken = {one.first: one.last for one in found}
    if len(found) > MOST or len({one.moment for one in found}) != 1:
        return [], taken
    return [_reading(note, found[0], now)], taken


def _reading(note: Note, found: _Found, now: dt.datetime) -> Reading:
    at, time_known = found.moment
    on = clock.london_day(at)
    said = f"Next: {days.WEEKDAYS[on.weekday()][:3]} {days.short_day(on, clock.london_day(now))}"
    start, end = note.starts[found.first], note.ends[found.last - 1]
    return Reading(
        *(NEXT, found.moment, f"{said} {days.time(at)}" if time_known else said, start, end),
        *(key(NEXT, note.text[start:end]), found.unsure),
    )


def _in_sentence(note: Note, sentence: Sentence, now: dt.datetime) -> Iterator[_Found]:
    at, tried = sentence.first, 0
    while at < sentence.last and tried <= MOST:
        if marker := _marker(note, at):
            tried += 1
            found = None
            if _may_stand(note, sentence, at, *marker):
                found = _after(note, at, *marker, now=now)
            if found:
                yield found
                at = found.last
                continue
        at += 1


def _marker(note: Note, at: int) -> tuple[int, str] | None:
    for words, stands in _MARKERS.get(note.words[at], ()):
        if tuple(note.words[at : at + len(words)]) == words:
            return len(words), stands
    return None


def _may_stand(note: Note, sentence: Sentence, at: int, length: int, stands: str) -> bool:
    before = note.words[max(sentence.first, at - _NEAR) : at]
    if not PARTS["takes_away"].isdisjoint(before) or (before and _is_others(note, at - 1)):
        return False
    opens = not before or before[-1] in SEPARATORS
    if stands == BARE:
        after_figure = bool(before) and (before[-1][0].isdigit() or before[-1] in PARTS["item"])
        elsewhere = not PARTS["elsewhere"].isdisjoint(before)
        return (opens or after_figure) and not elsewhere
    if stands == HEADING:
        alone = note.word(at + length) in (":", "\n") or note.word(at + length) == ""
        return sentence.opens and not before and alone
    return stands == ANYWHERE or opens


def _is_others(note: Note, at: int) -> bool:
    """Whether the word before says whose it is, and that is somebody else."""
    length, who = note.party(at)
    return note.words[at].endswith("'s") or (length > 0 and who != PERSON)


def _after(note: Note, first: int, length: int, stands: str, *, now: dt.datetime) -> _Found | None:
    """The day and time that follow a marker, if nothing after them takes them away."""
    at = first + length
    most = at + _CONNECTORS
    while at < most and (
        note.word(at) in PARTS["leads_to"] or (stands == HEADING and _new(note, at))
    ):
        at += 1
    for last in reach(note, at, "when"):
        words = note.words[at:last]
        moment = None if words[-1] in (",", "at", "on", "the") else _moment(words, now)
        if moment and _ends_well(note, last, moment, stands):
            loose = note.words[at - 1] == "next" and is_bare_weekday(words)
            return _Found(moment, first, last, loose and _this_week(moment, now))
    return None


def _new(note: Note, at: int) -> bool:
    return note.word(at) == "\n"


def _moment(words: list[str], now: dt.datetime) -> Moment | None:
    try:
        moment = Moment(*read_coming(" ".join(words), now))
    except ValueError:
        return None
    local = moment.at.astimezone(clock.LONDON)
    at_night = moment.time_known and local.hour < EARLIEST_HOUR
    return None if at_night or moment.at - now > FURTHEST else moment


def _this_week(moment: Moment, now: dt.datetime) -> bool:
    today = clock.london_day(now)
    return (clock.london_day(moment.at) - today).days < 7 - today.weekday()


def _ends_well(note: Note, at: int, moment: Moment, stands: str) -> bool:
    word = note.word(at)
    if stands == SHUT and not (moment.time_known and word in CLOSING):
        return False
    if not (word in CLOSING or word in PARTS["after_next"]):
        return False
    after = note.words[at : at + _AFTER]
    ends = [i for i, one in enumerate(after) if one in (".", "\n", ";")]
    after = after[: ends[0]] if ends else after
    return PARTS["elsewhere"].isdisjoint(after) and PARTS["not_next"].isdisjoint(after)
