"""What was read becomes contacts, additions and appointments: all of a file, or none of it."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from contacts import audit
from contacts.actions.anew import match_late, newest
from contacts.actions.judging import asked, counted, into_heaps
from contacts.actions.matching import match, to_match
from contacts.actions.refused import Refused
from contacts.actions.versions import keep_appointments
from contacts.actions.written import write
from contacts.models import Act, Heap, ImportBatch, Person, ReadRow, Source, StagedRow, User
from contacts.models.heaps import IN_DOUBT, SAME_EVENT, WHOSE

DONE = [ImportBatch.State.FILED, ImportBatch.State.LEFT, ImportBatch.State.REFUSED]

# Whoever files shares this lock; whoever makes a person known has it alone, so that no row is left
# waiting for somebody who was made known while it was being filed.
FILING, PERSON_KNOWN = "pg_advisory_xact_lock_shared", "pg_advisory_xact_lock"
LOCK = 4_100_001

# Everything that is to be written, with the ids it will have; planned is what lies ahead. What an
# undone batch brought before comes back with the ids it had.
TO_FILE = """
CREATE TEMPORARY TABLE filing ON COMMIT DROP AS
SELECT id AS row_id, foreign_id, whose, adds_to, planned, record_id IS NOT NULL AS back,
    coalesce(record_id, nextval(pg_get_serial_sequence('contacts_sourcerecord', 'id')))
        AS record_id,
    CASE WHEN record_id IS NOT NULL THEN contact_id WHEN NOT planned AND adds_to = ''
        THEN nextval(pg_get_serial_sequence('contacts_contact', 'id')) END AS contact_id
FROM (
    SELECT judged.*, row.adds_to, row.occurred_at > %(now)s AS planned
    FROM judged JOIN contacts_readrow AS row ON row.id = judged.id
    WHERE judged.whose IS NOT NULL AND judged.nth = 1 AND NOT judged.known ORDER BY judged.id
) AS judged
"""

# Later words that the diary gave out as rows of their own belong to the entry of the same file;
# where that is not new they stand by themselves, so that both can be taken back.
LATER = [
    "CREATE INDEX ON filing (foreign_id)",
    """
    UPDATE filing SET contact_id = (
        SELECT entry.contact_id FROM filing AS entry
        WHERE entry.foreign_id = filing.adds_to AND entry.whose = filing.whose
        AND entry.adds_to = '' AND NOT entry.back AND NOT entry.planned
        ORDER BY entry.row_id < filing.row_id DESC, abs(entry.row_id - filing.row_id) LIMIT 1)
    WHERE adds_to <> '' AND NOT back
    """,
    """
    UPDATE filing SET adds_to = '', contact_id = CASE WHEN NOT planned
        THEN nextval(pg_get_serial_sequence('contacts_contact', 'id')) END
    WHERE adds_to <> '' AND NOT back AND contact_id IS NULL
    """,
    "CREATE UNIQUE INDEX ON filing (row_id)",
    "ANALYZE filing",
]

# Every row the batch held, also those that another had brought before, and whoever held it while
# it waited.
HELD = """
INSERT INTO contacts_batchrow (batch_id, record_id, heap)
SELECT batch.id, coalesce(filing.record_id, judged.record_id), judged.heap
FROM judged LEFT JOIN filing ON filing.row_id = judged.id
JOIN contacts_readrow AS row ON row.id = judged.id
CROSS JOIN LATERAL unnest(row.batch_id || row.also) AS batch (id)
WHERE judged.nth = 1 AND (filing.row_id IS NOT NULL OR judged.known)
ON CONFLICT DO NOTHING
"""
# What is filed, and repeats of what waits. Unreadable rows are kept, to be given back.
DONE_WITH = """
DELETE FROM contacts_readrow AS row USING judged
WHERE row.id = judged.id AND judged.heap <> 'unreadable'
AND (judged.whose IS NOT NULL OR judged.nth > 1)
"""
# What waited until now, of each batch that held it; of rows that are still held nothing.
NO_LONGER_HELD = """
SELECT batch.id, judged.heap, judged.whose, count(*)
FROM judged JOIN contacts_readrow AS row ON row.id = judged.id
CROSS JOIN LATERAL unnest(row.batch_id || row.also) AS batch (id)
WHERE judged.heap <> 'held' GROUP BY batch.id, judged.heap, judged.whose
"""
# A row waits once, however many batches held it.
WAITS_ALREADY = """
WITH again AS (
    DELETE FROM contacts_readrow AS row USING contacts_readrow AS first, contacts_importbatch AS by
    WHERE row.batch_id = %(batch)s AND NOT row.waits AND row.problem = ''
    AND first.waits AND first.batch_id <> row.batch_id
    AND first.digest = row.digest AND first.foreign_id = row.foreign_id
    AND by.id = first.batch_id AND by.source_id = %(source)s
    RETURNING first.id
)
UPDATE contacts_readrow AS first SET also = also || %(batch)s::bigint
FROM again WHERE again.id = first.id AND NOT also @> ARRAY[%(batch)s::bigint]
"""
WAITS = """
UPDATE contacts_readrow SET waits = true
WHERE batch_id = %(batch)s AND NOT waits AND problem = ''
"""
# What of the file had happened by now, of whomever it is.
REACHES = """
SELECT max(occurred_at) FROM contacts_readrow
WHERE batch_id = %(batch)s AND problem = '' AND occurred_at <= %(now)s
"""
FILED_NOW = "SELECT DISTINCT contact_id FROM filing WHERE contact_id IS NOT NULL"
# Of the rows that wait those whose person is known by now, and not in doubt.
KNOWN_NOW = f"""
UPDATE contacts_readrow AS row SET waits = false FROM contacts_importbatch AS batch
WHERE row.waits AND batch.id = row.batch_id AND {WHOSE.format(row="row")} IS NOT NULL
AND NOT {IN_DOUBT.format(row="row", source="batch.source_id", person=WHOSE.format(row="row"))}
RETURNING row.batch_id
"""  # noqa: S608  (of constants alone)


@transaction.atomic
def file_contacts(
    *, batch: ImportBatch, by: User | None, done: Callable[[int], None] = lambda _: None
) -> dict[str, int]:
    """File what a batch holds; gives back how many rows fell in each heap.

    Whoever loads the same file at the same time waits, and then finds it here already. `done`
    hears how many rows are written. Raises Refused for a batch that was filed or given up.
    """
    _take(FILING)
    Source.objects.select_for_update().get(pk=batch.source_id)
    batch.refresh_from_db()
    if batch.undone_at or batch.state in DONE:
        raise Refused("This file is not waiting to be filed.")
    told = asked(batch, by)
    with connection.cursor() as cursor:
        into_heaps(cursor, told)
        cursor.execute(REACHES, told)
        (reaches,) = cursor.fetchone()
        people = _file(cursor, told, done)
        cursor.execute(DONE_WITH, told)
        counts = counted(cursor)
        cursor.execute(WAITS_ALREADY, told)
        cursor.execute(WAITS, told)
    unread = ReadRow.objects.filter(batch=batch).exclude(problem="").values("line")
    StagedRow.objects.filter(batch=batch).exclude(line__in=unread).delete()
    batch.state, batch.counts, batch.examples = ImportBatch.State.FILED, counts, {}
    batch.reaches = reaches
    batch.save(update_fields=["state", "counts", "examples", "reaches"])
    _record(batch, by, people, rows=counts)
    return counts


@transaction.atomic
def file_waiting(*, by: User | None) -> None:
    """File the rows whose person is known by now, each under the batch that brought it.

    To be called in the transaction that makes somebody known.
    """
    _take(PERSON_KNOWN)
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_NOW)
        batches = ImportBatch.objects.filter(pk__in={pk for (pk,) in cursor.fetchall()})
    list(Source.objects.filter(batches__in=batches).order_by("pk").select_for_update(of=["self"]))
    for batch in batches.select_related("source").order_by("pk"):
        told = asked(batch, by)
        with connection.cursor() as cursor:
            into_heaps(cursor, told)
            people = _file(cursor, told, lambda _: None)
            _recount(cursor)
            cursor.execute(DONE_WITH, told)
            cursor.execute(WAITS, told)
        _record(batch, by, people)


def wait_for_others() -> None:
    """However long a file before this one takes, it is waited for, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")


