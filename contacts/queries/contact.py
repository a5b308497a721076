"""One entry on its own page: how it reads now, and everything it was."""

from dataclasses import dataclass, replace

from contacts.formats import clock
from contacts.models import Contact, State, User
from contacts.queries.entry import Entry, entry, with_what_is_shown


@dataclass(frozen=True)
class OneContact:
    """An entry with its first wording, and the other records of the same event in full."""

    entry: Entry
    first_wording: str  # where other words stand in its place
    joined: list[Entry]
    joined_to: int | None
    replaceable: bool


def one_contact(*, contact: Contact, viewer: User) -> OneContact:
    """Everything there is about one entry, in a constant number of statements."""
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
    )
