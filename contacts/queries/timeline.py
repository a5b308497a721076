"""One screenful of a person's diary."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from contacts.formats import clock, days, mask, places
from contacts.formats.periods import Period
from contacts.formats.places import Place
from contacts.formats.reading import Reading
from contacts.formats.sought import Sought
from contacts.models import Decision, Person, State, User
from contacts.models.contact import ContactQuerySet
from contacts.queries.copying import Copying, copying
from contacts.queries.entry import Entry, entries
from contacts.queries.folding import folded
from contacts.queries.planned import Planned, in_place, passed
from contacts.queries.readings import Told, as_was_planned, told

PAGE = 50
LONGEST_ID = 18  # digits, so that it fits PostgreSQL's


NOTHING, ANY_DAY = Sought(), Period()
NEWEST = 20  # entries among which one is not a system's own
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
    decisions: bool = False

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
        if self.decisions:
            found = found.filter(Decision.objects.that_stand().are_at())
        return found.met() if self.met else found

    @property
    def by_days_alone(self) -> bool:
        """Or by nothing: what was planned can be told by its day, and by nothing else of this."""
        return self == Narrowed(when=self.when)


# What is looked for is found once: for the page, and for how many there are and went before.
PAGE_OF = """
WITH found AS MATERIALIZED ({found})
SELECT id, occurred_at, (SELECT count(*) FROM found),
    (SELECT count(*) FROM found WHERE (occurred_at, id) >= (%s, %s))
FROM found WHERE (occurred_at, id) < (%s, %s)
ORDER BY occurred_at DESC, id DESC LIMIT %s
"""
NOW = ("infinity", 0)  # the place that everything is older than


@dataclass(frozen=True)
class Timeline:
    """Newest first: entries, and what was planned among them; and where the next begin."""

    lines: list[Entry | Planned]
    position: str  # "1 to 50 of 1,312" entries, empty where nothing is recorded
    older: str  # the place after which the next page begins, empty on the last

    @property
    def entries(self) -> list[Entry]:
        return [one for one in self.lines if isinstance(one, Entry)]


def timeline(
    *, person: Person, before: Place | None = None, narrowed: Narrowed | None = None
) -> Timeline:
    """Fifty entries of those looked for, newest first, older than `before`.

    Where nothing is looked for, the automatic ones of each day are folded together. What was
    planned stands among them by its time, unless more than days is asked. Three statements,
    whatever the length of the diary; page 900 costs what page 1 does.
    """
    asked = narrowed or Narrowed()
    rows = _found(person, asked, before or NOW)
    page = rows[:PAGE]
    last = page[-1] if len(rows) > PAGE else None
    lines = _lines(person, asked, [row.id for row in page], before, last)
    return Timeline(
        lines=folded(lines) if asked == Narrowed() else lines,
        position=_position(page),
        older=places.place(last.occurred_at, last.id) if last else "",
    )


class _Found(NamedTuple):
    """A row of PAGE_OF."""

    id: int
    occurred_at: dt.datetime
    total: int
    skipped: int


def _found(person: Person, asked: Narrowed, place: tuple) -> list[_Found]:
    contacts = asked.of(person.contacts.on_timeline(), [person.pk])
    found, values = contacts.values("id", "occurred_at").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(PAGE_OF.format(found=found), [*values, *place, *place, PAGE + 1])
        return [_Found(*row) for row in cursor.fetchall()]


def _position(page: list[_Found]) -> str:
    if not page:
        return ""
    _, _, total, skipped = page[0]
    return f"{skipped + 1:,} to {skipped + len(page):,} of {total:,}"


def _lines(
    person: Person, asked: Narrowed, ids: list[int], before: Place | None, last: _Found | None
) -> list[Entry | Planned]:
    """These entries, and what was planned since the last of them where more are to follow.

    What was planned for the very moment of entries stands above them all, so that it is on the page
    that their newest is on, and on no other.
    """
    today = clock.today()
    shown = entries(ids, today=today) if ids else []
    if not asked.by_days_alone:
        return [*shown]
    planned = passed(
        person=person,
        today=today,
        since=last.occurred_at if last else None,
        before=before[0] if before else None,
        within=asked.when,
    )
    return in_place(planned, shown)


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


def last_entry(*, person: Person, newest: Timeline | None = None) -> Entry | None:
    """The latest there is to read of somebody: no stub, and nothing a system wrote by itself.

    Two statements, and none where the newest page of their diary is given.
    """
    if newest is None:
        shown = person.contacts.on_timeline().filter(state=State.SHOWN).newest_first()
        ids = shown.values_list("pk", flat=True)[:NEWEST]
        latest = entries(list(ids), today=clock.today())
    else:
        latest = newest.entries
    return next((one for one in latest if not (one.stub or one.automatic)), None)


def matches(*, person: Person, narrowed: Narrowed) -> bool:
    """Whether anything would be found so."""
    return narrowed.of(person.contacts.on_timeline(), [person.pk]).exists()


@dataclass(frozen=True)
class Saved:
    """What a page says of the entry that was just saved: how it was understood."""

    id: int
    when: str
    planned: Reading | None  # that it was as planned, and when else it was
    unmatched: str  # what its brackets withhold that may not have been meant, in a sentence
    copying: Copying | None  # as nDelius takes it
    readings: list[Told]  # what was read from its words, unless that was shown before
    shown: Collection[str]

    @property
    def stands(self) -> list[Told]:
        return [one for one in self.readings if one.stands]

    @property
    def offered(self) -> list[Told]:
        return [one for one in self.readings if not one.stands]


def saved_entry(
    *, person: Person, id: int | str, viewer: User, shown: Collection[str] = ()
) -> Saved | None:
    """The entry of this person that an address says was just saved, if there is one.

    `shown` is what was read from its words and shown before.
    """
    if not str(id).isdecimal() or len(str(id)) > LONGEST_ID:
        return None
    contact = person.contacts.on_timeline().filter(pk=int(id)).first()
    if contact is None:
        return None
    when = days.moment(contact.occurred_at, contact.time_known, clock.today())
    stands = contact.state == State.SHOWN
    # Words put right since are read only where the first ones call for it.
    unmatched = (
        stands and mask.unmatched(contact.notes) and mask.unmatched(contact.notes_that_stand)
    )
    return Saved(
        id=contact.pk,
        when=when,
        planned=as_was_planned(contact, viewer),
        unmatched=unmatched or "",
        copying=copying(contact=contact, viewer=viewer),
        readings=told(contact, viewer=viewer, shown=shown),
        shown=shown,
    )