def _take(lock: str) -> None:
    wait_for_others()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}({LOCK})")


def _file(cursor: CursorWrapper, told: dict[str, Any], done: Callable[[int], None]) -> list[int]:
    """The ids of those whose diary has more in it now."""
    began = newest()
    cursor.execute("DROP TABLE IF EXISTS filing")
    cursor.execute(TO_FILE, told)
    for statement in LATER:
        cursor.execute(statement)
    write(cursor, told, done)
    cursor.execute(HELD, told)
    keep_appointments(cursor, told, "filing")
    to_match(cursor, FILED_NOW)
    match(cursor)
    cursor.execute(SAME_EVENT, told)
    cursor.execute("SELECT DISTINCT whose FROM filing ORDER BY whose")
    people = [pk for (pk,) in cursor.fetchall()]
    transaction.on_commit(partial(match_late, people, began), robust=True)
    return people


def _recount(cursor: CursorWrapper) -> None:
    """What is filed now is no longer counted as held, but of those whom its loader may not see."""
    cursor.execute(NO_LONGER_HELD)
    filed = defaultdict(list)
    for pk, *told in cursor.fetchall():
        filed[pk].append(told)
    for batch in ImportBatch.objects.filter(pk__in=filed).select_related("loaded_by"):
        people = Person.objects.filter(pk__in={whose for _, whose, _ in filed[batch.pk]})
        hidden = set(people.hidden_by_lists(batch.loaded_by).values_list("pk", flat=True))
        for heap, whose, rows in filed[batch.pk]:
            if whose not in hidden:
                batch.counts[Heap.HELD] -= rows
                batch.counts[heap] = batch.counts.get(heap, 0) + rows
        batch.save(update_fields=["counts"])


def _record(batch: ImportBatch, by: User | None, people: list[int], **more: Any) -> None:
    detail = {"source": batch.source.name, **more}
    audit.record(
        Act.IMPORT_CONTACTS, user=by, people=people, object=f"batch {batch.pk}", detail=detail
    )
