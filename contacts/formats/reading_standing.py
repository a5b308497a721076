"""Where the person stands now: "remanded to HMP Leeds", "released today", "in hospital".

Only ever proposed. It must open its sentence, of the person or of nobody named, and say no more
than where and since when: all else ("in hospital car park", "released on bail", "was in custody
in 2019", "his brother is in custody") is no standing of theirs. That supervision ended is never
read: it takes somebody off caseloads.
"""

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from contacts.formats import clock
from contacts.formats.day_words import read_day
from contacts.formats.note_words import PARTS, Note, Sentence
from contacts.formats.reading import STANDING, NewStanding, Reading, key
from contacts.formats.reading_times import reach
from contacts.formats.tokens import PERSON

EVENT, STATE, RELEASE, SENTENCE = "event", "state", "release", "sentence"
_NUMBER = "#"
_MOST_NAMES = 3  # words of a prison's name: "HMP Leeds", "HMP/YOI Low Newton"
_NEAR = 30  # words of a sentence in which "not" or "if" takes it away
_SAID = {
    "custody": "In custody",
    "community": "Released",
    "hospital": "In hospital",
    "recalled": "Recalled",
    "suspended": "Contact suspended",
}


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    what: str
    reason: str
    then: str


class _Tail(NamedTuple):
    """What follows a phrase: a place, a day, and up to which word."""

    last: int
    place: str = ""
    since: dt.date | None = None
    on_licence: bool = False


def _read_phrases() -> dict[str, list[_Phrase]]:
    by_first: dict[str, list[_Phrase]] = defaultdict(list)
    path = Path(__file__).with_name("reading_standings.csv")
    with path.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            words = tuple(row["phrase"].split())
            by_first[words[0]].append(_Phrase(words, row["what"], row["reason"], row["then"]))
    for phrases in by_first.values():
        phrases.sort(key=lambda phrase: len(phrase.words), reverse=True)
    return dict(by_first)


_PHRASES = _read_phrases()


def read_standing(note: Note, now: dt.datetime) -> list[Reading]:
    """The standing a note tells of, proposed; none where it tells of two that differ.

    `since` is a London day, where the note says one; `now` aware.
    """
    found: list[Reading] = []
    if PARTS["standing"].isdisjoint(note.vocabulary):
        return found
    for number, sentence in enumerate(note.sentences):
        if sentence.listed or sentence.after_told or sentence.end == "?":
            continue
        if read := _read(note, number, sentence, clock.london_day(now)):
            found.append(read)
    told = {one.value.what for one in found if isinstance(one.value, NewStanding)}
    return found[:1] if len(told) == 1 else []


def _read(note: Note, number: int, sentence: Sentence, today: dt.date) -> Reading | None:
    at, was = _subject(note, sentence)
    phrase, end = _phrase(note, at)
    if not phrase or (was and phrase.then == STATE):
        return None
    tail = _tail(note, end, phrase, today)
    if not tail or _taken_away(note, number, sentence, at):
        return None
    place = "" if phrase.what == "community" else tail.place
    value = NewStanding(phrase.what, place, phrase.reason, tail.since)
    start, last = note.starts[sentence.first], note.ends[tail.last - 1]
    words = note.text[start:last]
    return Reading(
        *(STANDING, value, _said(value, tail.place), start, last, key(STANDING, words)),
        proposed=True,
    )


def _said(value: NewStanding, place: str) -> str:
    said = _SAID[value.what] + (f" ({value.reason})" if value.reason else "")
    between = " from " if value.what == "community" else ", "
    return f"{said}{between}{place}" if place else said


def _subject(note: Note, sentence: Sentence) -> tuple[int, bool]:
    """Where what is said of the person begins, and whether it is said to have been."""
    at, was = sentence.first, False
    length, who = note.party(at)
    if who == PERSON:
        at += length
    while note.word(at) in PARTS["is_now"]:
        was |= note.words[at] in ("was", "been")
        at += 1
    return at, was


def _phrase(note: Note, at: int) -> tuple[_Phrase | None, int]:
    """The longest phrase here and where it ends; brackets in it are passed over."""
    run, ends = [], []
    for end in range(at, min(at + 8, len(note.words))):
        word = note.words[end]
        if word in ("(", ")", "-", "–", ":"):
            continue
        run.append(_NUMBER if word.isdigit() else word)
        ends.append(end + 1)
    for phrase in _PHRASES.get(note.word(at), ()):
        length = len(phrase.words)
        if tuple(run[:length]) == phrase.words:
            end = ends[length - 1]
            return phrase, end + (note.word(end) == ")")
    return None, at


def _tail(note: Note, at: int, phrase: _Phrase, today: dt.date) -> _Tail | None:
    """A place and a day after the phrase, where nothing else follows."""
    tail = _Tail(at)
    if phrase.then == SENTENCE:
        while note.word(tail.last) in ("in", "of"):
            tail = tail._replace(last=tail.last + 1)
        if note.word(tail.last) not in ("custody", "imprisonment", "prison"):
            return None
        tail = tail._replace(last=tail.last + 1)
    tail = _day(note, _place(note, tail), today)
    tail = _day(note, _licence(note, _place(note, tail)), today)
    if phrase.then == RELEASE and not (tail.since or tail.place or tail.on_licence):
        return None
    word = note.word(tail.last)
    if word == ":":
        return None  # "In custody: no"
    more = PARTS["after_state"] if phrase.then == STATE else PARTS["after_event"]
    return tail if note.closed(tail.last) or word in more else None


def _place(note: Note, tail: _Tail) -> _Tail:
    at = tail.last + (note.word(tail.last) in ("to", "at", "from", "in", ","))
    if tail.place or note.word(at) not in ("hmp", "yoi"):
        return tail
    end = at + 1
    while end < at + 1 + _MOST_NAMES and end < len(note.words) and _names(note, end):
        end += 1
    return tail._replace(last=end, place=note.between(at, end))


def _names(note: Note, at: int) -> bool:
    return note.words[at] in ("/", "yoi") or note.text[note.starts[at]].isupper()


def _licence(note: Note, tail: _Tail) -> _Tail:
    if (note.word(tail.last), note.word(tail.last + 1)) == ("on", "licence"):
        return tail._replace(last=tail.last + 2, on_licence=True)
    return tail


def _day(note: Note, tail: _Tail, today: dt.date) -> _Tail:
    if tail.since or not note.word(tail.last):
        return tail
    at = tail.last + (note.word(tail.last) in ("from", "since"))
    for last in reach(note, at, "when"):
        words = note.words[at:last]
        if words[-1] in ("on", "at", ","):
            continue
        try:
            day = read_day(" ".join(word for word in words if word != "on"), today)
        except ValueError:
            continue
        if day and day.on <= today:
            return tail._replace(last=last, since=day.on)
    return tail


def _taken_away(note: Note, number: int, sentence: Sentence, at: int) -> bool:
    words = note.words[sentence.first : min(sentence.last, sentence.first + _NEAR)]
    if not PARTS["no_standing"].isdisjoint(words):
        return True
    if any(len(word) == 4 and word.isdigit() and word[:2] in ("19", "20") for word in words):
        return True
    before = note.sentences[number - 1] if number else sentence
    near = note.words[max(before.first, at - _NEAR) : at]
    return not PARTS["kin"].isdisjoint(near)
