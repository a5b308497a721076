"""Whether two records of one person are of the same event, as far as that can be told from them.

To join two events wrongly is the worst that can be done here: whatever leaves a doubt is asked of
somebody who knows the person, and whatever leaves more than that is not even asked.
"""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from contacts.formats import clock, met
from contacts.formats.attendance import came, stayed_away
from contacts.formats.canonical import SHORTEST, holds

JOINED, PROPOSED, FOLDED, NOTHING = "joined", "proposed", "folded", "nothing"

WITHIN = dt.timedelta(hours=36)  # for anything to be asked
APART = dt.timedelta(hours=2)  # between starts that may be one

# How surely a pair is one event: by an id, by the same words, by words that are in the other's.
BY_ID, BY_WORDS, BY_PART = 3, 2, 1

_LONG = 80  # characters that say enough to be found inside others, or to be folded
_SHORTEST_KEPT = 4  # characters of an id that one system keeps of another's record
_SHORTEST_SHARED = 6  # shorter ids are numbers that two systems may well both have given
_SHINGLE, _OVERLAP = 5, 0.6  # words; share of the shorter text's
_TOKENS = 90  # of 100
_MUCH_LONGER = 4  # times: most words of a short text stand somewhere in so long a one


class Record(NamedTuple):
    """One record of what happened, from another system or typed here, as it is compared."""

    id: int  # of the contact
    source: str  # the system's name; empty for what was typed here
    foreign_id: str
    other_id: str  # the id of another system's record that this one names
    digest: bytes  # of the row of its source; empty for what was typed here
    mentions: frozenset[int]  # ids of contacts that its words name
    occurred_at: dt.datetime  # aware
    time_known: bool
    written_at: dt.datetime | None
    author: str
    kind: str
    outcome: str
    seen: str  # one of met.ANSWERS, from its own words
    text: str  # canonical
    common: bool  # the text stands in three people's records, or three times in this person's


def verdict(one: Record, other: Record) -> str:
    """JOINED, PROPOSED, FOLDED or NOTHING for two records of one person, whichever comes first.

    Joined by an id that one keeps of the other or both of a third, by a reference to the other, by
    the same words (40 characters or more), or by words of 80 characters or more that stand whole
    in the other's; but never what `never` keeps apart, nor by words that are said too often. What
    is like that, or alike in five-word runs (0.6 of the shorter's) or words (90 of 100 by
    rapidfuzz's token set ratio), within 36 hours, is proposed. Two rows of one system are folded
    or nothing to each other; two records typed here are at most proposed. Never raises.
    """
    if is_fold(one, other):
        return FOLDED
    if one.source and one.source == other.source:
        return NOTHING
    if strength(one, other):
        return JOINED
    return PROPOSED if _is_likely(one, other) else NOTHING


def strength(one: Record, other: Record) -> int:
    """How surely two records are one, BY_ID most of all; 0 where they do not join by themselves."""
    if never(one, other):
        return 0
    if _by_id(one, other):
        return BY_ID
    short, long = _by_length(one, other)
    if len(short.text) < SHORTEST or one.common or other.common or _call_and_message(one, other):
        return 0
    if short.text == long.text:
        return BY_WORDS
    return BY_PART if len(short.text) >= _LONG and holds(long.text, short.text) else 0


def never(one: Record, other: Record) -> bool:
    """Whether two records may not be joined unless somebody says so, whatever ids and words say.

    Not if of different London days, begun more than two hours apart where both times are known, of
    different outcomes (none is not different), in person and by phone, come and not come; nor
    two rows of one system, nor two records typed here. Rows that were copied out of one entry, as
    parts of long notes are, may both be joined to it.
    """
    return (one.source == other.source and not _of_one_entry(one, other)) or _differ(one, other)


def is_fold(one: Record, other: Record) -> bool:
    """Whether one system has one text twice: by one author, of one start, 80 characters or more.

    Where only the day is known, kind or outcome has to differ: a note of two failed visits on one
    day may well be the same, and is then not one text under two types.
    """
    return (
        bool(one.source)
        and (one.source, one.author, one.occurred_at, one.time_known, one.text)
        == (other.source, other.author, other.occurred_at, other.time_known, other.text)
        and len(one.text) >= _LONG
        and (one.time_known or (one.kind, one.outcome) != (other.kind, other.outcome))
    )


