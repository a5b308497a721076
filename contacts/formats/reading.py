"""One thing read in a note: what it is, its value, the words that say so, and where it stands."""

import datetime as dt
import hashlib
from typing import NamedTuple

KIND, OUTCOME, MINUTES, WHEN, NEXT = "kind", "outcome", "minutes", "when", "next"
PROMISED, ASKED, DONE = "promised", "asked", "done"
FEELS_OFF, STANDING, DECISION = "feels_off", "standing", "decision"
# What is kept beside an entry rather than in it: open until it is closed, or a mark of it.
KEPT_OPEN = frozenset({PROMISED, ASKED, DONE, FEELS_OFF, DECISION})

WRITER, PERSON = "writer", "person"  # who promised


class Promise(NamedTuple):
    """Who will do what; `who` is WRITER or PERSON."""

    who: str
    words: str


class Moment(NamedTuple):
    """A moment in UTC, and whether its time is known; where not it is 00:00 Europe/London."""

    at: dt.datetime
    time_known: bool

    def occurred(self) -> dict[str, dt.datetime | bool]:
        """When something occurred, as an entry has it."""
        return {"occurred_at": self.at, "time_known": self.time_known}


class NewStanding(NamedTuple):
    """Where a person stands now, in the words of models.Standing; `since` where the note says."""

    what: str
    place: str = ""
    reason: str = ""
    since: dt.date | None = None


Value = str | int | Moment | Promise | NewStanding


class Reading(NamedTuple):
    """`said` is shown; `start` and `end` are where in the notes the words are that it rests on.

    A reading that is `proposed` is taken only after a press. One that must be `shown_first` may
    be set without a press, but not before its writer has seen it: an absence.
    """

    what: str
    value: Value
    said: str
    start: int
    end: int
    key: str
    proposed: bool = False
    shown_first: bool = False


def key(what: str, words: str) -> str:
    """What a form calls a reading by: the same for the same words wherever they come to stand.

    A digest, for no word of a note may stand in an address or a browser's storage.
    """
    plain = " ".join(words.casefold().split()).encode("utf-8", "surrogatepass")
    return f"{what}-{hashlib.blake2s(plain, digest_size=6).hexdigest()}"
