"""What was read of an entry and is kept beside it is taken, or undone, once it is saved."""

from django.db import transaction

from contacts import audit
from contacts.actions.concerns import take_back_concern
from contacts.actions.decisions import mark_decision
from contacts.actions.follow_ups import set_follow_up
from contacts.actions.open_things import note_open_things, noted_of, promised_of
from contacts.formats.reading import ASKED, DECISION, DONE, FEELS_OFF, PROMISED, Reading
from contacts.formats.which_done import which_done
from contacts.models import Act, Contact, FollowUp, User
from contacts.models.follow_up import FollowUpQuerySet

ACTS = {
    **dict.fromkeys((PROMISED, ASKED), Act.NOTE_FOLLOW_UP),
    DONE: Act.CHANGE_FOLLOW_UP,
    FEELS_OFF: Act.RAISE_CONCERN,
}
OPEN, TAKEN_BACK = FollowUp.State.OPEN, FollowUp.State.TAKEN_BACK


@transaction.atomic
def take_open(*, contact: Contact, by: User, reading: Reading) -> None:
    """Keep what its author's words say; what is kept already is kept once."""
    contact = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    if reading.what == DECISION:
        return mark_decision(contact=contact, decision=True, by=by)
    if reading.what in (PROMISED, ASKED) and _kept(contact, reading).exists():
        return None
    if reading.what == FEELS_OFF and contact.concerns.filter(taken_back_at=None).exists():
        return None
    if kept := note_open_things(contact=contact, noted=noted_of([reading])):
        people, about = [contact.person_id], f"contact {contact.pk}"
        audit.record(ACTS[reading.what], user=by, people=people, object=about, detail=kept)
    return None


@transaction.atomic
def undo_open(*, contact: Contact, by: User, reading: Reading) -> None:
    """As if it had not been read: it was never meant, or what it closed is open again.

    Raises Refused where it can no longer be taken back.
    """
    if reading.what == DECISION:
        mark_decision(contact=contact, decision=False, by=by)
    elif reading.what == FEELS_OFF:
        for concern in contact.concerns.still_open():
            take_back_concern(concern=concern, by=by)
    elif reading.what == DONE:
        _open_again(contact, by, reading)
    else:
        for follow_up in _kept(contact, reading):
            set_follow_up(follow_up=follow_up, state=TAKEN_BACK, by=by)


def _kept(contact: Contact, reading: Reading) -> FollowUpQuerySet:
    promised = promised_of(reading)._asdict()
    return contact.follow_ups.filter(**promised).exclude(state=TAKEN_BACK)


def _open_again(contact: Contact, by: User, reading: Reading) -> None:
    closed = list(FollowUp.objects.filter(closed_in=contact).order_by("pk"))
    names = [contact.person.first_name, contact.person.preferred_name]
    meant = which_done(str(reading.value), [one.in_full for one in closed], names=names)
    if meant is not None:
        set_follow_up(follow_up=closed[meant], state=OPEN, by=by)
