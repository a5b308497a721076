"""Whether somebody came, as a note says it: "DNA", "did not attend", "AA medical", "attended".

The same letters mean other things: DNA is evidence, a UA a drug test, AA a meeting. So what
follows must be nothing, or one of the few words that go on from an outcome, and any other word
leaves no reading.
"""

from typing import NamedTuple

from contacts.formats import met, outcomes
from contacts.formats.note_words import PARTS, Note
from contacts.formats.reading_times import read_length
from contacts.formats.tokens import PERSON

_MOST_WORDS = 6
_GOES_ON = 10  # words after an outcome in which it must come to an end
_NEAR = 25  # words around "UA" in which a drug test is looked for, and around "DNA" evidence
_JOINERS = frozenset("-–—()/,:")
_OTHER_MEANINGS = {"dna": "evidence", "dnad": "evidence", "ua": "drug_test"}


class OutcomeFound(NamedTuple):
    outcome: str
    last: int
    phrase: str


def read_outcome(note: Note, at: int) -> OutcomeFound | None:
    """The outcome that the words from this place on say of the person, or None.

    The person may be named before it; anybody else who is makes it theirs.
    """
    plain = note.word(at) in PARTS["outcome"] or note.word(at) in PARTS["recorded"]
    length, who = (0, "") if plain else note.party(at)
    if who and who != PERSON:
        return None
    at += length
    if who and note.word(at) in ("has", "had"):
        at += 1
    if note.word(at) in PARTS["recorded"] and note.word(at + 1) == "as":
        at += 2
    if note.word(at) not in PARTS["outcome"]:
        return None
    found = _longest(note, at)
    if not found or not _ends_well(note, found) or _means_other(note, at):
        return None
    if _is_of_others(note, found.last):
        return None
    return None if _left(note, found) else found


def _is_of_others(note: Note, at: int) -> bool:
    """ "FTA - court not us", "DNA'd, or so UPW say"."""
    while note.word(at) in _JOINERS:
        at += 1
    if note.word(at) in PARTS["elsewhere"]:
        return note.closed(at + 1) or note.word(at + 1) in PARTS["of_theirs"]
    return note.word(at) in PARTS["doubted"]


def _left(note: Note, found: OutcomeFound) -> bool:
    """ "Attended, left after ten minutes": whether they complied nobody can say."""
    near = note.words[found.last : found.last + _NEAR]
    sentence = near[: near.index(".")] if "." in near else near
    return found.outcome in met.ATTENDED and not PARTS["went"].isdisjoint(sentence)


def _longest(note: Note, at: int) -> OutcomeFound | None:
    """The longest run of words that the table of outcomes has, signs between them left out."""
    best: OutcomeFound | None = None
    run: list[str] = []
    end = at
    while end < len(note.words) and len(run) < _MOST_WORDS:
        word = note.words[end]
        end += 1
        if word in _JOINERS:
            continue
        if not word.isalnum():
            break
        run.append(word)
        if outcome := outcomes.read_outcome(" ".join(run)):
            best = OutcomeFound(outcome, end, " ".join(run))
    if best and note.word(best.last) == ")":
        return best._replace(last=best.last + 1)
    return best


def _ends_well(note: Note, found: OutcomeFound) -> bool:
    """Whether the words go on from it to nothing, to a time, or to why and what was done."""
    part = "after_attended" if found.outcome in met.ATTENDED else "after_absence"
    ends = PARTS["ends_absence"] if part == "after_absence" else frozenset()
    for at in range(found.last, found.last + _GOES_ON):
        word = note.word(at)
        if note.closed(at) or word in ends or _is_time(note, at):
            return True
        if word not in PARTS[part]:
            return bool(part == "after_attended" and _with_family(note, at))
    return False


def _is_time(note: Note, at: int) -> bool:
    word = note.word(at)
    if not word[:1].isdigit():
        return False
    whole = word.isdigit() and len(word) <= 2
    at_ten = note.words[at - 1] == "at" and note.closed(at + 1)
    return not whole or at_ten or read_length(note, at) is not None


def _with_family(note: Note, at: int) -> bool:
    """ "Attended with his mum" is the person; "attended with police" may be the writer."""
    if note.word(at) != "with":
        return False
    length, _ = note.party(at + 1)
    return length > 0 and note.word(at + length) in PARTS["kin"]


def _means_other(note: Note, at: int) -> bool:
    part = _OTHER_MEANINGS.get(note.words[at])
    near = note.words[max(at - _NEAR, 0) : at + _NEAR]
    return part is not None and not PARTS[part].isdisjoint(near)
