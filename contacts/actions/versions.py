"""A newer version of what a source told is shown in the place of the older ones."""

from typing import Any

from django.db.backends.utils import CursorWrapper

# Of each id of the rows being filed the newest contact leads, and the others are shown with it.
LEAD = """
WITH versions AS (
    SELECT contact.id, count(*) OVER version AS versions,
        first_value(contact.id) OVER (version ORDER BY record.id DESC) AS newest
    FROM contacts_sourcerecord AS record
    JOIN contacts_contact AS contact ON contact.id = record.contact_id
    WHERE record.source_id = %(source)s AND contact.state IN ('shown', 'joined')
    AND record.foreign_id IN (SELECT foreign_id FROM filing WHERE foreign_id <> '')
    WINDOW version AS (PARTITION BY record.foreign_id, contact.person_id)
)
UPDATE contacts_contact AS contact
SET state = CASE WHEN contact.id = newest THEN 'shown' ELSE 'joined' END,
    lead_id = nullif(newest, contact.id)
FROM versions WHERE versions.id = contact.id AND versions.versions > 1
AND contact.lead_id IS DISTINCT FROM nullif(newest, contact.id)
"""
# What was shown with one that now is itself shown with another.
FOLLOW = """
UPDATE contacts_contact AS contact SET lead_id = lead.lead_id
FROM contacts_contact AS lead
WHERE contact.state = 'joined' AND lead.id = contact.lead_id AND lead.state = 'joined'
AND lead.id IN (
    SELECT record.contact_id FROM contacts_sourcerecord AS record JOIN filing USING (foreign_id)
    WHERE record.source_id = %(source)s AND record.foreign_id <> ''
)
"""
# What was planned came about, or was planned anew.
KEPT = """
UPDATE contacts_appointment AS appointment
SET state = CASE WHEN filing.planned THEN 'moved' ELSE 'kept' END, kept_by_id = filing.contact_id
FROM filing JOIN contacts_sourcerecord AS record ON record.source_id = %(source)s
    AND record.foreign_id = filing.foreign_id AND record.id < filing.record_id
WHERE filing.foreign_id <> '' AND appointment.source_record_id = record.id
AND appointment.state = 'planned'
"""


def join_versions(cursor: CursorWrapper, told: dict[str, Any]) -> None:
    """Of what stands in the table `filing`. Raises nothing of its own."""
    for statement in (LEAD, FOLLOW, KEPT):
        cursor.execute(statement, told)
