"""What stands at the head of a person's page."""

import datetime as dt
from dataclasses import dataclass

from contacts.formats import clock, days
from contacts.models import Allocation, Person, PersonFact, Standing, User
from contacts.queries.last_met import last_met

A_YEAR = dt.timedelta(days=365)
What = PersonFact.What
# In this order, so that what one source gave on one day stands together.
SHOWN = (
    *(What.ROSH, What.PHONE, What.ADDRESS, What.ORDER),
    *(What.CONDITIONS, What.MAPPA, What.TIER),
)


@dataclass(frozen=True)
class Fact:
    """One thing as a source gave it, and when."""

    label: str
    value: str
    given: str  # "nDelius, 15 January 2026"
    old: bool = False  # a safety alert of more than a year ago


@dataclass(frozen=True)
class Header:
    """Who this is, who holds them, what to know first."""

    called: str
    full_name: str  # where that is not what they are called
    born: str
    held: str
    alert: Fact | None
    facts: list[Fact]
    standing: str
    last_met: str  # "Last met: Office, 20 October, 33 days ago"
    own: bool  # the reader holds them or works alongside
    told: str  # to somebody off whose caseload this is, who can see that they looked


def header(*, person: Person, viewer: User) -> Header:
    """The head of the page for one reader, in six statements at most."""
    today = clock.today()
    facts = {
        fact.what: fact
        for fact in person.facts.newest_of_each().select_related("source")
        if fact.value
    }
    held = person.allocations.on(today).select_related("practitioner").first()
    own = _own(person, viewer, held, today)
    alert = facts.pop(What.SAFETY_ALERT, None)
    return Header(
        called=person.called,
        full_name=person.full_name if person.full_name != person.called else "",
        born=_born(person, today),
        held=_held(held, viewer),
        alert=_alert(alert, today) if alert else None,
        facts=_facts(facts, today),
        standing=_standing(person, today),
        last_met=_last_met(person, held, today),
        own=own,
        told="" if own else _told(held),
    )


def _born(person: Person, today: dt.date) -> str:
    born = person.date_of_birth
    if born is None:
        return "date of birth not known"
    return f"born {born.day} {days.MONTHS[born.month - 1]} {born.year} ({days.age(born, today)})"


def _held(held: Allocation | None, viewer: User) -> str:
    if held is None:
        return "nobody holds them"
    who = "you" if held.practitioner_id == viewer.pk else held.practitioner.name
    return f"with {who} since {days.since(held.since)}"


def _own(person: Person, viewer: User, held: Allocation | None, today: dt.date) -> bool:
    if held and held.practitioner_id == viewer.pk:
        return True
    return person.alongside.on(today).filter(user=viewer).exists()


def _told(held: Allocation | None) -> str:
    who = held.practitioner.name.split(" ")[0] if held else "the SPO"
    return f"Not on your caseload; {who} can see that you opened this."


def _last_met(person: Person, held: Allocation | None, today: dt.date) -> str:
    met = person.contacts.met().newest_first().only("kind", "occurred_at").first()
    words, since = last_met(
        met_at=met.occurred_at if met else None,
        kind=met.kind if met else "",
        released=person.standings.released(today),
        held=held.since if held else None,
        today=today,
    )
    unmet = days.days_between(since, today) if since else 0
    how_long = f" ({days.how_long(unmet)})" if since else ""
    if words.startswith("Not met"):
        return f"{words}{how_long}"
    return f"Last met: {words}{how_long.replace(')', ' ago)') if unmet else how_long}"


def _given(fact: PersonFact, today: dt.date) -> str:
    return f"{fact.source.name}, {days.short_day(fact.as_at, today)}"


def _alert(fact: PersonFact, today: dt.date) -> Fact:
    return Fact("Safety alert", fact.value, _given(fact, today), fact.as_at < today - A_YEAR)


def _facts(facts: dict[str, PersonFact], today: dt.date) -> list[Fact]:
    """Each with its source and date; RoSH says to whom."""
    to_whom = facts.pop(What.ROSH_TO_WHOM, None)
    return [
        Fact(
            What(what).label,
            _value(facts[what], to_whom, today),
            _given(facts[what], today),
        )
        for what in SHOWN
        if what in facts
    ]


def _value(fact: PersonFact, to_whom: PersonFact | None, today: dt.date) -> str:
    if fact.what == What.ROSH and to_whom:
        return f"{fact.value}: {to_whom.value}"
    if fact.what == What.ORDER and fact.ends:
        return f"{fact.value} to {days.short_day(fact.ends, today)}"
    return fact.value


def _standing(person: Person, today: dt.date) -> str:
    """Where they are, when that is not simply in the community."""
    current = person.standings.current(today)
    if current is None or current.what == Standing.What.COMMUNITY:
        return ""
    words = [current.get_what_display(), current.place, current.reason]
    words.append(f"since {days.short_day(current.since, today)}")
    if current.expected_release:
        words.append(f"release expected {days.short_day(current.expected_release, today)}")
    return ", ".join(word for word in words if word)
