import uuid
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.anew import match_entry
from contacts.actions.draft import Known, of_this_form, settle
from contacts.actions.open_things import NOTHING, Noted, note_open_things
from contacts.actions.readings import plan_next
from contacts.actions.refused import TokenSpent
from contacts.actions.write_up import Said, keep_planned
from contacts.formats import clock
from contacts.formats.reading import Moment
from contacts.models import Act, Contact, Person, User


@transaction.atomic
def record_contact(
    *,
    person: Person,
    author: User,
    token: uuid.UUID,
    notes: str,
    known: Known | None = None,
    planned: Moment | None = None,
    came_of: int | None = None,
    noted: Noted = NOTHING,
    act: Act = Act.RECORD_CONTACT,
    **what_happened: Any,
) -> Contact:
    """Add one contact to the diary; the same form sent twice adds it once.

    `what_happened` holds occurred_at (aware; midnight in London, time_known false, where only the
    day is known), kind, minutes, outcome, sensitive; `planned` is when they are seen next,
    `came_of` by its id what it was planned as, `noted` what else was read. Its draft goes. Raises
    TokenSpent when the form has saved other words, BegunAboutSomebodyElse where its draft is.
    """
    draft, now = of_this_form(person, author, token), clock.now()
    said = {"person": person, "notes": notes, "written_at": now, "recorded_at": now}
    said |= what_happened
    contact, created = Contact.objects.get_or_create(author=author, token=token, defaults=said)
    if not created and (contact.person_id, contact.notes) != (person.pk, notes):
        raise TokenSpent(contact)
    if created:
        settle(draft, notes=notes, known=known)
        _file(contact, act, planned, noted, _kept(contact, act, came_of))
    return contact


def _kept(contact: Contact, act: Act, came_of: int | None) -> Said:
    """Of what was planned; what an SPO was told in a talk is of nothing planned."""
    return keep_planned(contact, came_of=came_of) if act == Act.RECORD_CONTACT else {}


def _file(contact: Contact, act: Act, planned: Moment | None, noted: Noted, said: Said) -> None:
    match_entry(contact)
    if planned:
        plan_next(contact, planned)
    kept = said | note_open_things(contact=contact, noted=noted)
    about, people = f"contact {contact.pk}", [contact.person_id]
    audit.record(act, user=contact.author, people=people, object=about, detail=kept)
