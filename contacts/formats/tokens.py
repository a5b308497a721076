"""Notes taken apart into plain words, with one word for the person and one for anybody else."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

PERSON, OTHER, PLACE = "<person>", "<other>", "<place>"
SENTENCE_ENDS = frozenset({".", "?"})
CLAUSE_ENDS = SENTENCE_ENDS | {","}
NEAR_AROUND = 60  # words of a sentence looked at either way; in a longer one nothing is certain

_QUOTES = str.maketrans(dict.fromkeys("`´\u02bc\u2018\u2019\u201b\uff07", "'"))
# A new line that starts like a sentence is one; any other is a line that ran out.
_NEW_LINE = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-*•·>\d]|[A-Z][a-z]|[A-Z] ))")
_LETTER_PAIR = re.compile(r"\b([a-z])/([a-z])\b|\b([a-z])\.([a-z])\b\.?")
_FIGURES = re.compile(r"(?<=\d)[.:](?=\d)")
# A text without these has none of the above, and is gone through faster.
_BEFORE_A_LETTER, _BEFORE_A_FIGURE = re.compile(r"\.[a-z]"), re.compile(r"[.:]\d")
_TOKEN = re.compile(r"[^\W_]+(?:['&][^\W_]+)*|\?|[.!;]|[,:()\[\]–—\"“”/]|(?<=\s)-+(?=\s)")
CONTRACTED = frozenset({"he", "she", "it", "that", "there", "who", "what", "let", "here"})


def read_parts(name: str) -> dict[str, frozenset[str]]:
    """A table of words by the part that they play, one of the CSV files beside this one."""
    parts: dict[str, set[str]] = defaultdict(set)
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            parts[row["part"]].add(row["words"])
    return {part: frozenset(words) for part, words in parts.items()}


# What each part of `met_words.csv` holds: words around a phrase that change what it means.
WORDS = read_parts("met_words.csv")


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    stands_for: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for part, word in (("person", PERSON), ("other", OTHER), ("place", PLACE)):
        for written in WORDS[part]:
            group = tuple(written.split())
            stands_for[group[0]].append((group, word))
    for groups in stands_for.values():
        groups.sort(key=lambda group: len(group[0]), reverse=True)
    return dict(stands_for)


_STANDS_FOR = _by_first_word()
_SPECIAL = frozenset({*_STANDS_FOR, "her"})


def read_tokens(notes: str, names: Iterable[str] = ()) -> list[str]:
    """The words of some notes, lower-cased, with "." and "?" between sentences and "," in them.

    Words for the person ("him", "the POP", one of `names`) become `<person>`, words for other
    people with what goes before them ("his older brother") `<other>`, and places of supervision
    `<place>`, so that one phrase covers them all.
    """
    called = frozenset(name.casefold() for name in names)
    plain = _plain_words(notes)
    words: list[str] = []
    at = 0
    # Most words are neither, and are taken as they stand.
    for special in [i for i, one in enumerate(plain) if one in _SPECIAL or one in called]:
        if special < at:  # taken with one before it
            continue
        words += plain[at:special]
        length, word = one_word(plain, special, called)
        if word in (PERSON, OTHER, PLACE):
            _drop_determiners(words)
        if not (word == PERSON and words[-1:] == [PERSON]):
            words.append(word)
        at = special + length
    return words + plain[at:]


def _plain_words(notes: str) -> list[str]:
    # What follows changes nothing where there is nothing of it, and most notes are plain.
    text = notes.replace("`", "'") if notes.isascii() else _without_width(notes)
    text = (_NEW_LINE.sub(" . ", text) if "\n" in text else text).casefold()
    if _BEFORE_A_FIGURE.search(text):
        text = _FIGURES.sub("", text)
    if "/" in text or _BEFORE_A_LETTER.search(text):
        text = _LETTER_PAIR.sub(r"\1\2\3\4", text)
    return [one if one.isalnum() else _tidy(one) for one in _TOKEN.findall(text)]


def _without_width(notes: str) -> str:
    return unicodedata.normalize("NFKC", notes).translate(_QUOTES)


def _tidy(written: str) -> str:
    if written in "?.!;":
        return "?" if written == "?" else "."
    if not written[0].isalnum():
        return ","
    if written.endswith("'s") and written[:-2] not in CONTRACTED:
        return written
    return written.replace("'", "")


def one_word(plain: list[str], at: int, called: frozenset[str]) -> tuple[int, str]:
    """How many words to take here, and the one word they become: PERSON, OTHER, PLACE or itself."""
    word = plain[at]
    if word in called and not (at and plain[at - 1] in WORDS["title"]):
        return 1, PERSON
    if word == "her":
        return 1, PERSON if _her_ends(plain, at) else word
    for group, stands_for in _STANDS_FOR.get(word, ()):
        if tuple(plain[at : at + len(group)]) == group:
            return len(group), stands_for
    return 1, word


def _her_ends(plain: list[str], at: int) -> bool:
    """ "Saw her at home" is the person; "saw her mum" is not."""
    after = plain[at + 1] if at + 1 < len(plain) else "."
    return after in CLAUSE_ENDS or after in WORDS["her_then"]


def _drop_determiners(words: list[str]) -> None:
    while words and (words[-1] in WORDS["determiner"] or words[-1].endswith("'s")):
        words.pop()


def back_to(words: list[str], at: int, ends: frozenset[str]) -> Iterator[str]:
    """The words before a place, nearest first, as far as one of `ends`."""
    for before in range(at - 1, max(at - NEAR_AROUND, 0) - 1, -1):
        if words[before] in ends:
            return
        yield words[before]


def on_to(words: list[str], at: int, ends: frozenset[str]) -> Iterator[str]:
    """The words from a place on, as far as one of `ends`."""
    for word in words[at : at + NEAR_AROUND]:
        if word in ends:
            return
        yield word
