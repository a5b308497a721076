"""The days somebody is away: "today", "Friday", "4/12" to "Monday 14 December"."""

import datetime as dt

from contacts.formats.day_words import read_coming_day
from contacts.formats.occurred import tidy
from contacts.formats.spells import Spell

LONGEST = dt.timedelta(days=366)
NOT_UNDERSTOOD = 'Write a day like "today", "Friday" or "4 December".'
TOO_LONG = "Write a last day within a year of the first."


def read_day_ahead(text: str, today: dt.date) -> dt.date:
    """A day as people write it, today at the earliest; one without a year is the next such day.

    Raises ValueError, always with a sentence that says what to do, also where nothing is typed.
    """
    day = read_coming_day(tidy(text), today)
    if day is None:
        raise ValueError(NOT_UNDERSTOOD)
    if day.on < today:
        raise ValueError("Use today or a day to come.")
    return day.on


def spell_away(first: dt.date, last: dt.date) -> Spell:
    """From the first day away up to the day somebody is back, given the last day away.

    Raises ValueError, with a sentence, for what ends before it begins or is longer than a year.
    """
    if last < first:
        raise ValueError("Write a last day that is not before the first.")
    if last - first > LONGEST:
        raise ValueError(TOO_LONG)
    return Spell(first, last + dt.timedelta(days=1))
