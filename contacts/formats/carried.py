"""Whose a promise is now: it belongs to the person, and goes on to whoever holds them next."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple


class With(NamedTuple):
    """Somebody held a person, or worked alongside, from one day up to, not including, another."""

    user: int
    name: str
    holds: bool
    since: dt.date
    until: dt.date | None = None

    def on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or self.until > day)


def carried_to(
    author: int, *, works: bool, promised: dt.date, today: dt.date, spells: Iterable[With]
) -> With | None:
    """Whoever a promise of `author` went on to; None where it is still theirs.

    It goes on once they were with the person and are no more. What somebody promised who never
    was, on duty, stays theirs, unless they have left altogether (`works` is false). Where nobody
    holds the person it goes to nobody. Never raises; the rule is the product's own.
    """
    spells = list(spells)
    now = [one for one in spells if one.on(today)]
    if works:
        were = {one.user for one in spells if one.on(promised)}
        if author in {one.user for one in now} or author not in were:
            return None
    return next((one for one in now if one.holds and one.user != author), None)
