"""The same events as three systems have them, each in its own way, and which record is of which."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contacts.formats import clock
from contacts.management.made_up.people import Life
from contacts.management.made_up.sources import wordings
from contacts.management.made_up.texts import Filling, Passage, column, passages, table

TABLES = "sources"
SYSTEMS = ("nDelius", "NOMIS", "OASys")
_HOURS = ("9.10", "9.40", "10.20", "11.05", "12.15", "1.50", "2.35", "3.25", "4.05")
_FAILED = "Failed to Attend"


@dataclass(frozen=True)
class Telling:
    """One row of one system; those with the same `event` are records of one thing that happened."""

    event: str
    system: str
    life: Life
    at: dt.datetime
    type: str
    outcome: str
    officer: str
    id: str
    other_id: str  # of the row of another system that this one keeps
    notes: str


class Tellings:
    """What three systems hold of some people, always the same from the same seed and day."""

    def __init__(self, rng: random.Random, today: dt.date, officers: Sequence[str]) -> None:
        self.rng, self.today, self.officers = rng, today, officers
        self.numbers = {"nDelius": 2_500_104_000, "NOMIS": 61_520_000, "OASys": 88_000}
        self.untold: dict[str, list[Passage]] = {}

    def of(self, lives: Sequence[Life]) -> list[Telling]:
        return [
            telling
            for life, beside in zip(lives, [*lives[1:], lives[0]], strict=True)
            for telling in self._about(life, beside)
        ]

    def _about(self, life: Life, beside: Life) -> Iterator[Telling]:
        """One person's events; one note goes to whoever stands beside them."""
        first = life.person.preferred_name or life.person.first_name
        filling = Filling(self.rng, first, life.pronoun)
        self.untold = {}
        told: dict[str, str] = {}
        for row in table(f"{TABLES}/events"):
            at = self._at(row)
            officer = self.rng.choice(self.officers)
            told[row["event"]] = words = self._words(row, told, filling, officer, at.date())
            prison_id = self._number("NOMIS")
            for system in SYSTEMS:
                recipe = row[system].split()
                if recipe:
                    event = f"{life.person.crn} {row['event']}"
                    yield from self._told(
                        Telling(
                            event=event if "wrong" not in recipe else f"{event} elsewhere",
                            system=system,
                            life=beside if "wrong" in recipe else life,
                            at=self._moment(at, recipe),
                            type=self._type(system, row["kind"], recipe),
                            outcome=_outcome(system, row["outcome"], recipe),
                            officer=officer,
                            id=prison_id if system == "NOMIS" else self._number(system),
                            other_id=prison_id if "headed" in recipe else "",
                            notes=self._notes(words, recipe, officer, filling, at),
                        ),
                        recipe,
                    )

    def _told(self, telling: Telling, recipe: list[str]) -> Iterator[Telling]:
        yield telling
        if "four" in recipe:
            for called in column(f"{TABLES}/types", "type", source=telling.system, kind="four"):
                number = self._number(telling.system)
                yield replace(telling, type=called, id=number, outcome="")

    def _at(self, row: dict[str, str]) -> dt.datetime:
        """So many days before a Tuesday, or the Friday before where that is a weekend."""
        tuesday = self.today - dt.timedelta(days=(self.today.weekday() - 1) % 7)
        day = tuesday - dt.timedelta(days=int(row["days_ago"]))
        day -= dt.timedelta(days=max(0, day.weekday() - 4))
        return dt.datetime.combine(day, dt.time.fromisoformat(row["time"]), clock.LONDON)

    def _moment(self, at: dt.datetime, recipe: list[str]) -> dt.datetime:
        later = dt.timedelta(minutes=65 * ("late" in recipe), days=1 * ("next-day" in recipe))
        return at + later

    def _number(self, system: str) -> str:
        self.numbers[system] += self.rng.randint(3, 40)
        return str(self.numbers[system])

    def _type(self, system: str, kind: str, recipe: list[str]) -> str:
        kind = "by-phone" if "by-phone" in recipe else kind
        [called] = column(f"{TABLES}/types", "type", source=system, kind=kind)
        return called

    def _words(
        self,
        row: dict[str, str],
        told: dict[str, str],
        filling: Filling,
        officer: str,
        day: dt.date,
    ) -> str:
        """Words of their own, those of another event, with more after them, or a fixed text."""
        told_before = told.get(row["words"][1:], "")
        if row["words"].startswith("="):
            return told_before
        if row["words"].startswith("+"):
            return f"{told_before} {self._more(filling, officer, day)}"
        text = row["words"] or f"{self._passage(row['kind'])} {{tail}}"
        tail = self.rng.choice(column(f"{TABLES}/tails", "text"))
        text = text.replace("{tail}", tail)
        return self._fill(text, filling, officer, day)

    def _passage(self, kind: str) -> str:
        """One of every day that this person has not been told of here."""
        if not self.untold.get(kind):
            self.untold[kind] = [
                passage
                for passage in passages()
                if (passage.thread, passage.kind, passage.source) == ("everyday", kind, "")
                and passage.setting in {"community", "any"}
                and passage.outcome in {"", "attended"}
            ]
            self.rng.shuffle(self.untold[kind])
        return self.untold[kind].pop().text

    def _more(self, filling: Filling, officer: str, day: dt.date) -> str:
        more = self.rng.choice(column(f"{TABLES}/more", "text"))
        return self._fill(more, filling, officer, day)

    def _fill(self, text: str, filling: Filling, officer: str, day: dt.date) -> str:
        text = text.replace("{officer}", officer).replace("{hour}", self.rng.choice(_HOURS))
        return filling.fill(text, f"{self.rng.random()}", day)

    def _notes(
        self, words: str, recipe: list[str], officer: str, filling: Filling, at: dt.datetime
    ) -> str:
        if "reworded" in recipe:
            return wordings.reworded(words, self.rng)
        if "longer" in recipe:
            return f"{words}\n\n{self._more(filling, officer, at.date())}"
        if "added" in recipe:
            more = self._more(filling, officer, at.date())
            return wordings.added(words, officer, at + dt.timedelta(hours=3), more)
        for word in recipe:
            words = wordings.CHANGES.get(word, str)(words)
        words = wordings.turned(words, officer) if "turned" in recipe else words
        return f"GEN OSE\n{words}" if "headed" in recipe else words


def _outcome(system: str, outcome: str, recipe: list[str]) -> str:
    """NOMIS has none; the plan only where it is said otherwise there."""
    if "failed" in recipe:
        return _FAILED
    return outcome if system == "nDelius" else ""
