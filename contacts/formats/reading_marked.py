"""What a writer marks with a word and a colon: "todo:", "asked:", "done:", "decided:"; and "??"."""

from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from contacts.formats import tokens
from contacts.formats.note_words import CLOSING, PARTS, SENSITIVE, Note, Sentence
from contacts.formats.reading import (
    ASKED,
    DECISION,
    DONE,
    FEELS_OFF,
    PERSON,
    PROMISED,
    WRITER,
    Promise,
    Reading,
    key,
)

LONGEST = 500  # characters: more is no promise but a story
OTHER = tokens.OTHER
_OFF = "??"
_MARKS = (
    (("todo",), PROMISED),
    (("to", "do"), PROMISED),
    (("action",), PROMISED),
    (("asked",), ASKED),
    (("awaiting",), ASKED),
    (("done",), DONE),
    (("decided",), DECISION),
)
_BEGIN = frozenset(words[0] for words, _ in _MARKS) | PARTS["still"]
_SAID = {ASKED: "Asked: ", DONE: "Done: ", DECISION: "Decided: "}
_NEAR = 12  # words after "awaiting" that say what for


class _Mark(NamedTuple):
    """What is marked, where the mark begins, and where the words after it."""

    what: str
    first: int
    at: int


def read_marked(note: Note, taken: dict[int, int]) -> list[Reading]:
    """Everything that is marked, in reading order; a decision and a ?? at most once.

    A mark counts only where it begins a sentence, "todo:" behind a comma or a dash too, and ?? only
    where it begins a line. What somebody
    else is to do ("todo: Dean to bring his payslip", "todo: GP to ring back") is proposed. `taken`
    is where words stand that are read otherwise: they are no part of what was promised. A decision
    and a ?? keep their keys whatever becomes of their words, so that one taken away stays away.
    """
    found: list[Reading] = []
    for number, sentence in enumerate(note.sentences):
        if not (mark := _mark(note, sentence)):
            continue
        for at, last in _words(note, number, mark):
            first = mark.first if at == mark.at else at
            ends = (one for one in range(at, last) if one in taken or note.words[one] == "\n")
            if read := _read(note, mark.what, first, at, next(ends, last)):
                found.append(read)
    return [*_once(found, DECISION), *_feels_off(note)]


def _once(found: list[Reading], what: str) -> list[Reading]:
    first = next((one for one in found if one.what == what), None)
    return [one for one in found if one.what != what or one is first]


def _mark(note: Note, sentence: Sentence) -> _Mark | None:
    if sentence.told:
        return None
    if note.words[sentence.first] not in _BEGIN:
        return _further_in(note, sentence)
    for words, what in _MARKS:
        at = sentence.first + len(words)
        if tuple(note.words[sentence.first : at]) != words:
            continue
        sign = note.word(at)
        if sign == ":" or (words == ("todo",) and sign in ("-", "–")):
            return _Mark(what, sentence.first, at + 1)
    return _awaiting(note, sentence)


def _further_in(note: Note, sentence: Sentence) -> _Mark | None:
    """ "tc 10m, todo: ring mum": a word of no other use, behind a comma or a dash."""
    for at in range(sentence.first + 1, sentence.last - 1):
        behind, word, sign = note.words[at - 1 : at + 2]
        if (word, sign) == ("todo", ":") and behind in (",", "-", "–"):
            return _Mark(PROMISED, at, at + 2)
    return None


def _awaiting(note: Note, sentence: Sentence) -> _Mark | None:
    """ "Still awaiting reply from CSC": of somebody asked, and not a trial or an operation."""
    at = sentence.first
    while note.word(at) in PARTS["still"]:
        at += 1
    if note.word(at) != "awaiting":
        return None
    near = note.words[at + 1 : min(at + 1 + _NEAR, sentence.last)]
    asked = not PARTS["reply"].isdisjoint(near[:4]) and _of_others(near)
    asked = asked or _from_them_alone(note, at + 1)
    return _Mark(ASKED, sentence.first, at + 1) if asked else None


def _from_them_alone(note: Note, at: int) -> bool:
    """ "Awaiting police": of those who are asked for what they know, and nothing more is said."""
    length, _ = note.party(at)
    asked = not PARTS["answers"].isdisjoint(note.words[at : at + length])
    return asked and note.closed(at + length)


def _of_others(words: list[str]) -> bool:
    at = next((at for at, word in enumerate(words) if word in ("from", "of")), len(words))
    whom = words[at:]
    return PARTS["no_reply"].isdisjoint(words) and PARTS["kin"].isdisjoint(whom)


