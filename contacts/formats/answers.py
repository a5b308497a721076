"""What somebody has just said of two entries, as an address carries it: "same-123-456"."""

import re
from typing import NamedTuple

SAME, TWO = "same", "two"

_ANSWER = re.compile(rf"({SAME}|{TWO})-([1-9][0-9]{{0,17}})-([1-9][0-9]{{0,17}})")


class Answer(NamedTuple):
    """One event, or two; at which entry one reads on, and which record the other is."""

    what: str
    entry: int
    other: int

    def __str__(self) -> str:
        return f"{self.what}-{self.entry}-{self.other}"


def read_answer(text: str) -> Answer | None:
    """The answer that an address names, or None where it names none; never raises."""
    match = _ANSWER.fullmatch(text)
    return Answer(match[1], int(match[2]), int(match[3])) if match else None