def _differ(one: Record, other: Record) -> bool:
    if one.outcome and other.outcome and one.outcome != other.outcome:
        return True
    return _times_differ(one, other) or _means_differ(one, other) or _means_differ(other, one)


def _by_id(one: Record, other: Record) -> bool:
    if _keeps(one, other) or _keeps(other, one):
        return True
    if one.other_id == other.other_id and _tells(one.other_id, _SHORTEST_SHARED):
        return True
    if one.foreign_id == other.foreign_id and _tells(one.foreign_id, _SHORTEST_SHARED):
        return True
    return _names(one, other) or _names(other, one)


def _keeps(one: Record, other: Record) -> bool:
    """Whether one names the other by the id that it has in its own system."""
    return one.other_id == other.foreign_id and _tells(one.other_id, _SHORTEST_KEPT)


def _tells(id: str, fewest: int) -> bool:
    """Whether an id is more than what people put where there is none: "0", "N/A", "000000"."""
    return len(id) >= fewest and len(set(id)) > 1 and any(map(str.isdigit, id))


def _names(one: Record, other: Record) -> bool:
    """Whether one came from elsewhere with the reference of the other, and of nothing else.

    What is typed here names another entry to speak of it; a list of references names no one.
    """
    return bool(one.source) and one.mentions == {other.id}


def _of_one_entry(one: Record, other: Record) -> bool:
    return bool(one.source) and len(one.mentions) == 1 and one.mentions == other.mentions


def _times_differ(one: Record, other: Record) -> bool:
    if one.occurred_at == other.occurred_at:
        return False
    between = abs(one.occurred_at - other.occurred_at)
    if one.time_known and other.time_known and between > APART:
        return True
    return between > WITHIN or _day(one) != _day(other)


def _means_differ(one: Record, other: Record) -> bool:
    if one.kind in met.APART and (other.kind in met.IN_PERSON or other.seen == met.MET):
        return True
    return came(one) and stayed_away(other)


def _call_and_message(one: Record, other: Record) -> bool:
    """A call and the e-mail that repeats it are two, and their words may be the same."""
    kinds = {one.kind, other.kind}
    return "message" in kinds and bool(kinds & {"phone", "video"})


def _is_likely(one: Record, other: Record) -> bool:
    """Whether somebody who knows the person should be asked."""
    typed = not (one.source or other.source)
    if not typed and (_keeps(one, other) or _keeps(other, one)):
        return True
    if not _near(one, other):
        return False
    if not typed and (_by_id(one, other) or _among(one, other)):
        return True
    often = one.common or other.common
    if (often and typed) or ((often or typed) and _differ(one, other)):
        return False
    return _alike(one.text, other.text)


def _among(one: Record, other: Record) -> bool:
    """Whether one came from elsewhere and the other is of several entries that it names."""
    named = other.id in one.mentions and one.source
    return bool(named or (one.id in other.mentions and other.source))


def _near(one: Record, other: Record) -> bool:
    """Within 36 hours; where a time is not known, on one day or the next."""
    if one.time_known and other.time_known:
        return abs(one.occurred_at - other.occurred_at) <= WITHIN
    return abs((_day(one) - _day(other)).days) <= 1


def _day(record: Record) -> dt.date:
    return clock.london_day(record.occurred_at)


def _alike(one: str, other: str) -> bool:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < SHORTEST:
        return False
    if short == long or _overlap(short, long) >= _OVERLAP:
        return True
    if len(short) < _LONG or len(long) > _MUCH_LONGER * len(short):
        return False
    return fuzz.token_set_ratio(short, long, score_cutoff=_TOKENS) >= _TOKENS


def _overlap(one: str, other: str) -> float:
    """The runs of five words that two texts share, as a part of those of the one with fewer."""
    runs, others = _runs(one), _runs(other)
    fewer = min(len(runs), len(others))
    return len(runs & others) / fewer if fewer else 0.0


@lru_cache(maxsize=512)  # a text is compared with each of those around it, one after another
def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def _by_length(one: Record, other: Record) -> tuple[Record, Record]:
    return (one, other) if len(one.text) <= len(other.text) else (other, one)
