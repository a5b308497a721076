"""What the words of a note say about whether the person was seen: the reading that Met rests on.

Two tables do the work. `met_phrases.csv` holds what practitioners write and what it gives, in the
words below; `nothing` keeps a longer phrase from being read as a shorter one. In it `<person>` is
any word for the person, `<other>` anybody else and `<place>` a place where people are supervised;
a leading `^` opens a sentence and a closing `.` ends a clause. `met_words.csv` holds those words,
and the ones around a phrase that take its meaning away ("mum said", "would be", "not").
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from contacts.formats import tokens
from contacts.formats.tokens import CLAUSE_ENDS, SENTENCE_ENDS

SEEN, NOT_SEEN, ABOUT, REMOTE = "seen", "not_seen", "about", "remote"
AT_HOME = "at_home"  # seen, where the visit was to their home: "let me in"
AWAY = "away"  # the appointment fell through: "cancelled", "slept in and missed"
EMPTY = "empty"  # a home that looked so: "curtains drawn"; in an office it says little
HINT = "hint"  # words that go with an absence and prove none: "warning letter", "funeral today"
TALK = "talk"  # words of a meeting that prove none: "good session", "talked about"
# A phrase that would count, but for the words around it: neither for nor against.
DOUBT = "doubt"
_NOTHING = "nothing"

NEAR_NOT = 8  # words before a phrase in which a "not" is taken to mean it
NEAR_AFTER = 4  # words after a phrase in which "by his mum" is taken to mean it


class Sign(NamedTuple):
    """One phrase found: what it gives, where it starts (in words), and the phrase."""

    gives: str
    start: int
    phrase: tuple[str, ...]


class Signs(NamedTuple):
    """Every phrase found in a note, in reading order; words in its first sentence and in all.

    `uneasy`: it holds an everyday word that short notes of an absence hold too ("strike").
    """

    found: tuple[Sign, ...]
    opening: int
    length: int
    uneasy: bool = False

    def start(self, *gives: str) -> int | None:
        """Where the first sign of such a kind starts, or None where there is none."""
        return next((sign.start for sign in self.found if sign.gives in gives), None)

    def first(self, *gives: str) -> str | None:
        """Which of these kinds the note comes to first, or None."""
        return next((sign.gives for sign in self.found if sign.gives in gives), None)

    def opens_with(self, *gives: str) -> bool:
        """Whether the first sentence, which says what a note is of, holds such a sign."""
        start = self.start(*gives)
        return start is not None and start < self.opening

    def denies(self, at_once: int) -> bool:
        """Whether they were not seen: said in the first words, or later beyond a doubt."""
        denials = (s for s in self.found if s.gives == NOT_SEEN)
        return any(s.start < at_once or _AROUND["late"].isdisjoint(s.phrase) for s in denials)

    def of_home_visit(self) -> "Signs":
        """As a home visit reads: "attended" is who visited, "let me in" is the person."""
        kept = (s for s in self.found if s.gives != SEEN or not is_arrival(s.phrase))
        read = (s._replace(gives=SEEN) if s.gives == AT_HOME else s for s in kept)
        return self._replace(found=tuple(read))


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    gives: str
    opens: bool
    closes: bool


def _phrase(written: str, gives: str) -> _Phrase:
    words = written.split()
    opens, closes = words[0] == "^", words[-1] == "."
    return _Phrase(tuple(words[opens : len(words) - closes]), gives, opens, closes)


def _read_phrases() -> dict[tuple[str, ...], list[_Phrase]]:
    by_words: dict[tuple[str, ...], list[_Phrase]] = defaultdict(list)
    with Path(__file__).with_name("met_phrases.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            phrase = _phrase(row["phrase"], row["gives"])
            by_words[phrase.words].append(phrase)
    return dict(by_words)


def _lengths(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[int]]:
    """How many words the phrases that begin with a word have, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in phrases:
        lengths[words[0]].add(len(words))
    return {word: sorted(found, reverse=True) for word, found in lengths.items()}


_GOOD = frozenset({SEEN, AT_HOME})
_ABSENCES = frozenset({NOT_SEEN, AWAY, EMPTY, HINT})
_PHRASES = _read_phrases()
_LENGTHS = _lengths(_PHRASES)
_AROUND = tokens.WORDS
_HE = re.compile(r"\bhe\b|\bhim\b", re.IGNORECASE)
_SHE = re.compile(r"\bshe\b", re.IGNORECASE)


def read_signs(notes: str, names: Iterable[str] = ()) -> Signs:
    """The signs in some notes. `names` are first or preferred names of the person, if known.

    Of phrases that lie inside one another the longest counts. About 0.5 ms for 2,000 characters.
    """
    words = tokens.read_tokens(notes, names)
    found = tuple(sign for phrase, at in _matches(words) if (sign := _weigh(words, phrase, at)))
    if _HE.search(notes) and _SHE.search(notes):
        # Two people are spoken of, and which of them is the person the words do not say.
        found = tuple(s for s in found if s.gives not in _GOOD or tokens.PERSON not in s.phrase)
    opening = next((i for i, word in enumerate(words) if word in SENTENCE_ENDS), len(words))
    return Signs(found, opening, len(words), not _AROUND["uneasy"].isdisjoint(words))


def read_heading(heading: str) -> Signs:
    """The signs in what a source called a contact: "Office Visit (NS) - Attended - Complied"."""
    words = [word for word in tokens.read_tokens(heading) if word not in CLAUSE_ENDS]
    found = tuple(
        Sign(phrase.gives, at, phrase.words)
        for phrase, at in _matches([*words, "."], anywhere=True)
        if phrase.gives != SEEN or len(phrase.words) > 1
    )
    return Signs(found, len(words), len(words))