def _words(note: Note, number: int, mark: _Mark) -> Iterator[tuple[int, int]]:
    """Where the words stand that a mark is for: several after "todo:", in a list or one line."""
    sentence = note.sentences[number]
    if mark.what != PROMISED:
        if mark.at < sentence.last:
            yield mark.at, _end(note, number, mark)
    elif mark.at >= sentence.last:
        yield from _list(note, number + 1)
    else:
        yield mark.at, sentence.last
        for after in _same_line(note, number):
            if note.sentences[after - 1].end != ";":
                return
            yield note.sentences[after].first, note.sentences[after].last


def _end(note: Note, number: int, mark: _Mark) -> int:
    """A decision goes to the end of its line, all else to that of its sentence, or past a ";"."""
    last = note.sentences[number].last
    for after in _same_line(note, number):
        if mark.what != DECISION and note.sentences[after - 1].end != ";":
            break
        last = note.sentences[after].last
    return last


def _same_line(note: Note, number: int) -> Iterator[int]:
    """The sentences after one in its line, as far as the next that is marked."""
    for after in range(number + 1, len(note.sentences)):
        if note.sentences[after].opens or _mark(note, note.sentences[after]):
            return
        yield after


def _list(note: Note, number: int) -> Iterator[tuple[int, int]]:
    """The lines of a list that begin with a dash or a dot."""
    for after in range(number, len(note.sentences)):
        sentence = note.sentences[after]
        if not sentence.opens:
            continue
        if note.words[sentence.first - 1] not in PARTS["bullet"]:
            return
        yield sentence.first, sentence.last


def _read(note: Note, what: str, first: int, at: int, last: int) -> Reading | None:
    """A reading of the words from `at` up to `last`, whose sign begins at `first`.

    None for a question, for no words or very many, and for words of which some are sensitive.
    """
    whole = at
    who, verb = _whose(note, at) if what == PROMISED else ("", at)
    what = ASKED if who == OTHER else what
    at = at if who == OTHER else verb
    while last > at and note.words[last - 1] in CLOSING:
        last -= 1
    words = " ".join(note.between(at, last).split())
    if not _says_something(note, what, at, last, words):
        return None
    value = Promise(who, words) if what == PROMISED else words
    told = f"you {words}" if who == WRITER else note.between(whole, last)
    said = f"Promised: {told}" if what == PROMISED else _SAID[what] + words
    start, end = note.starts[first], note.ends[last - 1]
    by = key(what, "" if what == DECISION else words)
    return Reading(what, value, said, start, end, by, proposed=who in (PERSON, OTHER))


def _whose(note: Note, at: int) -> tuple[str, int]:
    """Who is to do it, and where the words begin that say what."""
    if note.word(at) in ("me", "i") and note.word(at + 1) == "to":
        return WRITER, at + 2
    length, who = note.party(at)
    word = note.word(at + length - 1) if length else ""
    known = who == tokens.PERSON or word in tokens.WORDS["other"] or word in PARTS["agency"]
    if not known or note.word(at + length) != "to":
        return WRITER, at
    return (PERSON if who == tokens.PERSON else OTHER), at + length + 1


def _says_something(note: Note, what: str, at: int, last: int, words: str) -> bool:
    if not words or len(words) > LONGEST or SENSITIVE in note.words[at:last]:
        return False
    if what not in (ASKED, DECISION):
        return True
    questions = any(word[0] == "?" for word in note.words[at : last + 1])
    return not questions and not (what == ASKED and note.words[at] in PARTS["question"])


def _feels_off(note: Note) -> list[Reading]:
    """The first ?? that begins a line, with the rest of that line."""
    for at, word in enumerate(note.words):
        if word == _OFF and _begins_line(note, at):
            rest = note.words[at + 1 :]
            last = at + 1 + (rest.index("\n") if "\n" in rest else len(rest))
            words = " ".join(note.between(at + 1, last).split())
            if SENSITIVE in note.words[at:last]:
                return []
            end = note.ends[last - 1]
            said = "Something feels off"
            return [Reading(FEELS_OFF, words, said, note.starts[at], end, key(FEELS_OFF, ""))]
    return []


def _begins_line(note: Note, at: int) -> bool:
    """Not a blank to be filled in ("Address:"), nor in somebody else's message."""
    if at and note.words[at - 1] != "\n":
        return False
    if note.text[note.ends[at] : note.ends[at] + 1].strip():
        return False
    if at > 1 and note.words[at - 2] == ":":
        return False
    before = bisect(note.sentences, at, key=lambda sentence: sentence.first) - 1
    told = before >= 0 and note.sentences[before].told
    return not told or note.words[at - 2] == "\n"
