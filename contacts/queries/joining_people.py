"""Two records that may be of one person, side by side, and those that were joined already."""

import datetime as dt
from dataclasses import dataclass

from contacts.formats import clock, days
from contacts.models import Act, Person, PersonJoin, User


@dataclass(frozen=True)
class Record:
    """One record, in the words that tell whether it is the same person's."""

    crn: str
    called: str
    names: str  # all they are called
    born: str
    pnc: str
    prison_number: str
    team: str
    held: str


@dataclass(frozen=True)
class Joined:
    """A record that is read with another, since when and by whom."""

    id: int  # of the join
    crn: str
    called: str
    since: str


@dataclass(frozen=True)
class Joining:
    """What the page about one record shows."""

    records: list[Record]  # both, where another was asked for
    joined: list[Joined]
    done: str  # what was just joined or parted, in words


def joining(
    *, person: Person, viewer: User, other: Person | None = None, joined: str = "", parted: str = ""
) -> Joining:
    """What is known of both, and the records that are joined to the person's, in six statements.

    `joined` and `parted` are CRNs that an address says were just joined or parted; of what is not
    so, and of anybody whom the viewer may not join, nothing is said.
    """
    today = clock.today()
    joins = person.joins.in_force().select_related("joined", "joined_by").order_by("joined__crn")
    found = [_joined(join, today) for join in joins]
    return Joining(
        records=[_record(one, today) for one in (person, other)] if other else [],
        joined=found,
        done=_done(person, found, joined) or _parted(person, viewer, parted),
    )


def may_hold(*, kept: Person, joined: Person) -> list[User]:
    """Those of whom it has to be said who holds: empty where that is clear. Two statements."""
    today = clock.today()
    holding = [
        list(person.allocations.from_day(today).select_related("practitioner"))
        for person in (kept, joined)
    ]
    users = {one.practitioner_id: one.practitioner for spells in holding for one in spells}
    asked = all(holding) and len(users) > 1
    return sorted(users.values(), key=lambda user: user.name) if asked else []


def _record(person: Person, today: dt.date) -> Record:
    born, held = person.date_of_birth, person.allocations.on(today).select_related("practitioner")
    aliases = [f"{alias.first_name} {alias.last_name}".strip() for alias in person.aliases.all()]
    preferred = [person.called] if person.preferred_name else []
    return Record(
        crn=person.crn,
        called=person.called,
        names=", ".join([person.full_name, *preferred, *aliases]),
        born=days.short_day(born, dt.date.min) if born else "",
        pnc=person.pnc,
        prison_number=person.prison_number,
        team=str(person.team or ""),
        held=", ".join(one.practitioner.name for one in held),
    )


def _joined(join: PersonJoin, today: dt.date) -> Joined:
    by = join.joined_by.name if join.joined_by else "the command line"
    return Joined(
        id=join.pk,
        crn=join.joined.crn,
        called=join.joined.full_name,
        since=f"{days.moment(join.joined_at, True, today)}, by {by}",
    )


def _done(person: Person, found: list[Joined], crn: str) -> str:
    if crn not in {one.crn for one in found}:
        return ""
    return f"{crn} is joined to {person.crn}. All of it is read here from now on."


def _parted(person: Person, viewer: User, crn: str) -> str:
    parted = Person.objects.visible_to(viewer, Act.SEE_JOINS).filter(joins_into__kept=person)
    if not crn or not crn.isalnum() or not parted.filter(crn=crn).exists():
        return ""
    return f"{crn} and {person.crn} are two records again, each as it was."