def _matches(words: list[str], *, anywhere: bool = False) -> Iterator[tuple[_Phrase, int]]:
    """Each phrase found and where it starts; one that lies inside an earlier one is left out."""
    # A place is somebody else too: "t/c with hostel".
    places = tokens.PLACE in words
    people = [tokens.OTHER if w == tokens.PLACE else w for w in words] if places else words
    reached = 0
    for at, word in enumerate(words):
        if word not in _LENGTHS and word != tokens.PLACE:
            continue
        phrase = _longest(words, at, anywhere)
        phrase = phrase or (None if people is words else _longest(people, at, anywhere))
        if phrase and at + len(phrase.words) > reached:
            reached = at + len(phrase.words)
            yield phrase, at


def _longest(words: list[str], at: int, anywhere: bool) -> _Phrase | None:
    for length in _LENGTHS.get(words[at], ()):
        for phrase in _PHRASES.get(tuple(words[at : at + length]), ()):
            if _fits(phrase, words, at, anywhere):
                return phrase
    return None


def _fits(phrase: _Phrase, words: list[str], at: int, anywhere: bool) -> bool:
    end = at + len(phrase.words)
    if phrase.closes and end < len(words) and words[end] not in CLAUSE_ENDS:
        return False
    if anywhere or not (phrase.gives in _GOOD or phrase.opens):
        return True
    return _starts_properly(phrase, words, at)


def _starts_properly(phrase: _Phrase, words: list[str], at: int) -> bool:
    """Whether nobody else can be the one who saw or came: the phrase opens its clause."""
    while at and words[at - 1] in _AROUND["opener"]:
        at -= 1
        if words[at] in _AROUND["writer"] and is_arrival(phrase.words):
            return False  # "I attended as planned" is the visit, not the person
    before = words[at - 1] if at else "."
    return before in (SENTENCE_ENDS if phrase.opens else CLAUSE_ENDS | _AROUND["clause"])


def is_arrival(phrase: tuple[str, ...]) -> bool:
    """Whether a phrase says that somebody came to us; whom a home visit found, it cannot say."""
    return "door" not in phrase and not _AROUND["arriving"].isdisjoint(phrase)


def is_by_other_means(sign: Sign) -> bool:
    """Whether a sign says how a talk was held ("by phone", "via Teams"), wherever it stands."""
    return sign.gives == REMOTE and sign.phrase[0] in _AROUND["mode"]


def _weigh(words: list[str], phrase: _Phrase, at: int) -> Sign | None:
    """The sign a phrase makes in its place: itself, a doubt, or nothing at all."""
    before = list(tokens.back_to(words, at, SENTENCE_ENDS))
    after = list(tokens.on_to(words, at + len(phrase.words), SENTENCE_ENDS))
    sign = Sign(phrase.gives, at, phrase.words)
    if phrase.gives in _ABSENCES:
        return _weigh_absence(sign, before, after)
    if phrase.gives not in _GOOD:
        return None if phrase.gives == _NOTHING else sign
    if " ".join(word for word in after if word != ",") in _AROUND["nobody"]:
        return sign._replace(gives=NOT_SEEN)  # "Seen at the address: nobody"
    near = [word for word in before if word not in CLAUSE_ENDS][:NEAR_NOT]
    if not _AROUND["not"].isdisjoint(near) or tokens.NEAR_AROUND in (len(before), len(after)):
        return sign._replace(gives=DOUBT)
    if phrase.gives == AT_HOME and tokens.PERSON not in phrase.words:
        others = (*words[:at], *after)
        if tokens.OTHER in others:  # whoever was named may be the one who "let me in"
            return None
    return None if _told_by_others(before) or _meant_otherwise(phrase, words, at, after) else sign


def _weigh_absence(sign: Sign, before: list[str], after: list[str]) -> Sign | None:
    """Of another person, of another day, or one that nearly was: it says nothing of today."""
    subject = next((word for word in before if word not in _AROUND["helping"]), "")
    theirs = subject == tokens.OTHER or subject in _AROUND["nearly"]
    if theirs and _AROUND["firm"].isdisjoint(sign.phrase):
        return None if sign.gives == HINT else sign._replace(gives=DOUBT)
    missing = not _AROUND["missing"].isdisjoint(sign.phrase)
    old = not _AROUND["past"].isdisjoint(before + after)
    return sign._replace(gives=DOUBT) if missing and old and sign.gives != HINT else sign


def _told_by_others(before: list[str]) -> bool:
    people = tokens.OTHER in before or tokens.PLACE in before
    return people or not _AROUND["before"].isdisjoint(before)


def _meant_otherwise(phrase: _Phrase, words: list[str], at: int, after: list[str]) -> bool:
    end = at + len(phrase.words)
    if words[end + len(after) : end + len(after) + 1] == ["?"]:
        return True
    if not _AROUND["anywhere"].isdisjoint(after):
        return True
    near = list(tokens.on_to(words, end, CLAUSE_ENDS))[:NEAR_AFTER]
    return any(_turns(phrase, near, i) for i in range(len(near)))


def _turns(phrase: _Phrase, near: list[str], i: int) -> bool:
    word, before = near[i], near[i - 1] if i else phrase.words[-1]
    if word == "by":
        return near[i + 1 : i + 2] == [] or near[i + 1] not in _AROUND["ours"]
    if is_arrival(phrase.words) and word in _AROUND["elsewhere"]:
        return _AROUND["ours_for"].isdisjoint(near[i + 1 : i + 3])
    if word in (tokens.OTHER, tokens.PLACE):
        return before not in ("with", "and")
    return word in _AROUND["after"]
