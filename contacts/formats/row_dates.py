"""When the rows of an imported file happened, as their dates and times are written."""

import datetime as dt
import re
from functools import lru_cache

from contacts.formats import clock
from contacts.formats.days import MONTHS

YEAR_FIRST, DAY_FIRST, MONTH_FIRST = "year_first", "day_first", "month_first"
ORDERS = (YEAR_FIRST, DAY_FIRST, MONTH_FIRST)
EARLIEST, LATEST = 1900, 2199  # years
NOT_A_DATE = "There is no date here that can be read. Write it like 03/04/2026 or 2026-04-03."
LONGEST_KEPT = 40  # characters of what is read once, however often a file says it
NOT_A_TIME = "There is no such time. Write it like 14:30."

_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?P<mark>[-/])(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})"
    r"(?:[Tt ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r" ?(?P<zone>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_NUMBERS = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>[/.-])(?P<second>[0-9]{1,2})(?P=mark)"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?:,? +(?P<time>[0-9].*))?"
)
_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,9}))?)?(?: ?(?P<half>[AaPp])[Mm])?"
)
_SHORT_YEAR = re.compile(r".*[^0-9][0-9]{2}")
_CENTURY = 100  # years
# London's clocks have only ever gone forward before this time of day.
_NIGHT = dt.timedelta(hours=5)
_MINUTE = dt.timedelta(minutes=1)


def read_row_date(value: str, order: str, time: str = "") -> tuple[dt.datetime, bool]:
    """When a row happened, aware and in UTC, and whether its time is known.

    `order` is what `date_order` settled on; a date that begins with its year is read in any.
    `time` is from a column of its own, "10:15". What has no zone is London time; of an hour that
    the clocks repeat in October the first is meant. Midnight in London is a date without a time,
    however it came about ("23:00Z" in summer), unless it is written to the minute with its
    distance from UTC, as `write_row_date` does. A year of two digits, after / or . only, is of
    1969 to 2068 (the rule of POSIX strptime). The future is for the caller to judge.
    Raises ValueError, with a sentence, for what cannot be read: 30 February, a year before 1900
    or after 2199, 24:00, a time that the clocks left out in March, two times that differ.
    About 3 microseconds, and a quarter of one for what was read before.
    """
    value, beside = value.strip(), time.strip()
    short = len(value) + len(beside) <= LONGEST_KEPT
    return (_read_again if short else _read)(value, order, beside)


def _read(value: str, order: str, beside: str) -> tuple[dt.datetime, bool]:
    iso = _ISO.fullmatch(value)
    if iso and iso["zone"]:
        at, known = _zoned(iso)
        if not beside:
            return at, known
        london = at.astimezone(clock.LONDON).replace(tzinfo=None)
        day = london.replace(hour=0, minute=0, second=0, microsecond=0)
        together = _together(london - day, beside)
        return (at, True) if known else _moment(day, together)
    day, since = _iso(iso) if iso else _numbers(value, order)
    return _moment(day, _together(since, beside) if beside else since)


_read_again = lru_cache(maxsize=4096)(_read)


def reading(value: str, order: str) -> dt.date | None:
    """The day that a date of numbers, 03/04/2026, is in DAY_FIRST or MONTH_FIRST, if it is one."""
    try:
        return _numbers(value, order)[0].date()
    except ValueError:
        return None


def by_now(written: str, born: dt.date | None) -> dt.date | None:
    """A date of birth as it was meant: of two digits of a year the latest that has come.

    Raises ValueError, with a sentence, for one that is still to come.
    """
    if born is None or born <= clock.today():
        return born
    if not _SHORT_YEAR.fullmatch(written):
        raise ValueError("The date of birth has not come yet.")
    try:
        return born.replace(year=born.year - _CENTURY)
    except ValueError:
        raise ValueError("The date of birth is in no calendar.") from None


