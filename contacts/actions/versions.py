"""What was planned is kept or moved by what a source says later under the same id."""

from typing import Any

from django.db.backends.utils import CursorWrapper

from contacts.models.heaps import IS_HELD

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

# What was planned with one of two people is as before where the row was about the other.
PLANNED_AGAIN = """
UPDATE contacts_appointment AS appointment SET state = 'planned', kept_by_id = NULL
FROM contacts_sourcerecord AS record JOIN contacts_sourcerecord AS later
    ON later.source_id = record.source_id AND later.foreign_id = record.foreign_id
    AND later.id > record.id
LEFT JOIN contacts_contact AS contact ON contact.id = later.contact_id
LEFT JOIN contacts_appointment AS planned ON planned.source_record_id = later.id
WHERE appointment.person_id = ANY(%(people)s) AND appointment.source_record_id = record.id
AND appointment.state IN ('kept', 'moved') AND record.foreign_id <> ''
AND NOT EXISTS (SELECT FROM contacts_appointment AS here
    WHERE here.moved_from_id = appointment.id)
AND coalesce(contact.person_id, planned.person_id) <> appointment.person_id
RETURNING record.source_id
"""
PLANNED_IDS = """(
    SELECT own.foreign_id FROM contacts_appointment AS ours
    JOIN contacts_sourcerecord AS own ON own.id = ours.source_record_id
    WHERE ours.person_id = ANY(%(people)s)) AS ids"""


def keep_appointments(cursor: CursorWrapper, told: dict[str, Any], rows: str) -> None:
    """Of the ids in a table of rows, what of the planned a newer version says came of it."""
    cursor.execute(KEPT.format(rows=rows), told)


def keep_each_their_own(cursor: CursorWrapper, people: list[int]) -> None:
    """What a row about another of these people said came of the planned is nothing to it."""
    cursor.execute(PLANNED_AGAIN, {"people": people})
    for source in {source for (source,) in cursor.fetchall()}:
        keep_appointments(cursor, {"source": source, "people": people}, PLANNED_IDS)
