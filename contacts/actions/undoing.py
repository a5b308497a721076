"""A file that was brought in is taken off every page; what it held stays in evidence."""

from functools import partial

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from contacts import audit
from contacts.actions.anew import match_late, newest
from contacts.actions.joined_said import PUT_AWAY
from contacts.actions.matching import match, to_match
from contacts.actions.refused import Refused
from contacts.actions.versions import keep_appointments
from contacts.formats import clock
from contacts.models import (
    Act,
    Contact,
    ImportBatch,
    PersonFact,
    ReadRow,
    Source,
    StagedRow,
    Standing,
    User,
)
from contacts.models.heaps import IS_HELD

AT_ONCE = 2_000  # contacts
FILED = (ImportBatch.State.FILED, ImportBatch.State.UNDOING)

# What no batch holds that was not undone.
GONE = f"""
CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
SELECT record.id, record.source_id, record.foreign_id, record.contact_id
FROM contacts_batchrow AS held JOIN contacts_sourcerecord AS record ON record.id = held.record_id
WHERE held.batch_id = %(batch)s AND NOT {IS_HELD.format(record="record.id")}
"""  # noqa: S608  (of constants alone)
# An entry goes with the last of the records it has, of which later words may be some.
GOING = f"""
CREATE TEMPORARY TABLE going ON COMMIT DROP AS
SELECT DISTINCT contact_id AS id FROM gone WHERE contact_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM contacts_sourcerecord AS other
    WHERE other.contact_id = gone.contact_id AND {IS_HELD.format(record="other.id")})
"""  # noqa: S608  (of constants alone)
ONCE_MADE = ["ANALYZE gone", "CREATE UNIQUE INDEX ON going (id)", "ANALYZE going"]

