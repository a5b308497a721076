"""What becomes of the rows of a file by where they fall, in words for before and after."""

import csv
from pathlib import Path


def _table() -> dict[tuple[str, str], tuple[str, str]]:
    file = Path(__file__).with_name("becomes.csv")
    with file.open(encoding="utf-8", newline="") as rows:
        return {
            (row["about"], row["heap"]): (row["becomes"], row["became"])
            for row in csv.DictReader(rows)
        }


_WORDS = _table()


def heaps(about: str) -> list[str]:
    """The heaps of a file about "contacts" or "people", in the order they are shown."""
    return [heap for of, heap in _WORDS if of == about]


def becomes(about: str, heap: str, *, filed: bool) -> str:
    """What becomes of the rows of a heap, or became of them. Raises KeyError for no such heap."""
    return _WORDS[about, heap][filed]
