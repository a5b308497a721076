"""Which of the things still open somebody means who writes "done: rang housing"."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from contacts.formats import stems

Words = frozenset[str]
Alike = tuple[float, float]

HALF, NONE, ALL = 0.5, (0.0, 0.0), (1.0, 1.0)


def _stems_of(text: str) -> list[str]:
    return [word.stem for word in stems.words(text)]


def _table() -> list[dict[str, str]]:
    with Path(__file__).with_name("which_done.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _read(what: str) -> dict[str, str]:
    """Of each word of this kind the stem it stands for."""
    rows = [row for row in _table() if row["what"] == what]
    return {stems.stem(row["word"]): stems.stem(row["is"] or row["word"]) for row in rows}


# Words that say nothing of what is to be done, and those that say only how: "rang" is "ring".
_LITTLE, _HOW = frozenset(_read("little")), _read("how")


def which_done(done: str, still_open: Sequence[str], *, names: Iterable[str] = ()) -> int | None:
    """The place among `still_open` of what `done` means; None where none or several fit as well.

    Compared are the words that say what it is about, without endings, in any order: half of those
    of the shorter have to be in the other, and of two that fit so the one with the very same words
    is meant. How it is done (ring, chase, email) counts only where neither says more, and what the
    person is called (`names`) never. Never raises; the rule is the product's own, and leans to
    leaving things open: what is closed by mistake nobody looks for.
    """
    called = {stem for name in names for stem in _stems_of(name)}
    said = _about(done, called)
    alike = [_alike(said, _about(one, called)) for one in still_open]
    best = max(alike, default=NONE)
    as_well = [one for one in alike if one == best or (one[0] == best[0] and best != ALL)]
    return alike.index(best) if best[0] >= HALF and len(as_well) == 1 else None


def _about(text: str, called: set[str]) -> tuple[Words, Words]:
    """What a text is about, and how that is done."""
    words = [stem for stem in _stems_of(text) if stem not in _LITTLE]
    about = frozenset(word for word in words if word not in _HOW and word not in called)
    return about, frozenset(_HOW[word] for word in words if word in _HOW)


def _alike(one: tuple[Words, Words], other: tuple[Words, Words]) -> Alike:
    """Of the shorter how much is in the other, and of the longer; of what they are about first."""
    (about, how), (other_about, other_how) = one, other
    if about or other_about:
        return _shared(about, other_about)
    return _shared(how, other_how)


def _shared(one: Words, other: Words) -> Alike:
    shorter, longer = sorted((len(one), len(other)))
    return (len(one & other) / shorter, len(one & other) / longer) if shorter else (0.0, 0.0)
