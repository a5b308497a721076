"""One person's records put together by event: what is one entry on the timeline, what is asked."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from contacts.formats.same_event import Record


class Group(NamedTuple):
    """The records of one event. One that belongs to no other is a group by itself."""

    lead: int
    members: tuple[int, ...]  # ids of contacts, the lead's first, in the order of leads
    fold: bool  # all of it is one text that a system has several times
    seen: str  # one of met.ANSWERS, of them all


class Grouped(NamedTuple):
    """All of one person's records, and the pairs of leads that may be the same event."""

    groups: list[Group]  # in the order of their leads
    proposed: list[tuple[int, int]]  # the lead that goes first in the order of leads, first


def lead_order(record: Record) -> tuple[object, ...]:
    """The order in which records lead: typed here by id, then by when and where they were written.

    Of those from elsewhere the earliest written leads; where that is not known or the same, the
    earliest, then by source, id there and digest. A total order, of whatever records.
    """
    raise NotImplementedError


def grouped(
    records: Iterable[Record],
    *,
    same: Collection[frozenset[int]] = (),
    two: Collection[frozenset[int]] = (),
) -> Grouped:
    """All the records of one person in question as groups, each the record of one event."""
    raise NotImplementedError
