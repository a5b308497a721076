"""What is read in an entry as it is recorded: who will do what, what is done, what feels off,
where the person stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from contacts.actions.standings import note_standing
from contacts.formats import clock
from contacts.formats.asked_whom import asked_whom
from contacts.formats.reading import (
    ASKED,
    DECISION,
    DONE,
    FEELS_OFF,
    PROMISED,
    WRITER,
    NewStanding,
    Promise,
    Reading,
)
from contacts.formats.readings import read_note
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
    empty where they cannot say why yet, and None where nothing does. `standing` is where the
    person stands, which is never read without a press.
    """

    promised: Sequence[Promised] = ()
    done: Sequence[str] = ()
    concern: str | None = None
    decision: bool = False
    standing: NewStanding | None = None


NOTHING = Noted()
TAKEN_BACK = FollowUp.State.TAKEN_BACK


def noted_of(readings: Iterable[Reading]) -> Noted:
    """What these readings of a note keep open, close and mark; others keep nothing."""
    readings = list(readings)
    off = [one for one in readings if one.what == FEELS_OFF]
    standing = [one.value for one in readings if isinstance(one.value, NewStanding)]
    return Noted(
        promised=[promised_of(one) for one in readings if one.what in (PROMISED, ASKED)],
        done=[str(one.value) for one in readings if one.what == DONE],
        concern=str(off[0].value) if off else None,
        decision=any(one.what == DECISION for one in readings),
        standing=standing[0] if standing else None,
    )


def promised_of(reading: Reading) -> Promised:
    """Who will do what, as it was read."""
    if isinstance(reading.value, Promise):
        who = FollowUp.Who.PRACTITIONER if reading.value.who == WRITER else FollowUp.Who.PERSON
        return Promised(who, reading.value.words)
    whom, what = asked_whom(str(reading.value))
    return Promised(FollowUp.Who.OTHER, what, whom)


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
    if noted.standing:
        kept |= note_standing(contact=contact, said=noted.standing)
    return {name: made for name, made in kept.items() if made}


def note_again(*, contact: Contact, before: str, after: str) -> None:
    """Other words stand in the place of an entry's: what only the first said was not meant.

    What only the new ones say is kept as if it had been read in the first, but for what waits for
    a press. In the transaction that replaces them.
    """
    old, new = _read(contact, before), _read(contact, after)
    was, stays = noted_of(old), noted_of(new)
    gone = set(was.promised) - set(stays.promised)
    for one in contact.follow_ups.filter(state=FollowUp.State.OPEN):
        if Promised(one.who, one.words, one.named) in gone:
            one.state, one.closed_at, one.closed_by = TAKEN_BACK, clock.now(), contact.author
            one.save(update_fields=["state", "closed_at", "closed_by"])
    if was.concern is not None and was.concern != stays.concern:
        said = contact.concerns.still_open().filter(words=was.concern)
        Concern.objects.filter(pk__in=list(said.values_list("pk", flat=True))).update(
            taken_back_at=clock.now()
        )
    note_open_things(contact=contact, noted=_only_new(contact, was, new))


def _read(contact: Contact, notes: str) -> list[Reading]:
    called = (contact.person.first_name, contact.person.preferred_name)
    return read_note(notes, now=contact.recorded_at, called=called)


def _only_new(contact: Contact, was: Noted, readings: list[Reading]) -> Noted:
    """What is to be kept of the new words: not what the first said too, nor twice."""
    new = noted_of(one for one in readings if not one.proposed)
    off = contact.concerns.filter(taken_back_at=None).exists()
    marked = contact.decisions.that_stand().exists()
    return Noted(
        promised=[one for one in new.promised if one not in was.promised],
        done=[one for one in new.done if one not in was.done],
        concern=None if off or new.concern == was.concern else new.concern,
        decision=new.decision and not was.decision and not marked,
    )


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
        meant = which_done(words, [one.in_full for one in left], names=names)
        if meant is not None:
            one = left.pop(meant)
            one.state, one.closed_in = FollowUp.State.DONE, contact
            one.closed_at, one.closed_by = contact.recorded_at, contact.author
            one.save(update_fields=["state", "closed_at", "closed_by", "closed_in"])
            closed.append(one.pk)
    return closed
