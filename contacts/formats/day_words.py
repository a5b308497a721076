"""A day as people write it: "yesterday", "last Tuesday", "3/3", "3rd March 2026"."""

import datetime as dt
import re
from typing import NamedTuple

from contacts.formats.days import MONTHS, WEEKDAYS

EARLIEST_YEAR = 1900
_MONTH_AHEAD = 31  # days in which "the 24th" is looked for

_NAMED = {
    "today": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tonight": 0,
    "yesterday": 1,
    "last night": 1,
    "day before yesterday": 2,
    "tomorrow": -1,
}
_WEEKDAYS = {word[:3].lower(): number for number, word in enumerate(WEEKDAYS)}
_MONTHS = {word[:3].lower(): number for number, word in enumerate(MONTHS, start=1)}
_WEEKDAY = (
    "|".join(rf"{word[:3]}(?:{word[3:]})?" for word in map(str.lower, WEEKDAYS))
    + "|tues|weds|thur|thurs"
)
_MONTH = "|".join(rf"{word[:3]}(?:{word[3:]})?" for word in map(str.lower, MONTHS)) + "|sept"
_DAY = r"(?P<day>[0-9]{1,2})"
_WHOLE_YEAR = r"(?P<year>[0-9]{4}|2[5-9]|[3-9][0-9])"  # "3 March 14" has an hour, not a year
_SUFFIX = "(?:st|nd|rd|th)?"
_ON = rf"(?:(?P<weekday>{_WEEKDAY}) (?:the )?)?"
_DATES = [
    re.compile(pattern)
    for pattern in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
        rf"{_ON}{_DAY}/(?P<month>[0-9]{{1,2}})(?:/(?P<year>[0-9]{{4}}|[0-9]{{2}}))?",
        rf"{_ON}{_DAY}(?P<mark>[.-])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<year>[0-9]{{4}}|[0-9]{{2}})",
        rf"{_ON}{_DAY}{_SUFFIX} ?(?:of )?(?P<month>{_MONTH})(?: {_WHOLE_YEAR})?",
        rf"{_ON}(?P<month>{_MONTH}) (?:the )?{_DAY}{_SUFFIX}(?: {_WHOLE_YEAR})?",
    )
]
_LATEST = re.compile(rf"(?P<last>last |on |this )?(?P<weekday>{_WEEKDAY})")
_AGO = re.compile(r"(?P<count>[0-9]{1,3}|a|one|two|three) (?P<unit>day|week)s? ago")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_COMING = re.compile(rf"(?:on |this )?(?P<weekday>{_WEEKDAY})")
_OF_A_MONTH = re.compile(rf"(?:(?P<weekday>{_WEEKDAY}) )?(?:the )?{_DAY}(?:st|nd|rd|th)")
_PART = re.compile(r"(?<=.) (?P<part>morning|afternoon|evening|night)$")


class Day(NamedTuple):
    """A day read, and two things that the time beside it depends on."""

    on: dt.date
    by_weekday: bool = False  # "Tuesday": today's only if its time has passed
    late: bool = False  # "evening": its time is not in the morning


def read_day(words: str, today: dt.date) -> Day | None:
    """The day that lower-case words name, or None where they name none.

    The day comes before the month. Without a year it is the latest such day that is not after
    `today`; a two-digit year is the latest such year not after this one; a weekday is the latest
    one, today included, or before today with "last". Raises ValueError, with a sentence, for a
    day that is in no calendar or before 1900.
    """
    late = words.endswith(("evening", "night"))
    if words not in _NAMED:
        words = _PART.sub("", words)
    if words in _NAMED:
        return Day(today - dt.timedelta(_NAMED[words]), late=late)
    if read := _AGO.fullmatch(words):
        count = _COUNTS.get(read["count"]) or int(read["count"])
        return Day(today - dt.timedelta(count * (7 if read["unit"] == "week" else 1)), late=late)
    if read := _LATEST.fullmatch(words):
        return _latest(read, today)._replace(late=late)
    for pattern in _DATES:
        if read := pattern.fullmatch(words):
            return Day(_date(read.groupdict(), today), late=late)
    return None


