"""When something will happen, as people write it: "12/5 10:30", "Thursday 10", "Friday 13th"."""

import datetime as dt
import re

from contacts.formats import clock
from contacts.formats.day_words import read_coming_day
from contacts.formats.occurred import NOT_UNDERSTOOD, at_london, read_day_and_time, tidy

HAS_PASSED = "Use a time that is still to come."
LIKE = 'Write a day, like "Tuesday 10:30" or "12/5 10:30".'
FURTHEST = dt.timedelta(days=335)  # a date later than that has just passed, and is a slip


def read_coming(text: str, now: dt.datetime) -> tuple[dt.datetime, bool]:
    """When it will happen, in UTC, and whether its time is known.

    A day must be named; one without a time is 00:00 Europe/London of that day, time not known.
    An hour alone is read as of the working day. Raises ValueError, always with a sentence, for
    what has passed at `now` (aware), what no clock or calendar shows, and what cannot be
    understood.
    """
    today = clock.london_day(now)
    day, time = read_day_and_time(tidy(text), today, read_coming_day)
    at = at_london(day.on, time or dt.time())
    if at <= now if time else day.on <= today:
        raise ValueError(HAS_PASSED)
    return at, time is not None


def read_appointment(text: str, now: dt.datetime) -> tuple[dt.datetime, bool] | None:
    """When somebody is seen next, as it is typed in a line of its own; None where nothing is.

    As `read_coming` reads it; raises ValueError, too, for a date that has just passed and would
    be of next year, unless its year is written.
    """
    if not text.strip():
        return None
    try:
        at, time_known = read_coming(text, now)
    except ValueError as refused:
        raise ValueError(LIKE if str(refused) == NOT_UNDERSTOOD else str(refused)) from refused
    year = clock.london_day(at).year
    with_year = f"{year}" in text or re.search(rf"[/.-]{year % 100:02d}\b", text)
    if at - now > FURTHEST and not with_year:
        raise ValueError(HAS_PASSED)
    return at, time_known
