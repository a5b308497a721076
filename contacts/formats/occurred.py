"""When something happened, as a person types it beside Save: "yesterday 2pm", "3/3 14:30"."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

from contacts.formats import clock
from contacts.formats.day_words import Day, read_day
from contacts.formats.time_words import read_time

NOT_UNDERSTOOD = 'Write it like "14:30", "yesterday 2pm" or "3 March 10:30".'
IN_THE_FUTURE = "Use a time that has already passed."
LONGEST = 60  # characters; nobody needs more to say when

_NOW = frozenset({"", "now", "just now"})
_AGO = re.compile(r"(?P<count>[0-9]{1,3}|an?|half an) (?P<unit>min|hour)(?:ute)?s? ago")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})t([0-9]{2}:[0-9]{2})(?::[0-9]{2})?")


def read_occurred(
    text: str, now: dt.datetime, day: dt.date | None = None
) -> tuple[dt.datetime, bool]:
    """When it happened, in UTC, and whether its time is known.

    Nothing typed is `now` (aware). A day without a time is 00:00 Europe/London of that day, time
    not known; a time without a day is of `day`, today if there is none. All is London time; of an
    hour that the clocks repeat in October the first is meant. Raises ValueError, always with a
    sentence that says what to do, for the future, for what no clock or calendar shows, and for
    what cannot be understood.
    """
    words = tidy(text)
    if words in _NOW:
        return now.astimezone(dt.UTC), True
    if ago := _AGO.fullmatch(words):
        return now.astimezone(dt.UTC) - _ago(ago), True
    today = clock.london_day(now)
    read, time = _read(words, today, day or today)
    on = read.on
    if read.by_weekday and time and on == today and at_london(on, time) > now:
        on -= dt.timedelta(7)
    if on > today:
        raise ValueError(IN_THE_FUTURE)
    at = at_london(on, time or dt.time())
    if at > now:
        raise ValueError(IN_THE_FUTURE)
    return at, time is not None


def tidy(text: str) -> str:
    """What was typed in lower case with single spaces. Raises ValueError for what is no date."""
    if len(text) > LONGEST:
        raise ValueError(NOT_UNDERSTOOD)
    plain = text.replace("\u2019", "'").strip().lower()
    if not plain.isascii() or "\x00" in plain:
        raise ValueError(NOT_UNDERSTOOD)
    plain = _ISO.sub(r"\1 \2", plain).replace(",", " ")
    return " ".join(plain.split())


def _ago(read: re.Match[str]) -> dt.timedelta:
    count = {"a": 1.0, "an": 1.0, "half an": 0.5}.get(read["count"]) or float(read["count"])
    return dt.timedelta(minutes=count) if read["unit"] == "min" else dt.timedelta(hours=count)


def _read(words: str, today: dt.date, day: dt.date) -> tuple[Day, dt.time | None]:
    """A time alone, or the day and the time in either order, the longest day first."""
    if time := read_time(words.removeprefix("at ")):
        return Day(day), time
    return read_day_and_time(words, today, read_day)


def read_day_and_time(
    words: str, today: dt.date, reader: Callable[[str, dt.date], Day | None]
) -> tuple[Day, dt.time | None]:
    """The day, as `reader` reads it, and the time, if any. Raises ValueError with a sentence."""
    wrong: ValueError | None = None
    for day_words, time_words in _parted(words.split()):
        try:
            found = _day_and_time(day_words, time_words, today, reader)
        except ValueError as error:
            wrong = wrong or error
        else:
            if found:
                return found
    raise wrong or ValueError(NOT_UNDERSTOOD)


def _parted(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    yield words, []
    for cut in range(len(words) - 1, 0, -1):
        yield words[:cut], words[cut:]
        yield words[cut:], words[:cut]


def _day_and_time(
    day_words: list[str],
    time_words: list[str],
    today: dt.date,
    reader: Callable[[str, dt.date], Day | None],
) -> tuple[Day, dt.time | None] | None:
    if time_words and "at" in (time_words[0], day_words[-1]):
        time_words = time_words[1:] if time_words[0] == "at" else time_words
        day_words = day_words[:-1] if day_words[-1] == "at" else day_words
    time = read_time(" ".join(time_words), with_day=True) if time_words else None
    if time_words and time is None:
        return None
    day = reader(" ".join(word for word in day_words if word != "on"), today)
    if day and day.late and time and time.hour < 12:
        raise ValueError(NOT_UNDERSTOOD)
    return (day, time) if day else None


def at_london(on: dt.date, time: dt.time) -> dt.datetime:
    """The moment, in UTC, of a London day and time. Raises ValueError where clocks skipped it."""
    local = dt.datetime.combine(on, time, clock.LONDON)
    at = local.astimezone(dt.UTC)
    if at.astimezone(clock.LONDON).time() != time:
        raise ValueError(
            f"{time:%H:%M} did not happen that night: the clocks went forward. Check the time."
        )
    return at