def read_coming_day(words: str, today: dt.date) -> Day | None:
    """The day to come that lower-case words name, or None where they name none.

    A weekday is the first after `today`. Without a year it is the first such day that is not
    before `today`; "Friday 13th" and "the 24th" are the first such day of a month. Raises
    ValueError, with a sentence, for a day that is in no calendar.
    """
    if words in ("today", "tomorrow"):
        return Day(today - dt.timedelta(_NAMED[words]))
    if read := _COMING.fullmatch(words):
        ahead = (_WEEKDAYS[read["weekday"][:3]] - today.weekday()) % 7
        return Day(today + dt.timedelta(ahead or 7), by_weekday=True)
    if read := _OF_A_MONTH.fullmatch(words):
        return Day(_of_a_month(int(read["day"]), read["weekday"], today))
    for pattern in _DATES:
        if read := pattern.fullmatch(words):
            return Day(_date(read.groupdict(), today, ahead=True))
    return None


def _of_a_month(day: int, weekday: str | None, today: dt.date) -> dt.date:
    for ahead in range(_MONTH_AHEAD):
        on = today + dt.timedelta(ahead)
        if on.day == day and (not weekday or on.weekday() == _WEEKDAYS[weekday[:3]]):
            return on
    raise ValueError("There is no such day in the month to come. Check the day.")


def _latest(read: re.Match[str], today: dt.date) -> Day:
    back = (today.weekday() - _WEEKDAYS[read["weekday"][:3]]) % 7
    if read["last"] == "last ":
        return Day(today - dt.timedelta(back or 7))
    return Day(today - dt.timedelta(back), by_weekday=True)


def _date(read: dict[str, str | None], today: dt.date, *, ahead: bool = False) -> dt.date:
    day, month = int(read["day"] or 0), _month(read["month"] or "")
    year = read["year"]
    if year:
        on = _in_year(day, month, _year(year, today, ahead))
    else:
        on = _without_year(day, month, today, ahead)
    weekday = read.get("weekday")
    if weekday and on.weekday() != _WEEKDAYS[weekday[:3]]:
        said = f"{on.day} {MONTHS[on.month - 1]} {on.year} was a {WEEKDAYS[on.weekday()]}"
        raise ValueError(f"{said}. Check the day.")
    return on


def _month(written: str) -> int:
    month = int(written) if written.isdigit() else _MONTHS[written[:3]]
    if not 1 <= month <= 12:
        raise ValueError("There is no such month. Write the day first, like 25/3.")
    return month


def _year(written: str, today: dt.date, ahead: bool) -> int:
    year = int(written)
    if len(written) == 2 and ahead:
        return today.year + (year - today.year) % 100
    if len(written) == 2:
        return today.year - (today.year - year) % 100
    if year < EARLIEST_YEAR:
        raise ValueError("Check the year: the diary begins in 1900.")
    return year


def _without_year(day: int, month: int, today: dt.date, ahead: bool) -> dt.date:
    # A leap year to try, so that 29 February is a day and 30 February is not.
    _in_year(day, month, 2024)
    step = 1 if ahead else -1
    for year in range(today.year, today.year + 9 * step, step):
        if (month, day) != (2, 29) or (year % 4 == 0 and (year % 100 or year % 400 == 0)):
            on = dt.date(year, month, day)
            if on == today or (on > today) == ahead:
                return on
    raise ValueError(_no_such_day(day, month))


def _in_year(day: int, month: int, year: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(_no_such_day(day, month, year)) from None


def _no_such_day(day: int, month: int, year: int | None = None) -> str:
    in_year = f" {year}" if (day, month) == (29, 2) and year else ""
    return f"There is no {day} {MONTHS[month - 1]}{in_year}. Check the date."
