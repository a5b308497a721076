"""An SPO's team: its practitioners with their people, and the people whom nobody holds."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from contacts.formats import clock, days, texts
from contacts.formats.periods import Period
from contacts.formats.working_days import gone_by
from contacts.models import Act, Person, Role, Talk, User
from contacts.models.access import reach
from contacts.models.contact import on_days
from contacts.models.person import PersonQuerySet
from contacts.queries.away import away_today
from contacts.queries.people import People, Row, in_groups, rows
from contacts.queries.write_up import SINCE, unwritten

WORKING_DAYS = 2  # within which its practitioner alone is told


@dataclass(frozen=True)
class Practitioner:
    """Somebody of the team, or who holds one of its people."""

    id: int
    name: str
    gone: bool  # can no longer sign in


@dataclass(frozen=True)
class Caseload:
    """One practitioner, and those of the team's people whom they hold."""

    practitioner: Practitioner
    people: People
    away: str  # "away to 4 December, Priya Nair covers"; empty where they are here


@dataclass(frozen=True)
class Asked:
    """A talk that somebody asks for about one of the team's people, or about an entry."""

    id: int
    person: int
    crn: str
    called: str
    by: str
    when: str
    contact: int | None


@dataclass(frozen=True)
class Unwritten:
    """That something was planned with one of the team's people, and nothing is recorded of it."""

    person: int
    crn: str
    called: str
    when: str  # "Tuesday 17 November, 10:30"


@dataclass(frozen=True)
class TeamPeople:
    """The team as its SPO may see it; practitioners in the order of their names."""

    name: str
    caseloads: list[Caseload]
    unheld: People
    asked: list[Asked]  # the oldest first, whoever asks
    unwritten: list[Unwritten]  # the earliest first, whoever holds them

    @property
    def ids(self) -> list[int]:
        held = [pk for caseload in self.caseloads for pk in caseload.people.ids]
        told = {one.person for one in self.asked} | {one.person for one in self.unwritten}
        return [*held, *self.unheld.ids, *sorted(told - {*held, *self.unheld.ids})]


def team(*, user: User) -> TeamPeople:
    """The user's team, without anybody whom the user may not see or who is off caseloads.

    Six statements at most, whatever the number of people. Nobody and no practitioner where the
    user's role does not look over a team, or the user is in none.
    """
    today = clock.today()
    people = _people(user)
    found = rows(people.on_caseloads(today).values_list("pk", flat=True), today)
    by_holder: dict[int | None, list[Row]] = {}
    for row in found:
        by_holder.setdefault(row.holder, []).append(row)
    named = practitioners(user=user, holders=by_holder.keys() - {None})
    away = away_today(of=[one.id for one in named])
    return TeamPeople(
        name=user.team.name if user.team else "",
        caseloads=[
            Caseload(one, in_groups(by_holder.get(one.id, []), today), away.get(one.id, ""))
            for one in named
        ],
        unheld=in_groups(by_holder.get(None, []), today),
        asked=asked_to_talk(user=user),
        unwritten=long_unwritten(user=user),
    )


def _people(user: User) -> PersonQuerySet:
    """Those of the team whom its SPO may see, also off caseloads."""
    return Person.objects.visible_to(user, Act.TEAM).of_team(user.team_id, clock.today())


def asked_to_talk(*, user: User) -> list[Asked]:
    """The talks asked for about the team's people, also off caseloads. One statement."""
    today = clock.today()
    talks = Talk.objects.still_open().filter(person__in=_people(user)).order_by("asked_at", "pk")
    return [
        Asked(
            id=talk.pk,
            person=talk.person_id,
            crn=talk.person.crn,
            called=talk.person.called,
            by=talk.asked_by.name,
            when=days.moment(talk.asked_at, True, today),
            contact=(talk.contact.lead_id or talk.contact.pk) if talk.contact else None,
        )
        for talk in talks.select_related("person", "asked_by", "contact")
    ]


def long_unwritten(*, user: User) -> list[Unwritten]:
    """What passed two working days ago or earlier with nothing recorded of it. One statement.

    Of whomever somebody holds who is away, whatever passed. A fact about each person: of no
    practitioner, and never counted.
    """
    today = clock.today()
    long_ago = on_days(Period(None, gone_by(today, WORKING_DAYS)), "at")
    at_once = Q(person__in=Person.objects.of_whoever_is_away(today))
    found = unwritten(_people(user).on_caseloads(today), today - SINCE).filter(long_ago | at_once)
    return [
        Unwritten(
            person=one.person_id,
            crn=one.person.crn,
            called=one.person.called,
            when=days.moment(one.at, one.time_known, today),
        )
        for one in found
    ]


def practitioners(*, user: User, holders: Collection[int | None]) -> list[Practitioner]:
    """Those who work in the user's team, and whoever holds one of its people; by name."""
    if not reach(user.role, Act.TEAM) or user.team_id is None:
        return []
    works = Q(team=user.team_id, role=Role.PRACTITIONER, is_active=True)
    found = User.objects.filter(works | Q(pk__in=holders))
    return sorted(
        (Practitioner(one.pk, one.name, not one.is_active) for one in found),
        key=lambda one: (texts.fold(one.name), one.id),
    )
