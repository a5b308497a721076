"""Something feels off: raised without words, taken back, and answered."""

import uuid
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.amendment import amend
from contacts.actions.contact import record_contact
from contacts.actions.draft import Known
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, Concern, Contact, Person, User
from contacts.models.contact import REPLACE_WITHIN


@transaction.atomic
def raise_concern(*, person: Person, by: User) -> Concern:
    """Keep open that something feels off, without words; pressed twice it is there once."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    still = Concern.objects.still_open().filter(person=person, raised_by=by, contact=None)
    concern = still.first()
    if concern is None:
        now = clock.now()
        concern = Concern.objects.create(person=person, raised_by=by, raised_at=now)
        _record(Act.RAISE_CONCERN, concern, by)
    return concern


@transaction.atomic
def take_back_concern(*, concern: Concern, by: User) -> None:
    """A slip of the hand: it is on no page any more.

    Raises Refused unless whoever raised it does so within 15 minutes, while nobody has answered.
    """
    concern = _locked(concern)
    if concern.taken_back_at:
        return
    young = clock.now() - concern.raised_at <= REPLACE_WITHIN
    if concern.raised_by_id != by.pk or not young or concern.closed_at:
        raise Refused("This can no longer be taken back. Write what became of it instead.")
    concern.taken_back_at = clock.now()
    concern.save(update_fields=["taken_back_at"])
    _record(Act.TAKE_BACK_CONCERN, concern, by)


@transaction.atomic
def answer_concern(
    *, concern: Concern, by: User, token: uuid.UUID, notes: str, known: Known | None = None
) -> Contact:
    """Write what became of it, which closes it.

    The words stand beneath the entry it was raised in; raised without one they are an entry of
    their own. Gives back that entry. The same form sent twice writes them once. Raises Refused
    where it is closed or taken back by now, and as `amend` and `record_contact` do.
    """
    concern = _locked(concern)
    if token in _tokens(concern):
        return _entry(concern)
    if concern.closed_at or concern.taken_back_at:
        raise Refused("Somebody has closed this by now. Add your words to the entry instead.")
    said: dict[str, Any] = {"author": by, "token": token, "notes": notes, "known": known}
    said["act"] = Act.CLOSE_CONCERN
    if concern.contact:
        concern.what_became_of_it = amend(contact=_entry(concern), **said)
    else:
        concern.contact = record_contact(person=concern.person, occurred_at=clock.now(), **said)
    concern.closed_at, concern.closed_by = clock.now(), by
    concern.save(update_fields=["contact", "what_became_of_it", "closed_at", "closed_by"])
    return _entry(concern)


def _locked(concern: Concern) -> Concern:
    locked = Concern.objects.select_related("person", "contact__lead", "what_became_of_it")
    return locked.select_for_update(of=("self",)).get(pk=concern.pk)


def _entry(concern: Concern) -> Contact:
    """Where it is read: the entry, or the one that this is shown with."""
    if concern.contact is None:
        raise LookupError("Raised without an entry, and not answered.")
    return concern.contact.lead or concern.contact


def _tokens(concern: Concern) -> set[uuid.UUID | None]:
    """Of the form that answered it."""
    if concern.closed_at is None:
        return set()
    answer = concern.what_became_of_it or concern.contact
    return {answer.token} if answer else set()


def _record(act: Act, concern: Concern, by: User) -> None:
    audit.record(act, user=by, people=[concern.person_id], object=f"concern {concern.pk}")
