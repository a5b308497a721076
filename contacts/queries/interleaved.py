"""What is written about several people, interleaved: one screenful of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from contacts.formats import clock, days, places
from contacts.formats.places import Place
from contacts.models import Contact
from contacts.queries.entry import Entry, entries
from contacts.queries.folding import folded
from contacts.queries.timeline import PAGE, Narrowed

EVERYTHING = Narrowed()


@dataclass(frozen=True)
class Whose:
    """Somebody whose entries may be shown, and what stands above each of them."""

    id: int
    crn: str
    called: str
    held: str = ""  # "with Pat Okonjo", where a page says so


@dataclass(frozen=True)
class Written:
    """One entry and whose it is."""

    entry: Entry
    person: Whose


@dataclass(frozen=True)
class Interleaved:
    """Entries, newest first, from which moment on, and where the next begin."""

    written: list[Written]
    since: str  # the moment before which these are, empty on the first page and where none are
    older: str  # the place after which the next page begins, empty on the last

    @property
    def people(self) -> list[int]:
        """Whom it shows, by id."""
        return sorted({one.person.id for one in self.written})


def interleaved(
    *, people: Sequence[Whose], narrowed: Narrowed = EVERYTHING, before: Place | None = None
) -> Interleaved:
    """Fifty entries of these people and nobody else, newest first, older than `before`.

    Two statements, and as much work however long the diaries are; words are looked for in
    everything written about these people.
    """
    whose = {one.id: one for one in people}
    found = _found(list(whose), narrowed, before)
    today = clock.today()
    shown = entries([pk for _, pk in found[:PAGE]], today=today)
    if narrowed == EVERYTHING:
        shown = folded(shown)
    return Interleaved(
        written=[Written(one, whose[one.person]) for one in shown],
        since=days.moment(before[0], True, today) if before and shown else "",
        older=places.place(*found[PAGE - 1]) if len(found) > PAGE else "",
    )


def any_of(*, people: Sequence[Whose], narrowed: Narrowed) -> bool:
    """Whether anything would be found so. One statement."""
    return bool(_found([one.id for one in people], narrowed, None))


def _found(people: list[int], narrowed: Narrowed, before: Place | None) -> list[Place]:
    """Where a page of them stands, and one more."""
    contacts = Contact.objects.before(*before) if before else Contact.objects.all()
    if narrowed.words:
        saying = narrowed.of(contacts.filter(person__in=people), people)
        return list(saying.newest_first().values_list("occurred_at", "pk")[: PAGE + 1])
    # `person_id = ANY(...) ORDER BY ... LIMIT` would read and sort all there is about all of them:
    # of each person so many, and of those so many.
    theirs = narrowed.of(contacts.on_timeline().filter(person=RawSQL("person.id", [])), people)
    of_each, values = (
        theirs.newest_first()[: PAGE + 1].values("pk", "occurred_at").query.sql_with_params()
    )
    sql = f"""
        SELECT latest.occurred_at, latest.id FROM unnest(%s::bigint[]) AS person (id)
        CROSS JOIN LATERAL ({of_each}) AS latest (id, occurred_at)
        ORDER BY latest.occurred_at DESC, latest.id DESC LIMIT {PAGE + 1}
    """  # noqa: S608  (Django's own, with its values apart)
    with connection.cursor() as cursor:
        cursor.execute(sql, [people, *values])
        return cursor.fetchall()
