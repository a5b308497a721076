import datetime as dt
import uuid

from django.db import transaction

from contacts import audit
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
    occurred_at: dt.datetime,
    time_known: bool = True,
    kind: str = "",
    minutes: int | None = None,
    outcome: str = "",
    sensitive: bool = False,
) -> Contact:
    """Add one contact to the diary; the same form sent twice adds it once.

    `minutes` is how long it took; `occurred_at` is aware, and midnight in London where only the
    day is known. Raises TokenSpent when the form was already used for other words or another
    person.
    """
    said = {
        "person": person,
        "notes": notes,
        "occurred_at": occurred_at,
        "time_known": time_known,
        "kind": kind,
        "minutes": minutes,
        "outcome": outcome,
        "sensitive": sensitive,
    }
    now = clock.now()
    contact, created = Contact.objects.get_or_create(
        author=author, token=token, defaults={**said, "written_at": now, "recorded_at": now}
    )
    if not created and (contact.person_id, contact.notes) != (person.pk, notes):
        raise TokenSpent(contact)
    if created:
        Draft.objects.filter(user=author, person=person, token=token).delete()
        audit.record(
            Act.RECORD_CONTACT, user=author, people=[person], object=f"contact {contact.pk}"
        )
    return contact
