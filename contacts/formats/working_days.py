"""Days on which people work, and what was written long after it happened.

`bank_holidays.csv` has those of England and Wales as GOV.UK publishes them (gov.uk/bank-holidays),
and of its last year, which is not published yet, those that the same rules give.
"""

import csv
import datetime as dt
from pathlib import Path

from contacts.formats import clock

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5


def _bank_holidays() -> frozenset[dt.date]:
    with Path(__file__).with_name("bank_holidays.csv").open(encoding="utf-8", newline="") as table:
        return frozenset(dt.date.fromisoformat(row["day"]) for row in csv.DictReader(table))


BANK_HOLIDAYS = _bank_holidays()


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday, but for the bank holidays of 2015 to 2028."""
    return day.weekday() < SATURDAY and day not in BANK_HOLIDAYS


def next_working_day(day: dt.date) -> dt.date:
    """The first working day after this one. Never raises but at the end of the calendar."""
    following = day + ONE_DAY
    while not is_working_day(following):
        following += ONE_DAY
    return following


def gone_by(today: dt.date, working_days: int) -> dt.date:
    """The latest day after which so many whole working days have gone by before today.

    Two of them on a Friday: Tuesday, after which Wednesday and Thursday were.
    """
    day, left = today, working_days
    while left:
        day -= ONE_DAY
        left -= is_working_day(day)
    return day - ONE_DAY


def written_after(occurred_at: dt.datetime, written_at: dt.datetime | None) -> str:
    """ "Written 2 days after"; empty up to the end of the next working day, or where nobody knows.

    Of what happened on a Friday nothing is said until Tuesday, and that is 4 days after: they are
    days of the calendar, in London.
    """
    if written_at is None:
        return ""
    occurred, written = clock.london_day(occurred_at), clock.london_day(written_at)
    days = (written - occurred).days
    if written <= next_working_day(occurred):
        return ""
    return f"Written {days:,} days after"
