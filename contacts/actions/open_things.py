"""What is read in an entry as it is recorded: who will do what, what is done, what feels off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from contacts.formats.which_done import which_done
from contacts.models import Concern, Contact, Decision, FollowUp


class Promised(NamedTuple):
    """Who will do what: `who` is one of FollowUp.Who, and `named` whoever else was asked."""

    who: str
    words: str
    named: str = ""


@dataclass(frozen=True)
class Noted:
    """What somebody let stand of what was read in their words, or chose beside them.

    `done` are words that say what was done; `concern` the words in which something feels off,
    empty where they cannot say why yet, and None where nothing does.
    """

    promised: Sequence[Promised] = ()
    done: Sequence[str] = ()
    concern: str | None = None
    decision: bool = False


NOTHING = Noted()


def note_open_things(*, contact: Contact, noted: Noted) -> dict[str, Any]:
    """Keep what was read in a contact that was just recorded here, in the same transaction.

    Each of `done` closes the one of the person's open promises that it means best; where none or
    several fit as well, nothing is closed. What is promised in these very words stays open. Gives
    back by their ids what was made and closed, for the trail; nothing, where nothing was.
    """
    kept: dict[str, Any] = {
        "done": _close(contact, noted.done) if noted.done else [],
        "promised": [_promised(contact, one) for one in noted.promised],
    }
    if noted.concern is not None:
        raised = {"raised_by": contact.author, "raised_at": contact.recorded_at}
        concern = Concern(person=contact.person, contact=contact, words=noted.concern, **raised)
        concern.save(force_insert=True)
        kept["concern"] = concern.pk
    if noted.decision:
        marked = {"marked_by": contact.author, "marked_at": contact.recorded_at}
        kept["decision"] = Decision.objects.create(contact=contact, **marked).pk
    return {name: made for name, made in kept.items() if made}


def _promised(contact: Contact, promised: Promised) -> int:
    made: dict[str, Any] = {"person": contact.person, "contact": contact, "author": contact.author}
    made |= {"promised_at": contact.recorded_at, **promised._asdict()}
    return FollowUp.objects.create(**made).pk


def _close(contact: Contact, done: Sequence[str]) -> list[int]:
    """The ids of those that are done."""
    person = contact.person
    still = FollowUp.objects.still_open().filter(person=person).order_by("promised_at", "pk")
    left, closed = list(still.select_for_update(of=("self",))), []
    for words in done:
        names = [person.first_name, person.preferred_name]
        meant = which_done(words, [_in_full(one) for one in left], names=names)
        if meant is not None:
            one = left.pop(meant)
            one.state, one.closed_in = FollowUp.State.DONE, contact
            one.closed_at, one.closed_by = contact.recorded_at, contact.author
            one.save(update_fields=["state", "closed_at", "closed_by", "closed_in"])
            closed.append(one.pk)
    return closed


def _in_full(follow_up: FollowUp) -> str:
    """Whoever was asked says what it is about as well as what they were asked."""
    return f"{follow_up.named} {follow_up.words}"
