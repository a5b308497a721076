"""Who is away, and who covers for them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from contacts.formats import clock, days
from contacts.models import Cover, User


@dataclass(frozen=True)
class Away:
    """One of them, in words."""

    id: int
    name: str  # "You" where the reader is
    when: str  # "to 4 December"; "from Monday 7 December to 11 December"
    covered_by: str  # empty where nobody does yet


def away(*, viewer: User) -> list[Away]:
    """Who is away today or will be, of those of whom the viewer may say so; the first one first.

    One statement.
    """
    covers = Cover.objects.told_by(viewer).filter(until__gt=clock.today())
    found = covers.select_related("practitioner", "covered_by").order_by("since", "pk")
    return [
        Away(
            id=cover.pk,
            name="You" if cover.practitioner == viewer else cover.practitioner.name,
            when=_when(cover),
            covered_by=_covered_by(cover, viewer),
        )
        for cover in found
    ]


def away_today(*, of: Iterable[int]) -> dict[int, str]:
    """Of these users, by id, who is away today and who covers, as is said after their name.

    "away to 4 December, Priya Nair covers". One statement.
    """
    today = clock.today()
    covers = Cover.objects.in_force(today).filter(practitioner__in=of)
    found = covers.select_related("covered_by")
    return {one.practitioner_id: away_to(one.last_day, _name(one), today) for one in found}


def away_to(last_day: dt.date, covered_by: str, today: dt.date) -> str:
    """ "away to 4 December, Priya Nair covers"; nobody where `covered_by` is empty."""
    last = days.short_day(last_day, today)
    return f"away to {last}, {covered_by or 'nobody'} covers"


def _name(cover: Cover) -> str:
    return cover.covered_by.name if cover.covered_by else ""


def _when(cover: Cover) -> str:
    today = clock.today()
    last = f"to {days.day(cover.last_day, today)}"
    return last if cover.since <= today else f"from {days.day(cover.since, today)} {last}"


def _covered_by(cover: Cover, viewer: User) -> str:
    return "you" if cover.covered_by == viewer else _name(cover)
