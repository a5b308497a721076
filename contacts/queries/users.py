"""Everybody who signs in, by team, and what an administrator changes of one of them."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from contacts.formats import clock, texts
from contacts.models import Act, Allocation, Person, Role, User


@dataclass(frozen=True)
class Row:
    """One user on the list, in the words the list shows."""

    id: int
    name: str
    username: str
    role: str
    exception: str  # why they do not sign in as everybody does; mostly empty
    find: str  # folded, for narrowing as one types


@dataclass(frozen=True)
class TeamUsers:
    """A team with everybody in it, by name."""

    name: str
    pdu: str
    users: list[Row]


@dataclass(frozen=True)
class Held:
    """Somebody a user holds, for whom a colleague has to be found."""

    id: int
    crn: str
    called: str


@dataclass(frozen=True)
class Kept:
    """One user as they are now, and whom they hold."""

    id: int
    name: str
    username: str
    team: str
    active: bool
    one_time: bool
    exception: str  # as on the list
    held: list[Held]

    @property
    def ids(self) -> list[int]:
        return [person.id for person in self.held]


def users(*, find: str = "") -> list[TeamUsers]:
    """All users whose name, username, role, team or PDU holds `find`, by team and by name.

    Those without a team come last, and teams without such a user are left out. One statement.
    """
    wanted = texts.fold(find)
    rows = [(user, _row(user)) for user in User.objects.select_related("team__pdu")]
    shown = [(user, row) for user, row in rows if wanted in row.find]
    shown.sort(key=lambda one: (_place(one[0]), texts.fold(one[1].name), one[1].id))
    return [
        TeamUsers(name=name, pdu=pdu, users=[row for _, row in members])
        for (_, _, name, pdu), members in groupby(shown, key=lambda one: _place(one[0]))
    ]


def kept(*, user: User, viewer: User) -> Kept:
    """One user, read again, and whom they hold now or from a day to come.

    Nobody on whose record a list of who may see is in force is named or counted, nor anybody off
    caseloads. Two statements.
    """
    user, today = User.objects.select_related("team").get(pk=user.pk), clock.today()
    holding = Allocation.objects.filter(Q(until=None) | Q(until__gt=today), practitioner=user)
    visible = Person.objects.visible_to(viewer, Act.KEEP_USERS)
    people = visible.filter(pk__in=holding.values("person")).on_caseloads(today)
    held = [Held(person.pk, person.crn, person.called) for person in people]
    return Kept(
        id=user.pk,
        name=user.name,
        username=user.username,
        team=user.team.name if user.team else "",
        active=user.is_active,
        one_time=user.password_is_one_time,
        exception=_exception(user),
        held=sorted(held, key=lambda one: (texts.fold(one.called), one.crn)),
    )


def _place(user: User) -> tuple[bool, str, str, str]:
    """Where a user stands on the list: by PDU and team, those without one last."""
    if user.team is None:
        return True, "", "", ""
    pdu, name = user.team.pdu.name, user.team.name
    return False, texts.fold(f"{pdu} {name}"), name, pdu


def _row(user: User) -> Row:
    role = Role(user.role).label
    *_, team, pdu = _place(user)
    return Row(
        id=user.pk,
        name=user.name,
        username=user.username,
        role=role,
        exception=_exception(user),
        find=texts.fold(f"{user.name} {user.username} {role} {team} {pdu}"),
    )


def _exception(user: User) -> str:
    if not user.is_active:
        return "Deactivated"
    if not user.has_usable_password():
        return "No password"
    return "One-time password" if user.password_is_one_time else ""
