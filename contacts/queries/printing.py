"""A person's timeline as it goes onto paper."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Exists, OuterRef

from contacts.formats import clock, days, periods
from contacts.formats.mask import mask
from contacts.formats.periods import Period
from contacts.models import Concern, Contact, Person, State, User
from contacts.models.contact import on_days
from contacts.queries.entry import Entry, entries
from contacts.queries.later_words import Addition
from contacts.queries.planned import Planned, in_place, passed

MOST = 2_000  # entries on one printout: some 500 pages

# Paper is read on another day: every date on it has its year, and none is "yesterday".
ANOTHER_DAY = dt.date.min


class TooMany(ValueError):
    """More entries than go onto one printout."""

    def __init__(self) -> None:
        super().__init__(f"That is more than {MOST:,} entries. Choose fewer days.")


@dataclass(frozen=True)
class Day:
    """What stands under one day, in the order it happened."""

    name: str
    lines: list[Entry | Planned]


@dataclass(frozen=True)
class Printout:
    """What is printed, oldest first, and what stands at the head of every page of it."""

    period: str
    printed: str  # "printed by Pat Okonjo on Sunday 22 November 2026 at 11:00"
    born: str
    days: list[Day]
    sensitive: bool
    passages: bool
    off: list[str]  # that something feels off of which nothing is written yet


def printout(
    *, person: Person, user: User, period: Period, sensitive: bool, passages: bool
) -> Printout:
    """A person's entries of a period (both its days in it), oldest first, for reading on paper.

    Withdrawn, moved and undone entries are never on it. Unless `sensitive`, neither is an entry of
    which any record is marked sensitive; unless `passages`, sensitive passages are withheld. What
    is left out leaves no trace. What was planned and has passed stands in its place, by the same
    rules. Four statements, whatever the number. Raises TooMany.
    """
    contacts = person.contacts.filter(state=State.SHOWN).within(period)
    if not sensitive:
        records = Contact.objects.filter(lead=OuterRef("pk"), sensitive=True, state=State.JOINED)
        contacts = contacts.filter(~Exists(records), sensitive=False)
    ids = contacts.values_list("pk", flat=True)[: MOST + 1]
    if len(ids) > MOST:
        raise TooMany
    planned = passed(person=person, today=ANOTHER_DAY, within=period)
    planned = [one for one in planned if sensitive or not one.sensitive]
    shown = in_place(planned, entries(ids, today=ANOTHER_DAY))[::-1]
    shown = shown if passages else [_masked(one) for one in shown]
    return Printout(
        period=periods.said(period, ANOTHER_DAY) if any(period) else "every day",
        printed=_printed(user),
        born=f"born {days.short_day(born, ANOTHER_DAY)}" if (born := person.date_of_birth) else "",
        days=[Day(name, list(those)) for name, those in groupby(shown, lambda one: one.day)],
        sensitive=sensitive,
        passages=passages,
        off=_off(person, period),
    )


def _off(person: Person, period: Period) -> list[str]:
    """What was raised without an entry stands in none, until one says what became of it."""
    still = Concern.objects.still_open().filter(on_days(period, "raised_at"), contact=None)
    found = still.filter(person=person).select_related("raised_by").order_by("raised_at", "pk")
    return [
        f"Something feels off, said {one.raised_by.name} on {_on(one.raised_at)}: "
        "nothing is written of it yet."
        for one in found
    ]


def _on(at: dt.datetime) -> str:
    return days.short_day(clock.london_day(at), ANOTHER_DAY)


def _printed(user: User) -> str:
    now = clock.now()
    day = days.day(clock.london_day(now), ANOTHER_DAY)
    return f"printed by {user.name} on {day} at {days.time(now)}"


def _masked(one: Entry | Planned) -> Entry | Planned:
    if isinstance(one, Planned):
        return replace(one, notes=mask(one.notes), heading=mask(one.heading))
    return replace(
        one,
        notes=mask(one.notes),
        heading=mask(one.heading),
        first_wording="",
        event=replace(one.event, adds=[words.masked() for words in one.event.adds]),
        additions=[_masked_addition(addition) for addition in one.additions],
    )


def _masked_addition(addition: Addition) -> Addition:
    return replace(addition, notes=mask(addition.notes))
