"""A file that was brought in is taken off every page; what it held stays in evidence."""

from django.db import connection, transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, ImportBatch, ReadRow, Source, StagedRow, User

# What no batch holds that was not undone.
GONE = """
CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
SELECT record.id, record.contact_id FROM contacts_batchrow AS held
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
PEOPLE = """
SELECT DISTINCT contact.person_id FROM gone
JOIN contacts_contact AS contact ON contact.id = gone.contact_id ORDER BY 1
"""


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: User | None) -> int:
    """Take what a batch brought off every page, and free it for loading again.

    Gives back how many entries went. What another batch holds too stays. Raises Refused where the
    batch is not filed, or is undone already.
    """
    Source.objects.select_for_update().get(pk=batch.source_id)
    batch.refresh_from_db()
    if batch.undone_at or batch.state != ImportBatch.State.FILED:
        raise Refused("This file is not in the diary, so there is nothing to take back.")
    batch.undone_at = clock.now()
    batch.save(update_fields=["undone_at"])
    with connection.cursor() as cursor:
        cursor.execute(GONE, {"batch": batch.pk})
        cursor.execute(PEOPLE)
        people = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(PARTED)
        cursor.execute(OFF_THE_PAGES)
        gone = cursor.rowcount
        cursor.execute(NOT_PLANNED)
    StagedRow.objects.filter(batch=batch).delete()
    ReadRow.objects.filter(batch=batch).delete()
    audit.record(Act.UNDO_IMPORT, user=by, people=people, object=f"batch {batch.pk}")
    return gone
