"""A stretch of days under its own name: "March", "last winter", "2025", "past 3 months"."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from contacts.formats.day_words import EARLIEST_YEAR, read_day
from contacts.formats.days import MONTHS

LATEST_YEAR = 2999

_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_MONTHS = {word[:3].lower(): number for number, word in enumerate(MONTHS, start=1)}
_MONTH_NAME = "|".join(rf"{word[:3]}(?:{word[3:]})?" for word in map(str.lower, MONTHS)) + "|sept"
_DAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT_WORDS = {word: n for n, word in enumerate((*_COUNTS, "eleven", "twelve"), start=1)} | {
    "couple of": 2
}

_WHICH = r"(?:(?P<which>last|this|the) )?"
_YEAR = r"(?P<year>[0-9]{4})"
_SEASON = re.compile(
    rf"{_WHICH}(?P<name>{'|'.join(_BEGINS)})(?: (?:of )?{_YEAR}(?:[/-](?:[0-9]{{2}}){{1,2}})?)?"
)
_MONTH = re.compile(rf"{_WHICH}(?P<name>{_MONTH_NAME})(?: (?:of )?{_YEAR})?")
_MONTH_IN_FIGURES = re.compile(rf"(?P<month>[0-9]{{1,2}})[/.-]{_YEAR}|[0-9]{{4}}-[0-9]{{2}}")
_NAMED_DAY = re.compile(rf"{_WHICH}(?P<name>{'|'.join(_DAYS)})(?: {_YEAR})?")
_CALENDAR = re.compile(r"(?P<which>last|previous|this|the) (?P<unit>weekend|week|month|year)")
_PAST = re.compile(
    rf"(?:the )?(?:last|past|previous) (?:(?P<count>[0-9]{{1,3}}|{'|'.join(_COUNT_WORDS)}) )?"
    r"(?P<unit>day|week|fortnight|month|year)s?"
)


class Span(NamedTuple):
    """A first and a last day, both of them in it."""

    first: dt.date
    last: dt.date


def read_span(words: str, today: dt.date) -> Span | None:
    """The days that lower-case words name, or None where they name none.

    A name without a year is the latest such stretch that has begun, with "last" the latest that
    has ended. Seasons are whole months and winter is December to February, named for the year it
    begins in. "last month" is the month before this one; "past month" and "last 6 weeks" end
    today and begin on that day a month, or six weeks, ago. A week begins on Monday. Raises
    ValueError, with a sentence, for what is in no calendar, before 1900 or after 2999.
    """
    if words in ("now", "to date"):
        return Span(today, today)
    readers = (_season, _month, _month_in_figures, _named_day, _calendar, _past, _whole_year)
    for reader in readers:
        if span := reader(words, today):
            return span
    day = read_day(words, today)
    if not day:
        return None
    _check(day.on.year)
    return Span(day.on, day.on)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day some months earlier, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    _check(year)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _check(year: int) -> int:
    if year < EARLIEST_YEAR:
        raise ValueError("Check the year: the diary begins in 1900.")
    if year > LATEST_YEAR:
        raise ValueError("Check the year: it is too far ahead.")
    return year


def _months(year: int, month: int, count: int = 1) -> Span:
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    days = calendar.monthrange(last_year, last_month + 1)[1]
    return Span(dt.date(year, month, 1), dt.date(last_year, last_month + 1, days))


def _that_of(read: re.Match[str], in_year: Callable[[int], Span], today: dt.date) -> Span:
    """The span of the year that is written, or the latest that has begun or ended."""
    if read["year"]:
        return in_year(_check(int(read["year"])))
    ended = read["which"] == "last"
    spans = [in_year(today.year - back) for back in range(3)]
    return next(span for span in spans if (span.last < today if ended else span.first <= today))


def _season(words: str, today: dt.date) -> Span | None:
    read = _SEASON.fullmatch(words)
    return read and _that_of(read, lambda year: _months(year, _BEGINS[read["name"]], 3), today)


def _month(words: str, today: dt.date) -> Span | None:
    read = _MONTH.fullmatch(words)
    return read and _that_of(read, lambda year: _months(year, _MONTHS[read["name"][:3]]), today)


def _month_in_figures(words: str, today: dt.date) -> Span | None:
    read = _MONTH_IN_FIGURES.fullmatch(words)
    if not read:
        return None
    month, year = (read["month"], read["year"]) if read["month"] else reversed(words.split("-"))
    if not 1 <= int(month) <= 12:
        raise ValueError("There is no such month. Write it like 3/2026.")
    return _months(_check(int(year)), int(month))


def _named_day(words: str, today: dt.date) -> Span | None:
    read = _NAMED_DAY.fullmatch(words)
    if not read:
        return None
    month, day = _DAYS[read["name"]]
    return _that_of(read, lambda year: Span(*[dt.date(year, month, day)] * 2), today)


def _calendar(words: str, today: dt.date) -> Span | None:
    read = _CALENDAR.fullmatch(words)
    if not read:
        return None
    back = int(read["which"] in ("last", "previous"))
    if read["unit"] == "year":
        return _months(today.year - back, 1, 12)
    if read["unit"] == "month":
        start = months_before(today.replace(day=1), back)
        return _months(start.year, start.month)
    monday = today - dt.timedelta(today.weekday() + 7 * back)
    if read["unit"] == "week":
        return Span(monday, monday + dt.timedelta(6))
    return _weekend(today, ended=bool(back))


def _weekend(today: dt.date, *, ended: bool) -> Span:
    saturday = today - dt.timedelta((today.weekday() - 5) % 7)
    if ended and saturday + dt.timedelta(1) >= today:
        saturday -= dt.timedelta(7)
    return Span(saturday, saturday + dt.timedelta(1))


def _past(words: str, today: dt.date) -> Span | None:
    read = _PAST.fullmatch(words)
    if not read:
        return None
    written = read["count"] or "1"
    count = _COUNT_WORDS.get(written) or int(written)
    if read["unit"] in ("month", "year"):
        return Span(months_before(today, count * (12 if read["unit"] == "year" else 1)), today)
    days = {"day": 1, "week": 7, "fortnight": 14}[read["unit"]]
    return Span(today - dt.timedelta(count * days), today)


def _whole_year(words: str, today: dt.date) -> Span | None:
    if not re.fullmatch("[0-9]{4}", words):
        return None
    return _months(_check(int(words)), 1, 12)
