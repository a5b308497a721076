"""What whoever knows the person says of two records: one event, or two."""

import uuid
from collections.abc import Iterable

from django.db import connection, transaction

from contacts import audit
from contacts.actions.matching import match, to_match
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, Contact, EventPair, Person, State, User

STANDING = [State.SHOWN, State.JOINED]
Pairs = set[tuple[int, int]]


@transaction.atomic
def join_events(*, contact: Contact, other: Contact, by: User) -> Contact:
    """Show two records of one event, and whatever each is shown with, as one entry.

    Gives back the entry that leads. Raises Refused where one of them is no longer shown (it was
    withdrawn or moved, or its import undone), where they are of two people, or are joined already.
    """
    contact, other = _two(contact, other)
    some, others = _group(contact), _group(other)
    if contact.pk in others:
        raise Refused("These are shown as one event already.")
    _answer(_across(some, others), EventPair.Answer.SAME, by)
    _match([*some, *others])
    _record(Act.JOIN_EVENTS, contact, other, by)
    contact.refresh_from_db()
    return contact.lead or contact


@transaction.atomic
def part_events(*, contact: Contact, by: User) -> None:
    """Show a record by itself again, with what the same press had joined with it.

    Everything is as it was before they were joined, and no rule joins them again. Raises Refused
    where it is shown with nothing else, or no longer shown.
    """
    contact = _held(contact)[0]
    group = _group(contact)
    if len(group) == 1:
        raise Refused("This is shown by itself already.")
    lead = contact.lead_id or contact.pk
    leaving = _leaving(contact.pk, lead, group)
    staying = [one for one in group if one not in leaving]
    _answer(_across(leaving, staying), EventPair.Answer.TWO, by)
    _match(group)
    from_ = staying[0] if contact.pk == lead else lead
    _record(Act.PART_EVENTS, contact, Contact(pk=from_), by)


@transaction.atomic
def keep_apart(*, contact: Contact, other: Contact, by: User) -> None:
    """Two entries are of two events: nobody is asked again, and no rule joins them.

    Raises Refused where they are joined, of two people, or one is no longer shown.
    """
    contact, other = _two(contact, other)
    some, others = _group(contact), _group(other)
    if contact.pk in others:
        raise Refused("These are shown as one event. Part them first.")
    _answer(_across(some, others), EventPair.Answer.TWO, by)
    _record(Act.KEEP_APART, contact, other, by)


def _held(*contacts: Contact) -> list[Contact]:
    """These as they are now, and nobody else joins or parts any of their person's before we do."""
    people = {one.person_id for one in contacts}
    if len(people) > 1:
        raise Refused("These are about two people, so they are two events.")
    Person.objects.select_for_update(no_key=True).get(pk=people.pop())
    now = [Contact.objects.select_related("lead").get(pk=one.pk) for one in contacts]
    if any(one.state not in STANDING for one in now):
        raise Refused("One of these is no longer shown, so it stays as it is.")
    return now


def _two(contact: Contact, other: Contact) -> tuple[Contact, Contact]:
    if contact.pk == other.pk:
        raise Refused("Choose another entry.")
    one, two = _held(contact, other)
    return one, two


def _group(contact: Contact) -> list[int]:
    """Everything that is shown with it, itself among them, older versions too."""
    lead = contact.lead_id or contact.pk
    joined = Contact.objects.filter(lead=lead, state=State.JOINED).order_by("pk")
    return [lead, *joined.values_list("pk", flat=True)]


def _across(some: Iterable[int], others: Iterable[int]) -> Pairs:
    others = list(others)
    return {(min(one, other), max(one, other)) for one in some for other in others}


def _answer(pairs: Pairs, answer: str, by: User) -> None:
    """All of them by one press, whatever was said of them before."""
    said = {"answer": answer, "decided_by": by, "decided_at": clock.now(), "press": uuid.uuid4()}
    EventPair.objects.bulk_create(
        [EventPair(one_id=one, other_id=other, **said) for one, other in sorted(pairs)],
        update_conflicts=True,
        unique_fields=["one", "other"],
        update_fields=list(said),
    )


def _leaving(contact: int, lead: int, group: list[int]) -> list[int]:
    """A record with what one press joined to its lead together with it, and its other versions."""
    versions = _versions(contact, group)
    same = EventPair.objects.filter(answer=EventPair.Answer.SAME)
    pressed = same.between(versions, set(group) - versions)
    if contact != lead:
        pressed = pressed.between(versions, [lead])
    last = pressed.order_by("decided_at", "pk").last()
    if last is None:
        return sorted(versions)
    ours, theirs = (last.one_id, last.other_id)
    if ours not in versions:
        ours, theirs = theirs, ours
    of_press = same.filter(press=last.press).between([theirs], group)
    with_it = {one for pair in of_press for one in (pair.one_id, pair.other_id)} - {theirs}
    return sorted(versions | with_it & set(group))


def _versions(contact: int, group: list[int]) -> set[int]:
    """A record and those of the group that its source said under the same id."""
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS, {"id": contact, "group": group})
        return {contact, *(pk for (pk,) in cursor.fetchall())}


VERSIONS = """
SELECT version.contact_id FROM contacts_sourcerecord AS own
JOIN contacts_sourcerecord AS version
    ON version.source_id = own.source_id AND version.foreign_id = own.foreign_id
WHERE own.contact_id = %(id)s AND own.foreign_id <> '' AND version.contact_id = ANY(%(group)s)
"""


def _match(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        to_match(cursor, ids)
        match(cursor)


def _record(act: Act, contact: Contact, other: Contact, by: User) -> None:
    audit.record(
        act,
        user=by,
        people=[contact.person_id],
        object=f"contact {contact.pk}",
        detail={"other": f"contact {other.pk}"},
    )
