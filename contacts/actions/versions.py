"""A newer version of what a source told is shown in the place of the older ones."""

from typing import Any

from django.db.backends.utils import CursorWrapper

from contacts.models.heaps import IS_HELD

# Of each id of the rows being filed the newest contact leads, and the others are shown with it;
# where one of them is shown with something else they all are. Those of different people are not.
LEAD = """
WITH versions AS (
    SELECT contact.id, contact.lead_id, record.foreign_id, contact.person_id,
        first_value(contact.id) OVER (version ORDER BY record.id DESC) AS newest,
        array_agg(contact.id) OVER version AS all_of_them
    FROM contacts_sourcerecord AS record
    JOIN contacts_contact AS contact ON contact.id = record.contact_id
    WHERE record.source_id = %(source)s AND contact.state IN ('shown', 'joined')
    AND record.foreign_id IN (SELECT foreign_id FROM filing WHERE foreign_id <> '')
    WINDOW version AS (PARTITION BY record.foreign_id, contact.person_id)
), led AS (
    SELECT id, coalesce(max(lead_id) FILTER (WHERE lead_id <> ALL(all_of_them)) OVER version,
        newest) AS leader
    FROM versions WHERE cardinality(all_of_them) > 1
    WINDOW version AS (PARTITION BY foreign_id, person_id)
)
UPDATE contacts_contact AS contact
SET state = CASE WHEN contact.id = leader THEN 'shown' ELSE 'joined' END,
    lead_id = nullif(leader, contact.id)
FROM led WHERE led.id = contact.id AND contact.lead_id IS DISTINCT FROM nullif(leader, contact.id)
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
# What was planned came about, or was planned anew: as the next version says that is here.
KEPT = f"""
UPDATE contacts_appointment AS appointment
SET state = CASE WHEN next.contact_id IS NULL THEN 'moved' ELSE 'kept' END,
    kept_by_id = next.contact_id
FROM contacts_sourcerecord AS record
CROSS JOIN LATERAL (
    SELECT later.contact_id FROM contacts_sourcerecord AS later
    LEFT JOIN contacts_contact AS contact ON contact.id = later.contact_id
    LEFT JOIN contacts_appointment AS planned ON planned.source_record_id = later.id
    WHERE later.source_id = record.source_id AND later.foreign_id = record.foreign_id
    AND later.id > record.id AND {IS_HELD.format(record="later.id")}
    AND coalesce(contact.person_id, planned.person_id) = (
        SELECT person_id FROM contacts_appointment WHERE source_record_id = record.id)
    ORDER BY later.id LIMIT 1
) AS next
WHERE record.source_id = %(source)s AND record.foreign_id <> ''
AND record.foreign_id IN (SELECT foreign_id FROM {{rows}})
AND appointment.source_record_id = record.id AND appointment.state = 'planned'
"""  # noqa: S608  (of constants alone)


def join_versions(cursor: CursorWrapper, told: dict[str, Any]) -> None:
    """Of what stands in the table `filing`, once the batch is known to hold it."""
    for statement in (LEAD, FOLLOW):
        cursor.execute(statement, told)
    keep_appointments(cursor, told, "filing")


def keep_appointments(cursor: CursorWrapper, told: dict[str, Any], rows: str) -> None:
    """Of the ids in a table of rows, what of the planned a newer version says came of it."""
    cursor.execute(KEPT.format(rows=rows), told)
