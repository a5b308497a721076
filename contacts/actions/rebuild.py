from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max, Min

from contacts.actions.matching import see_again, to_match
from contacts.formats.canonical import canonical, fingerprint
from contacts.models import Contact, State

BATCH = 2_000

# In one statement, so that both halves see the same contacts.
WORDS = """
WITH gone AS (
    DELETE FROM contacts_words WHERE contact_id > %(after)s AND contact_id <= %(reached)s
)
INSERT INTO contacts_words (person_id, contact_id, amendment_id, piece, vector)
SELECT contact.person_id, contact.id, text.amendment_id, pieces.piece, pieces.vector
FROM contacts_contact AS contact,
    LATERAL (
        SELECT NULL::bigint AS amendment_id, contact.notes
        UNION ALL
        SELECT amendment.id, amendment.notes
        FROM contacts_amendment AS amendment WHERE amendment.contact_id = contact.id
    ) AS text,
    LATERAL contacts_pieces(text.notes) AS pieces
WHERE contact.id > %(after)s AND contact.id <= %(reached)s
ORDER BY contact.id, text.amendment_id NULLS FIRST, pieces.piece
"""

LEADS = """
SELECT DISTINCT lead_id FROM contacts_contact
WHERE state = 'joined' AND lead_id > {after} AND lead_id <= {reached}
"""


@dataclass(frozen=True)
class Batch:
    """How far a rebuild has come: the id reached, of which last one, and what it wrote."""

    reached: int
    last: int
    written: int


def rebuild_words() -> Iterator[Batch]:
    """Make again what search reads, of every contact and amendment, a batch at a time.

    What is saved meanwhile waits for the batch, at most a few seconds.
    """
    for after, reached, last in _batches():
        with transaction.atomic(), connection.cursor() as cursor:
            # The triggers write here too: without the lock a piece could come twice.
            cursor.execute("LOCK TABLE contacts_words IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(WORDS, {"after": after, "reached": reached})
            written = cursor.rowcount
        yield Batch(reached, last, written)


def rebuild_seen() -> Iterator[Batch]:
    """Read again whether the person was met, from the words that stand now; a batch at a time.

    Also by what those words are found, and with the last batch what all records of one event say.
    """
    for after, reached, last in _batches():
        written = _read_again(after, reached)
        if reached == last:
            written += sum(_said_together(*batch) for batch in _batches())
        yield Batch(reached, last, written)


def _batches() -> Iterator[tuple[int, int, int]]:
    ids = Contact.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if ids["last"] is not None:
        for after in range(ids["first"] - 1, ids["last"], BATCH):
            yield after, min(after + BATCH, ids["last"]), ids["last"]


@transaction.atomic
def _read_again(after: int, reached: int) -> int:
    contacts = Contact.objects.filter(pk__gt=after, pk__lte=reached)
    leads = set(contacts.filter(joined__state=State.JOINED).values_list("pk", flat=True))
    changed, unknown = defaultdict(list), []
    for contact in contacts.select_for_update(no_key=True).prefetch_related("amendments"):
        notes = contact.notes_that_stand
        seen, words = contact.read_seen(notes), fingerprint(canonical(notes))
        if seen != contact.seen and contact.pk not in leads:
            changed[seen].append(contact.pk)
        if words != contact.hash:
            contact.hash = words
            unknown.append(contact)
    for seen, ids in changed.items():
        Contact.objects.filter(pk__in=ids).update(seen=seen)
    Contact.objects.bulk_update(unknown, ["hash"])
    return sum(len(ids) for ids in changed.values())


@transaction.atomic
def _said_together(after: int, reached: int, _: int) -> int:
    with connection.cursor() as cursor:
        to_match(cursor, LEADS.format(after=after, reached=reached))
        return see_again(cursor)
