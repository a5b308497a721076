"""Notes put together sentence by sentence, so that what was met is known without reading each.

How a note opens decides whether the person was met, and is read once for all notes that open so.
What follows are sentences that say nothing of it: none holds a sign, nor he, him or she, which the
reading counts over a whole note. A test reads a sample again.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from contacts.formats import met, sightings
from contacts.management.made_up.people import Life
from contacts.management.made_up.texts import PRONOUNS, Passage, column, passages
from contacts.management.scale.words import Filling, read_column

BETWEEN = re.compile(r'(?<=[.!?])\s+(?=[A-Z"{])')
ENDS = re.compile(r"[.!?][\"')]*$")
WHO = re.compile(r"\b(he|him|she)\b|\{(he|him)\}", re.IGNORECASE)
IN_A_WORD = re.compile(r"(?<![{\w])[a-z]{5,}(?![}\w])")
MISTYPED = 6  # ways in which each sentence is
DETAILS, TYPOS, NEW_LINES, LONG = 0.25, 0.08, 0.06, 0.004
# How many sentences follow; one note in 250 goes on for pages.
FOLLOW = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 7, 11, 22)
LONGEST = 130
# Nobody's name, so that any name made up reads as it does.
A_SHORT_NOTE, A_LONG_NOTE = 15, 32  # words: from so many on the rest is not read, or alike
READ_AS = {
    "first": "Quorl",
    "officer": "Vexa Tarq",
    "worker_family": "Tarq",
    "place": "Tarqmere",
    "street": "Tarq Road",
    "employer": "Tarq Vexco",
    "agency": "Vexco",
    "pet": "Vexbo",
    "make": "Vexco",
    "relative": "mum",
    "amount": "£20",
    "sum": "340",
    "small": "12",
    "number": "07700 900111",
    "reference": "HS48213",
    "time": "2.40",
    "date": "03/04",
    "weekday": "Monday",
    "colour": "red",
    "season": "spring",
}


def pronouns(of: str) -> dict[str, str]:
    words = PRONOUNS[of]
    return words | {word.capitalize(): said.capitalize() for word, said in words.items()}


def read_seen(opening: Passage, life: Life, outcome: str, heading: str, notes: str) -> str:
    """Whether notes that open so are of a meeting; with a heading, as imported.

    What follows an opening says nothing of that, so that a long note is read by its opening; in a
    short one every word counts.
    """
    words = len(notes.split())
    if words < A_SHORT_NOTE:
        called = life.person.preferred_name or life.person.first_name
        return _read(opening, outcome, heading, notes, called)
    return _read_opening(opening, life.pronoun, outcome, heading, min(words, A_LONG_NOTE))


@cache
def _read_opening(opening: Passage, pronoun: str, outcome: str, heading: str, words: int) -> str:
    text = opening.text.format(**READ_AS, **pronouns(pronoun))
    more = "word " * (words - len(text.split()))
    return _read(opening, outcome, heading, f"{text} {more}", READ_AS["first"])


def _read(opening: Passage, outcome: str, heading: str, notes: str, first: str) -> str:
    return met.read_seen(
        kind=opening.kind,
        outcome=outcome,
        notes=notes,
        heading=heading,
        imported=bool(heading),
        names=[first],
    )


@dataclass
class Sentences:
    """Every way in which a note begins, by where the person is, and all that can follow."""

    openings: dict[str, list[list[Passage]]]
    texts: list[str]
    details: list[str]
    mistyped: list[str]

    def opening(self, rng: random.Random, setting: str) -> Passage:
        return _any(rng, _any(rng, self.openings[setting]))

    def note(self, rng: random.Random, opening: Passage, filling: Filling) -> str:
        said = opening.text
        follow = int(LONGEST * rng.random()) if rng.random() < LONG else _any(rng, FOLLOW)
        if follow:
            said += ("" if ENDS.search(said) else ".") + "".join(self._more(rng, follow))
        return said.format_map(filling)

    def one_more(self, rng: random.Random, filling: Filling) -> str:
        return _any(rng, self.details).format_map(filling)

    def _more(self, rng: random.Random, follow: int) -> Iterator[str]:
        for _ in range(follow):
            chance = rng.random()
            yield "\n" if rng.random() < NEW_LINES else " "
            if chance < DETAILS:
                yield _any(rng, self.details)
            else:
                yield _any(rng, self.mistyped if chance < DETAILS + TYPOS else self.texts)


def _any(rng: random.Random, choices: Sequence[Any]) -> Any:
    return choices[int(len(choices) * rng.random())]


def sentences(rng: random.Random) -> Sentences:
    """Read from the made-up passages, those apart that name a month, which may be May."""
    usable = [passage for passage in passages() if "{month}" not in passage.text]
    apart = [said for passage in usable for said in BETWEEN.split(passage.text)]
    texts = [said for said in dict.fromkeys(apart) if says_nothing_of_meeting(said)]
    mistyped = [typo for said in texts for typo in _typos(rng, said)]
    return Sentences(
        openings=_openings(usable),
        texts=texts,
        details=read_column("details", "text"),
        mistyped=[typo for typo in mistyped if says_nothing_of_meeting(typo)],
    )


def _openings(usable: list[Passage]) -> dict[str, list[list[Passage]]]:
    """As long as its first sentence, its first two and so on; half of them whole."""
    by_setting: dict[str, list[list[Passage]]] = defaultdict(list)
    for passage in usable:
        ends = [found.start() for found in BETWEEN.finditer(passage.text)]
        cuts = [passage.text[:end] for end in ends if passage.text.count('"', 0, end) % 2 == 0]
        ways = [replace(passage, text=cut) for cut in cuts] + [passage] * max(1, len(cuts))
        by_setting[passage.setting].append(ways)
    everywhere = by_setting.pop("any")
    return {setting: [*ways, *everywhere] for setting, ways in by_setting.items()}


def says_nothing_of_meeting(said: str) -> bool:
    """Whether it can stand behind any opening and leave the reading as it was."""
    if WHO.search(said) or said.count('"') % 2 or not ENDS.search(said):
        return False
    ways = PRONOUNS if "{his}" in said or "{His}" in said else ["he"]
    filled = (said.format(**READ_AS, **pronouns(way)) for way in ways)
    return not any(sightings.read_signs(text, [READ_AS["first"]]).found for text in filled)


def _typos(rng: random.Random, said: str) -> Iterator[str]:
    """The same sentence with two letters of a word changed round, or one typed twice or not."""
    words = list(IN_A_WORD.finditer(said))
    for _ in range(MISTYPED if words else 0):
        word = rng.choice(words)
        at = rng.randrange(word.start(), word.end() - 1)
        one, two = said[at], said[at + 1]
        typed = rng.choice([two + one, one, one + one + two])
        yield said[:at] + typed + said[at + 2 :]


def headings(source: str, opening: Passage) -> list[str]:
    """What that source could have called it: by kind and outcome, else kind, else anything."""
    return _headings(source, opening.kind, opening.outcome)


@cache
def _headings(source: str, kind: str, outcome: str) -> list[str]:
    for where in ({"kind": kind, "outcome": outcome}, {"kind": kind}, {}):
        found = column("headings", "heading", source=source, automatic="", **where)
        if found:
            return found
    raise LookupError(source)
