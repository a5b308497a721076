"""A time of day as people write it: "14:30", "1430", "2pm", "half past two", "noon"."""

import datetime as dt
import re

NO_SUCH_TIME = 'There is no such time. Write it like "14:30" or "2pm".'

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_IN_WORDS = {word: hour for hour, word in enumerate((*_HOURS, "eleven", "twelve"), start=1)}
_NAMED = {"noon": dt.time(12), "midday": dt.time(12), "12 noon": dt.time(12)}
_HALF_DAY = r" ?(?:(?P<half>[ap])\.?m\.?)?"
_HOUR_WORD = rf"(?P<hour>[0-9]{{1,2}}|{'|'.join(_IN_WORDS)})"
_FIGURES = re.compile(rf"(?P<hour>[0-9]{{1,2}})[:.](?P<minute>[0-9]{{2}}){_HALF_DAY}")
_UNBROKEN = re.compile(rf"(?P<hour>[0-9]{{1,2}})(?P<minute>[0-9]{{2}}){_HALF_DAY}")
_PARTED = re.compile(rf"(?P<part>half|quarter) (?P<side>past|to) {_HOUR_WORD}{_HALF_DAY}")
_WHOLE = re.compile(rf"{_HOUR_WORD}(?P<clock> o'?clock)?{_HALF_DAY}")


def read_time(words: str, *, with_day: bool = False) -> dt.time | None:
    """The time that lower-case words name, or None where they name none.

    In figures with minutes it is the 24-hour clock. An hour alone ("9", "half past two") without
    am or pm is read as of the working day, 07:00 to 18:59; a bare figure only `with_day`, since
    alone it might be a date. Raises ValueError, with a sentence, for a time that no clock shows.
    """
    if words in _NAMED:
        return _NAMED[words]
    if read := _FIGURES.fullmatch(words) or _UNBROKEN.fullmatch(words):
        return _clock(int(read["hour"]), int(read["minute"]), read["half"])
    if read := _PARTED.fullmatch(words):
        return _parted(read)
    read = _WHOLE.fullmatch(words)
    if read is None or not (with_day or read["half"] or read["clock"]):
        return None
    return _clock(_hour(read), 0, read["half"])


def _parted(read: re.Match[str]) -> dt.time | None:
    hour, minutes = _hour(read), 30 if read["part"] == "half" else 15
    if read["side"] == "to":
        if minutes == 30 or (hour == 12 and read["half"]):
            return None  # "quarter to 12pm" is as often meant before noon as before midnight
        hour, minutes = (hour - 1 or 12) if hour <= 12 and read["half"] else hour - 1, 45
    return _clock(hour, minutes, read["half"])


def _hour(read: re.Match[str]) -> int:
    hour = _IN_WORDS.get(read["hour"]) or int(read["hour"])
    if read["half"] is None and 1 <= hour <= 6:
        return hour + 12
    return hour


def _clock(hour: int, minute: int, half: str | None) -> dt.time:
    if half and hour <= 12:
        if hour == 0:
            raise ValueError(NO_SUCH_TIME)
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half == "a":
        raise ValueError(NO_SUCH_TIME)
    if not (0 <= hour < 24 and minute < 60):
        raise ValueError(NO_SUCH_TIME)
    return dt.time(hour, minute)
