"""One entry on its own page: how it reads now, and everything it was."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Q

from contacts.formats import clock, mask
from contacts.formats.differences import compared
from contacts.models import Contact, State, User
from contacts.queries.entry import Entry, entries

NEAR = dt.timedelta(hours=36)  # between two entries of which somebody may say that they are one
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
    differs: bool  # any of these says what another does not
    near: list[Entry]  # other entries of about then, newest first
    joined_to: int | None
    replaceable: bool
    sensitive: bool  # by any record of the event
    saved: Later | None
    parted: Entry | None  # the one that was just parted from it


def one_contact(*, contact: Contact, viewer: User, saved: str = "", parted: str = "") -> OneContact:
    """Everything there is about one entry, in a constant number of statements.

    `saved` is the id of the amendment of which an address says that it was just saved, `parted`
    that of the entry just parted from it.
    """
    beside = _beside(contact)
    shown = entries([contact.pk, *beside.joined, *beside.near], today=clock.today())
    by_id = {one.id: one for one in shown}
    own, *joined = _compared([by_id[one] for one in (contact.pk, *beside.joined)])
    return OneContact(
        entry=own,
        joined=joined,
        differs=any(part.own for one in (own, *joined) for part in one.compared),
        near=[one for one in shown if one.id in beside.near],
        joined_to=contact.lead_id if contact.state == State.JOINED else None,
        replaceable=contact.replaceable_by(viewer),
        sensitive=_sensitive(contact),
        saved=_later(contact, saved) if saved else None,
        parted=next(
            (one for one in shown if str(one.id) == parted and one.id in beside.near), None
        ),
    )


class _Beside(NamedTuple):
    """The contacts that stand on an entry's page beside it, by their ids."""

    joined: list[int]
    near: set[int]


def _beside(contact: Contact) -> _Beside:
    at = contact.occurred_at
    near = Q(state=State.SHOWN, occurred_at__range=(at - NEAR, at + NEAR)) & ~Q(pk=contact.pk)
    if contact.state != State.SHOWN:
        near = Q(pk=None)
    joined = Q(state=State.JOINED, lead=contact)
    found = contact.person.contacts.filter(joined | near)
    rows = list(found.order_by("occurred_at", "pk").values_list("pk", "lead", "occurred_at"))
    others = sorted((abs(when - at), pk) for pk, lead, when in rows if lead is None)
    return _Beside([pk for pk, lead, _ in rows if lead], {pk for _, pk in others[:MOST]})


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
