"""Two records that may be of one person, side by side, and those that were joined already."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.db.models import prefetch_related_objects

from contacts.formats import clock, days
from contacts.formats.likely_duplicates import Named, is_likely, near_dates
from contacts.formats.who_disagrees import is_another_name
from contacts.models import Act, Person, PersonFact, PersonJoin, User

MOST = 10  # who may be the same person
TELLS_WHO = {
    "date_of_birth": "date of birth",
    "pnc": "PNC number",
    "prison_number": "prison number",
}
What = PersonFact.What
FACTS = (
    *(What.SAFETY_ALERT, What.ROSH, What.ROSH_TO_WHOM, What.PHONE, What.ADDRESS, What.ORDER),
    *(What.CONDITIONS, What.MAPPA, What.TIER),
)


class Said(NamedTuple):
    """What each of two records says of one thing, empty where it does not."""

    what: str
    ours: str
    theirs: str
    differs: bool


@dataclass(frozen=True)
class Joined:
    """A record that is read with another, since when and by whom."""

    id: int  # of the join
    crn: str
    called: str
    since: str


class Likely(NamedTuple):
    """Somebody on record who may be the same person."""

    id: int
    crn: str
    called: str
    born: str


@dataclass(frozen=True)
class Joining:
    """What the page about one record shows."""

    likely: list[Likely]  # where no other was asked for
    said: list[Said]  # of both, where another was asked for
    joined: list[Joined]
    done: str  # what was just joined or parted, in words

    @property
    def ids(self) -> list[int]:
        return [one.id for one in self.likely]


def joining(
    *, person: Person, viewer: User, other: Person | None = None, joined: str = "", parted: str = ""
) -> Joining:
    """What is known of both, and the records that are joined to the person's, in six statements.

    Where no other is asked for it is told who may be the same person, of those whom the viewer may
    join. `joined` and `parted` are CRNs that an address says were just joined or parted; of what is
    not so, and of anybody whom the viewer may not join, nothing is said.
    """
    today = clock.today()
    joins = person.joins.in_force().select_related("joined", "joined_by").order_by("joined__crn")
    found = [_joined(join, today) for join in joins]
    if other:
        prefetch_related_objects([person, other], "aliases", "joined_records")
    return Joining(
        likely=[] if other else _likely(person, viewer),
        said=[*_who(person, other, today), *_facts(person, other, viewer)] if other else [],
        joined=found,
        done=_done(person, found, joined) or _parted(person, viewer, parted),
    )


def differ_in(*, person: Person, other: Person) -> list[str]:
    """Of what tells one person from another, what is known of both and is not the same."""
    both = {called: (getattr(person, of), getattr(other, of)) for of, called in TELLS_WHO.items()}
    return [called for called, (ours, theirs) in both.items() if ours and theirs and ours != theirs]


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


def _likely(person: Person, viewer: User) -> list[Likely]:
    """The first few whom the viewer may join, by the rule that a file of people is looked over."""
    if person.date_of_birth is None:
        return []
    ours, days_of_birth = _named(person), near_dates(person.date_of_birth)
    near = Person.objects.visible_to(viewer, Act.JOIN_PEOPLE).exclude(pk=person.pk)
    near = near.filter(date_of_birth__in=days_of_birth).order_by("crn")
    likely = (one for one in near if is_likely(ours, _named(one)))
    return [Likely(one.pk, one.crn, one.called, _born(one)) for one in islice(likely, MOST)]


def _named(person: Person) -> Named:
    names, born = (person.first_name, person.last_name), person.date_of_birth
    return Named(*names, born, person.pnc, person.prison_number)


def _who(person: Person, other: Person, today: dt.date) -> Iterator[Said]:
    one, two = (
        is_another_name(a.full_name, b.names()) for a, b in ((person, other), (other, person))
    )
    yield Said("Name", _names(person), _names(other), one and two)
    yield _said("Date of birth", *(_born(one) for one in (person, other)))
    yield _said("PNC number", person.pnc, other.pnc)
    yield _said("Prison number", person.prison_number, other.prison_number)
    yield _said("Team", *(str(one.team or "") for one in (person, other)))
    yield _said("Held by", *(_held(one, today) for one in (person, other)))


def _facts(person: Person, other: Person, viewer: User) -> Iterator[Said]:
    """What either says and the other does not say just so, for whoever may open both."""
    seen = Person.objects.visible_to(viewer, Act.OPEN_TIMELINE)
    facts = PersonFact.objects.filter(person__in=seen.filter(pk__in=[person.pk, other.pk]))
    told = {
        (fact.person_id, fact.what): fact
        for fact in facts.newest_of_each().select_related("source")
    }
    for what in FACTS:
        ours, theirs = told.get((person.pk, what)), told.get((other.pk, what))
        if _fact(ours) != _fact(theirs):
            yield Said(what.label, _given(ours), _given(theirs), bool(ours and theirs))


def _said(what: str, ours: str, theirs: str) -> Said:
    return Said(what, ours, theirs, bool(ours and theirs) and ours != theirs)


def _names(person: Person) -> str:
    aliases = [f"{alias.first_name} {alias.last_name}".strip() for alias in person.aliases.all()]
    preferred = [person.called] if person.preferred_name else []
    return ", ".join([person.full_name, *preferred, *aliases])


def _born(person: Person) -> str:
    born = person.date_of_birth
    return days.short_day(born, dt.date.min) if born else ""


def _held(person: Person, today: dt.date) -> str:
    held = person.allocations.on(today).select_related("practitioner")
    return ", ".join(one.practitioner.name for one in held)


def _fact(fact: PersonFact | None) -> str:
    if fact is None:
        return ""
    ends = f" to {days.short_day(fact.ends, dt.date.min)}" if fact.ends else ""
    return f"{fact.value or 'no longer holds'}{ends}"


def _given(fact: PersonFact | None) -> str:
    """With its source and date, by which the newer is told."""
    if fact is None:
        return ""
    return f"{_fact(fact)} ({fact.source.name}, {days.short_day(fact.as_at, dt.date.min)})"


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
