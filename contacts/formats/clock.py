"""The one clock: everything that asks what time it is asks here, so that a test can move it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, aware, in UTC. Call it as `clock.now()`, never by its bare name."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in an office in England or Wales, whatever the server's own zone."""
    return london_day(now())


def london_day(at: datetime) -> date:
    """The Europe/London day on which an aware moment falls.

    Raises ValueError for a moment without a zone: guessing one would move evening visits a day.
    """
    if at.tzinfo is None:
        raise ValueError("A moment without a time zone has no day.")
    return at.astimezone(LONDON).date()


def begins(day: date) -> datetime:
    """The moment, aware, at which a day begins in London; where clocks change too."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)
