"""Whose entries stand on a team's timeline, and who holds them."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from contacts.formats import clock
from contacts.models import Act, Allocation, Person, User
from contacts.queries.interleaved import Whose
from contacts.queries.team import Practitioner, practitioners


@dataclass(frozen=True)
class Member(Whose):
    """One of the team's people, and the id of whoever holds them today."""

    holder: int | None = None


@dataclass(frozen=True)
class Team:
    """Whose contacts may be shown, and whom they can be narrowed to."""

    people: list[Member]
    practitioners: list[Practitioner]


def team(*, user: User) -> Team:
    """Whom the user's team has, without anybody whom the user may not see. Two statements."""
    today = clock.today()
    holder = Allocation.objects.filter(person=OuterRef("pk")).on(today).values("practitioner")
    people = Person.objects.visible_to(user, Act.TEAM_TIMELINE).of_team(user.team_id, today)
    found = list(people.on_caseloads(today).annotate(holder=Subquery(holder[:1])))
    holders = practitioners(user=user, holders={one.holder for one in found} - {None})
    names = {one.id: f"with {one.name}" for one in holders}
    return Team(
        [
            Member(one.pk, one.crn, one.called, names.get(one.holder, "held by nobody"), one.holder)
            for one in found
        ],
        holders,
    )
