"""How far the files have come that are being taken out, for the page that they were asked from.

In the cache, which every worker shares, and under whoever takes them out: it is no record of
anybody's, and may be gone at any time.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import TextChoices

from contacts.formats import clock
from contacts.models.user import User

KEPT = 2 * 60 * 60  # seconds, longer than any file may take


class How(TextChoices):
    """In the words of the trail."""

    BEGUN = "begun"
    ENDED = "ended"
    BROKEN_OFF = "broken off"


@dataclass(frozen=True)
class HowFar:
    """One file: how many rows of it have gone out, and when that was told (UTC)."""

    id: str
    how: str
    rows: int
    told_at: dt.datetime


def tell(user: User, *, id: str, how: str, rows: int) -> None:
    """Raises Django's DatabaseError where the cache cannot be written."""
    far = HowFar(id, how, rows, clock.now())
    cache.set(_key(user, id), asdict(far), KEPT)
    if how == How.BEGUN and not rows:
        cache.set(_key(user), id, KEPT)


def newest(user: User) -> str:
    """The id of the file that they began last; empty where none is known."""
    return str(cache.get(_key(user), ""))


def how_far(user: User, id: str) -> HowFar | None:
    """One of their files; None where it is not known, or somebody else's."""
    told: dict[str, Any] | None = cache.get(_key(user, id)) if id.isalnum() else None
    return HowFar(**told) if told else None


def _key(user: User, id: str = "newest") -> str:
    return f"export-{user.pk}-{id[:32]}"
