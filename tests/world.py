"""One full diary: people whom each of the cast may and may not see, contacts in every state.

Every name, fact and note holds a word that is nowhere else, so that a test can ask of any answer
which of them came out. `world_people.csv` says who is who: spells as days from today, with the day
they end where they do; `opened_by`, `listed_by`, `trail_by` (who reads the trail), `lists_by`
(who keeps the lists of who may see), `team_by` (who gives a team) and `joined_by` (who joins two
records) are what the rule of access must give.
"""

import csv
import datetime as dt
import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from contacts.formats import clock, places
from contacts.models import (
    PDU,
    AccessRule,
    Allocation,
    Alongside,
    Amendment,
    Contact,
    ImportBatch,
    Person,
    PersonFact,
    Source,
    Standing,
    Team,
    User,
)
from tests.world_away import colleagues, covers_of
from tests.world_drafts import drafts_of
from tests.world_events import events_of
from tests.world_files import files_of
from tests.world_open import open_of
from tests.world_planned import planned_of

HERE = Path(__file__).parent
PLANTED = re.compile(r"zq([a-z]+)qz")
# Form tokens and keys of sessions are letters drawn by lot, among which any word may come up.
DRAWN = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z0-9]{64}|[A-Za-z0-9]{32})(?![A-Za-z0-9])")
ABSENT = "Z999999"
# Where a sensitive passage stands behind the word of this name, one of them never closed.
PASSAGES = {
    **dict.fromkeys(["marked", "markedlater", "sensitive", "joined"], "[[{}]]"),
    **dict.fromkeys(["excludedspo", "restricted"], "[[{}]]"),
    "unmatched": "[[{}",
}


def read_table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


PEOPLE = read_table("world_people.csv")


def word(name: str) -> str:
    """A word that stands nowhere but where it was planted, however a page cuts or folds it."""
    return f"zq{name}qz"


def notes(name: str, opening: str = "") -> str:
    """Some notes with the word of this name in them, and the sensitive passage it has."""
    passage = PASSAGES.get(name, "").format(word(f"{name}passage"))
    return " ".join(part for part in (opening, word(name), passage) if part)


def came_out(response: HttpResponse) -> set[str]:
    """The planted words that an answer holds, in its body or in what goes before it."""
    said = response.getvalue().decode() + str(response.headers) + str(response.cookies)
    return set(PLANTED.findall(DRAWN.sub("", said).lower()))


@dataclass
class World:
    """Everybody and every contact, by the name the tests use."""

    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    tokens: dict[str, uuid.UUID] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)  # of whoever is signed in

    def address(self, name: str, person: str | None = "dean", contact: str = "") -> str:
        """The address of this name, about a person (an empty name: nobody there is) and contact.

        For a contact stands whatever else has an id in its address."""
        crn = [] if person is None else [self.people[person].crn if person else ABSENT]
        named = {**self.users, **self.kept, **self.contacts}
        return reverse(name, args=[*crn, *([named[contact].pk] if contact else [])])

    def place(self, contact: str) -> str:
        return places.place(self.contacts[contact].occurred_at, self.contacts[contact].pk)


@pytest.fixture
def world(pat, priya, sam, olu, ada, team, other_team) -> World:
    return made([pat, priya, sam, olu, ada], team, other_team)


def made(cast: list[User], team: Team, other_team: Team) -> World:
    centre = PDU.objects.create(name="Centre", duty_manager_phone="0113 496 0303")
    court = Team.objects.create(name="Court", pdu=centre)
    court.serves.add(team.pdu)
    cast.extend(colleagues(court, team, other_team))
    users = {user.username: user for user in cast}
    cover = covers_of(users)
    world = World(users=users, kept={"north": team.pdu, "north one": team, "cover": cover})
    teams = {"north": team, "south": other_team, "": None}
    for number, row in enumerate(PEOPLE):
        world.people[row["person"]] = _person(world, f"X{482913 + number}", row, teams)
    _contacts_of_dean(world)
    drafts_of(world.people, world.users)
    events_of(world.contacts)
    world.kept |= planned_of(world.people["dean"])
    world.kept |= files_of(world.people, users["ada"])
    world.kept |= open_of(world.people, world.contacts, users)
    return world


