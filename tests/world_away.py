"""Somebody is away, as the tests say it; and those of the world of whom that is so."""

import datetime as dt
from typing import Any

from contacts.formats import clock
from contacts.models import Cover, Role, Team, User


def away(
    who: User, covered_by: User | None = None, *, since: int = -2, last: int = 5, **known: Any
) -> Cover:
    """So many days from today, the first and the last."""
    today = clock.today()
    spell = {"since": today + dt.timedelta(since), "until": today + dt.timedelta(last + 1)}
    said = {"said_by": who, "said_at": clock.now(), **spell, **known}
    return Cover.objects.create(practitioner=who, covered_by=covered_by, **said)


def covers_of(users: dict[str, User]) -> Cover:
    """Priya covers for Noor; Pat no longer for Nell, and not yet again."""
    away(users["nell"], users["pat"], taken_back_at=clock.now())
    away(users["nell"], users["pat"], since=6, last=9)
    return away(users["noor"], users["priya"])


def colleagues(court: Team, team: Team, other_team: Team) -> list[User]:
    """Of the world of `world.py`, besides the cast: one of each sort that a rule speaks of."""
    places = {
        "court": ("Cass Ferris", court),
        "rae": ("Rae Without-Team", None),
        "noor": ("Noor Away", other_team),
        "nell": ("Nell Back", other_team),
        "gone": ("Gil Gone", team),
    }
    return [
        User.objects.create_user(
            username, name=name, team=place, role=Role.PRACTITIONER, is_active=username != "gone"
        )
        for username, (name, place) in places.items()
    ]