# What was withdrawn is so again if it comes back.
REMEMBERED = """
UPDATE contacts_batchrow AS held SET was = contact.state
FROM gone JOIN going ON going.id = gone.contact_id
JOIN contacts_contact AS contact ON contact.id = going.id
WHERE held.batch_id = %(batch)s AND held.record_id = gone.id
AND contact.state IN ('withdrawn', 'moved')
"""
# What goes, and everything that any of it is shown with, which is matched again without it.
TOUCHED = """
SELECT id FROM going UNION SELECT lead_id FROM contacts_contact AS contact JOIN going USING (id)
WHERE contact.lead_id IS NOT NULL UNION SELECT joined.id FROM contacts_contact AS joined
WHERE joined.state = 'joined' AND joined.lead_id IN (
    SELECT id FROM going
    UNION SELECT contact.lead_id FROM contacts_contact AS contact JOIN going USING (id))
"""
# What led some of what goes says no more than its own words again.
LED = """
SELECT DISTINCT contact.lead_id FROM contacts_contact AS contact JOIN going USING (id)
WHERE contact.lead_id IS NOT NULL AND contact.lead_id NOT IN (SELECT id FROM going)
"""
OFF_THE_PAGES = """
UPDATE contacts_contact AS contact SET state = 'undone', lead_id = NULL
FROM going WHERE contact.id = going.id AND contact.state <> 'undone'
"""
# What the batch said of somebody all of whose rows another batch holds too is that one's now.
# Its row keeps its place among what was said since, which a copy of it would not. Of records that
# are joined it is of the one whose row said it, whichever of them it is with meanwhile.
SAID_STILL = """
UPDATE {table} AS said SET batch_id = still.batch
FROM contacts_person AS person CROSS JOIN LATERAL (
    SELECT max(by.id) AS batch FROM contacts_sourcerecord AS record
    JOIN contacts_batchrow AS held ON held.record_id = record.id AND held.batch_id = %(batch)s
    JOIN contacts_batchrow AS other ON other.record_id = record.id
    JOIN contacts_importbatch AS by ON by.id = other.batch_id AND by.undone_at IS NULL
    WHERE record.source_id = %(source)s AND record.foreign_id = person.crn
) AS still
WHERE said.batch_id = %(batch)s AND still.batch IS NOT NULL AND person.id = coalesce((
    SELECT kept_id + joined_id - said.person_id FROM contacts_personjoin
    WHERE parted_at IS NULL AND (
        (kept_id = said.person_id AND what_was_whose -> '{model}' @> to_jsonb(said.id))
        OR (joined_id = said.person_id
            AND what_was_whose -> '{put_away}' -> '{model}' @> to_jsonb(said.id)))
), said.person_id)
AND person.crn NOT IN (SELECT foreign_id FROM gone)
"""
SAYS = (PersonFact, Standing)
# What was planned goes too; what these rows said was kept or moved is planned as before.
NOT_PLANNED = [
    """
    UPDATE contacts_appointment AS appointment SET state = 'undone', kept_by_id = NULL
    FROM gone WHERE appointment.source_record_id = gone.id
    """,
    """
    UPDATE contacts_appointment AS appointment SET state = 'planned', kept_by_id = NULL
    FROM going WHERE appointment.kept_by_id = going.id AND appointment.state = 'kept'
    """,
    """
    UPDATE contacts_appointment AS appointment SET state = 'planned'
    FROM contacts_sourcerecord AS record JOIN gone AS newer
        ON newer.source_id = record.source_id AND newer.foreign_id = record.foreign_id
        AND newer.id > record.id
    WHERE record.foreign_id <> '' AND appointment.source_record_id = record.id
    AND appointment.state = 'moved' AND NOT EXISTS (SELECT FROM contacts_appointment AS here
        WHERE here.moved_from_id = appointment.id)
    """,
]
PEOPLE = """
SELECT contact.person_id FROM going JOIN contacts_contact AS contact USING (id)
UNION SELECT appointment.person_id FROM gone
JOIN contacts_appointment AS appointment ON appointment.source_record_id = gone.id
UNION SELECT person_id FROM contacts_personfact WHERE batch_id = %(batch)s
UNION SELECT person_id FROM contacts_standing WHERE batch_id = %(batch)s ORDER BY 1
"""
# What waits for its person waits on where another batch held it too.
WAITING = [
    """
    UPDATE contacts_readrow SET batch_id = also[1], also = also[2:]
    WHERE batch_id = %(batch)s AND waits AND cardinality(also) > 0
    """,
    """
    UPDATE contacts_readrow SET also = array_remove(also, %(batch)s::bigint)
    WHERE also @> ARRAY[%(batch)s::bigint]
    """,
]


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: User | None) -> int:
    """Take what a batch brought off every page, and free it for loading again.

    Gives back how many entries went, of a file of people how many facts and standings. What
    another batch holds too stays; so do the people themselves, with their names, numbers, team
    and whoever holds them, for others have gone on from there. Raises Refused where the batch is
    not filed, or is undone already.
    """
    Source.objects.select_for_update().get(pk=batch.source_id)
    batch.refresh_from_db()
    if batch.undone_at or batch.state not in FILED:
        raise Refused("This file is not in the diary, so there is nothing to take back.")
    batch.undone_at, batch.undone_by, batch.state = clock.now(), by, ImportBatch.State.FILED
    batch.save(update_fields=["undone_at", "undone_by", "state"])
    told, began = {"batch": batch.pk, "source": batch.source_id}, newest()
    with connection.cursor() as cursor:
        _find(cursor, batch, told)
        cursor.execute(PEOPLE, told)
        people = [pk for (pk,) in cursor.fetchall()]
        _touch(cursor)
        for statement in (*WAITING, REMEMBERED, *NOT_PLANNED, OFF_THE_PAGES):
            cursor.execute(statement, told)
        gone = cursor.rowcount + _said(batch)
        keep_appointments(cursor, told, "gone")
        match(cursor)
    transaction.on_commit(partial(match_late, people, began), robust=True)
    StagedRow.objects.filter(batch=batch).delete()
    ReadRow.objects.filter(batch=batch).delete()
    audit.record(Act.UNDO_IMPORT, user=by, people=people, object=f"batch {batch.pk}")
    return gone


def _said(batch: ImportBatch) -> int:
    return sum(model.objects.filter(batch=batch, lapsed=False).count() for model in SAYS)


def _touch(cursor: CursorWrapper) -> None:
    """What is to be matched again; and what led some of what goes says its own words alone."""
    to_match(cursor, TOUCHED)
    cursor.execute(LED)
    led = Contact.objects.filter(pk__in=[pk for (pk,) in cursor.fetchall()])
    own = led.select_related("person").prefetch_related("amendments")
    for contact in own.iterator(chunk_size=AT_ONCE):
        seen = contact.read_seen(contact.notes_that_stand)
        if seen != contact.seen:
            led.filter(pk=contact.pk).update(seen=seen)


def _find(cursor: CursorWrapper, batch: ImportBatch, told: dict[str, int]) -> None:
    """What goes, in tables of this transaction; what another batch said too is that one's now."""
    cursor.execute("DROP TABLE IF EXISTS gone, going")
    for statement in (GONE, GOING, *ONCE_MADE):
        cursor.execute(statement, told)
    for model in SAYS if batch.what == ImportBatch.What.PEOPLE else ():
        named = {"table": model._meta.db_table, "model": model.__name__, "put_away": PUT_AWAY}
        cursor.execute(SAID_STILL.format(**named), told)