def _person(world: World, crn: str, row: dict[str, str], teams: dict[str, Team | None]) -> Person:
    name, source = row["person"], Source.objects.get_or_create(name="people file")[0]
    person = Person.objects.create(
        crn=crn, first_name="Lee", last_name=word(f"{name}name"), team=teams[row["team"]]
    )
    for user, spell in _spells(world, row["held"]):
        Allocation.objects.create(person=person, practitioner=user, **spell)
    for user, spell in _spells(world, row["beside"]):
        Alongside.objects.create(person=person, user=user, **spell)
    _limits(world, person, row)
    what, alert = PersonFact.What.SAFETY_ALERT, word(f"{name}alert")
    PersonFact.objects.create(person=person, what=what, value=alert, source=source, as_at=_day(-5))
    if row["standing"]:
        Standing.objects.create(person=person, what=row["standing"], since=_day(-50), source=source)
    if name != "dean":
        three_days_ago = clock.now() - dt.timedelta(days=3)
        world.contacts[name] = _typed(world, name, "gone", person, recorded_at=three_days_ago)
    return person


def _day(days: str | int) -> dt.date:
    return clock.today() + dt.timedelta(days=int(days))


def _spells(world: World, written: str) -> list[tuple[User, dict[str, dt.date]]]:
    """ "pat -300 -27;olu -27": each who, from which day, and until which."""
    spells = [one.split() for one in written.split(";") if one]
    return [
        (world.users[who], dict(zip(("since", "until"), map(_day, days), strict=False)))
        for who, *days in spells
    ]


def _limits(world: World, person: Person, row: dict[str, str]) -> None:
    now = clock.now()
    rules = AccessRule.objects
    for kind, who in (("exclusion", row["excluded"]), ("restriction", row["restricted"])):
        if who:
            rules.create(person=person, user=world.users[who], kind=kind, set_at=now)
    if row["lifted"]:
        who, kind = row["lifted"].split()
        rules.create(person=person, user=world.users[who], kind=kind, set_at=now, lifted_at=now)


def _next_hour(world: World) -> dt.datetime:
    return clock.now() - dt.timedelta(days=20) + dt.timedelta(hours=len(world.contacts))


def _typed(world: World, name: str, who: str, person: Person, **known: Any) -> Contact:
    """A contact typed here, an hour after the one before it; saved just now unless known."""
    world.tokens[name] = uuid.uuid4()
    usual = {"recorded_at": clock.now(), "notes": notes(name, "Seen.")}
    return Contact.objects.create(
        person=person,
        author=world.users[who],
        token=world.tokens[name],
        occurred_at=_next_hour(world),
        **{**usual, **known},
    )


def _imported(world: World, name: str, person: Person, **known: Any) -> Contact:
    source = Source.objects.create(name=word(f"{name}source"))
    batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
    contact = Contact.objects.create(
        person=person,
        author_name=word(f"{name}author"),
        occurred_at=_next_hour(world),
        recorded_at=clock.now(),
        heading=word(f"{name}heading"),
        notes=notes(name, "Attended."),
        **known,
    )
    batch.records.create(source=source, contact=contact, digest=name.encode(), raw={})
    return contact


def _contacts_of_dean(world: World) -> None:
    """One in each state, oldest first; what is typed here Pat has just saved."""
    for name, known in {
        "typed": {},
        "amended": {"kind": "phone"},
        "sensitive": {"sensitive": True},
        "marked": {},
        "unmatched": {},
        "lead": None,
        "replaced": {},
        "withdrawn": {"state": "withdrawn"},
        "moved": {"state": "moved"},
        "joined": None,
        "undone": None,
    }.items():
        dean = world.people["dean"]
        if known is None:
            state = {"lead": "shown"}.get(name, name)
            lead = world.contacts["lead"] if name == "joined" else None
            world.contacts[name] = _imported(world, name, dean, state=state, lead=lead)
        else:
            heading = word(f"{name}heading")
            world.contacts[name] = _typed(world, name, "pat", dean, heading=heading, **known)
        if name not in ("typed", "sensitive"):
            _amended(world, name)


def _amended(world: World, name: str) -> None:
    world.tokens[f"{name}later"] = uuid.uuid4()
    Amendment.objects.create(
        contact=world.contacts[name],
        author=world.users["pat"],
        token=world.tokens[f"{name}later"],
        recorded_at=clock.now(),
        notes=notes(f"{name}later"),
        changed={"kind": ["office", "phone"]} if name == "amended" else {},
        replaces=name == "replaced",
    )
