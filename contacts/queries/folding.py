"""What systems write by themselves takes one line a day, and is there for whoever unfolds it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from contacts.queries.entry import Line

Shown = TypeVar("Shown", bound=Line)


def folded(lines: Iterable[Shown]) -> list[Shown]:
    """The same lines, the automatic ones of each day last among it and marked as one fold.

    The order is kept otherwise.
    """
    shown: list[Shown] = []
    for _, of_day in groupby(lines, lambda one: one.day):
        day = sorted(of_day, key=lambda one: one.automatic)
        count = sum(one.automatic for one in day)
        if count:
            first = len(day) - count
            called = "1 automatic entry" if count == 1 else f"{count} automatic entries"
            day[first] = replace(day[first], opens=called)
            day[-1] = replace(day[-1], closes=True)
        shown += day
    return shown
