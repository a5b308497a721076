import uuid
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.anew import match_entry
from contacts.actions.open_things import NOTHING, Noted, note_open_things
from contacts.actions.refused import TokenSpent
from contacts.formats import clock
from contacts.models import Act, Contact, Draft, Person, User


@transaction.atomic
def record_contact(
    *,
    person: Person,
    author: User,
    token: uuid.UUID,
    notes: str,
    noted: Noted = NOTHING,
    act: Act = Act.RECORD_CONTACT,
    **what_happened: Any,
) -> Contact:
    """Add one contact to the diary; the same form sent twice adds it once.

    `what_happened` holds occurred_at (aware; midnight in London, with time_known false, where only
    the day is known) and any of kind, minutes (how long it took), outcome and sensitive; `noted`
    what was read in its words. The trail says that it was done by `act`. Raises TokenSpent when
    the form was already used for other words or another person.
    """
    said = {"person": person, "notes": notes, **what_happened}
    now = clock.now()
    contact, created = Contact.objects.get_or_create(
        author=author, token=token, defaults={**said, "written_at": now, "recorded_at": now}
    )
    if not created and (contact.person_id, contact.notes) != (person.pk, notes):
        raise TokenSpent(contact)
    if created:
        match_entry(contact)
        kept = note_open_things(contact=contact, noted=noted)
        Draft.objects.filter(user=author, person=person, token=token).delete()
        audit.record(act, user=author, people=[person], object=f"contact {contact.pk}", detail=kept)
    return contact
