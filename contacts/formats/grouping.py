"""One person's records put together by event: what is one entry on the timeline, what is asked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

from contacts.formats import same_event
from contacts.formats.attendance import seen_of
from contacts.formats.same_event import Record

_EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)
_WITHIN = dt.timedelta(hours=50)  # where times are not known, all of one day and the next
# Records after one that it is held against, and those of which it may be asked whether they are one
# event with it. Nobody has so many in two days; in a diary that does it would take hours.
_MOST, _NEAREST = 256, 24

Pair = frozenset[int]  # of two contacts' ids


class Group(NamedTuple):
    """The records of one event. One that belongs to no other is a group by itself."""

    lead: int
    members: tuple[int, ...]  # ids of contacts, the lead's first, in the order of leads
    fold: bool  # all of it is one text that a system has several times
    seen: str  # one of met.ANSWERS, of them all


class Grouped(NamedTuple):
    """All of one person's records, and the pairs of leads that may be the same event."""

    groups: list[Group]  # in the order of their leads
    proposed: list[tuple[int, int]]  # of each pair the lead first that goes first as a lead


def lead_order(record: Record) -> tuple[object, ...]:
    """The order in which records lead: typed here by id, then by when and where they were written.

    Of those from elsewhere the earliest written leads, one that does not say when after all others;
    then the earliest that happened, then by source, id there and digest. A total order.
    """
    typed = not record.source
    return (
        not typed,
        record.id if typed else 0,
        record.written_at is None,
        record.written_at or _EARLIEST,
        record.occurred_at,
        record.source,
        record.foreign_id,
        record.digest,
        record.id,
    )


def grouped(
    records: Iterable[Record],
    *,
    same: Collection[Pair] = (),
    two: Collection[Pair] = (),
) -> Grouped:
    """All the records of one person in question as groups, each the record of one event.

    `records` have different ids and are the newest versions of what they are; in what order they
    come means nothing. `same` and `two` are what people said of pairs: one event, or two. Folds
    are made first, then what people joined, and each is then as one. The surest pairs are joined
    first, those of one sureness in the order of leads, and only where each of a group may be with
    each of the other. Words that join a record to two that cannot be one join it to neither, but
    are asked about. Never raises.
    """
    ordered = sorted(records, key=lead_order)
    groups = _Groups(ordered, _places(ordered, same), _places(ordered, two))
    links, asked = _links(ordered)
    unsure = _unsure(ordered, links)
    for _, later, earlier in sorted(
        (-strength, later, earlier) for (earlier, later), strength in links.items()
    ):
        if (earlier, later) not in unsure and groups.may_be_one(earlier, later):
            groups.unite(earlier, later)
    return Grouped(groups.made(), groups.proposed([*asked, *links]))


def _places(ordered: list[Record], pairs: Collection[Pair]) -> set[tuple[int, int]]:
    """Pairs of ids as places in the order of leads, the earlier first; unknown ids passed over."""
    place = {record.id: at for at, record in enumerate(ordered)}
    found = [sorted(place[one] for one in pair if one in place) for pair in pairs]
    return {(pair[0], pair[1]) for pair in found if len(pair) == 2}


