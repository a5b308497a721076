"""One entry on its own page: how it reads now, and everything it was."""

from dataclasses import dataclass

from contacts.formats import clock
from contacts.models import Contact, State, User
from contacts.queries.entry import Entry, entries


@dataclass(frozen=True)
class OneContact:
    """An entry, and the other records of the same event in full."""

    entry: Entry
    joined: list[Entry]
    joined_to: int | None
    replaceable: bool


def one_contact(*, contact: Contact, viewer: User) -> OneContact:
    """Everything there is about one entry, in a constant number of statements."""
    today = clock.today()
    (own,) = entries([contact.pk], today=today)
    joined = contact.joined.order_by("occurred_at", "id").values_list("pk", flat=True)
    return OneContact(
        entry=own,
        joined=entries(joined, today=today)[::-1],
        joined_to=contact.lead_id if contact.state == State.JOINED else None,
        replaceable=contact.replaceable_by(viewer),
    )
