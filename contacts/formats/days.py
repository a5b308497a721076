"""Days and times as people say them. Every day is a Europe/London day."""

from datetime import date, datetime

from contacts.formats import clock

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NEAR = {-1: "tomorrow", 0: "today", 1: "yesterday"}


def day(on: date, today: date) -> str:
    """ "today", "yesterday", "tomorrow", "Tuesday 3 March", or "Monday 3 March 2025"."""
    near = _NEAR.get(days_between(on, today))
    return near or f"{WEEKDAYS[on.weekday()]} {short_day(on, today)}"


def short_day(on: date, today: date) -> str:
    """ "20 October", with its year when that is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1]}{year}"


def time(at: datetime) -> str:
    """The London time of an aware moment on the 24-hour clock, "09:05"."""
    london = at.astimezone(clock.LONDON)
    return f"{london.hour:02d}:{london.minute:02d}"


def moment(at: datetime, time_known: bool, today: date) -> str:
    """ "Tuesday 3 March, 10:30", or "today" alone where only the day is known."""
    words = day(clock.london_day(at), today)
    return f"{words}, {time(at)}" if time_known else words


def days_between(earlier: date, later: date) -> int:
    """Whole days from one day to another; negative when the first is the later one."""
    return (later - earlier).days


def how_long(days: int) -> str:
    """A number of days since something: "today", "1 day", "33 days", "1,312 days".

    A negative number is a day to come: "in 3 days".
    """
    if days == 0:
        return "today"
    words = f"{abs(days):,} {'day' if abs(days) == 1 else 'days'}"
    return words if days > 0 else f"in {words}"


def age(born: date, today: date) -> int:
    """Whole years since birth; born on 29 February, a year is added on 1 March of other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def since(start: date) -> str:
    """The month something began, "May 2024"."""
    return f"{MONTHS[start.month - 1]} {start.year}"
