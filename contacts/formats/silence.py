"""How far a system's records of somebody reach, and where it has fallen silent, in words."""

import datetime as dt
from collections.abc import Collection, Iterable
from statistics import median_high

from contacts.formats import days

SYSTEMS = ("nDelius", "NOMIS", "OASys")  # whose absence is told, in this order
ENOUGH = 5  # days with a record, before anything is usual
SHORTEST = 7  # days; less is no silence
_OFTEN = ((1, "daily"), (7, "weekly"), (14, "every 2 weeks"))
_MONTH = range(26, 36)


def told(
    name: str,
    *,
    reaches: dt.date | None,
    on: Collection[dt.date],
    today: dt.date,
    looked_after: dt.date | None = None,
) -> str:
    """What one system that was loaded knows of a person, in a few words.

    `reaches` is the newest day of anything it told of anybody, `on` the days that it told something
    about this person, in any order; `looked_after` the day after which all of them were looked
    through, None where all were. "no notes from NOMIS", which may have told where they live;
    "NOMIS silent 19 days, usually daily", where it has been three times as long as usual and a week
    at least; otherwise "nDelius to 3 March". The rule is the product's own.
    """
    if not on:
        after = f" after {days.short_day(looked_after, today)}" if looked_after else ""
        return f"no notes from {name}{after}{', older ones not looked for' if after else ''}"
    newest = max(on)
    usual, quiet = _usual(on), days.days_between(newest, today)
    if usual and quiet >= max(3 * usual, SHORTEST):
        return f"{name} silent {days.how_long(quiet)}, usually {_often(usual)}"
    reached = min(max(newest, reaches or newest), today)
    return f"{name} to {days.short_day(reached, today)}"


def line(parts: Iterable[str]) -> str:
    """All of them on one line, which begins as a sentence does, but for the name of a system."""
    said = " · ".join(parts)
    return f"N{said[1:]}" if said.startswith("no ") else said


def never(name: str) -> str:
    """Of a system from which nobody ever loaded a file."""
    return f"{name} never loaded"


def _usual(on: Collection[dt.date]) -> int:
    """The days that usually lie between two days with a record; 0 where nothing is usual."""
    ordered = sorted(set(on))
    if len(ordered) < ENOUGH:
        return 0
    return median_high(map(days.days_between, ordered, ordered[1:]))


def _often(gap: int) -> str:
    named = dict(_OFTEN).get(gap)
    if named:
        return named
    return "monthly" if gap in _MONTH else f"every {gap} days"