class _Groups:
    """Groups in the making, of places in the order of leads."""

    def __init__(
        self, ordered: list[Record], same: set[tuple[int, int]], two: set[tuple[int, int]]
    ) -> None:
        self.ordered, self.same, self.two = ordered, same, two
        self.of = [[place] for place in range(len(ordered))]  # each place's group, shared by all
        self._make_folds()
        self._take_decisions()

    def unite(self, one: int, other: int) -> None:
        if self.of[one] is not self.of[other]:
            together = sorted(self.of[one] + self.of[other])
            for place in together:
                self.of[place] = together

    def _make_folds(self) -> None:
        alike: dict[tuple[object, ...], list[list[int]]] = defaultdict(list)
        for place, record in enumerate(self.ordered):
            folds = alike[record.source, record.author, record.occurred_at, record.text]
            for fold in folds:
                if all(self._folds(member, place) for member in fold):
                    fold.append(place)
                    self.unite(fold[0], place)
                    break
            else:
                folds.append([place])

    def _folds(self, one: int, other: int) -> bool:
        is_fold = same_event.is_fold(self.ordered[one], self.ordered[other])
        return is_fold and (one, other) not in self.two

    def _take_decisions(self) -> None:
        """What people joined is one, but where that brings two together that they parted."""
        for one, other in sorted(self.same):
            if not self._parted(one, other):
                self.unite(one, other)

    def may_be_one(self, one: int, other: int) -> bool:
        ordered = self.ordered
        return self.of[one] is not self.of[other] and all(
            (here, there) in self.same
            or not ((here, there) in self.two or same_event.never(ordered[here], ordered[there]))
            for here, there in self._across(one, other)
        )

    def made(self) -> list[Group]:
        leading = [group for place, group in enumerate(self.of) if group[0] == place]
        return [self._group([self.ordered[place] for place in group]) for group in leading]

    def proposed(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The leads of the groups of these pairs, but for what people called two.

        Nor are two asked about of which each holds a row of one system: that has two already.
        """
        asked = {
            tuple(sorted((self.of[one][0], self.of[other][0])))
            for one, other in pairs
            if self.of[one] is not self.of[other]
            and not self._parted(one, other)
            and self._systems(one).isdisjoint(self._systems(other))
        }
        return [(self.ordered[one].id, self.ordered[other].id) for one, other in sorted(asked)]

    def _systems(self, one: int) -> set[str]:
        return {self.ordered[place].source for place in self.of[one]} - {""}

    def _parted(self, one: int, other: int) -> bool:
        return any(pair in self.two for pair in self._across(one, other))

    def _across(self, one: int, other: int) -> Iterator[tuple[int, int]]:
        """Each of the one's group with each of the other's, the earlier first."""
        for here, there in product(self.of[one], self.of[other]):
            yield (here, there) if here < there else (there, here)

    def _group(self, members: list[Record]) -> Group:
        fold = len(members) > 1 and all(
            same_event.is_fold(*pair) for pair in combinations(members, 2)
        )
        ids = tuple(record.id for record in members)
        return Group(ids[0], ids, fold, seen_of(members))


def _links(ordered: list[Record]) -> tuple[dict[tuple[int, int], int], list[tuple[int, int]]]:
    """The pairs that join without asking, each with how surely, and those that are to be asked."""
    links, asked = {}, []
    for (one, other), between in (_near(ordered) | dict.fromkeys(_by_ids(ordered), 0)).items():
        records = ordered[one], ordered[other]
        strength = same_event.strength(*records)
        if strength:
            links[one, other] = strength
        # To tell whether words are alike takes longer than all the rest.
        elif between < _NEAREST and same_event.verdict(*records) == same_event.PROPOSED:
            asked.append((one, other))
    return links, asked


def _near(ordered: list[Record]) -> dict[tuple[int, int], int]:
    """The pairs of different systems, or both typed here, that are near enough to be compared.

    Each with how many other records stand between the two in time.
    """
    by_time = sorted(range(len(ordered)), key=lambda place: ordered[place].occurred_at)
    near = {}
    for at, one in enumerate(by_time):
        latest = ordered[one].occurred_at + _WITHIN
        for between, other in enumerate(by_time[at + 1 : at + 1 + _MOST]):
            if ordered[other].occurred_at > latest:
                break
            if not ordered[one].source or ordered[one].source != ordered[other].source:
                near[min(one, other), max(one, other)] = between
    return near


def _by_ids(ordered: list[Record]) -> set[tuple[int, int]]:
    """The pairs of which one names the other by its id in another system."""
    of = defaultdict(list)
    for place, record in enumerate(ordered):
        if record.foreign_id:
            of[record.foreign_id].append(place)
    return {
        (min(one, other), max(one, other))
        for one, record in enumerate(ordered)
        if record.other_id
        for other in of[record.other_id]
        if ordered[other].source != record.source
    }


def _unsure(ordered: list[Record], links: dict[tuple[int, int], int]) -> set[tuple[int, int]]:
    """The links by words of a record that is linked as surely to another, which cannot be one.

    What people decided is left aside: to join two records, or part them, changes no third.
    """
    linked: dict[int, dict[int, int]] = defaultdict(dict)
    for (one, other), strength in links.items():
        linked[one][other] = linked[other][one] = strength
    unsure = set()
    for (one, other), strength in links.items():
        rivals = [(other, each) for each in linked[one] if linked[one][each] >= strength]
        rivals += [(one, each) for each in linked[other] if linked[other][each] >= strength]
        if strength < same_event.BY_ID and any(
            here != there
            and same_event.never(ordered[here], ordered[there])
            and not same_event.is_fold(ordered[here], ordered[there])
            for here, there in rivals
        ):
            unsure.add((one, other))
    return unsure
