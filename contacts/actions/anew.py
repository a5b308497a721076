"""What was written or put right here is matched with what is around it."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from contacts.actions.matching import match, to_match
from contacts.formats.references import mentioned
from contacts.models import Contact

# Whether anything could come of it: most of what is written has nothing near it but what was typed.
NOTHING_ELSE = """
SELECT NOT EXISTS (
    SELECT FROM contacts_contact AS near
    WHERE near.person_id = %(person)s AND near.author_id IS NULL AND near.id <> %(id)s
    AND near.occurred_at BETWEEN %(at)s - interval '36 hours' AND %(at)s + interval '36 hours'
    AND (near.state = 'shown' OR near.state = 'joined')
) AND NOT EXISTS (SELECT FROM contacts_contact WHERE hash = %(hash)s AND id <> %(id)s)
"""
FREE = "SELECT id FROM contacts_person WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED"
# Everything of its day, and all that it is shown with.
BESIDE = """
SELECT other.id FROM contacts_contact AS other
WHERE other.person_id = %(person)s AND (other.state = 'shown' OR other.state = 'joined')
AND (other.occurred_at AT TIME ZONE 'Europe/London')::date
    = (%(at)s AT TIME ZONE 'Europe/London')::date
AND other.occurred_at BETWEEN %(at)s - interval '25 hours' AND %(at)s + interval '25 hours'
UNION SELECT id FROM contacts_contact WHERE lead_id = %(id)s AND state = 'joined'
"""
# What was typed or put right here since another transaction began, which could not see it.
LATE = """
SELECT id FROM contacts_contact
WHERE id > %(contact)s AND author_id IS NOT NULL AND person_id = ANY(%(people)s)
UNION SELECT contact.id FROM contacts_amendment AS amendment
JOIN contacts_contact AS contact ON contact.id = amendment.contact_id
WHERE amendment.id > %(amendment)s AND amendment.author_id IS NOT NULL
AND contact.person_id = ANY(%(people)s)
"""
NEWEST = "SELECT (SELECT max(id) FROM contacts_contact), (SELECT max(id) FROM contacts_amendment)"
Began = tuple[int, int]


def match_entry(
    contact: Contact, *, beside: Iterable[int] = (), hashes: Sequence[int | None] = ()
) -> None:
    """Find what else there is of the event of an entry that was just written or put right.

    `beside` holds the ids of what stood beside it before, `hashes` those of the words it had. One
    statement where nothing from another system is within 36 hours and nobody has the same words.
    Nobody waits for a file that is being filed: what that leaves undone is done after it.
    """
    others, gone = {*beside} - {contact.pk}, [one for one in hashes if one is not None]
    with connection.cursor() as cursor:
        if not (others or gone or mentioned(contact.notes)) and _nothing_else(cursor, contact):
            return
        if _match_now(cursor, contact.person_id, [contact.pk, *others], gone):
            contact.refresh_from_db(fields=["state", "lead", "seen"])
            return
    ids = [contact.pk, *others]
    transaction.on_commit(partial(_match_then, contact.person_id, ids, gone), robust=True)


def beside(contact: Contact) -> list[int]:
    """The ids of what stands on the day of an entry, and of what is shown with it."""
    told: dict[str, Any] = {
        "person": contact.person_id,
        "at": contact.occurred_at,
        "id": contact.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, told)
        return [pk for (pk,) in cursor.fetchall()]


def newest() -> Began:
    """The ids of the newest contact and amendment, to be told to `match_late` afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        contact, amendment = cursor.fetchone()
    return contact or 0, amendment or 0


@transaction.atomic
def match_late(people: list[int], began: Began) -> None:
    """What somebody wrote of these people while their records were put together is matched too."""
    told: dict[str, Any] = {"people": people, "contact": began[0], "amendment": began[1]}
    with connection.cursor() as cursor:
        cursor.execute(LATE, told)
        late = [pk for (pk,) in cursor.fetchall()]
        if late:
            to_match(cursor, late)
            match(cursor)


def _nothing_else(cursor: CursorWrapper, contact: Contact) -> bool:
    told: dict[str, Any] = {"person": contact.person_id, "at": contact.occurred_at}
    cursor.execute(NOTHING_ELSE, {**told, "hash": contact.hash, "id": contact.pk})
    return bool(cursor.fetchone()[0])


def _match_now(cursor: CursorWrapper, person: int, ids: list[int], hashes: list[int]) -> bool:
    """Whether it could be done: not while somebody else puts this person's records together."""
    cursor.execute(FREE, [person])
    if cursor.fetchone() is None:
        return False
    to_match(cursor, ids)
    match(cursor, hashes=hashes)
    return True


@transaction.atomic
def _match_then(person: int, ids: list[int], hashes: list[int]) -> None:
    with connection.cursor() as cursor:
        _match_now(cursor, person, ids, hashes)
