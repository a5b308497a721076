"""What is open about three of the made-up people, as it was written in their entries."""

import datetime as dt
import random
import uuid
from collections.abc import Sequence

from contacts.actions.open_things import Noted, Promised, note_open_things
from contacts.formats import clock
from contacts.management.made_up.people import Life
from contacts.management.made_up.texts import table
from contacts.models import Contact, FollowUp, Talk, User

SEED = 20261124
SATURDAY = 5


def keep_open(lives: Sequence[Life], today: dt.date) -> None:
    """Entries by whoever holds them, and what each says is to do, feels off or was decided."""
    rng = random.Random(SEED)  # noqa: S311  (made-up data, the same every time)
    for row in table("open_things"):
        life = lives[int(row["place"])]
        if life.holder:
            contact = _written(rng, row, life, life.holder, today)
            note_open_things(contact=contact, noted=_noted(row, life))
            if row["talk"]:
                asked = {"asked_by": life.holder, "asked_at": contact.recorded_at}
                Talk.objects.create(person=life.person, contact=contact, **asked)


def _written(
    rng: random.Random, row: dict[str, str], life: Life, author: User, today: dt.date
) -> Contact:
    at = dt.time.fromisoformat(row["time"])
    day = _working(today - dt.timedelta(days=int(row["days"])))
    occurred = dt.datetime.combine(day, at, tzinfo=clock.LONDON).astimezone(dt.UTC)
    written = occurred + dt.timedelta(days=int(row["late"]), minutes=40)
    return Contact.objects.create(
        person=life.person,
        author=author,
        token=uuid.UUID(int=rng.getrandbits(128)),
        occurred_at=occurred,
        written_at=written,
        recorded_at=written,
        kind=row["kind"],
        minutes=int(row["minutes"]),
        notes=_said(row["notes"], life),
    )


def _working(day: dt.date) -> dt.date:
    """That day, or the Friday before it."""
    return day - dt.timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _noted(row: dict[str, str], life: Life) -> Noted:
    who = FollowUp.Who
    promised = [
        Promised(who.PRACTITIONER, row["mine"]),
        Promised(who.PERSON, row["theirs"]),
        Promised(who.OTHER, row["asked"], row["named"]),
    ]
    return Noted(
        promised=[one for one in promised if one.words],
        concern=_said(row["off"], life) if row["off"] else None,
        decision=bool(row["decision"]),
    )


def _said(text: str, life: Life) -> str:
    return text.format(first=life.person.preferred_name or life.person.first_name)
