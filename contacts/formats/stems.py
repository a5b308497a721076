"""Words as the database's search takes them: plain, and without their English endings."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer.english_stemmer import EnglishStemmer

from contacts.formats import texts

_BEYOND_ASCII = range(0x80, 0x1F000)


def _of_category(*names: str) -> str:
    return "".join(chr(code) for code in _BEYOND_ASCII if unicodedata.category(chr(code)) in names)


# Marks belong to the letter before them: accents typed apart, and the vowels of many scripts.
# "½" and "²" are no figures to the database.
_LETTER = rf"[^\W_{_of_category('No')}]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_of_category('Mn', 'Mc')}])*")
_ENDINGS = (
    *("s", "es", "ies", "ed", "ied", "ing", "ings", "er", "ers", "ly", "ment", "ments"),
    *("ness", "ation", "ations", "ful", "able", "ible", "ive", "ence", "ance", "ous", "ant", "ent"),
    *("ism", "al", "ally", "ity", "ities", "ic", "ization"),
)
_SHORTEST = 3  # letters that a word keeps before an ending


class Word(NamedTuple):
    """One word of a text: where it stands, and its stem."""

    start: int
    end: int
    stem: str


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order, as the database's search would take them apart.

    "co-op", "UPW/ETE" and "O'Leary" are two words each. Never raises.
    """
    for found in _WORD.finditer(text):
        yield Word(found.start(), found.end(), stem(found[0]))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without capitals, accents and English ending: "Housing" and "house" are "hous".

    Agrees with PostgreSQL's `english` stemmer but for 27 of 90,000 words of technical prose
    ("emergency", "internal"), in which the stemmer here is the newer one; so it is for marking
    what was found, never for finding. A word with a figure in it has no ending.
    """
    plain = without_accents(word)
    if any(letter.isdigit() for letter in plain):
        return plain
    # One each time: a stemmer holds the word it is at work on, and threads would share it.
    return EnglishStemmer().stemWord(plain)


def without_accents(word: str) -> str:
    """One word in small letters without accents: "Zoë" is "zoe"."""
    return texts.fold(word).replace(" ", "")


def beginnings(prefix: str) -> tuple[str, ...]:
    """How the stem of a word that begins with a prefix may itself begin.

    Mostly the prefix's own stem; for "psy" that is "psi", with which "psychology" does not begin,
    so that the prefix as typed is another.
    """
    plain, start = without_accents(prefix), stem(prefix)
    return (start,) if plain.startswith(start) else (start, plain)


def completions(prefix: str) -> list[str]:
    """Words that begin with a prefix and have a shorter stem: "housi" is the start of "housing".

    The database keeps stems alone, so that no kept word begins with "housi".
    """
    plain = without_accents(prefix)
    whole = {
        plain[:-length] + ending
        for ending in _ENDINGS
        for length in range(1, len(ending) + 1)
        if plain.endswith(ending[:length]) and len(plain) - length >= _SHORTEST
    }
    if plain[-1:] == plain[-2:-1]:  # "stopp" is the start of "stopped", whose stem is "stop"
        whole.add(f"{plain}ed")
    starts = beginnings(prefix)
    return sorted(word for word in whole if not stem(word).startswith(starts))
