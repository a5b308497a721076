"""A person's timeline as it goes onto paper."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Exists, OuterRef

from contacts.formats import clock, days, periods
from contacts.formats.mask import mask
from contacts.formats.periods import Period
from contacts.models import Contact, Person, State, User
from contacts.models.contact import ContactQuerySet
from contacts.queries.entry import Addition, Entry, entry, with_what_is_shown

MOST = 2_000  # entries on one printout: some 500 pages

# Paper is read on another day: every date on it has its year, and none is "yesterday".
ANOTHER_DAY = dt.date.min


class TooMany(ValueError):
    """More entries than go onto one printout."""

    def __init__(self) -> None:
        super().__init__(f"That is more than {MOST:,} entries. Choose fewer days.")


@dataclass(frozen=True)
class Day:
    """The entries of one day, in the order they happened."""

    name: str
    entries: list[Entry]


@dataclass(frozen=True)
class Printout:
    """What is printed, oldest first, and what stands at the head of every page of it."""

    period: str
    printed: str  # "printed by Pat Okonjo on Sunday 22 November 2026 at 11:00"
    born: str
    days: list[Day]
    sensitive: bool
    passages: bool


def printout(
    *, person: Person, user: User, period: Period, sensitive: bool, passages: bool
) -> Printout:
    """A person's entries of a period (both its days in it), oldest first, for reading on paper.

    Withdrawn, moved and undone entries are never on it. Unless `sensitive`, neither is an entry of
    which any record is marked sensitive; unless `passages`, sensitive passages are withheld. What
    is left out leaves no trace. Five statements, whatever the number. Raises TooMany.
    """
    contacts = _of(period, person.contacts.filter(state=State.SHOWN))
    if not sensitive:
        records = Contact.objects.filter(lead=OuterRef("pk"), sensitive=True, state=State.JOINED)
        contacts = contacts.filter(~Exists(records), sensitive=False)
    found = list(with_what_is_shown(contacts.order_by("occurred_at", "id"))[: MOST + 1])
    if len(found) > MOST:
        raise TooMany
    entries = [entry(contact, today=ANOTHER_DAY) for contact in found]
    shown = entries if passages else [_masked(one) for one in entries]
    return Printout(
        period=periods.said(period, ANOTHER_DAY) if any(period) else "every day",
        printed=_printed(user),
        born=f"born {days.short_day(born, ANOTHER_DAY)}" if (born := person.date_of_birth) else "",
        days=[Day(name, list(those)) for name, those in groupby(shown, lambda one: one.day)],
        sensitive=sensitive,
        passages=passages,
    )


def _of(period: Period, contacts: ContactQuerySet) -> ContactQuerySet:
    if period.from_:
        contacts = contacts.filter(occurred_at__gte=_midnight(period.from_))
    if period.until:
        contacts = contacts.filter(occurred_at__lt=_midnight(period.until + dt.timedelta(1)))
    return contacts


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=clock.LONDON)


def _printed(user: User) -> str:
    now = clock.now()
    day = days.day(clock.london_day(now), ANOTHER_DAY)
    return f"printed by {user.name} on {day} at {days.time(now)}"


def _masked(one: Entry) -> Entry:
    return replace(
        one,
        notes=mask(one.notes),
        heading=mask(one.heading),
        additions=[_masked_addition(addition) for addition in one.additions],
    )


def _masked_addition(addition: Addition) -> Addition:
    return replace(addition, notes=mask(addition.notes))
