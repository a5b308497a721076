"""How the numbers that name a person are typed, and how they are kept."""

import re

from contacts.formats import clock

CRN_PATTERN = r"^[A-Z][0-9]{6}$"
PRISON_NUMBER_PATTERN = r"^[A-Z][0-9]{4}[A-Z]{2}$"
PNC_PATTERN = r"^[0-9]{4}/[0-9]{7}[A-Z]$"

# No I, O or S: they are too easily taken for 1, 0 and 5.
PNC_CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"

_CRN = re.compile(r"[A-Z][0-9]{6}")
_PRISON_NUMBER = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")
_PNC = re.compile(r"([0-9]{2}|[0-9]{4})/([0-9]{1,7})([A-Z])")
_PNC_WITHOUT_SLASH = re.compile(r"[0-9]{3,11}[A-Z]")


def _tidy(typed: str) -> str:
    # Only ASCII is folded: upper() would turn "ß" into "SS" and full-width letters pass as letters.
    trimmed = typed.strip()
    return trimmed.upper() if trimmed.isascii() else trimmed


def read_crn(typed: str) -> str:
    """A CRN as typed, upper-cased and trimmed: " x123456 " is X123456.

    Raises ValueError, with a sentence for the person typing, when it is anything but a
    letter and six digits.
    """
    crn = _tidy(typed)
    if not _CRN.fullmatch(crn):
        raise ValueError("Write a CRN as a letter and six digits, like X123456.")
    return crn


def read_prison_number(typed: str) -> str:
    """A prison (NOMIS) number as typed, upper-cased and trimmed: "a1234bc" is A1234BC.

    Raises ValueError, with a sentence for the person typing, when it has another shape.
    """
    number = _tidy(typed)
    if not _PRISON_NUMBER.fullmatch(number):
        raise ValueError("Write a prison number like A1234BC.")
    return number


def read_pnc(typed: str) -> str:
    """A PNC number as typed, in its one full form: "54/18147w" is 1954/0018147W.

    A year of two digits is the latest such year that is not after this one: in 2026, "26" is 2026
    and "27" is 1927. The check letter cannot settle the century, for it is worked out from the
    last two digits of the year and the seven of the serial number, modulo 23. It does settle
    where the year ends when the slash is left out.
    Raises ValueError, with a sentence, for another shape, a year to come, or a letter that does
    not belong to the number.
    """
    splits = _splits(_tidy(typed))
    if not splits:
        raise ValueError("Write a PNC number like 2012/1234567C.")
    fitting = {pnc for year, serial, check in splits if (pnc := _full_pnc(year, serial, check))}
    if not fitting:
        raise ValueError("Check the PNC number: its year, digits and last letter do not fit.")
    if len(fitting) > 1:
        raise ValueError("Write the PNC number with a slash after the year, like 2012/1234567C.")
    return fitting.pop()


def _splits(tidy: str) -> list[tuple[str, str, str]]:
    """Every way to part what was typed into year, serial number and check letter."""
    if read := _PNC.fullmatch(tidy):
        return [(read[1], read[2], read[3])]
    if not _PNC_WITHOUT_SLASH.fullmatch(tidy):
        return []
    digits, check = tidy[:-1], tidy[-1]
    splits = [(digits[:length], digits[length:], check) for length in (2, 4)]
    return [split for split in splits if 1 <= len(split[1]) <= 7]


def _full_pnc(typed_year: str, typed_serial: str, check: str) -> str | None:
    year, serial = _full_year(typed_year), typed_serial.zfill(7)
    letter = PNC_CHECK_LETTERS[int(f"{year % 100:02d}{serial}") % len(PNC_CHECK_LETTERS)]
    if not 1900 <= year <= clock.today().year or check != letter:
        return None
    return f"{year}/{serial}{check}"


def _full_year(typed: str) -> int:
    if len(typed) == 4:
        return int(typed)
    this_year = clock.today().year
    return this_year - (this_year - int(typed)) % 100
