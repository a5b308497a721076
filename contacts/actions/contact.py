import uuid
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.anew import match_entry
from contacts.actions.draft import Known, of_this_form, settle
from contacts.actions.refused import TokenSpent
from contacts.formats import clock
from contacts.models import Act, Contact, Person, User


@transaction.atomic
def record_contact(
    *,
    person: Person,
    author: User,
    token: uuid.UUID,
    notes: str,
    known: Known | None = None,
    **what_happened: Any,
) -> Contact:
    """Add one contact to the diary; the same form sent twice adds it once.

    `what_happened` holds occurred_at (aware; midnight in London, with time_known false, where only
    the day is known) and any of kind, minutes (how long it took), outcome and sensitive. The draft
    that the author's page knew is gone then. Raises TokenSpent when the form was already used for
    other words or another person, BegunAboutSomebodyElse when its draft is about another.
    """
    draft, now = of_this_form(person, author, token), clock.now()
    said = {"person": person, "notes": notes, "written_at": now, "recorded_at": now}
    contact, created = Contact.objects.get_or_create(
        author=author, token=token, defaults=said | what_happened
    )
    if not created and (contact.person_id, contact.notes) != (person.pk, notes):
        raise TokenSpent(contact)
    if created:
        match_entry(contact)
        settle(draft, notes=notes, known=known)
        audit.record(
            Act.RECORD_CONTACT, user=author, people=[person], object=f"contact {contact.pk}"
        )
    return contact
