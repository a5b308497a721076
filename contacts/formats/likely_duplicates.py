"""Whether two records may be of one person: rather none named than the wrong one.

The product's own rules. Nothing is ever joined by them: somebody is only asked to look.
"""

import datetime as dt
from typing import NamedTuple

from contacts.formats import texts
from contacts.formats.likeness import slips

SHORTEST = 4  # letters of a name in which one may be wrong: Lee and Leo are two


class Named(NamedTuple):
    """What a record says of who somebody is."""

    first_name: str
    last_name: str
    born: dt.date | None
    pnc: str = ""
    prison_number: str = ""


def near_dates(born: dt.date) -> frozenset[dt.date]:
    """The dates that may be meant by a date of birth, itself among them.

    Day and month swapped, one digit wrong, or two digits that stand side by side swapped, where
    that is in the calendar. Some fifty. Never raises.
    """
    written = f"{born.day:02d}{born.month:02d}{born.year:04d}"
    meant = {written, f"{written[2:4]}{written[:2]}{written[4:]}"}
    for place in range(len(written)):
        before, after = written[:place], written[place + 1 :]
        meant |= {f"{before}{digit}{after}" for digit in "0123456789"}
        if after:
            meant.add(f"{before}{after[0]}{written[place]}{after[1:]}")
    return frozenset(date for one in meant if (date := _date(one)))


def is_likely(one: Named, other: Named) -> bool:
    """Whether two records may be of one person.

    Their names are the same, in any order, and their dates of birth near (see `near_dates`); or
    their dates of birth the same, or with day and month swapped, and one word of their names is
    near: a letter wrong, missing, too many, or two swapped, but not the last of a first name, since
    Daniel and Daniela are two. A near name with any of fifty near dates would be anybody. Case,
    accents, hyphens and middle names are left aside. Of a record without a date of birth nothing is
    said, nor where both have a PNC or prison number and they are two. Never raises.
    """
    if not one.born or not other.born or _numbers_differ(one, other):
        return False
    if other.born in {one.born, _turned(one.born)}:
        return _same(one, other) or _nearly(one, other)
    return other.born in near_dates(one.born) and _same(one, other)


def _date(written: str) -> dt.date | None:
    try:
        return dt.date(int(written[4:]), int(written[2:4]), int(written[:2]))
    except ValueError:
        return None


def _turned(born: dt.date) -> dt.date | None:
    """Day and month swapped, where that is in the calendar."""
    return born.replace(day=born.month, month=born.day) if born.day <= 12 else None


def _numbers_differ(one: Named, other: Named) -> bool:
    pairs = ((one.pnc, other.pnc), (one.prison_number, other.prison_number))
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def _words(name: str) -> list[str]:
    return texts.fold(name).split()


def _same(one: Named, other: Named) -> bool:
    """The same words in any order; those of the middle only one record may have."""
    ours, theirs = (sorted(_words(f"{of.first_name} {of.last_name}")) for of in (one, other))
    if ours == theirs:
        return True
    straight = _words(one.last_name) == _words(other.last_name)
    return straight and _words(one.first_name)[:1] == _words(other.first_name)[:1] != []


def _nearly(one: Named, other: Named) -> bool:
    """All but one word the same, and that one near, the names straight or swapped."""
    first, last = " ".join(_words(one.first_name)[:1]), " ".join(_words(one.last_name))
    theirs = " ".join(_words(other.first_name)[:1]), " ".join(_words(other.last_name))
    for other_first, other_last in (theirs, theirs[::-1]):
        if last == other_last and _near_first(first, other_first):
            return True
        if first == other_first and _near(last, other_last):
            return True
    return False


def _near_first(one: str, other: str) -> bool:
    return _near(one, other) and one[-1] == other[-1]


def _near(one: str, other: str) -> bool:
    long_enough = min(len(one), len(other)) >= SHORTEST
    return long_enough and one[0] == other[0] and slips(one, other) == 1
