"""How a contact was held, as the first words of its note say: "HV", "tc to mum", "He rang in"."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from contacts.formats.note_words import PARTS, Note
from contacts.formats.tokens import PERSON

VISIT, SEEN, CALL, NOUN, OFFICE, VERB = "visit", "seen", "call", "noun", "office", "verb"
NEAR = 12  # words after a call in which "together" makes it one that both were at


class KindFound(NamedTuple):
    """What kind, up to which word, and whether it is about the person and not with them."""

    kind: str
    last: int
    form: str


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    kind: str
    form: str


def _read_phrases() -> dict[str, list[_Phrase]]:
    by_first: dict[str, list[_Phrase]] = defaultdict(list)
    with Path(__file__).with_name("reading_kinds.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            words = tuple(row["phrase"].split())
            by_first[words[0]].append(_Phrase(words, row["kind"], row["form"]))
    for phrases in by_first.values():
        phrases.sort(key=lambda phrase: len(phrase.words), reverse=True)
    return dict(by_first)


_PHRASES = _read_phrases()


def read_kind(note: Note, at: int, last: int) -> KindFound | None:
    """The kind that the words from this place on say, in a sentence that ends at `last`.

    A subject may go before ("Mum rang"); whom a verb is about must be somebody to ring or write
    to, so that "rang the bell" and "he rang his brother" give nothing.
    """
    length, who = 0, ""
    if note.word(at) not in _PHRASES:
        length, who = note.party(at)
        if not length:
            return None
    phrase = _phrase(note, at + length)
    if not phrase or (who and phrase.form != VERB):
        return None
    end = at + length + len(phrase.words)
    if not _FITS[phrase.form](note, end, last, who):
        return None
    return KindFound(phrase.kind, end, phrase.form)


def _phrase(note: Note, at: int) -> _Phrase | None:
    for phrase in _PHRASES.get(note.word(at), ()):
        if tuple(note.words[at : at + len(phrase.words)]) == phrase.words:
            return phrase
    return None


def _goes_on(note: Note, at: int, part: str) -> bool:
    """Whether what follows is nothing, another reading, somebody, or one of these words."""
    word = note.word(at)
    if note.closed(at) or word in PARTS[part] or begins_reading(word):
        return True
    if word == "to":
        return note.party(at + 1)[0] > 0 or note.word(at + 1) in PARTS["purpose"]
    return False


def begins_reading(word: str) -> bool:
    """Whether a word may begin an outcome, a length, a time or what is next."""
    return word[:1].isdigit() or word in PARTS["begins"]


def _fits_visit(note: Note, at: int, last: int, who: str) -> bool:
    return note.word(at) != "to" or note.party(at + 1)[0] > 0


def _fits_seen(note: Note, at: int, last: int, who: str) -> bool:
    """ "Seen at home by his GP" is no visit of ours."""
    return note.closed(at) or note.word(at) in PARTS["after_seen"] or begins_reading(note.word(at))


def _fits_call(note: Note, at: int, last: int, who: str) -> bool:
    if note.word(at) in PARTS["subject"]:
        return False  # "phone call he made"
    return _goes_on(note, at, "after_call") or note.party(at)[0] > 0


def _fits_noun(note: Note, at: int, last: int, who: str) -> bool:
    return _goes_on(note, at, "after_noun")


def _fits_office(note: Note, at: int, last: int, who: str) -> bool:
    return (
        note.closed(at) or note.word(at) in PARTS["after_office"] or begins_reading(note.word(at))
    )


def _fits_verb(note: Note, at: int, last: int, who: str) -> bool:
    if who:
        return _goes_on(note, at, "after_their_verb")
    length, whom = note.party(at)
    if not length:
        return _goes_on(note, at, "after_verb")
    return whom == PERSON or not _both_there(note, at + length, last)


def _both_there(note: Note, at: int, last: int) -> bool:
    """Whether a call to somebody else was made with the person there, or by them elsewhere."""
    near = note.words[at : min(at + NEAR, last)]
    if not PARTS["both_there"].isdisjoint(near):
        return True
    return any(
        word == "with" and note.party(at + i + 1)[1] == PERSON for i, word in enumerate(near)
    )


_FITS = {
    VISIT: _fits_visit,
    SEEN: _fits_seen,
    CALL: _fits_call,
    NOUN: _fits_noun,
    OFFICE: _fits_office,
    VERB: _fits_verb,
}
