"""A file that was brought in is taken off every page; what it held stays in evidence."""

from django.db import connection, transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, ImportBatch, PersonFact, ReadRow, Source, StagedRow, Standing, User

# What no batch holds that was not undone.
GONE = """
CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
SELECT record.id, record.contact_id, record.foreign_id FROM contacts_batchrow AS held
JOIN contacts_sourcerecord AS record ON record.id = held.record_id
WHERE held.batch_id = %(batch)s AND NOT EXISTS (
    SELECT FROM contacts_batchrow AS other
    JOIN contacts_importbatch AS by ON by.id = other.batch_id
    WHERE other.record_id = record.id AND by.undone_at IS NULL
)
"""
# Those shown with what goes stand by themselves again, the newest leading the rest.
PARTED = """
WITH parted AS (
    SELECT contact.id, first_value(contact.id) OVER (
        PARTITION BY contact.lead_id ORDER BY contact.id DESC) AS newest
    FROM contacts_contact AS contact
    WHERE contact.state = 'joined' AND contact.lead_id IN (SELECT contact_id FROM gone)
    AND contact.id NOT IN (SELECT contact_id FROM gone WHERE contact_id IS NOT NULL)
)
UPDATE contacts_contact AS contact
SET state = CASE WHEN contact.id = newest THEN 'shown' ELSE 'joined' END,
    lead_id = nullif(newest, contact.id)
FROM parted WHERE parted.id = contact.id
"""
OFF_THE_PAGES = """
UPDATE contacts_contact AS contact SET state = 'undone', lead_id = NULL
FROM gone WHERE contact.id = gone.contact_id AND contact.state IN ('shown', 'joined', 'withdrawn')
"""
NOT_PLANNED = """
UPDATE contacts_appointment AS appointment SET state = 'undone'
FROM gone WHERE appointment.source_record_id = gone.id
"""
# What the batch said of somebody all of whose rows another batch holds too is that one's now.
# Its row keeps its place among what was said since, which a copy of it would not.
SAID_STILL = """
UPDATE {table} AS said SET batch_id = still.batch
FROM contacts_person AS person CROSS JOIN LATERAL (
    SELECT max(by.id) AS batch FROM contacts_sourcerecord AS record
    JOIN contacts_batchrow AS held ON held.record_id = record.id AND held.batch_id = %(batch)s
    JOIN contacts_batchrow AS other ON other.record_id = record.id
    JOIN contacts_importbatch AS by ON by.id = other.batch_id AND by.undone_at IS NULL
    WHERE record.source_id = %(source)s AND record.foreign_id = person.crn
) AS still
WHERE said.batch_id = %(batch)s AND person.id = said.person_id AND still.batch IS NOT NULL
AND person.crn NOT IN (SELECT foreign_id FROM gone)
"""
SAYS = (PersonFact, Standing)
PEOPLE = """
SELECT contact.person_id FROM gone
JOIN contacts_contact AS contact ON contact.id = gone.contact_id
UNION SELECT person_id FROM contacts_personfact WHERE batch_id = %(batch)s
UNION SELECT person_id FROM contacts_standing WHERE batch_id = %(batch)s ORDER BY 1
"""


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
    if batch.undone_at or batch.state != ImportBatch.State.FILED:
        raise Refused("This file is not in the diary, so there is nothing to take back.")
    batch.undone_at = clock.now()
    batch.save(update_fields=["undone_at"])
    told = {"batch": batch.pk, "source": batch.source_id}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS gone")
        cursor.execute(GONE, told)
        for model in SAYS if batch.what == ImportBatch.What.PEOPLE else ():
            cursor.execute(SAID_STILL.format(table=model._meta.db_table), told)
        cursor.execute(PEOPLE, told)
        people = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(PARTED)
        cursor.execute(OFF_THE_PAGES)
        gone = cursor.rowcount + sum(model.objects.filter(batch=batch).count() for model in SAYS)
        cursor.execute(NOT_PLANNED)
    StagedRow.objects.filter(batch=batch).delete()
    ReadRow.objects.filter(batch=batch).delete()
    audit.record(Act.UNDO_IMPORT, user=by, people=people, object=f"batch {batch.pk}")
    return gone
