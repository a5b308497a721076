"""Those whom nobody can open, because they have neither a team nor anybody who holds them."""

from dataclasses import dataclass

from contacts.formats import clock, identifiers
from contacts.models import Act, Person, User

AT_MOST = 200


@dataclass(frozen=True)
class Row:
    """One of them, by CRN and name."""

    id: int
    crn: str
    called: str


@dataclass(frozen=True)
class Teamless:
    """The list, whether there are more than it shows, and in words who was just given a team."""

    people: list[Row]
    more: bool
    done: str
    ids: list[int]  # of everybody named


def without_a_team(*, viewer: User, given: str = "") -> Teamless:
    """The first two hundred by family name, in two statements at most.

    Nobody on whose record a list of who may see is in force is named or counted. `given` is the
    CRN that an address says was just given a team: of anybody who has none nothing is said.
    """
    visible = Person.objects.visible_to(viewer, Act.WITHOUT_A_TEAM)
    found = visible.without_team_or_holder(clock.today())
    people = [
        Row(one.pk, one.crn, one.called)
        for one in found.order_by("last_name", "first_name", "crn")[: AT_MOST + 1]
    ]
    done = _given(viewer, given)
    shown = people[:AT_MOST]
    return Teamless(
        people=shown,
        more=len(people) > AT_MOST,
        done=f"{done.called}, {done.crn}, is now in {done.team}." if done else "",
        ids=[one.id for one in shown] + ([done.pk] if done else []),
    )


def _given(viewer: User, typed: str) -> Person | None:
    try:
        crn = identifiers.read_crn(typed)
    except ValueError:
        return None
    visible = Person.objects.visible_to(viewer, Act.WITHOUT_A_TEAM)
    return visible.filter(crn=crn).exclude(team=None).select_related("team").first()
