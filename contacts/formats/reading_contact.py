"""What a note says of the contact it is about: its kind, whether they came, how long, and when."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from contacts.formats import clock, days, met, sightings
from contacts.formats.note_words import PARTS, Note
from contacts.formats.occurred import at_london
from contacts.formats.reading import KIND, MINUTES, OUTCOME, WHEN, Moment, Reading, key
from contacts.formats.reading_lines import read_items
from contacts.formats.reading_opening import Item
from contacts.formats.reading_times import EARLIEST_HOUR

_OPENING_WORDS = 25  # in which a note says that it was by phone instead
_NEAR = 4  # words after its length in which a note may name another day
_DAYS = PARTS["weekday"] | {"yesterday"}
OUTCOMES = {
    "attended": "Attended",
    "attended_not_complied": "Attended, did not comply",
    "did_not_attend": "Did not attend",
    "acceptable_absence": "Acceptable absence",
    "unacceptable_absence": "Unacceptable absence",
}
_REASON_AWAITED = "did_not_attend"
_IN_PERSON = frozenset({"office", "home_visit"})


class _Contact(NamedTuple):
    note: Note
    now: dt.datetime
    names: frozenset[str]
    kind: Item | None


def read_contact(note: Note, now: dt.datetime, taken: dict[int, int]) -> list[Reading]:
    """At most one kind, outcome, length and moment; where the note says two, none.

    `taken` is where words begin and end that are read otherwise. An absence is never read beside
    words of a meeting and has no length, nor is "attended" beside words of a failed visit; both are
    weighed by formats.met. Times are London's, `now` aware.
    """
    items = read_items(note, now, taken)
    kind = _kind(note, _only(items, KIND))
    contact = _Contact(note, now, note.called, kind)
    outcome = _outcome_reading(contact, _only(items, OUTCOME))
    length = None if outcome and outcome.shown_first else _only(items, MINUTES)
    moment = _moment_reading(contact, _only(items, WHEN), _only(items, MINUTES))
    if length and not any(item.what == WHEN for item in items):
        moment = _from_to_today(contact, length, taken)
    found = [_kind_reading(contact), outcome, _length_reading(note, length), moment]
    return [reading for reading in found if reading]


def _only(items: Iterable[Item], what: str) -> Item | None:
    found = [item for item in items if item.what == what]
    values = {item.value for item in found}
    if len(values) > 1 and values <= met.ABSENT:
        found = [item for item in found if item.value != _REASON_AWAITED]  # "DNA. UA, no reason"
        values -= {_REASON_AWAITED}
    return found[0] if len(values) == 1 else None


def _reading(
    note: Note, item: Item, said: str, *, value: Moment | None = None, first: bool = False
) -> Reading:
    start, end = note.starts[item.first], note.ends[item.last - 1]
    by = str(item.value) if item.what != WHEN else note.text[start:end]
    return Reading(
        *(item.what, value or item.value, said, start, end, key(item.what, by)), shown_first=first
    )


def _kind(note: Note, item: Item | None) -> Item | None:
    """An office or home visit that was "done by phone instead" is neither."""
    if item and item.value in _IN_PERSON:
        words = note.words[:_OPENING_WORDS]
        for means, how in pairwise(words):
            if means in PARTS["means"] and how in PARTS["apart"]:
                return None
    return item


def _kind_reading(contact: _Contact) -> Reading | None:
    if not contact.kind:
        return None
    kind = str(contact.kind.value)
    said = met.KINDS[kind]
    if kind in met.APART:
        seen = met.read_seen(kind=kind, outcome="", notes=contact.note.text, names=contact.names)
        said = met.label(kind, seen)  # "Phone, about them"
    return _reading(contact.note, contact.kind, said)


def _outcome_reading(contact: _Contact, item: Item | None) -> Reading | None:
    if not item:
        return None
    outcome = str(item.value)
    absent = outcome in met.ABSENT
    if not (_may_be_absent(contact) if absent else _may_have_come(contact, outcome)):
        return None
    said = OUTCOMES[outcome]
    if outcome == "acceptable_absence" and (why := _reason(contact.note, item)):
        said = f"{said}: {why}"
    return _reading(contact.note, item, said, first=absent)


def _may_be_absent(contact: _Contact) -> bool:
    """Not of a message, nor of a call with somebody else, nor where words say they were seen."""
    if contact.kind and contact.kind.value in met.APART - {"video"}:
        return contact.kind.value == "phone" and not _is_about(contact)
    signs = sightings.read_signs(contact.note.text, contact.names)
    return signs.first(sightings.SEEN, sightings.AT_HOME) is None


def _is_about(contact: _Contact) -> bool:
    notes = contact.note.text
    return met.read_seen(kind="phone", outcome="", notes=notes, names=contact.names) == met.ABOUT


def _may_have_come(contact: _Contact, outcome: str) -> bool:
    """Whom a home visit found, and who a caller is, "attended" does not say."""
    if contact.kind and contact.kind.value != "office":
        return contact.kind.value == "video"
    notes = contact.note.text
    seen = met.read_seen(kind="office", outcome=outcome, notes=notes, names=contact.names)
    return seen == met.MET


def _reason(note: Note, item: Item) -> str:
    words = note.words[item.first : item.last]
    return " ".join(w for w in words if w.isalnum() and w not in PARTS["absence"])


def _length_reading(note: Note, item: Item | None) -> Reading | None:
    if not item:
        return None
    count = f"{item.value} minute{'' if item.value == 1 else 's'}"
    return _reading(note, item, count)


def _moment_reading(contact: _Contact, item: Item | None, length: Item | None) -> Reading | None:
    if not (item and isinstance(item.value, Moment)):
        return None
    moment = item.value
    today, on = clock.london_day(contact.now), clock.london_day(moment.at)
    if length and length.began and not moment.time_known:
        moment = _begun(on, length.began, contact.now) or moment
    typed = contact.note.between(item.first, item.last)
    if not moment.time_known and on == today and not typed.lower().startswith("this"):
        return None  # "today" alone is as good as not said
    as_typed = not moment.time_known and typed.replace(" ", "").isalpha()
    said = typed.lower() if as_typed and on >= today - dt.timedelta(1) else days.day(on, today)
    if moment.time_known:
        said = f"{said} {days.time(moment.at)}"
    return _reading(contact.note, item, said, value=moment)


def _from_to_today(contact: _Contact, length: Item, taken: Iterable[int]) -> Reading | None:
    """ "o/v 10.00-10.50" began at ten, today, where that is over and no other day is near."""
    note, near = contact.note, min([length.last + _NEAR, *taken])
    another = any(word in _DAYS or "/" in word[1:] for word in note.words[:near])
    today = clock.london_day(contact.now)
    if another or not length.began or not isinstance(length.value, int):
        return None
    moment = _begun(today, length.began, contact.now - dt.timedelta(minutes=length.value))
    if not moment:
        return None
    item = Item(WHEN, moment, length.first, length.last)
    return _reading(note, item, f"today {days.time(moment.at)}", value=moment)


def _begun(on: dt.date, began: dt.time, now: dt.datetime) -> Moment | None:
    """ "Yesterday 10.00-10.50" began at ten; a time at night is likelier one of the afternoon."""
    at = at_london(on, began)
    return Moment(at, True) if began.hour >= EARLIEST_HOUR and at <= now else None
