"""An SPO's team: its practitioners with their people, and the people whom nobody holds."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from contacts.formats import clock, texts
from contacts.models import Act, Person, Role, User
from contacts.models.access import reach
from contacts.queries.people import People, Row, in_groups, rows


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


@dataclass(frozen=True)
class TeamPeople:
    """The team as its SPO may see it; practitioners in the order of their names."""

    name: str
    caseloads: list[Caseload]
    unheld: People

    @property
    def ids(self) -> list[int]:
        held = [pk for caseload in self.caseloads for pk in caseload.people.ids]
        return held + self.unheld.ids


def team(*, user: User) -> TeamPeople:
    """The user's team, without anybody whom the user may not see or who is off caseloads.

    Four statements at most, whatever the number of people. Nobody and no practitioner where the
    user's role does not look over a team, or the user is in none.
    """
    today = clock.today()
    people = Person.objects.visible_to(user, Act.TEAM).of_team(user.team_id, today)
    found = rows(people.on_caseloads(today).values_list("pk", flat=True), today)
    by_holder: dict[int | None, list[Row]] = {}
    for row in found:
        by_holder.setdefault(row.holder, []).append(row)
    return TeamPeople(
        name=user.team.name if user.team else "",
        caseloads=[
            Caseload(one, in_groups(by_holder.get(one.id, []), today))
            for one in practitioners(user=user, holders=by_holder.keys() - {None})
        ],
        unheld=in_groups(by_holder.get(None, []), today),
    )


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
