"""When somebody was last met, in the words that lists and their own page show."""

import datetime as dt

from contacts.formats import clock, days
from contacts.models import Kind


def last_met(
    *,
    met_at: dt.datetime | None,
    kind: str | None,
    released: dt.date | None,
    held: dt.date | None,
    today: dt.date,
) -> tuple[str, dt.date | None]:
    """In words, and the day from which they have not been met; None where nobody knows one.

    `released` is the last day on which they came out of custody: a meeting before it counts no
    more. `held` is when whoever holds them began to.
    """
    met = clock.london_day(met_at) if met_at else None
    if met and not (released and met < released):
        return f"{Kind(kind).label if kind else 'Met'}, {days.short_day(met, today)}", met
    if released:
        return f"Not met since release on {days.short_day(released, today)}", released
    if held:
        return f"Not met since allocated on {days.short_day(held, today)}", held
    return "Not met yet", None
