"""Everything written about a team's people, interleaved: one screenful of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.db.models.expressions import RawSQL

from contacts.formats import clock, days, places
from contacts.formats.periods import Period
from contacts.formats.sought import Sought
from contacts.models import Act, Allocation, Contact, Person, State, User
from contacts.models.contact import ContactQuerySet
from contacts.queries.entry import Entry, entries
from contacts.queries.team import Practitioner, practitioners

PAGE = 50
NOTHING, ANY_DAY = Sought(), Period()

Place = tuple[dt.datetime, int]


@dataclass(frozen=True)
class Member:
    """One of the team's people, and the id of whoever holds them today."""

    id: int
    crn: str
    called: str
    holder: int | None


@dataclass(frozen=True)
class Team:
    """Whose contacts may be shown, and whom they can be narrowed to."""

    people: list[Member]
    practitioners: list[Practitioner]

    def ids_of(self, crn: str) -> list[int]:
        """The id of whoever has this CRN; of nobody whom the reader may not see."""
        return [one.id for one in self.people if one.crn == crn]


@dataclass(frozen=True)
class Narrowed:
    """What of a team's timeline is looked for; nothing, unless said."""

    practitioner: str = ""  # by id: whom they hold
    person: str = ""  # by CRN
    kind: str = ""
    when: Period = ANY_DAY
    words: Sought = NOTHING

    def people(self, team: Team) -> dict[int, Member]:
        """Those of the team it is about, by id."""
        return {
            one.id: one
            for one in team.people
            if self.practitioner in ("", str(one.holder)) and self.person in ("", one.crn)
        }

    def contacts(self) -> ContactQuerySet:
        """Contacts of anybody's on the days and of the kind looked for."""
        contacts = Contact.objects.within(self.when)
        # A stub does not say of what kind it was.
        return contacts.filter(state=State.SHOWN, kind=self.kind) if self.kind else contacts


EVERYTHING = Narrowed()


@dataclass(frozen=True)
class Written:
    """One entry and whose it is."""

    entry: Entry
    person: Member
    held: str  # "with Pat Okonjo"


@dataclass(frozen=True)
class TeamTimeline:
    """Entries, newest first, from which moment on, and where the next begin."""

    written: list[Written]
    since: str  # the moment before which these are, empty on the first page and where none are
    older: str  # the place after which the next page begins, empty on the last
    people: list[int]  # whom it names, by id


def team(*, user: User) -> Team:
    """Whom the user's team has, without anybody whom the user may not see. Two statements."""
    today = clock.today()
    holder = Allocation.objects.filter(person=OuterRef("pk")).on(today).values("practitioner")
    people = Person.objects.visible_to(user, Act.TEAM_TIMELINE).of_team(user.team_id, today)
    members = [
        Member(one.pk, one.crn, one.called, one.holder)
        for one in people.on_caseloads(today).annotate(holder=Subquery(holder[:1]))
    ]
    holders = {one.holder for one in members} - {None}
    return Team(members, practitioners(user=user, holders=holders))


def team_timeline(
    *, team: Team, narrowed: Narrowed = EVERYTHING, before: Place | None = None
) -> TeamTimeline:
    """Fifty entries of the team's people, newest first, older than `before`.

    Two statements, and as much work however long the diaries are; words are looked for in
    everything written about these people.
    """
    people, contacts = narrowed.people(team), narrowed.contacts()
    if before:
        contacts = contacts.before(*before)
    words = narrowed.words
    found = _saying(words, contacts, people) if words else _latest(contacts, people)
    today = clock.today()
    shown = entries([pk for _, pk in found[:PAGE]], today=today)
    names = {one.id: one.name for one in team.practitioners}
    return TeamTimeline(
        written=[_written(one, people[one.person], names) for one in shown],
        since=days.moment(before[0], True, today) if before and shown else "",
        older=places.place(*found[PAGE - 1]) if len(found) > PAGE else "",
        people=sorted({one.person for one in shown} | {*team.ids_of(narrowed.person)}),
    )


def _latest(contacts: ContactQuerySet, people: Iterable[int]) -> list[Place]:
    """The newest of everybody: of each person so many, and of those so many.

    `person_id = ANY(...) ORDER BY ... LIMIT` would read and sort all there is about all of them.
    """
    theirs = contacts.on_timeline().filter(person=RawSQL("person.id", []))
    of_each, values = (
        theirs.newest_first()[: PAGE + 1].values("pk", "occurred_at").query.sql_with_params()
    )
    sql = f"""
        SELECT latest.occurred_at, latest.id FROM unnest(%s::bigint[]) AS person (id)
        CROSS JOIN LATERAL ({of_each}) AS latest (id, occurred_at)
        ORDER BY latest.occurred_at DESC, latest.id DESC LIMIT {PAGE + 1}
    """  # noqa: S608  (Django's own, with its values apart)
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(people), *values])
        return cursor.fetchall()


def _saying(words: Sought, contacts: ContactQuerySet, people: Iterable[int]) -> list[Place]:
    ids = list(people)
    found = contacts.filter(person__in=ids).saying(words, people=ids)
    return list(found.newest_first().values_list("occurred_at", "pk")[: PAGE + 1])


def _written(entry: Entry, person: Member, names: dict[int, str]) -> Written:
    return Written(
        entry, person, f"with {names[person.holder]}" if person.holder else "held by nobody"
    )
