"""When something will happen, as people write it: "12/5 10:30", "Thursday 10", "Friday 13th"."""

import datetime as dt

from contacts.formats import clock
from contacts.formats.day_words import read_coming_day
from contacts.formats.occurred import at_london, read_day_and_time, tidy

HAS_PASSED = "Use a time that is still to come."


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
