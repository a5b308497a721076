"""What somebody types into a search box, and the same as a question to the database."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from contacts.formats import stems

MOST_TERMS = 12
LONGEST_TERM = 200  # characters; the database refuses a word of more than 2,046 bytes

Kind = Literal["word", "prefix", "phrase"]
WORD: Kind = "word"
PREFIX: Kind = "prefix"
PHRASE: Kind = "phrase"

# Signs that PostgreSQL takes for part of a word, so that "UPW/ETE", "end.Next" and "10-11" would be
# one word each. They are spaces here, and are to be spaces where a vector is made.
JOINING_SIGNS = "/.-+@<&~"

_CANNOT_BE_ASKED = re.compile("[\x00\ud800-\udfff]")
_SAME_SIGN = str.maketrans(
    dict.fromkeys("“”„‟«»＂❝❞", '"')
    | dict.fromkeys("‘’‚‛`´ʹʻʼ＇′", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("＊∗", "*")
)
_TERM = re.compile(r'(?P<no>-*)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_APART = str.maketrans(dict.fromkeys(JOINING_SIGNS + "\\*", " "))
_WORDS = "phraseto_tsquery('public.diary', %s)"
_STEMMED = "to_tsquery('public.diary', %s)"
_AS_TYPED = "to_tsquery('pg_catalog.simple', %s)"


@dataclass(frozen=True)
class Term:
    """One thing looked for: a word, the beginning of one, or words in their order."""

    kind: Kind
    text: str  # as typed, with plain quotes and dashes, without the signs around it

    def __str__(self) -> str:
        """As it would be typed: `housing`, `hous*`, `"left early"`."""
        shown = f"{self.text}*" if self.kind == PREFIX else self.text
        return f'"{shown}"' if self.kind == PHRASE or " " in shown else shown

    def words(self) -> list[str]:
        """Its words one by one, as typed."""
        return [self.text[word.start : word.end] for word in stems.words(self.text)]


@dataclass(frozen=True)
class Sought:
    """What is looked for and what must not be there."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    left_out: int = 0  # terms beyond the most that are looked for, or too long to be

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def __str__(self) -> str:
        """As it would be typed again: `tenancy "left early" -flat`."""
        shown = [*map(str, self.wanted), *(f"-{term}" for term in self.unwanted)]
        return " ".join(shown)

    def wanted_sql(self) -> tuple[str, list[str]] | None:
        """A tsquery that matches a piece of text with everything wanted, and its parameters.

        None where nothing is wanted. No typed character is in the SQL itself.
        """
        return _sql(self.wanted, " && ")

    def unwanted_sql(self) -> tuple[str, list[str]] | None:
        """A tsquery that matches a piece of text with anything unwanted, and its parameters.

        None where nothing is unwanted. An entry with any such piece is to be left out.
        """
        return _sql(self.unwanted, " || ")


def read_sought(text: str) -> Sought:
    """What is looked for, from words, "exact phrases", `-not` and `hous*`.

    Never raises. A quote that is not closed reaches to the end; a dash counts as "not" only before
    a word, and so do the en dash and the minus that phones type. At most 12 different terms, of at
    most 200 characters each, are looked for; `left_out` is how many more were typed.
    """
    terms: dict[tuple[bool, Kind, tuple[str, ...]], Term] = {}
    left_out = 0
    for without, term in _terms(text):
        key = (without, term.kind, tuple(map(stems.stem, term.words())))
        if key in terms:
            continue
        if len(terms) == MOST_TERMS or len(term.text) > LONGEST_TERM:
            left_out += 1
        else:
            terms[key] = term
    wanted = tuple(term for (without, *_), term in terms.items() if not without)
    unwanted = tuple(term for (without, *_), term in terms.items() if without)
    return Sought(wanted, unwanted, left_out)


def _terms(text: str) -> list[tuple[bool, Term]]:
    """Each term typed and whether it is unwanted; those without a letter or figure are nothing."""
    plain = unicodedata.normalize("NFC", _CANNOT_BE_ASKED.sub(" ", text)).translate(_SAME_SIGN)
    terms = []
    for read in _TERM.finditer(plain):
        phrase = read["phrase"]
        written = read["word"] if phrase is None else " ".join(phrase.split())
        found = list(stems.words(written))
        if not found:
            continue
        end = found[-1].end
        kind: Kind = WORD if phrase is None else PHRASE
        if written.startswith("*", end):
            kind = PREFIX
        without = bool(read["no"]) if phrase is not None else written.startswith("-")
        terms.append((without, Term(kind, written[found[0].start : end])))
    return terms


def _sql(terms: tuple[Term, ...], joined_by: str) -> tuple[str, list[str]] | None:
    if not terms:
        return None
    asked = [_asked(term) for term in terms]
    return (
        f"({joined_by.join(fragment for fragment, _ in asked)})",
        [parameter for _, parameters in asked for parameter in parameters],
    )


def _asked(term: Term) -> tuple[str, list[str]]:
    if term.kind != PREFIX:
        return _WORDS, [term.text.translate(_APART)]
    *before, last = term.words()
    _, *as_typed = stems.beginnings(last)
    stemmed = " | ".join([f"{_quoted(last)}:*", *map(_quoted, stems.completions(last))])
    fragment, parameters = _STEMMED, [stemmed]
    if as_typed:
        fragment = f"({_STEMMED} || {_AS_TYPED})"
        parameters.append(f"{_quoted(as_typed[0])}:*")
    if before:
        return f"({_WORDS} <-> {fragment})", [" ".join(before), *parameters]
    return fragment, parameters


def _quoted(word: str) -> str:
    """A word as to_tsquery takes it, whatever signs are in it."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
