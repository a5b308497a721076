import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.anew import beside, match_entry
from contacts.actions.draft import Known, of_this_form, settle
from contacts.actions.open_things import note_again
from contacts.actions.refused import Refused, TokenSpent
from contacts.actions.standings import take_back_unsaid
from contacts.actions.write_up import settle_planned
from contacts.formats import clock
from contacts.formats.canonical import canonical, fingerprint
from contacts.models import Act, Amendment, Contact, State, User

# What tells one event from another.
TELLS_APART = {"occurred_at", "time_known", "kind", "outcome"}
WHEN = {"occurred_at", "time_known"}
NOT_SAID = Known()  # by a page whose words may have been meant as an entry first
MAY_PUT_RIGHT = ("occurred_at", "time_known", "kind", "minutes", "outcome")


class NotReplaceable(Refused):
    """The entry is older than 15 minutes, somebody else's, or somebody has opened it."""

    def __init__(self) -> None:
        super().__init__("These words can no longer be replaced. Add to the entry instead.")


class NotShown(Refused):
    """The entry was withdrawn, moved, joined to another or undone."""

    def __init__(self) -> None:
        super().__init__("This entry is no longer shown by itself, so nothing can be added to it.")


class NothingToAdd(Refused):
    """There are no words, and the entry says already what was to be put right."""

    def __init__(self) -> None:
        super().__init__("The entry says so already. Write what to add, or leave it as it is.")


@transaction.atomic
def amend(
    *,
    contact: Contact,
    author: User,
    token: uuid.UUID,
    notes: str,
    act: Act = Act.AMEND,
    known: Known | None = NOT_SAID,
    **put_right: Any,
) -> Amendment:
    """Add later words to an entry, and put right when, what kind, how long or the outcome.

    `put_right` holds any of occurred_at (aware), time_known, kind, minutes and outcome; what is
    as it was counts for nothing. The same form sent twice adds it once; the trail has it as `act`.
    Its draft goes, of which the page knew what is `known`.
    Raises TokenSpent when the form was already used for other words, NotShown when the entry no
    longer stands by itself, and NothingToAdd, also where somebody else has just put it right.
    """
    begun = of_this_form(contact.person, author, token)
    contact = _locked(contact)
    if spent := _spent(contact, author, token, notes):
        return spent
    changed = _changed(contact, put_right)
    if not notes and not changed:
        raise NothingToAdd
    amendment = _add(contact, author=author, token=token, notes=notes, changed=changed)
    settle(begun, notes=notes, known=known)
    _put_right(contact, {name: put_right[name] for name in changed})
    _record(act, amendment, settle_planned(contact) if WHEN & changed.keys() else {})
    return amendment


@transaction.atomic
def replace_words(
    *,
    contact: Contact,
    author: User,
    token: uuid.UUID,
    notes: str,
    known: Known | None = None,
) -> Amendment:
    """Put other words in an entry's place; the first stay on its own page and in the evidence.

    Raises NotReplaceable unless its author does so within 15 minutes of recording it and before
    anybody else has opened it; TokenSpent and NotShown as `amend` does. Its draft goes.
    """
    begun = of_this_form(contact.person, author, token)
    contact = _locked(contact)
    if spent := _spent(contact, author, token, notes):
        return spent
    if not contact.replaceable_by(author):
        raise NotReplaceable
    settle(begun, notes=notes, known=known)
    stood = contact.notes_that_stand
    amendment = _add(contact, author=author, token=token, notes=notes, replaces=True)
    note_again(contact=contact, before=stood, after=notes)
    take_back_unsaid(contact=contact, notes=notes, by=author)
    before, contact.hash = contact.hash, fingerprint(canonical(notes))
    _read_again(contact, ["hash"])
    match_entry(contact, beside=beside(contact), hashes=[before])
    _record(Act.REPLACE_WORDS, amendment)
    return amendment


def _locked(contact: Contact) -> Contact:
    """The entry as it is now: nobody else amends it until we have."""
    locked = Contact.objects.select_related("person").select_for_update(of=("self",))
    contact = locked.get(pk=contact.pk)
    if contact.state != State.SHOWN:
        raise NotShown
    return contact


def _spent(contact: Contact, author: User, token: uuid.UUID, notes: str) -> Amendment | None:
    spent = Amendment.objects.filter(author=author, token=token).first()
    if spent and (spent.contact_id, spent.notes) != (contact.pk, notes):
        raise TokenSpent(spent)
    return spent


def _changed(contact: Contact, put_right: dict[str, Any]) -> dict[str, list[Any]]:
    """From and to, of what is said otherwise."""
    return {
        name: [_as_said(getattr(contact, name)), _as_said(put_right[name])]
        for name in MAY_PUT_RIGHT
        if name in put_right and getattr(contact, name) != put_right[name]
    }


def _as_said(value: Any) -> Any:
    return value.astimezone(dt.UTC).isoformat() if isinstance(value, dt.datetime) else value


def _add(contact: Contact, **said: Any) -> Amendment:
    now = clock.now()
    return Amendment.objects.create(contact=contact, written_at=now, recorded_at=now, **said)


def _put_right(contact: Contact, changed: dict[str, Any]) -> None:
    """What tells this event from another may also join it to others, or part it from them."""
    stood_beside = beside(contact) if TELLS_APART & changed.keys() else []
    for name, value in changed.items():
        setattr(contact, name, value)
    if stood_beside:
        _read_again(contact, changed)
        match_entry(contact, beside=stood_beside)
    elif changed:
        contact.save(update_fields=list(changed))


def _read_again(contact: Contact, changed: Any) -> None:
    """Other words, another kind or another outcome may say that a visit was no meeting."""
    contact.seen = contact.read_seen(contact.notes_that_stand)
    contact.save(update_fields=[*changed, "seen"])


def _record(act: Act, amendment: Amendment, said: dict[str, Any] | None = None) -> None:
    detail = (said or {}) | ({"changed": amendment.changed} if amendment.changed else {})
    audit.record(
        act,
        user=amendment.author,
        people=[amendment.contact.person_id],
        object=f"contact {amendment.contact_id} amendment {amendment.pk}",
        detail=detail or None,
    )
