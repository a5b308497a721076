"""What stands at the head of a person's page."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from contacts.formats import clock, days
from contacts.models import Person, PersonFact, Standing, User
from contacts.queries.away import away_to
from contacts.queries.last_met import last_met
from contacts.queries.now import NOW
from contacts.queries.planned import Next, coming

HEAD = f"""
SELECT held.practitioner_id, holder.name, held.since,
    standing.what, standing.place, standing.reason, standing.since, standing.expected_release,
    coalesce(entry.lead_id, entry.id), entry.occurred_at, coalesce(entry.sensitive, false),
    released.until, met.kind, met.occurred_at,
    EXISTS (SELECT FROM contacts_alongside AS alongside
        WHERE alongside.person_id = person.id AND alongside.user_id = %(viewer)s
        AND alongside.since <= %(today)s
        AND (alongside.until IS NULL OR alongside.until > %(today)s)),
    (SELECT string_agg(
            concat_ws(' ', other.crn, other.first_name, other.last_name), ', ' ORDER BY other.crn)
        FROM contacts_person AS other WHERE other.joined_into_id = person.id),
    away.until - 1, away.covered_by_id, covers.name
FROM contacts_person AS person
{NOW}
LEFT JOIN contacts_user AS holder ON holder.id = held.practitioner_id
LEFT JOIN contacts_contact AS entry ON entry.id = standing.contact_id
LEFT JOIN contacts_cover AS away ON away.practitioner_id = held.practitioner_id
    AND away.taken_back_at IS NULL AND away.since <= %(today)s AND away.until > %(today)s
LEFT JOIN contacts_user AS covers ON covers.id = away.covered_by_id
WHERE person.id = %(person)s
"""  # noqa: S608  (of constants alone)

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
    entry: int | None  # in which that was read
    read_in: str  # "Entry of 28 November"
    sensitive: bool  # that entry
    last_met: str  # "Last met: Office, 20 October, 33 days ago"
    next: Next | None
    own: bool  # the reader holds them, covers or works alongside
    joined: str  # records of theirs that are read with this one, by CRN and name
    told: str  # to somebody off whose caseload this is, who can see that they looked


class _Fact(NamedTuple):
    what: str
    value: str
    ends: dt.date | None
    as_at: dt.date
    source: str


class _Now(NamedTuple):
    """The row of HEAD."""

    holder: int | None
    holder_name: str | None
    held: dt.date | None
    what: str | None
    place: str
    reason: str
    since: dt.date
    expected_release: dt.date | None
    entry: int | None
    entry_at: dt.datetime | None
    sensitive: bool
    released: dt.date | None
    met_kind: str
    met_at: dt.datetime | None
    alongside: bool
    joined: str | None
    last_day_away: dt.date | None
    covered_by: int | None
    covered_by_name: str | None


def header(*, person: Person, viewer: User) -> Header:
    """The head of the page for one reader, in three statements."""
    today = clock.today()
    now = _now(person, viewer, today)
    asked = person.facts.newest_of_each().values_list(*_Fact._fields[:-1], "source__name")
    facts = {fact.what: fact for fact in map(_Fact._make, asked) if fact.value}
    own = now.alongside or viewer.pk in (now.holder, now.covered_by)
    alert = facts.pop(What.SAFETY_ALERT, None)
    return Header(
        called=person.called,
        full_name=person.full_name if person.full_name != person.called else "",
        born=_born(person, today),
        held=_held(now, viewer) + _away(now, viewer, today),
        alert=_alert(alert, today) if alert else None,
        facts=_facts(facts, today),
        standing=_standing(now, today),
        entry=now.entry,
        read_in=_read_in(now, today),
        sensitive=now.sensitive,
        last_met=_last_met(now, today),
        next=coming(person=person),
        own=own,
        joined=now.joined or "",
        told="" if own else _told(now),
    )


def _now(person: Person, viewer: User, today: dt.date) -> _Now:
    with connection.cursor() as cursor:
        cursor.execute(HEAD, {"person": person.pk, "viewer": viewer.pk, "today": today})
        return _Now(*cursor.fetchone())


def _born(person: Person, today: dt.date) -> str:
    born = person.date_of_birth
    if born is None:
        return "date of birth not known"
    return f"born {born.day} {days.MONTHS[born.month - 1]} {born.year} ({days.age(born, today)})"


def _held(now: _Now, viewer: User) -> str:
    if now.held is None:
        return "nobody holds them"
    who = "you" if now.holder == viewer.pk else now.holder_name
    return f"with {who} since {days.since(now.held)}"


def _away(now: _Now, viewer: User, today: dt.date) -> str:
    """ ", away to 4 December, Priya Nair covers"; empty where they are here."""
    if now.last_day_away is None:
        return ""
    if now.covered_by == viewer.pk:
        return f", away to {days.short_day(now.last_day_away, today)}, you cover"
    return f", {away_to(now.last_day_away, now.covered_by_name or '', today)}"


def _told(now: _Now) -> str:
    who = now.holder_name.split(" ")[0] if now.holder_name else "the SPO"
    return f"Not on your caseload; {who} can see that you opened this."


def _last_met(now: _Now, today: dt.date) -> str:
    words, since = last_met(
        met_at=now.met_at, kind=now.met_kind, released=now.released, held=now.held, today=today
    )
    unmet = days.days_between(since, today) if since else 0
    how_long = f" ({days.how_long(unmet)})" if since else ""
    if words.startswith("Not met"):
        return f"{words}{how_long}"
    return f"Last met: {words}{how_long.replace(')', ' ago)') if unmet else how_long}"


def _given(fact: _Fact, today: dt.date) -> str:
    return f"{fact.source}, {days.short_day(fact.as_at, today)}"


def _alert(fact: _Fact, today: dt.date) -> Fact:
    return Fact("Safety alert", fact.value, _given(fact, today), fact.as_at < today - A_YEAR)


def _facts(facts: dict[str, _Fact], today: dt.date) -> list[Fact]:
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


def _value(fact: _Fact, to_whom: _Fact | None, today: dt.date) -> str:
    if fact.what == What.ROSH and to_whom:
        return f"{fact.value}: {to_whom.value}"
    if fact.what == What.ORDER and fact.ends:
        return f"{fact.value} to {days.short_day(fact.ends, today)}"
    return fact.value


def _standing(now: _Now, today: dt.date) -> str:
    """Where they are, when that is not simply in the community, or an entry says so."""
    if now.what is None or (now.what == Standing.What.COMMUNITY and now.entry is None):
        return ""
    words = [Standing.What(now.what).label, now.place, now.reason]
    words.append(f"since {days.short_day(now.since, today)}")
    if now.expected_release:
        words.append(f"release expected {days.short_day(now.expected_release, today)}")
    return ", ".join(word for word in words if word)


def _read_in(now: _Now, today: dt.date) -> str:
    day = clock.london_day(now.entry_at) if now.entry_at else None
    return f"Entry of {days.short_day(day, today)}" if day else ""
