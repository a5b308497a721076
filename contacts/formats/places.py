"""A place in a timeline as an address carries it: "20260303T103000.000000Z-123"."""

import datetime as dt
import re

# At the ends of the calendar a moment has no day in London, and no later one.
FIRST_YEAR, LAST_YEAR = 1000, 9998

Place = tuple[dt.datetime, int]

_PLACE = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6}Z)-([1-9][0-9]{0,17})")


def place(occurred_at: dt.datetime, id: int) -> str:
    """The place of one contact: its moment in UTC and its id."""
    return f"{occurred_at.astimezone(dt.UTC).strftime('%Y%m%dT%H%M%S.%fZ')}-{id}"


def read_place(text: str) -> Place | None:
    """The moment and id that an address names, or None where it names no place.

    None too for a year before 1000 or after 9998, which no entry of a diary is of.
    """
    match = _PLACE.fullmatch(text)
    if not match:
        return None
    try:
        at = dt.datetime.fromisoformat(match[1])
    except ValueError:
        return None
    return (at, int(match[2])) if FIRST_YEAR <= at.year <= LAST_YEAR else None
