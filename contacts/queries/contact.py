"""One entry on its own page: how it reads now, and everything it was."""

from dataclasses import dataclass, replace

from django.db.models import Q

from contacts.formats import clock, mask
from contacts.models import Contact, State, User
from contacts.queries.entry import Entry, entry, with_what_is_shown


@dataclass(frozen=True)
class Later:
    """What a page says of the words that were just added to an entry or put in its place."""

    replaced: bool
    unmatched: str  # what their brackets withhold that may not have been meant, in a sentence


@dataclass(frozen=True)
class OneContact:
    """An entry with its first wording, and the other records of the same event in full."""

    entry: Entry
    first_wording: str  # where other words stand in its place
    joined: list[Entry]
    joined_to: int | None
    replaceable: bool
    sensitive: bool  # by any record of the event
    saved: Later | None


def one_contact(*, contact: Contact, viewer: User, saved: str = "") -> OneContact:
    """Everything there is about one entry, in a constant number of statements.

    `saved` is the id of the amendment of which an address says that it was just saved.
    """
    today, crn = clock.today(), contact.person.crn
    shown = with_what_is_shown(Contact.objects.filter(pk=contact.pk)).get()
    joined = with_what_is_shown(contact.joined.order_by("occurred_at", "id"))
    own = replace(entry(shown, today=today), crn=crn, continued=False)
    return OneContact(
        entry=own,
        first_wording=shown.notes if own.replaced else "",
        joined=[replace(entry(one, today=today), crn=crn, continued=False) for one in joined],
        joined_to=shown.lead_id if shown.state == State.JOINED else None,
        replaceable=shown.replaceable_by(viewer),
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
