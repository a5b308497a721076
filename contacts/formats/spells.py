"""Spells of days that may not overlap: from one day up to, not including, another."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple


class Spell(NamedTuple):
    """From its first day up to the day it ended; without end where there is none."""

    since: dt.date
    until: dt.date | None = None


def overlap(one: Spell, other: Spell) -> bool:
    """Whether they share a day. A spell that ended on the day it began has none."""
    last = min(one.until or dt.date.max, other.until or dt.date.max)
    return max(one.since, other.since) < last


def left_over(spell: Spell, others: Iterable[Spell]) -> Spell | None:
    """What of a spell comes after all those of the others that it overlaps.

    All of it where it overlaps none of them, None where nothing comes after. Never raises.
    """
    others = list(others)
    while ends := [other.until for other in others if overlap(spell, other)]:
        after = max(end or dt.date.max for end in ends)
        if after >= (spell.until or dt.date.max):
            return None
        spell = spell._replace(since=after)
    return spell
