"""The trade's neighbours of a word: who looks for "tenancy" may also mean flat, landlord, NTQ."""

import csv
from collections import defaultdict
from pathlib import Path

from contacts.formats import stems

Key = tuple[str, ...]


def key(word: str) -> Key:
    """A word or phrase without capitals, accents and endings: how neighbours are looked up."""
    return tuple(word.stem for word in stems.words(word))


def _read_groups() -> dict[str, list[str]]:
    with Path(__file__).with_name("neighbours.csv").open(encoding="utf-8", newline="") as table:
        return {row["about"]: row["words"].split("; ") for row in csv.DictReader(table)}


# What each row of `neighbours.csv` holds: words that stand for one matter in people's notes.
GROUPS = _read_groups()


def _read_neighbours() -> dict[Key, dict[Key, str]]:
    """For each key its neighbours, by key so that none is there twice, as first written."""
    beside: dict[Key, dict[Key, str]] = defaultdict(dict)
    stands = [
        (place, key(word), words) for words in GROUPS.values() for place, word in enumerate(words)
    ]
    # The matters that a word stands for most come first: each row begins with what it is about.
    for _, own, words in sorted(stands, key=lambda stand: stand[0]):
        for other in words:
            if key(other) != own:
                beside[own].setdefault(key(other), other)
    return dict(beside)


_NEIGHBOURS = _read_neighbours()


def neighbours(word: str) -> list[str]:
    """Other words for the same matters, as people write them; none for a word of no known matter.

    "Tenancies" has those of "tenancy": capitals, accents and English endings make no difference.
    A word of several matters has those of all, nearest first. Never holds the word
    itself, and whoever is its neighbour has it as one. Never raises.
    """
    return list(_NEIGHBOURS.get(key(word), {}).values())
