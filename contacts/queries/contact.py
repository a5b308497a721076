"""One entry on its own page: how it reads now, and everything it was."""

from dataclasses import dataclass

from django.db.models import Q

from contacts.formats import clock, mask
from contacts.models import Contact, State, User
from contacts.queries.entry import Entry, entries


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
    joined_to: int | None
    replaceable: bool
    sensitive: bool  # by any record of the event
    saved: Later | None


def one_contact(*, contact: Contact, viewer: User, saved: str = "") -> OneContact:
    """Everything there is about one entry, in a constant number of statements.

    `saved` is the id of the amendment of which an address says that it was just saved.
    """
    today = clock.today()
    (own,) = entries([contact.pk], today=today)
    joined = contact.joined.order_by("occurred_at", "id").values_list("pk", flat=True)
    return OneContact(
        entry=own,
        joined=entries(joined, today=today)[::-1],
        joined_to=contact.lead_id if contact.state == State.JOINED else None,
        replaceable=contact.replaceable_by(viewer),
        sensitive=_sensitive(contact),
        saved=_later(contact, saved) if saved else None,
    )


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
