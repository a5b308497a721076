"""The hand-written texts, read from the tables beside this file."""

import csv
import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PRONOUNS = {
    "he": {"he": "he", "him": "him", "his": "his"},
    "she": {"he": "she", "him": "her", "his": "her"},
    "they": {"he": "they", "him": "them", "his": "their"},
}


@dataclass(frozen=True)
class Passage:
    """Notes as a practitioner writes them, with slots for names, days and places."""

    id: str
    thread: str
    stage: int
    kind: str
    outcome: str
    minutes: int | None
    setting: str
    source: str
    text: str


@cache
def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(name: str, wanted: str, **where: str) -> list[str]:
    rows = table(name)
    return [row[wanted] for row in rows if all(row[key] == is_ for key, is_ in where.items())]


@cache
def passages() -> list[Passage]:
    found = []
    for path in sorted((HERE / "passages").glob("*.csv")):
        for row in table(f"passages/{path.stem}"):
            known = {
                **row,
                "stage": int(row["stage"] or 0),
                "minutes": int(row["minutes"]) if row["minutes"] else None,
            }
            found.append(Passage(**known))  # type: ignore[arg-type]  # the header names the fields
    return found


@cache
def threads() -> dict[str, list[Passage]]:
    """Every story, its passages in the order in which they can happen."""
    stories: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages():
        if passage.thread != "everyday":
            stories[passage.thread].append(passage)
    return {name: sorted(told, key=lambda one: one.stage) for name, told in stories.items()}


class Filling:
    """What stands in the slots of one person's texts; a thread keeps its own people and places."""

    PER_THREAD = ("place", "employer", "agency", "officer", "street")

    def __init__(self, rng: random.Random, first: str, pronoun: str) -> None:
        self.rng = rng
        self.first = first
        self.pronouns = PRONOUNS[pronoun]
        self.relative = rng.choice(column("slots", "value", slot="relative"))
        self.of_thread: dict[tuple[str, str], str] = {}

    def fill(self, text: str, thread: str, day: dt.date) -> str:
        values = {"first": self.first, "relative": self.relative, **self.pronouns}
        values |= {word.capitalize(): said for word, said in self._capitals().items()}
        values |= {name: self._of(thread, name) for name in self.PER_THREAD}
        values["amount"] = self.rng.choice(column("slots", "value", slot="amount"))
        values["weekday"] = f"{day + dt.timedelta(days=self.rng.randint(5, 9)):%A}"
        values["month"] = f"{day.replace(day=28) + dt.timedelta(days=7):%B}"
        values["number"] = f"07700 900{self.rng.randint(100, 699)}"
        return text.format(**values)

    def _capitals(self) -> dict[str, str]:
        return {word: said.capitalize() for word, said in self.pronouns.items()}

    def _of(self, thread: str, name: str) -> str:
        choices = (
            column("addresses", "street")
            if name == "street"
            else column("slots", "value", slot=name)
        )
        return self.of_thread.setdefault((thread, name), self.rng.choice(choices))
