"""One entry on its own page: how it reads now, and everything it was."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Q

from contacts.formats import clock, mask
from contacts.formats.differences import compared
from contacts.models import Contact, State, User
from contacts.queries.entry import Entry, entries

NEAR = dt.timedelta(hours=36)  # between two entries of which somebody may say that they are one
# What the records of one event may say differently, in the words of the page.
OF_WHICH = {"outcome": "outcome", "kind": "kind", "occurred_at": "time", "minutes": "length"}
MOST = 30  # entries offered to choose among, the nearest


@dataclass(frozen=True)
class Later:
    """What a page says of the words that were just added to an entry or put in its place."""

    replaced: bool
    unmatched: str  # what their brackets withhold that may not have been meant, in a sentence


@dataclass(frozen=True)
class OneContact:
    """An entry, and the other records of the same event in full."""

    entry: Entry
    joined: list[Entry]
    differ: str  # "Outcome and time differ.", or that they say the same
    marked: bool  # words that one of these alone has
    near: list[Entry]  # other entries of about then, newest first
    joined_to: int | None
    replaceable: bool
    sensitive: bool  # by any record of the event
    saved: Later | None


def one_contact(*, contact: Contact, viewer: User, saved: str = "") -> OneContact:
    """Everything there is about one entry, in a constant number of statements.

    `saved` is the id of the amendment of which an address says that it was just saved.
    """
    beside = _beside(contact)
    shown = entries([contact.pk, *beside.joined, *beside.near], today=clock.today())
    by_id = {one.id: one for one in shown}
    own, *joined = _compared([by_id[one] for one in (contact.pk, *beside.joined)])
    return OneContact(
        entry=own,
        joined=joined,
        differ=_differ([own, *joined], beside.said),
        marked=_marked([own, *joined]),
        near=[one for one in shown if one.id in beside.near],
        joined_to=contact.lead_id if contact.state == State.JOINED else None,
        replaceable=contact.replaceable_by(viewer),
        sensitive=_sensitive(contact),
        saved=_later(contact, saved) if saved else None,
    )


class _Beside(NamedTuple):
    """The contacts that stand on an entry's page beside it, by their ids, and what its records say.

    Of each of OF_WHICH what was said of it, each thing once.
    """

    joined: list[int]
    near: set[int]
    said: dict[str, set[Any]]


def _beside(contact: Contact) -> _Beside:
    at = contact.occurred_at
    near = Q(state=State.SHOWN, occurred_at__range=(at - NEAR, at + NEAR)) & ~Q(pk=contact.pk)
    if contact.state != State.SHOWN:
        near = Q(pk=None)
    joined = Q(state=State.JOINED, lead=contact)
    found = contact.person.contacts.filter(joined | near).order_by("occurred_at", "pk")
    rows = list(found.only("person", "lead", *OF_WHICH))
    others = sorted((abs(one.occurred_at - at), one.pk) for one in rows if one.lead_id is None)
    records = [contact, *(one for one in rows if one.lead_id)]
    said = {name: {getattr(one, name) for one in records} - {"", None} for name in OF_WHICH}
    return _Beside([one.pk for one in records[1:]], {pk for _, pk in others[:MOST]}, said)


def _differ(records: list[Entry], said: dict[str, set[Any]]) -> str:
    """What the records of an event say differently of it: what is not said is not different."""
    differing = [called for name, called in OF_WHICH.items() if len(said[name]) > 1]
    differing += ["notes"] if _marked(records) else []
    later = {tuple(sorted(added.notes for added in one.additions)) for one in records}
    differing += ["what was added later"] if len(later) > 1 else []
    if not differing:
        return "All of them say the same."
    *some, last = differing
    words = f"{', '.join(some)} and {last}" if some else last
    return f"{words.capitalize()} differ{'' if some or last == 'notes' else 's'}."


def _marked(records: list[Entry]) -> bool:
    return any(part.own for one in records for part in one.compared)


def _compared(records: list[Entry]) -> list[Entry]:
    """Each with what it alone says: an entry beside all the others, each of them beside it."""
    if len(records) == 1:
        return records
    said = [[one.notes, *(later.notes for later in one.additions)] for one in records]
    of_others = [words for texts in said[1:] for words in texts]
    beside = [of_others, *([said[0]] * len(said[1:]))]
    return [
        replace(one, compared=compared(one.notes, texts), plain=False)
        for one, texts in zip(records, beside, strict=True)
    ]


def _sensitive(contact: Contact) -> bool:
    """Whether any record of the event is: whoever says so of one says it of what happened."""
    lead = contact.lead_id or contact.pk
    of_the_event = Q(pk=lead) | Q(lead=lead, state=State.JOINED)
    return Contact.objects.filter(of_the_event, sensitive=True).exists()


def _later(contact: Contact, id: str) -> Later | None:
    written = next((one for one in contact.amendments.all() if str(one.pk) == id), None)
    if written is None or contact.state != State.SHOWN:
        return None
    words = contact.notes_that_stand if written.replaces else written.notes
    return Later(replaced=written.replaces, unmatched=mask.unmatched(words))
