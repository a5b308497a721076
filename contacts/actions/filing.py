"""What was read becomes contacts, additions and appointments: all of a file, or none of it."""

from collections import Counter
from typing import Any

from django.db import connection, transaction

from contacts import audit
from contacts.actions.versions import join_versions
from contacts.formats import clock
from contacts.models import Act, Heap, ImportBatch, Person, ReadRow, Source, StagedRow, User
from contacts.models.heaps import JUDGED

# Nobody is made known while rows are filed, or a row could wait for somebody who is here by then.
NOBODY_NEW = "SELECT pg_advisory_xact_lock_shared(4100001)"  # a number of our own

COUNTED = f"SELECT heap, count(*) FROM ({JUDGED}) AS judged GROUP BY heap"  # noqa: S608  (constants)

# Everything that is to be written, with the ids it will have; planned is what lies ahead.
TO_FILE = f"""
CREATE TEMPORARY TABLE filing ON COMMIT DROP AS
SELECT judged.*, false AS back, occurred_at > %(now)s AS planned,
    nextval(pg_get_serial_sequence('contacts_sourcerecord', 'id')) AS record_id,
    CASE WHEN occurred_at <= %(now)s AND adds_to = ''
        THEN nextval(pg_get_serial_sequence('contacts_contact', 'id')) END AS contact_id
FROM (
    SELECT judged.* FROM ({JUDGED}) AS judged
    WHERE whose IS NOT NULL AND nth = 1 AND NOT known AND problem = '' ORDER BY line
) AS judged
"""  # noqa: S608  (constants)

# Brought before by a batch that was undone since: the same rows come back, under this one.
COME_BACK = """
UPDATE filing SET record_id = known.id, contact_id = known.contact_id, back = true
FROM contacts_sourcerecord AS known
WHERE known.source_id = %(source)s AND known.foreign_id = filing.foreign_id
AND known.digest = filing.digest
"""

# Later words that the diary gave out as rows of their own belong to the entry they were on; where
# that is not here they stand by themselves.
LATER = [
    "CREATE INDEX ON filing (foreign_id)",
    """
    UPDATE filing SET contact_id = coalesce(
        (SELECT entry.contact_id FROM filing AS entry
            WHERE entry.foreign_id = filing.adds_to AND entry.adds_to = '' LIMIT 1),
        (SELECT entry.contact_id FROM contacts_sourcerecord AS entry
            WHERE entry.source_id = %(source)s AND entry.foreign_id = filing.adds_to
            ORDER BY entry.id DESC LIMIT 1))
    WHERE adds_to <> '' AND NOT back
    """,
    """
    UPDATE filing SET adds_to = '', planned = false,
        contact_id = nextval(pg_get_serial_sequence('contacts_contact', 'id'))
    WHERE adds_to <> '' AND NOT back AND contact_id IS NULL
    """,
]

WRITTEN = [
    """
    INSERT INTO contacts_contact (id, person_id, author_name, occurred_at, time_known, written_at,
        recorded_at, kind, minutes, outcome, sensitive, heading, notes, state, seen)
    SELECT contact_id, whose, coalesce(nullif(author_name, ''), %(name)s), occurred_at, time_known,
        written_at, %(now)s, kind, minutes, outcome, sensitive, heading, notes, 'shown', seen
    FROM filing WHERE NOT back AND NOT planned AND adds_to = '' ORDER BY line
    """,
    """
    INSERT INTO contacts_sourcerecord (id, source_id, foreign_id, digest, batch_id, contact_id, raw)
    SELECT record_id, %(source)s, foreign_id, digest, %(batch)s, contact_id, raw
    FROM filing WHERE NOT back ORDER BY line
    """,
    """
    INSERT INTO contacts_amendment (contact_id, author_name, written_at, recorded_at, notes,
        changed, replaces)
    SELECT contact_id, added ->> 0, (added ->> 1)::timestamptz, %(now)s, added ->> 2, '{}', false
    FROM filing CROSS JOIN LATERAL jsonb_array_elements(additions) WITH ORDINALITY AS of (added, n)
    WHERE NOT back AND NOT planned AND adds_to = '' ORDER BY line, n
    """,
    """
    INSERT INTO contacts_amendment (contact_id, author_name, written_at, recorded_at, notes,
        changed, replaces)
    SELECT contact_id, coalesce(nullif(author_name, ''), %(name)s), occurred_at, %(now)s, notes,
        '{}', false
    FROM filing WHERE NOT back AND adds_to <> '' ORDER BY line
    """,
    """
    INSERT INTO contacts_appointment (person_id, at, time_known, kind, heading, notes, author_name,
        source_record_id, state)
    SELECT whose, occurred_at, time_known, kind, heading, raw ->> %(notes)s,
        coalesce(nullif(author_name, ''), %(name)s), record_id, 'planned'
    FROM filing WHERE NOT back AND planned AND adds_to = '' ORDER BY line
    """,
    """
    UPDATE contacts_contact AS contact SET state = 'shown' FROM filing
    WHERE filing.back AND contact.id = filing.contact_id AND contact.state = 'undone'
    """,
    """
    UPDATE contacts_appointment AS appointment SET state = 'planned' FROM filing
    WHERE filing.back AND appointment.source_record_id = filing.record_id
    AND appointment.state = 'undone'
    """,
]

