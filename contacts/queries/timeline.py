"""One screenful of a person's diary."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from django.db.models import Count, Q

from contacts.formats import clock, days, places
from contacts.formats.periods import Period
from contacts.formats.sought import Sought
from contacts.models import Person, State
from contacts.models.contact import ContactQuerySet
from contacts.queries.entry import Entry, entry, with_what_is_shown

PAGE = 50
LONGEST_ID = 18  # digits, so that it fits PostgreSQL's

Place = tuple[dt.datetime, int]


NOTHING, ANY_DAY = Sought(), Period()
NEWER = 5  # entries shown above the one somebody was led to


@dataclass(frozen=True)
class Narrowed:
    """What of a timeline is looked for; nothing, unless said."""

    words: Sought = NOTHING
    when: Period = ANY_DAY
    author: str = ""
    kind: str = ""
    source: str = ""
    met: bool = False

    def of(self, contacts: ContactQuerySet, people: Iterable[int]) -> ContactQuerySet:
        """Of these people's contacts those looked for. Stubs say nothing: they match nothing."""
        if self == Narrowed():
            return contacts
        found = contacts.filter(state=State.SHOWN).within(self.when)
        if self.words:
            found = found.saying(self.words, people=people)
        if self.author:
            found = found.written_by(self.author)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.source:
            found = found.from_source(self.source)
        return found.met() if self.met else found


@dataclass(frozen=True)
class Timeline:
    """Entries, newest first, which of them these are, and where the next begin."""

    entries: list[Entry]
    position: str  # "1 to 50 of 1,312", empty where nothing is recorded
    older: str  # the place after which the next page begins, empty on the last


def timeline(
    *, person: Person, before: Place | None = None, narrowed: Narrowed | None = None
) -> Timeline:
    """Fifty entries of those looked for, newest first, older than `before`.

    Six statements at most, whatever the length of the diary; page 900 costs what page 1 does.
    """
    contacts = (narrowed or Narrowed()).of(person.contacts.on_timeline(), [person.pk])
    older = contacts.before(*before) if before else contacts
    shown = list(with_what_is_shown(older.newest_first())[: PAGE + 1])
    page = shown[:PAGE]
    left = contacts.aggregate(total=Count("pk"), left=Count("pk", filter=_not_after(before)))
    skipped = left["total"] - left["left"]
    today = clock.today()
    return Timeline(
        entries=_by_day([entry(contact, today=today) for contact in page], person.crn),
        position=_position(skipped, len(page), left["total"]),
        older=places.place(page[-1].occurred_at, page[-1].pk) if len(shown) > PAGE else "",
    )


def above(*, person: Person, id: str) -> Place | None:
    """Where to begin so that an entry stands with its neighbours, a few newer ones above it."""
    contacts = person.contacts.on_timeline()
    if not id.isdecimal() or len(id) > LONGEST_ID:
        return None
    entry = contacts.filter(pk=int(id)).only("occurred_at").first()
    if entry is None:
        return None
    newer = contacts.after(entry.occurred_at, entry.pk).order_by("occurred_at", "pk")
    first = newer[NEWER : NEWER + 1].only("occurred_at").first()
    return (first.occurred_at, first.pk) if first else None


def matches(*, person: Person, narrowed: Narrowed) -> bool:
    """Whether anything would be found so."""
    return narrowed.of(person.contacts.on_timeline(), [person.pk]).exists()


def _not_after(before: Place | None) -> Q:
    if before is None:
        return Q()
    at, pk = before
    return Q(occurred_at__lt=at) | Q(occurred_at=at, pk__lt=pk)


def _position(skipped: int, shown: int, total: int) -> str:
    return f"{skipped + 1:,} to {skipped + shown:,} of {total:,}" if shown else ""


def _by_day(entries: list[Entry], crn: str) -> list[Entry]:
    """Only the first entry of a day stands under its name."""
    starts = [True] + [above.day != below.day for above, below in pairwise(entries)]
    return [
        replace(one, crn=crn, continued=not start)
        for one, start in zip(entries, starts, strict=False)
    ]


@dataclass(frozen=True)
class Saved:
    """What a page says of the entry that was just saved: how its time was understood."""

    id: int
    when: str


def saved_entry(*, person: Person, id: int | str) -> Saved | None:
    """The entry of this person that an address says was just saved, if there is one."""
    if not str(id).isdecimal() or len(str(id)) > LONGEST_ID:
        return None
    contact = person.contacts.on_timeline().filter(pk=int(id)).first()
    if contact is None:
        return None
    when = days.moment(contact.occurred_at, contact.time_known, clock.today())
    return Saved(contact.pk, when)
