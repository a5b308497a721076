"""What Pat planned: some of it has just passed, some days ago, and some is to come.

`time` is that of the day, or for today how many hours ago.
"""

import datetime as dt
from collections.abc import Sequence

from contacts.formats import clock
from contacts.formats.working_days import ONE_DAY, is_working_day
from contacts.management.made_up.people import Life
from contacts.management.made_up.texts import table
from contacts.models import Appointment, Contact

QUARTER = 15  # minutes
LATE = dt.timedelta(hours=11)


def plan(lives: Sequence[Life], today: dt.date) -> None:
    """As it was agreed in the last entry of whoever holds them; nothing else is of that day."""
    for row in table("appointments"):
        life, at = lives[int(row["place"])], _at(row, today)
        written = Contact.objects.filter(person=life.person, author=life.holder)
        agreed = written.filter(occurred_at__lt=at).newest_first().first()
        if agreed:
            Appointment.objects.create(
                person=life.person, at=at, kind=row["kind"], author=life.holder, read_in=agreed
            )


def _at(row: dict[str, str], today: dt.date) -> dt.datetime:
    if row["time"].isdigit():
        return _ago(int(row["time"]), today)
    day = today + ONE_DAY * int(row["ahead"])
    for _ in range(int(row["working_days"])):
        day -= ONE_DAY
        while not is_working_day(day):
            day -= ONE_DAY
    time = dt.time.fromisoformat(row["time"])
    return dt.datetime.combine(day, time, tzinfo=clock.LONDON).astimezone(dt.UTC)


def _ago(hours: int, today: dt.date) -> dt.datetime:
    """So many hours ago, on a quarter of an hour; soon after midnight, as today began. Of another
    day it is as late in the morning.
    """
    late = clock.begins(today) + LATE
    at = (clock.now() if clock.today() == today else late) - dt.timedelta(hours=hours)
    at = at.replace(minute=at.minute // QUARTER * QUARTER, second=0, microsecond=0)
    return max(at, clock.begins(today)).astimezone(dt.UTC)
