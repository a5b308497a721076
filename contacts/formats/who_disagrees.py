"""Whether the name and date of birth in a row are those of the person whose number it has."""

import datetime as dt
from collections.abc import Collection

from contacts.formats import texts

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
_MARKS = str.maketrans(",.;", "   ")


def disagrees(
    name: str,
    born: dt.date | None,
    *,
    names: Collection[tuple[str, str]],
    dates: Collection[dt.date],
) -> bool:
    """Whether a row names somebody else than the person has been called.

    `names` are all a person is called, first and last name each, `dates` what is known of their
    birth. Never raises.
    """
    return is_another_date(born, dates) or is_another_name(name, names)


def is_another_date(born: dt.date | None, dates: Collection[dt.date]) -> bool:
    """What is not said, or not known, disagrees with nothing. Never raises."""
    return bool(born and dates) and born not in dates


def is_another_name(name: str, names: Collection[tuple[str, str]]) -> bool:
    """Whether a name is none that somebody is called by.

    The order of words, case, accents, hyphens, titles and what is in the middle are left aside; an
    initial stands for any name that begins with it. The product's own rule. Never raises.
    """
    said = _words(name)
    if not said or not names:
        return False
    known = {word for first, last in names for word in _words(f"{first} {last}")}
    return not (_all_known(said, known) or any(_all_said(said, *one) for one in names))


def _words(name: str) -> set[str]:
    return {*texts.fold(name.translate(_MARKS)).split()} - _TITLES


def _all_known(said: set[str], known: set[str]) -> bool:
    """At least one of them in full: "D H" is nobody."""
    initials = {word[0] for word in known}
    full = {word for word in said if len(word) > 1}
    return bool(full) and full <= known and said - full <= initials


def _all_said(said: set[str], first: str, last: str) -> bool:
    """Both the first and the last name, whatever stands in the middle."""
    return bool(first and last) and _words(last) <= said and _words(first) <= said
