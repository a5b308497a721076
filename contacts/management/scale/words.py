"""Names, places and figures by the ten thousand, so that notes hold as many words as real ones."""

import csv
import datetime as dt
import random
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

from contacts.formats import sightings, tokens
from contacts.management.made_up.texts import column, passages, table

HERE = Path(__file__).parent
FAMILIES, PLACES, FIRMS, PETS = 30_000, 6_000, 3_000, 400
LETTERS = "ABCDEFGHJKLMNPRSTUVWXY"


def read_column(name: str, wanted: str, folder: Path = HERE) -> list[str]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row[wanted] for row in csv.DictReader(file)]


@cache
def spoken() -> frozenset[str]:
    """Every word that the texts or the reading of Met know: no made-up name may be one of them."""
    known = [passage.text for passage in passages()]
    known += read_column("details", "text")
    known += read_column("met_phrases", "phrase", Path(sightings.__file__).parent)
    known += [words for part in tokens.WORDS.values() for words in part]
    return frozenset(word for text in known for word in re.findall(r"[^\W_]+", text.casefold()))


@cache
def first_names() -> list[dict[str, str]]:
    """Rows of names whose first name is one word that says nothing else."""
    return [
        row
        for row in table("names")
        if row["first_name"].isalpha() and row["first_name"].casefold() not in spoken()
    ]


class Words:
    """Made-up words of each sort, always the same from the same seed; the earlier the commoner."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.parts: dict[str, list[str]] = defaultdict(list)
        for part, value in zip(
            read_column("parts", "part"), read_column("parts", "value"), strict=True
        ):
            self.parts[part].append(value)
        self.families = self._made(FAMILIES, "family")
        self.places = self._made(PLACES, "place")
        self.firms = self._made(FIRMS, "firm")
        self.pets = self._made(PETS, "pet")
        self.firsts = sorted({row["first_name"] for row in first_names()})

    def _made(self, count: int, ending: str) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < count:
            word = "".join(
                self.rng.choice(self.parts[part]) for part in ("start", "middle", ending)
            )
            if word.casefold() not in spoken():
                made[word] = None
        return list(made)

    def of(self, words: list[str]) -> str:
        """One of these, the first ten times as often as the last."""
        return words[int(len(words) * self.rng.random() ** 2)]

    def around(self, names: set[str]) -> dict[str, str]:
        """Who and what one person's notes keep coming back to; nobody there has their name."""
        firsts = [first for first in self.rng.sample(self.firsts, 5) if first not in names]
        return {
            "officer": f"{firsts[0]} {self.of(self.families)}",
            "worker_family": self.of(self.families),
            "place": self.of(self.places),
            "street": f"{self.of(self.families)} {self.rng.choice(self.parts['way'])}",
            "employer": f"{self.of(self.families)} {self.of(self.firms)}",
            "agency": self.of(self.firms),
            "pet": self.of(self.pets),
            "make": self.of(self.firms),
            "relative": self.rng.choice(column("slots", "value", slot="relative")),
        }


class Filling(dict[str, str]):
    """What stands in the slots of one person's notes; days and figures are new at every look."""

    def __init__(self, words: Words, known: dict[str, str]) -> None:
        super().__init__(known)
        self.words, self.rng, self.day = words, words.rng, dt.date.min

    def __missing__(self, slot: str) -> str:
        return FRESH[slot](self)

    def below(self, least: int, most: int) -> int:
        return least + int((most - least) * self.rng.random())


def _reference(filling: Filling) -> str:
    letters = LETTERS[filling.below(0, len(LETTERS))] + LETTERS[filling.below(0, len(LETTERS))]
    return f"{letters}{filling.below(10_000, 99_999)}"


FRESH: dict[str, Callable[[Filling], str]] = {
    "amount": lambda filling: f"£{5 * filling.below(2, 60)}",
    "sum": lambda filling: f"{filling.below(20, 2_400)}",
    "small": lambda filling: f"{filling.below(2, 48)}",
    "number": lambda filling: f"07700 900{filling.below(100, 999)}",
    "reference": _reference,
    "time": lambda filling: f"{filling.below(8, 18)}.{5 * filling.below(2, 12)}",
    "date": lambda filling: f"{filling.day + dt.timedelta(days=filling.below(1, 40)):%d/%m}",
    "weekday": lambda filling: f"{filling.day + dt.timedelta(days=filling.below(3, 9)):%A}",
    "colour": lambda filling: filling.rng.choice(filling.words.parts["colour"]),
    "season": lambda filling: filling.rng.choice(filling.words.parts["season"]),
}
