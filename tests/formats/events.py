"""Records of events for tests, written in a few words."""

import datetime as dt
import re

from contacts.formats import clock
from contacts.formats.same_event import Record

WORDS = "seen at eastgate with his mother, who wants him home; work starts on monday at the depot"
_WRITTEN = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|$)")
_REPEATED = re.compile(r"([AB])\*([0-9]+)")


def record(id: int = 1, **said: str) -> Record:
    """A record of 10:00 on 1 March 2026; `text` may hold A*80, a word of that length."""
    time = said.pop("time", "10:00")
    day = dt.date(2026, 3, int(said.pop("day", "1")))
    at = dt.datetime.combine(day, dt.time.fromisoformat(time or "00:00"), clock.LONDON)
    text = _REPEATED.sub(lambda found: found[1].lower() * int(found[2]), said.pop("text", WORDS))
    told = {"source": "", "foreign_id": "", "other_id": "", "author": "", "kind": "", "outcome": ""}
    return Record(
        id=id,
        digest=id.to_bytes(8) if said.get("source") else b"",
        mentions=frozenset(int(one) for one in said.pop("mentions", "").split("+") if one),
        occurred_at=at.astimezone(dt.UTC),
        time_known=bool(time),
        written_at=None,
        seen=said.pop("seen", "not_known"),
        text=text,
        common=bool(said.pop("common", "")),
        **(told | said),
    )


def read(id: int, written: str, source: str = "nDelius") -> Record:
    """A record as a table has it, "source=NOMIS time=10:15 text=seen at home"."""
    said = dict(_WRITTEN.findall(written))
    return record(id, **({"source": source} | said))
