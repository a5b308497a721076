"""Whoever a file makes known may be on record already: somebody is asked to look, no more."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from contacts.formats import days
from contacts.formats.likely_duplicates import Named, is_likely, near_dates
from contacts.formats.person_rows import PersonRow
from contacts.models import Person, User

FIELDS = ("first_name", "last_name", "date_of_birth", "pnc", "prison_number")


class MadeKnown(NamedTuple):
    """Somebody of whom a file is the first to say anything, as far as its actor can tell."""

    line: int
    crn: str
    named: Named


class Likely(NamedTuple):
    """Two CRNs that may be one person's. `ours` where the diary, not the actor's file, says so."""

    line: int
    crn: str
    name: str
    other_crn: str
    other_name: str
    ours: bool

    def __str__(self) -> str:
        return f"{self.crn} {self.name}, may be {self.other_crn} {self.other_name}."


def made_known(line: int, row: PersonRow) -> MadeKnown:
    born = row.date_of_birth
    named = Named(row.first_name, row.last_name, born, row.pnc, row.prison_number)
    return MadeKnown(line, row.crn, named)


def likely_twice(
    *, made: Iterable[MadeKnown], said: Iterable[Person], by: User | None
) -> list[Likely]:
    """Those who may be somebody else of the file, of the diary, or of files this actor brought.

    `said` are people whom the actor may not see, as their own files alone have made them. Of people
    whom the actor may not see nothing else is looked at: what is given back is what it would be if
    the diary did not have them. In the order of the file; one statement.
    """
    made = list(made)
    told = [*((one.crn, one.named, False) for one in made), *_told(said)]
    crns = {crn for crn, _, _ in told}
    dates = {date for one in made if one.named.born for date in near_dates(one.named.born)}
    told += [one for one in _in_the_diary(dates, by) if one[0] not in crns]
    of_day = defaultdict(list)
    for crn, named, ours in told:
        of_day[named.born].append((crn, named, ours))
    return list(_pairs(made, of_day))


def _pairs(made: list[MadeKnown], of_day: dict) -> Iterator[Likely]:
    named: set[frozenset[str]] = set()
    for one in made:
        days = near_dates(one.named.born) if one.named.born else ()
        near = [other for day in days for other in of_day.get(day, [])]
        for crn, other, ours in sorted(near):
            both = frozenset((one.crn, crn))
            if len(both) == 2 and both not in named and is_likely(one.named, other):
                named.add(both)
                yield Likely(one.line, one.crn, _name(one.named), crn, _name(other), ours)


def _told(people: Iterable[Person]) -> Iterator[tuple[str, Named, bool]]:
    for person in people:
        yield person.crn, Named(*(getattr(person, name) for name in FIELDS)), False


def _in_the_diary(dates: set, by: User | None) -> Iterator[tuple[str, Named, bool]]:
    hidden = Person.objects.hidden_by_lists(by).values("pk")
    seen = Person.objects.filter(date_of_birth__in=dates, joined_into=None).exclude(pk__in=hidden)
    for crn, *named in seen.values_list("crn", *FIELDS):
        yield crn, Named(*named), True


def _name(named: Named) -> str:
    """With the date of birth: whoever looks sees at once what is near and what differs."""
    born = f", born {days.short_day(named.born, dt.date.min)}" if named.born else ""
    return f"{named.first_name} {named.last_name}{born}"
