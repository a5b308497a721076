"""What is still to do is noted at an entry by hand, closed, and opened again."""

import uuid
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.amendment import amend
from contacts.actions.draft import Known
from contacts.actions.open_things import Promised
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, Amendment, Contact, FollowUp, State, User

READ = [State.SHOWN, State.JOINED]


class Awaited(Refused):
    """Somebody else was asked."""

    def __init__(self) -> None:
        super().__init__("This stays open until the reply is written.")


@transaction.atomic
def note_follow_up(*, contact: Contact, by: User, promised: Promised) -> FollowUp:
    """Keep something to do that nothing read in the entry; noted twice it is there once.

    Raises Refused where the entry was withdrawn or moved.
    """
    contact = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    if contact.state not in READ:
        raise Refused("This entry is no longer shown, so nothing can be noted at it.")
    said = {"contact": contact, "state": FollowUp.State.OPEN, **promised._asdict()}
    made = {"person": contact.person, "author": by, "promised_at": clock.now()}
    follow_up, created = FollowUp.objects.get_or_create(**said, defaults=made)
    if created:
        _record(Act.NOTE_FOLLOW_UP, follow_up, by)
    return follow_up


@transaction.atomic
def set_follow_up(*, follow_up: FollowUp, state: str, by: User) -> FollowUp:
    """Say that it is done, open again, or was never meant; said twice it is said once.

    Raises Awaited where somebody else was asked and no reply is written.
    """
    follow_up = _locked(follow_up)
    if follow_up.state == state:
        return follow_up
    if state == FollowUp.State.DONE and follow_up.is_awaited:
        raise Awaited
    before, follow_up.state = follow_up.state, FollowUp.State(state)
    follow_up.closed_in = follow_up.reply = None
    follow_up.closed_at = follow_up.closed_by = None
    if state != FollowUp.State.OPEN:
        follow_up.closed_at, follow_up.closed_by = clock.now(), by
    follow_up.save(update_fields=["state", "closed_at", "closed_by", "closed_in", "reply"])
    _record(Act.CHANGE_FOLLOW_UP, follow_up, by, state=[before, follow_up.state])
    return follow_up


@transaction.atomic
def write_reply(
    *, follow_up: FollowUp, by: User, token: uuid.UUID, notes: str, known: Known | None = None
) -> Amendment:
    """What somebody else replied stands beneath the entry they were asked in, and closes it.

    The same form sent twice writes it once. Raises Refused where it is closed by now, and as
    `amend` does.
    """
    follow_up = _locked(follow_up)
    if follow_up.reply and follow_up.reply.token == token:
        return follow_up.reply
    if follow_up.state != FollowUp.State.OPEN:
        raise Refused("This is closed by now. Add your words to the entry instead.")
    entry = follow_up.contact.lead or follow_up.contact
    said: dict[str, Any] = {"author": by, "token": token, "notes": notes, "known": known}
    reply = amend(contact=entry, act=Act.WRITE_REPLY, **said)
    follow_up.state, follow_up.reply = FollowUp.State.DONE, reply
    follow_up.closed_at, follow_up.closed_by = reply.recorded_at, by
    follow_up.save(update_fields=["state", "closed_at", "closed_by", "reply"])
    return reply


def _locked(follow_up: FollowUp) -> FollowUp:
    """As it is now: nobody else closes it before we do."""
    locked = FollowUp.objects.select_related("contact__lead", "reply")
    return locked.select_for_update(of=("self",)).get(pk=follow_up.pk)


def _record(act: Act, follow_up: FollowUp, by: User, **changed: list[str]) -> None:
    audit.record(
        act,
        user=by,
        people=[follow_up.person_id],
        object=f"contact {follow_up.contact_id} follow-up {follow_up.pk}",
        detail=dict(changed),
    )
