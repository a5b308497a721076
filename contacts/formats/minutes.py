"""How long a contact took, as people write it: "45m", "1h10", "10.00-10.50", "half an hour"."""

import re

NOT_UNDERSTOOD = 'Write how long it took like "45", "1h10" or "10.00-10.50".'
DAY = 24 * 60

_WORDS = {
    "half an hour": 30,
    "half hour": 30,
    "quarter of an hour": 15,
    "an hour": 60,
    "hour and a half": 90,
    "an hour and a half": 90,
    "three quarters of an hour": 45,
    "one hour": 60,
    "two hours": 120,
    "a quarter of an hour": 15,
}
_MINUTES = r"m|mins?|minutes?"
_ALONE = re.compile(rf"(?P<minutes>[0-9]{{1,4}}) ?(?:{_MINUTES})?")
_HOURS = re.compile(
    r"(?P<hours>[0-9]{1,2})(?P<part>\.5|\.25|\.75)? ?(?:h|hrs?|hours?)"
    rf"(?: ?(?:and )?(?P<minutes>[0-9]{{1,2}}) ?(?:{_MINUTES})?)?"
)
_TIME = r"([0-9]{1,2})[:.]?([0-9]{2})"
_FROM_TO = re.compile(rf"{_TIME} ?(?:-|to|until) ?{_TIME}")
_PARTS = {None: 0, ".25": 15, ".5": 30, ".75": 45}


def read_minutes(text: str) -> int | None:
    """Whole minutes, 1 to 1,440, or None where nothing is typed. A bare number is minutes.

    From one time to another is on the 24-hour clock, over midnight if the second is the earlier.
    Raises ValueError, with a sentence, for zero, more than a day, or what cannot be
    understood.
    """
    words = " ".join(text.replace("\u2013", "-").lower().split())
    if not words:
        return None
    if not words.isascii():
        raise ValueError(NOT_UNDERSTOOD)
    minutes = _read(words)
    if minutes is None:
        raise ValueError(NOT_UNDERSTOOD)
    if minutes == 0:
        raise ValueError("Leave the length empty if it took no time.")
    if minutes > DAY:
        raise ValueError("Write a length of at most 24 hours.")
    return minutes


def _read(words: str) -> int | None:
    if words in _WORDS:
        return _WORDS[words]
    if read := _ALONE.fullmatch(words):
        return int(read["minutes"])
    if read := _HOURS.fullmatch(words):
        if read["part"] and read["minutes"]:
            return None
        return int(read["hours"]) * 60 + _PARTS[read["part"]] + int(read["minutes"] or 0)
    if read := _FROM_TO.fullmatch(words):
        return _between(*map(int, read.groups()))
    return None


def _between(hour: int, minute: int, end_hour: int, end_minute: int) -> int | None:
    if max(hour, end_hour) > 23 or max(minute, end_minute) > 59:
        return None
    return (end_hour * 60 + end_minute - hour * 60 - minute) % DAY
