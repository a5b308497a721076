"""What somebody types to find a person: a number that names one, a date of birth, or a name."""

import datetime as dt
import re
from dataclasses import dataclass

from contacts.formats import identifiers, texts
from contacts.formats.day_words import EARLIEST_YEAR
from contacts.formats.days import MONTHS

MOST_WORDS = 6

_CANNOT_BE_ASKED = re.compile("[\x00\ud800-\udfff]")
_BORN = re.compile(r"(?:\bd\.?o\.?b\b\.?:?|\bborn\b:?)", re.IGNORECASE)
_IN_FIGURES = re.compile(
    r"(?<![0-9/.-])(?:(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)"
    r"(?P<year>[0-9]{4}|[0-9]{2})|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}))(?![0-9/.-])"
)
_MONTHS = [word[:3].lower() for word in MONTHS]
_IN_WORDS = re.compile(
    rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<name>{'|'.join(_MONTHS)})[a-z]*,? "
    r"(?P<year>[0-9]{4})\b",
    re.IGNORECASE,
)
_READERS = (
    ("crn", identifiers.read_crn),
    ("prison_number", identifiers.read_prison_number),
    ("pnc", identifiers.read_pnc),
)


@dataclass(frozen=True)
class Wanted:
    """Who is looked for: every part that is set must fit; nothing set looks for nobody."""

    crn: str = ""
    prison_number: str = ""
    pnc: str = ""
    date_of_birth: dt.date | None = None
    words: tuple[str, ...] = ()  # of the name, as `texts.fold` folds them, in any order

    def __bool__(self) -> bool:
        return self != Wanted()

    @property
    def has_number(self) -> bool:
        """Whether a CRN, prison number or PNC is given, which names one person alone."""
        return bool(self.crn or self.prison_number or self.pnc)


def read_wanted(text: str, today: dt.date) -> Wanted:
    """Who a search box asks for: "x482913", "A1234BC", "54/18147w", "12/4/1991", "leary sian".

    A number stands anywhere among other words and may have spaces in it where it is typed alone;
    a PNC whose letter does not fit is no PNC. A date of birth is day first, its year in full or of
    two digits (then the latest such day that has come). What is left is the name, at most six
    words of it. Never raises.
    """
    plain = " ".join(_CANNOT_BE_ASKED.sub(" ", text).split())
    words: list[str] = []
    numbers = _number(plain.replace(" ", ""))
    born, rest = (None, "") if numbers else _birth(plain, today)
    for written in rest.split():
        number = _number(written.strip(".,;:()[]\"'"))
        if number and not numbers.keys() & number.keys():
            numbers |= number
        else:
            words += _name_words(written)
    return Wanted(
        crn=numbers.get("crn", ""),
        prison_number=numbers.get("prison_number", ""),
        pnc=numbers.get("pnc", ""),
        date_of_birth=born,
        words=tuple(dict.fromkeys(words))[:MOST_WORDS],
    )


def no_such_day(text: str) -> str:
    """What to say of a date of birth that is in no calendar: "There is no 31 February."

    Empty where there is none such; a date of another shape is no date of birth. Never raises.
    """
    plain = " ".join(_CANNOT_BE_ASKED.sub(" ", text).split())
    for pattern in (_IN_FIGURES, _IN_WORDS):
        for read in pattern.finditer(plain):
            if sentence := _not_in_a_calendar(read.groupdict()):
                return sentence
    return ""


def _not_in_a_calendar(read: dict[str, str | None]) -> str:
    year, month, day = _parts(read)
    if not 1 <= month <= 12:
        return "There is no such month. Write the day first, like 25/3/1991."
    try:
        # Of a year of two digits only the day of the month can be wrong: 2000 was a leap year.
        dt.date(year if year >= 1000 else 2000, month, day)
    except ValueError:
        in_year = f" {year}" if (day, month) == (29, 2) else ""
        return f"There is no {day} {MONTHS[month - 1]}{in_year}."
    return ""


def _parts(read: dict[str, str | None]) -> tuple[int, int, int]:
    """The year, month and day of a date as it is written."""
    if iso := read.get("iso"):
        year, month, day = map(int, iso.split("-"))
        return year, month, day
    name = (read.get("name") or "")[:3].lower()
    month = _MONTHS.index(name) + 1 if name else int(read["month"] or 0)
    return int(read["year"] or 0), month, int(read["day"] or 0)


def _number(written: str) -> dict[str, str]:
    for name, read in _READERS:
        try:
            return {name: read(written)}
        except ValueError:
            continue
    return {}


def _birth(plain: str, today: dt.date) -> tuple[dt.date | None, str]:
    """The date of birth in a text, and the text without it."""
    for pattern in (_IN_FIGURES, _IN_WORDS):
        for read in pattern.finditer(plain):
            if born := _date(read.groupdict(), today):
                rest = f"{plain[: read.start()]} {plain[read.end() :]}"
                return born, _BORN.sub(" ", rest)
    return None, plain


def _date(read: dict[str, str | None], today: dt.date) -> dt.date | None:
    try:
        _, month, day = _parts(read)
        iso = read.get("iso") or ""
        born = _day(day, month, iso[:4] or read["year"] or "", today)
    except ValueError:
        return None
    return born if born.year >= EARLIEST_YEAR and born <= today else None


def _day(day: int, month: int, year: str, today: dt.date) -> dt.date:
    if len(year) == 4:
        return dt.date(int(year), month, day)
    century = today.year // 100 * 100
    to_come = (int(year), month, day) > (today.year % 100, today.month, today.day)
    return dt.date(int(year) + century - 100 * to_come, month, day)


def _name_words(written: str) -> list[str]:
    words = texts.fold(written).split()
    kept = ("".join(letter for letter in word if letter.isalnum()) for word in words)
    return [word for word in kept if word]
