"""Puts the made-up diary into an empty database, the same every time for the same day."""

import datetime as dt
import random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from contacts import audit
from contacts.formats import clock
from contacts.management.made_up.appointments import plan
from contacts.management.made_up.diary import Diary
from contacts.management.made_up.facts import Facts
from contacts.management.made_up.open_things import keep_open
from contacts.management.made_up.people import EXCLUDED, RESTRICTED, Life, Making, staff
from contacts.management.made_up.rows import Writing, save
from contacts.management.made_up.texts import column, table
from contacts.models import (
    PDU,
    AccessRule,
    Act,
    Alias,
    Allocation,
    Alongside,
    Person,
    PersonFact,
    Role,
    Source,
    Standing,
    Team,
    User,
)

SEED = 20261122
PASSWORD = "harbour-lantern-42"  # noqa: S105  (of made-up data on a laptop)
SOURCES = {"ndelius": "nDelius", "nomis": "NOMIS", "oasys": "OASys"}


@transaction.atomic
def load(today: dt.date) -> list[Life]:
    """Everything up to and without that day, of these people; the database must hold nobody yet."""
    rng = random.Random(SEED)  # noqa: S311  (made-up data, the same every time)
    _teams()
    users = staff(make_password(PASSWORD))
    sources = {name: Source.objects.create(name=called) for name, called in SOURCES.items()}
    lives = make_lives(rng, today, users)
    Person.objects.bulk_create([life.person for life in lives])
    _about(rng, today, lives, {source.name: source for source in sources.values()})
    _limited(lives, users)
    practitioners = [user for user in users.values() if user.role == Role.PRACTITIONER]
    now = dt.datetime.combine(today, dt.time(), tzinfo=clock.LONDON).astimezone(dt.UTC)
    rows = Writing(rng, practitioners, now).write(Diary(rng, today).events(lives))
    save(rows, sources, users["ada"], now)
    keep_open(lives, today)
    plan(lives, today)
    audit.record(Act.MADE_UP_DATA, user=None)
    return lives


def _teams() -> None:
    pdus = {
        row["pdu"]: PDU(name=row["pdu_name"], duty_manager_phone=row["duty_phone"])
        for row in table("teams")
    }
    PDU.objects.bulk_create(pdus.values())
    Team.objects.bulk_create(
        [Team(name=row["name"], pdu=pdus[row["pdu"]]) for row in table("teams")]
    )


def make_lives(rng: random.Random, today: dt.date, users: dict[str, User]) -> list[Life]:
    making = Making(rng, today)
    practitioners = [user for user in users.values() if user.role == Role.PRACTITIONER]
    lives: list[Life] = []
    for holder in practitioners:
        colleagues = [user for user in practitioners if user.team == holder.team and user != holder]
        lives += making.caseload(holder, colleagues, shown=holder.username == "pat")
    nobodys = making.life(None, "community", next(making.names))
    nobodys.person.team = users["pat"].team
    return [*lives, nobodys]


def _about(
    rng: random.Random, today: dt.date, lives: list[Life], sources: dict[str, Source]
) -> None:
    about = Facts(rng, today, sources)
    made: list[tuple[Any, Any]] = [
        (PersonFact, about.facts),
        (Standing, about.standings),
        (Allocation, about.allocations),
        (Alias, about.aliases),
    ]
    for model, of_life in made:
        model.objects.bulk_create([row for life in lives for row in of_life(life)])


def _limited(lives: list[Life], users: dict[str, User]) -> None:
    """Two people of limited access, and one whom Priya works with alongside Pat."""
    restricted, excluded = lives[RESTRICTED].person, lives[EXCLUDED].person
    kinds, now = AccessRule.Kind, clock.now()
    for person, kind, named in (
        (restricted, kinds.RESTRICTION, ["pat", "sam"]),
        (excluded, kinds.EXCLUSION, ["priya"]),
    ):
        AccessRule.objects.bulk_create(
            AccessRule(person=person, user=users[name], kind=kind, set_at=now) for name in named
        )
    beside = lives[RESTRICTED + 4]
    Alongside.objects.create(person=beside.person, user=users["priya"], since=beside.starts)


def demo_users() -> list[tuple[str, str]]:
    """Who signs in to the demo, and what they are."""
    shown = column("staff", "username")
    users = User.objects.filter(username__in=shown).select_related("team").order_by("id")
    return [(user.username, _what(user)) for user in users]


def _what(user: User) -> str:
    team = f", {user.team.name}" if user.team else ""
    return f"{user.name}, {Role(user.role).label.lower()}{team}"
