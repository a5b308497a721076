"""Contacts as rows of the file that the diary gives out, in SQL, since the rows are a million.

In a session whose time zone is Europe/London. The last column holds later words, as
`formats.exported_rows` reads them.
"""

import json

from django.db.models import TextChoices

from contacts.formats.exported_rows import COLUMNS, NO_LATER_WORDS
from contacts.formats.references import REFERENCE
from contacts.formats.spreadsheets import DISARMED
from contacts.models.contact import Kind, Outcome


def _disarmed(text: str) -> str:
    """Most begin with an ASCII letter or digit, and need not be looked at any closer."""
    known = f"{text} = '' OR ascii({text}) BETWEEN 65 AND 122 OR ascii({text}) BETWEEN 48 AND 57"
    return f"CASE WHEN {known} THEN {text} ELSE {DISARMED.format(column=text)} END"


def _label(column: str, choices: type[TextChoices]) -> str:
    labels = " ".join(f"WHEN '{value}' THEN '{label}'" for value, label in choices.choices)
    return f"CASE {column} WHEN '' THEN '' {labels} END"


# From where minutes are counted: that is quicker than to cut off what is below one in London.
_A_MINUTE = "2000-01-01 00:00+00"


def written(at: str, time_known: str) -> str:
    """A moment as `formats.row_dates.write_row_date` writes it."""
    day, minute, zone = "YYYY-MM-DD", "HH24:MI", "TZH:TZM"
    shapes = {"minute": "", "second": ":SS", "microsecond": ":SS.US"}
    to = " ".join(
        f"WHEN date_bin('1 {unit}', {at}, '{_A_MINUTE}'::timestamptz) = {at} "
        f"THEN to_char({at}, '{day}\"T\"{minute}{more}{zone}')"
        for unit, more in shapes.items()
    )
    return f"CASE WHEN NOT {time_known} THEN to_char({at}, '{day}') {to} END"


# What came in one of the diary's own files goes out with the source and id that it came with.
# There they stand disarmed, unless somebody wrote into the file.
_HEADER = json.dumps(COLUMNS)
_OURS = f"""
record.batch_id IN (SELECT id FROM contacts_importbatch WHERE header @> '{_HEADER}')
"""  # noqa: S608  (of constants alone)


def _kept(name: str) -> str:
    """Asked by itself: what is seldom wanted is not carried along with every row."""
    raw = f"(brought.raw ->> '{name}')"
    safe = f"CASE WHEN {raw} LIKE '''%' THEN {raw} ELSE {_disarmed(raw)} END"
    return f"(SELECT {safe} FROM contacts_sourcerecord AS brought WHERE brought.id = record.id)"  # noqa: S608  (of constants alone)


# A contact's own record; the others are of later words on it, which have its id and a slash. To
# ask of those alone is quicker than to sort them all.
_ITS_OWN = """
record.foreign_id NOT LIKE '%/%' OR NOT EXISTS (SELECT FROM contacts_sourcerecord AS own
    WHERE own.contact_id = record.contact_id
    AND own.foreign_id = regexp_replace(record.foreign_id, '/[0-9]+$', ''))
"""
_LATER = """
SELECT added.contact_id, json_agg(json_build_array(
    coalesce(writer.name, added.author_name), coalesce(added.written_at, added.recorded_at),
    added.notes, added.replaces) ORDER BY added.id)::text AS words
FROM contacts_amendment AS added LEFT JOIN contacts_user AS writer ON writer.id = added.author_id
WHERE added.notes <> '' {of_them}
GROUP BY added.contact_id
"""

EXPORTED = f"""
COPY (
    SELECT person.crn, {written("entry.occurred_at", "entry.time_known")},
        {_disarmed("coalesce(author.name, entry.author_name)")}, {_label("entry.kind", Kind)},
        coalesce(entry.minutes::text, ''), {_label("entry.outcome", Outcome)},
        CASE WHEN entry.sensitive THEN 'Y' ELSE 'N' END, {_disarmed("entry.heading")},
        CASE WHEN record.contact_id IS NULL THEN ''
            WHEN {_OURS} THEN {_kept("source")} ELSE {_disarmed("source.name")} END,
        CASE WHEN coalesce(record.foreign_id, '') = '' THEN {REFERENCE.format(id="entry.id")}
            WHEN {_OURS} THEN {_kept("id")} ELSE {_disarmed("record.foreign_id")} END,
        {_disarmed("entry.notes")}, coalesce(later.words, '{NO_LATER_WORDS}') AS later_words
    FROM contacts_contact AS entry
    JOIN contacts_person AS person ON person.id = entry.person_id
    LEFT JOIN contacts_user AS author ON author.id = entry.author_id
    LEFT JOIN contacts_sourcerecord AS record ON record.contact_id = entry.id AND ({_ITS_OWN})
    LEFT JOIN contacts_source AS source ON source.id = record.source_id
    LEFT JOIN ({_LATER}) AS later ON later.contact_id = entry.id
    WHERE entry.person_id = ANY({{ids}}::bigint[])
        AND (entry.state = 'shown' OR entry.state = 'joined') {{narrowed}}
    ORDER BY {{order}}
) TO STDOUT (FORMAT csv, NULL '\\N', FORCE_QUOTE (later_words))
"""  # noqa: S608  (of constants alone)

# What is asked of the contacts of few people only, for whom not everything is to be read.
OF_THEM = """
AND contact_id IN (SELECT id FROM contacts_contact
    WHERE person_id = ANY({ids}::bigint[]) AND (state = 'shown' OR state = 'joined'))
"""
# Whoever says so of one record says it of what happened.
NOT_SENSITIVE = """
AND NOT entry.sensitive
AND NOT EXISTS (SELECT FROM contacts_contact AS other
    WHERE other.lead_id = entry.id AND other.state = 'joined' AND other.sensitive)
AND (entry.lead_id IS NULL OR NOT EXISTS (SELECT FROM contacts_contact AS other
    WHERE other.sensitive AND (other.id = entry.lead_id
        OR other.lead_id = entry.lead_id AND other.state = 'joined')))
"""
HAPPENED = """
AND (entry.lead_id IS NULL AND entry.occurred_at {when} {moment}
    OR EXISTS (SELECT FROM contacts_contact AS of_event
        WHERE of_event.id = entry.lead_id AND of_event.occurred_at {when} {moment}))
"""
AS_RECORDED = "entry.id"
# The versions of one record stay together, whatever they are shown with: brought in again, the last
# of them is the newest.
AS_IT_HAPPENED = """
person.crn, CASE WHEN entry.state = 'joined' THEN coalesce((
    SELECT newest.occurred_at FROM contacts_sourcerecord AS own
    JOIN contacts_sourcerecord AS version ON version.source_id = own.source_id
        AND version.foreign_id = own.foreign_id
    JOIN contacts_contact AS newest ON newest.id = version.contact_id
        AND newest.person_id = entry.person_id AND newest.state IN ('shown', 'joined')
    WHERE own.contact_id = entry.id AND own.foreign_id <> '' ORDER BY newest.id DESC LIMIT 1
), entry.occurred_at) ELSE entry.occurred_at END, entry.id
"""
