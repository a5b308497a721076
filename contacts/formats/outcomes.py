"""What the types and outcomes of nDelius and NOMIS are in the diary's words.

Three tables hold the phrases: `outcome_phrases.csv`, `kind_phrases.csv`, and
`automatic_headings.csv` of what a system writes by itself. They come from the public code of the
national systems and of services beside them, with what people write in tables of their own. A
phrase is read whole or not at all: "Attended hospital" is not "Attended".
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

PARTED = " - "  # between the parts of a heading

_LONGEST = 100  # characters; no phrase is longer, and notes that stray here are not kept in memory
# Systems differ in dashes, slashes, brackets and capitals, and in nothing else that means nothing.
_SIGNS = re.compile("[-_\u2010-\u2015/()\\[\\],.:;\\s]+")
# National Standards: what had to be offered, not what happened.
_NATIONAL_STANDARDS = re.compile(r" (?:non )?ns$")


def _table(name: str, column: str) -> dict[str, str]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return {_key(next(iter(row.values()))): row[column] for row in csv.DictReader(table)}


def _key(phrase: str) -> str:
    return _NATIONAL_STANDARDS.sub("", _SIGNS.sub(" ", phrase).strip().casefold())


_OUTCOMES = _table("outcome_phrases.csv", "outcome")
_KINDS = _table("kind_phrases.csv", "kind")
_AUTOMATIC = frozenset(_table("automatic_headings.csv", "made_by"))


def read_outcome(phrase: str) -> str:
    """What a source's phrase is in the diary: "Attended - Failed to comply" attended_not_complied.

    One of attended, attended_not_complied, did_not_attend, acceptable_absence,
    unacceptable_absence, rearranged, or "" for anything else: that stays in the heading as it is.
    """
    return _outcome(phrase) if len(phrase) <= _LONGEST else ""


def read_kind(type: str, subtype: str = "") -> str:
    """How a contact of such a type was: "Planned Video Contact (NS)" is video.

    One of office, home_visit, phone, video, message, other, or "" where the type does not tell.
    The subtype goes before the type, which goes for those of its subtypes that do not tell.
    """
    if len(type) > _LONGEST or len(subtype) > _LONGEST:
        return ""
    return (_kind(subtype) if subtype else "") or _kind(type)


def is_automatic(heading: str) -> bool:
    """Whether a system writes rows under this heading by itself.

    Such a row without notes and outcome is folded to one line a day; whether it has none is for
    the caller to see.
    """
    return len(heading) <= _LONGEST and _is_automatic(heading)


def heading(type: str, subtype: str = "", outcome: str = "") -> str:
    """What a source called a contact, word for word: "Office visit - Attended - Complied".

    Parts that are empty are left out, and so is one that only repeats the part before it.
    """
    parts: list[str] = []
    for part in (type.strip(), subtype.strip(), outcome.strip()):
        if part and part not in parts[-1:]:
            parts.append(part)
    return PARTED.join(parts)


@lru_cache(maxsize=2048)
def _outcome(phrase: str) -> str:
    return _OUTCOMES.get(_key(phrase), "")


@lru_cache(maxsize=2048)
def _kind(phrase: str) -> str:
    return _KINDS.get(_key(phrase), "")


@lru_cache(maxsize=2048)
def _is_automatic(heading: str) -> bool:
    return _key(heading) in _AUTOMATIC
