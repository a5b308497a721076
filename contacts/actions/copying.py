from django.db import transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, Amendment, Contact, CopiedOut, State, User


class NothingToCopy(Refused):
    """The entry no longer stands by itself, or nothing of it was written here."""

    def __init__(self) -> None:
        super().__init__("There is nothing of this entry to copy.")


@transaction.atomic
def copy_out(*, contact: Contact, by: User, up_to: Amendment | None) -> CopiedOut:
    """Remember that somebody copied an entry for nDelius, with its later words as far as `up_to`.

    What was copied before is not forgotten where an older page is copied from. Raises NothingToCopy
    for a stub, a record that is shown with another, and an entry of which nothing was written here.
    """
    contact = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    written_here = contact.author_id or contact.amendments.exclude(author=None).exists()
    if contact.state != State.SHOWN or not written_here:
        raise NothingToCopy
    before = CopiedOut.objects.filter(contact=contact).first()
    reached = [one for one in (before and before.up_to_id, up_to and up_to.pk) if one]
    told = {"by": by, "at": clock.now(), "up_to_id": max(reached, default=None)}
    copied, _ = CopiedOut.objects.update_or_create(contact=contact, defaults=told)
    audit.record(Act.COPY_OUT, user=by, people=[contact.person_id], object=f"contact {contact.pk}")
    return copied
