"""What systems write by themselves takes one line a day, and is there for whoever unfolds it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from contacts.queries.entry import Entry


def folded(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries, the automatic ones of each day last among it and marked as one fold.

    The order is kept otherwise, and each says anew whether it is of the day of the one above.
    """
    shown: list[Entry] = []
    for _, of_day in groupby(entries, lambda one: one.day):
        day = sorted(of_day, key=lambda one: one.automatic)
        day = [replace(one, continued=place > 0) for place, one in enumerate(day)]
        count = sum(one.automatic for one in day)
        if count:
            first = len(day) - count
            called = "1 automatic entry" if count == 1 else f"{count} automatic entries"
            day[first] = replace(day[first], opens=called)
            day[-1] = replace(day[-1], closes=True)
        shown += day
    return shown