# Every row the batch held, also those that another had brought before.
HELD = """
INSERT INTO contacts_batchrow (batch_id, record_id)
SELECT DISTINCT %(batch)s::bigint, record.id FROM contacts_readrow AS row
JOIN contacts_sourcerecord AS record ON record.source_id = %(source)s
    AND record.foreign_id = row.foreign_id AND record.digest = row.digest
WHERE row.batch_id = %(batch)s AND NOT row.waits AND row.problem = ''
ON CONFLICT DO NOTHING
"""
DONE_WITH = """
DELETE FROM contacts_readrow AS row USING contacts_batchrow AS held, contacts_sourcerecord AS record
WHERE row.batch_id = %(batch)s AND NOT row.waits AND row.problem = ''
AND held.batch_id = %(batch)s AND record.id = held.record_id
AND record.foreign_id = row.foreign_id AND record.digest = row.digest
"""
# Of the rows that wait those whose person is known by now.
KNOWN_NOW = """
UPDATE contacts_readrow AS row SET waits = false
WHERE row.waits AND CASE
    WHEN row.crn <> '' THEN row.crn IN (SELECT crn FROM contacts_person)
    WHEN row.prison_number <> '' THEN row.prison_number IN (
        SELECT prison_number FROM contacts_person WHERE prison_number <> ''
        GROUP BY prison_number HAVING count(*) = 1)
    ELSE row.pnc IN (
        SELECT pnc FROM contacts_person WHERE pnc <> '' GROUP BY pnc HAVING count(*) = 1)
END RETURNING row.batch_id
"""


def wait_for_others() -> None:
    """Whoever brings in a file waits for others who do, however long that takes.

    Call it in the transaction that brings it in: it ends with that.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")


def asked(batch: ImportBatch, by: User | None) -> dict[str, Any]:
    """What the statements about one batch are told."""
    hidden = Person.objects.hidden_by_lists(by).values_list("pk", flat=True)
    return {
        "batch": batch.pk,
        "source": batch.source_id,
        "name": batch.source.name,
        "notes": batch.header[batch.columns["notes"]] if "notes" in batch.columns else "",
        "hidden": list(hidden),
        "now": clock.now(),
    }


def judge(*, batch: ImportBatch, by: User | None) -> dict[str, int]:
    """How many of its rows fall in each heap; they add up to its rows. Writes nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, asked(batch, by))
        found = Counter(dict(cursor.fetchall()))
    batch.counts = {heap: found[heap] for heap in Heap.values}
    batch.save(update_fields=["counts"])
    return batch.counts


@transaction.atomic
def file_contacts(*, batch: ImportBatch, by: User | None) -> dict[str, int]:
    """File what a batch holds; gives back how many rows fell in each heap.

    Whoever loads the same file at the same time waits, and then finds it here already.
    """
    wait_for_others()
    with connection.cursor() as cursor:
        cursor.execute(NOBODY_NEW)
    Source.objects.select_for_update().get(pk=batch.source_id)
    counts = judge(batch=batch, by=by)
    people = _file(asked(batch, by))
    ReadRow.objects.filter(batch=batch, problem="").update(waits=True)
    unread = ReadRow.objects.filter(batch=batch).exclude(problem="").values("line")
    StagedRow.objects.filter(batch=batch).exclude(line__in=unread).delete()
    batch.state = ImportBatch.State.FILED
    batch.save(update_fields=["state"])
    detail = {"source": batch.source.name, "rows": counts}
    audit.record(
        Act.IMPORT_CONTACTS, user=by, people=people, object=f"batch {batch.pk}", detail=detail
    )
    return counts


@transaction.atomic
def file_waiting(*, by: User | None) -> None:
    """File the rows whose person is known by now, each under the batch that brought it."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_NOW)
        batches = {pk for (pk,) in cursor.fetchall()}
    for batch in ImportBatch.objects.filter(pk__in=batches).select_related("source").order_by("pk"):
        Source.objects.select_for_update().get(pk=batch.source_id)
        people = _file(asked(batch, by))
        # A number that two people have is nobody's: those go on waiting.
        ReadRow.objects.filter(batch=batch, problem="").update(waits=True)
        audit.record(Act.IMPORT_CONTACTS, user=by, people=people, object=f"batch {batch.pk}")


def _file(told: dict[str, Any]) -> list[int]:
    """The ids of those whose diary has more in it now."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS filing")
        cursor.execute(TO_FILE, told)
        cursor.execute(COME_BACK, told)
        for statement in (*LATER, *WRITTEN):
            cursor.execute(statement, told)
        join_versions(cursor, told)
        cursor.execute(HELD, told)
        cursor.execute(DONE_WITH, told)
        cursor.execute("SELECT DISTINCT whose FROM filing ORDER BY whose")
        return [pk for (pk,) in cursor.fetchall()]