def write_row_date(at: dt.datetime, time_known: bool) -> str:
    """A moment as an exported row has it, which `read_row_date` reads back as the same.

    "2026-03-03" where only the day is known, else London time with its distance from UTC,
    "2026-07-03T14:30+01:00"; seconds only where there are some.
    """
    london = at.astimezone(clock.LONDON)
    if not time_known:
        return london.date().isoformat()
    whole = london.second == 0 and london.microsecond == 0
    return london.isoformat(timespec="minutes" if whole else "auto")


def _zoned(read: re.Match[str]) -> tuple[dt.datetime, bool]:
    day, since = _iso(read)
    zone = read["zone"]
    at = (day + since).replace(tzinfo=dt.UTC) - _from_utc(zone)
    meant = zone not in "Zz" and read["second"] is None
    return at, meant or at.astimezone(clock.LONDON).time() != dt.time()


def _iso(read: re.Match[str]) -> tuple[dt.datetime, dt.timedelta]:
    day = _day(int(read["year"]), int(read["month"]), int(read["day"]))
    return day, dt.timedelta() if read["hour"] is None else _since_midnight(read, int(read["hour"]))


def _numbers(value: str, order: str) -> tuple[dt.datetime, dt.timedelta]:
    read = _NUMBERS.fullmatch(value)
    if read is None:
        raise ValueError(NOT_A_DATE)
    if order == YEAR_FIRST:
        raise ValueError("The dates of this file begin with the year. Write it like 2026-04-03.")
    day, month, year = int(read["first"]), int(read["second"]), int(read["year"])
    if order == MONTH_FIRST:
        day, month = month, day
    if len(read["year"]) == 2:
        if read["mark"] == "-":  # 26-03-04 might be of 2026 or of 2004
            raise ValueError("Write the year with four digits.")
        year += 1900 if year >= 69 else 2000
    return _day(year, month, day), _time(read["time"]) if read["time"] else dt.timedelta()


def _together(since: dt.timedelta, beside: str) -> dt.timedelta:
    """A time within the date and one from the column beside it: one of them, or the same."""
    told = _time(beside)
    if since and since // _MINUTE != told // _MINUTE:
        raise ValueError("The date and the column beside it say different times.")
    return since or told


@lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int) -> dt.datetime:
    """The beginning of a day, without a zone."""
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"Check the year: the diary takes {EARLIEST} to {LATEST}.")
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}. Check which way round the dates are.")
    try:
        return dt.datetime(year, month, day)  # noqa: DTZ001 (London's, once its time is known)
    except ValueError:
        raise ValueError(f"There is no {day} {MONTHS[month - 1]} {year}.") from None


@lru_cache(maxsize=4096)
def _time(written: str) -> dt.timedelta:
    read = _TIME.fullmatch(written)
    if read is None:
        raise ValueError(NOT_A_TIME)
    hour, half = int(read["hour"]), read["half"]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(NOT_A_TIME)
        hour = hour % 12 + (12 if half in "Pp" else 0)
    return _since_midnight(read, hour)


def _since_midnight(read: re.Match[str], hour: int) -> dt.timedelta:
    minute, second = int(read["minute"]), int(read["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(NOT_A_TIME)
    micro = int((read["fraction"] or "0")[:6].ljust(6, "0"))
    return dt.timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)


def _from_utc(zone: str) -> dt.timedelta:
    if zone in "Zz":
        return dt.timedelta()
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
    if hours > 14 or minutes > 59:
        raise ValueError(NOT_A_TIME)
    return dt.timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)


def _moment(day: dt.datetime, since: dt.timedelta) -> tuple[dt.datetime, bool]:
    """A London day and the clock's time on it, in UTC, and whether that is a time at all."""
    written = day + since
    at = written.replace(tzinfo=clock.LONDON).astimezone(dt.UTC)
    if not dt.timedelta() < since < _NIGHT:
        return at, bool(since)
    if at.astimezone(clock.LONDON).replace(tzinfo=None) != written:
        when = f"{written.day} {MONTHS[written.month - 1]} {written.year}"
        raise ValueError(
            f"{written:%H:%M} did not happen on {when}: the clocks went forward. Check the time."
        )
    return at, True
