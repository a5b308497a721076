"""Dates as people say them to narrow a list: "last winter", "since March", "1/3 to 14/3"."""

import datetime as dt
import re
from typing import NamedTuple

from contacts.formats.days import MONTHS, short_day
from contacts.formats.spans import Span, read_span

NOT_UNDERSTOOD = 'Write it like "March", "last winter", "since 3/3" or "1 March to 14 March".'
WRONG_WAY_ROUND = "Write the earlier day first."
LONGEST = 80  # characters; nobody needs more to say when

_SAME_SIGN = str.maketrans("\u2018\u2019\u2010\u2011\u2012\u2013\u2014\u2212,", "''------ ")
_LEADING = re.compile(r"(?:in|during|over|on|dated) (?=.)")
_SINCE = re.compile(r"(?:since|from) (?P<span>.+?)(?: onwards| onward| on)?|(?P<on>.+) onwards?")
_AFTER = re.compile(r"after (?P<span>.+)")
_UNTIL = re.compile(r"(?:until|till|up to|to|up until|by) (?:the end of )?(?P<span>.+)")
_BEFORE = re.compile(r"before (?P<span>.+)")
_BETWEEN = re.compile(r"between (?P<first>.+?) (?:and|-|to) (?P<last>.+)")
_FROM_TO = re.compile(r"(?:from )?(?P<first>.+?) (?:to|until|till|up to|through|-) (?P<last>.+)")
_HYPHENED = re.compile(r"(?P<first>[^-]+)-(?P<last>[^-]+)")
_BARE_DAY = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?")


class Period(NamedTuple):
    """From a day, until a day, both of them in it; None where it is open at that end."""

    from_: dt.date | None = None
    until: dt.date | None = None


def read_period(text: str, today: dt.date) -> Period:
    """The days that a text names; nothing typed is a period open at both ends.

    Understands what `read_day_or_period` does, alone, after "since", "from", "after", "until",
    "up to" or "before", and two of them with "to", "-" or "between ... and". The day comes before
    the month. Where the second has no year it is the latest such day; the first is then the latest
    before it. Raises ValueError, always with a sentence that says what to do.
    """
    words = _tidy(text)
    if not words:
        return Period()
    if read := _SINCE.fullmatch(words) or _AFTER.fullmatch(words):
        if not _FROM_TO.fullmatch(words):
            return _open_ended(read, words, today)
    elif read := _UNTIL.fullmatch(words) or _BEFORE.fullmatch(words):
        return _open_ended(read, words, today)
    if span := _span(words, today):
        return Period(*span)
    if read := (
        _BETWEEN.fullmatch(words) or _FROM_TO.fullmatch(words) or _HYPHENED.fullmatch(words)
    ):
        return _both(read["first"].strip(), read["last"].strip(), today)
    raise ValueError(NOT_UNDERSTOOD)


def read_day_or_period(text: str, today: dt.date) -> Period:
    """One stretch of days with both its ends: a day, week, month, season or year.

    "3/3/2026", "3 March", "yesterday", "March", "March 2025", "2025", "last winter",
    "this summer", "last week", "past 3 months". Raises ValueError, always with a sentence that
    says what to do, also where nothing is typed.
    """
    return Period(*_known(_tidy(text), today))


def read_ends(first: str, last: str, today: dt.date) -> Period:
    """A period from two boxes, either of which may be empty: from a day or span, to one.

    "March" in the first is its first day, in the last its last day. Raises ValueError, always with
    a sentence that says what to do.
    """
    start, end = _tidy(first), _tidy(last)
    if start and end:
        return _both(start, end, today)
    return Period(
        _known(start, today).first if start else None, _known(end, today).last if end else None
    )


def said(period: Period, today: dt.date) -> str:
    """A period as dates: "1 December 2025 to 28 February 2026", "since 1 March", "up to 3 March".

    The year is left out where every day said is of this year and has come; what is said is read
    back as the same period.
    """
    ends = [end for end in period if end]
    if not ends:
        return "any day"
    plain = all(end.year == today.year and end <= today for end in ends)
    words = [short_day(end, end if plain else dt.date.min) for end in ends]
    if period.until is None:
        return f"since {words[0]}"
    if period.from_ is None:
        return f"up to {words[0]}"
    return words[0] if period.from_ == period.until else f"{words[0]} to {words[1]}"


def _tidy(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(NOT_UNDERSTOOD)
    plain = text.translate(_SAME_SIGN).lower()
    if not plain.isascii() or "\x00" in plain:
        raise ValueError(NOT_UNDERSTOOD)
    words = " ".join(plain.split()).removesuffix(".")
    return "" if words == "any day" else _LEADING.sub("", words, count=1)


def _span(words: str, today: dt.date) -> Span | None:
    return read_span(words, today) or read_span(words.removeprefix("the "), today)


def _known(words: str, today: dt.date) -> Span:
    span = _span(words, today)
    if not span:
        raise ValueError(NOT_UNDERSTOOD)
    return span


def _open_ended(read: re.Match[str], words: str, today: dt.date) -> Period:
    one_day = dt.timedelta(1)
    named = read.groupdict()
    span = _known(named["span"] or named["on"], today)
    if words.startswith("after"):
        return Period(span.last + one_day, None)
    if words.startswith("before"):
        return Period(None, span.first - one_day)
    if read.re is _UNTIL:
        return Period(None, span.last)
    return Period(span.first, None)


def _both(first: str, last: str, today: dt.date) -> Period:
    end = _known(last, today)
    if bare := _BARE_DAY.fullmatch(first):
        first = f"{bare['day']} {MONTHS[end.last.month - 1].lower()} {end.last.year}"
    start = _known(first, today)
    if start.first > end.last:
        start = _known(first, end.last)
    if start.first > end.last:
        raise ValueError(WRONG_WAY_ROUND)
    return Period(start.first, end.last)
