"""Where a person stands, taken from the words of an entry, taken back, and taken again."""

from typing import Any

from contacts import audit
from contacts.formats import clock
from contacts.formats.reading import NewStanding
from contacts.formats.readings import read_note
from contacts.formats.standings import begins
from contacts.models import Act, Contact, Person, Standing, User

# What stays of somebody who is where they were, and of whom it is not said.
STAY = ("place", "reason", "expected_release", "until")


def note_standing(*, contact: Contact, said: NewStanding) -> dict[str, Any]:
    """Keep where the person stands, as an entry's words say, in the transaction of whatever it
    belongs to.

    It begins on the day they say, else on the day the entry occurred. Somebody who is moved from
    one prison to another is expected to be released when they were. Gives back for the trail what
    they were and are; nothing, where it was taken from this entry already.
    """
    if contact.standings.filter(taken_back_at=None).exists():
        return {}
    was = _now(contact.person)
    told = {name: getattr(said, name) for name in ("what", "place", "reason")}
    told["since"] = begins(said, clock.london_day(contact.occurred_at))
    if was and was.what == said.what:
        left_out = [name for name in STAY if not told.get(name)]
        told |= {name: getattr(was, name) for name in left_out}
    made = Standing.objects.create(person=contact.person, contact=contact, **told)
    return {"standing": made.pk, **_changed(was, _now(contact.person))}


def take_standing(*, contact: Contact, by: User, said: NewStanding) -> None:
    """The same once the entry is saved, which the caller has locked."""
    if kept := note_standing(contact=contact, said=said):
        _record(contact, by, kept)


def take_back_standing(*, contact: Contact, by: User) -> None:
    """What was taken from an entry, which the caller has locked, was not meant.

    The row stays, and says who took it back.
    """
    was = _now(contact.person)
    for standing in contact.standings.filter(taken_back_at=None).select_for_update():
        standing.taken_back_at, standing.taken_back_by = clock.now(), by
        standing.save(update_fields=["taken_back_at", "taken_back_by"])
        _record(contact, by, {"standing": standing.pk, **_changed(was, _now(contact.person))})


def take_back_unsaid(*, contact: Contact, notes: str, by: User) -> None:
    """These words were put in the place of an entry's: what they do not say was not meant."""
    standing = contact.standings.filter(taken_back_at=None).first()
    if standing is None:
        return
    called = (contact.person.first_name, contact.person.preferred_name)
    read = [one.value for one in read_note(notes, now=contact.recorded_at, called=called)]
    told = [one for one in read if isinstance(one, NewStanding)]
    if not any(one.what == standing.what and one.place in ("", standing.place) for one in told):
        take_back_standing(contact=contact, by=by)


def _now(person: Person) -> Standing | None:
    return Standing.objects.filter(person=person).in_force(clock.today()).first()


def _changed(was: Standing | None, now: Standing | None) -> dict[str, Any]:
    from_to = [one.what if one else Standing.What.COMMUNITY.value for one in (was, now)]
    return {"changed": {"standing": from_to}}


def _record(contact: Contact, by: User, kept: dict[str, Any]) -> None:
    about = f"contact {contact.pk} standing {kept.pop('standing')}"
    audit.record(Act.AMEND, user=by, people=[contact.person_id], object=about, detail=kept)
