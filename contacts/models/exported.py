"""Contacts as rows of the file that the diary gives out, in SQL, since the rows are a million.

In a session whose time zone is Europe/London. The last column holds what stands beneath an entry,
later words and the other records of its event, as `formats.exported_rows` reads it.
"""

import json

from django.db.models import TextChoices

from contacts.formats.exported_rows import COLUMNS, NOTHING_BENEATH
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
_ADDED = """
json_agg(json_build_array(coalesce(writer.name, added.author_name),
    coalesce(added.written_at, added.recorded_at), added.notes, added.replaces) ORDER BY added.id)
"""
_BY = "LEFT JOIN contacts_user AS writer ON writer.id = added.author_id"
_LATER = f"""
SELECT added.contact_id, {_ADDED}::text AS words
FROM contacts_amendment AS added {_BY}
WHERE added.notes <> '' {{of_them}}
GROUP BY added.contact_id
"""  # noqa: S608  (of constants alone)
# The same source has told it otherwise since, in another record of the event.
_TOLD_SINCE = """
SELECT FROM contacts_sourcerecord AS since
JOIN contacts_contact AS newer ON newer.id = since.contact_id
WHERE record.foreign_id <> '' AND since.source_id = record.source_id
AND since.foreign_id = record.foreign_id AND since.id > record.id AND newer.id <> other.id
AND (newer.id = other.lead_id OR newer.lead_id = other.lead_id AND newer.state = 'joined')
"""
# What the others say of an event stands beneath the entry that it is shown by.
_OTHERS = f"""
SELECT other.lead_id, bool_or(other.sensitive) AS sensitive, json_agg(json_build_array(
    coalesce(author.name, other.author_name), coalesce(other.written_at, other.occurred_at),
    coalesce(source.name, ''), coalesce(nullif(record.foreign_id, ''),
        {REFERENCE.format(id="other.id")}),
    other.occurred_at, other.time_known, other.heading, {_label("other.kind", Kind)},
    coalesce(other.minutes::text, ''), {_label("other.outcome", Outcome)}, other.notes,
    (SELECT {_ADDED} FROM contacts_amendment AS added {_BY}
        WHERE added.contact_id = other.id AND added.notes <> ''),
    EXISTS ({_TOLD_SINCE})) ORDER BY other.id)::text AS told
FROM contacts_contact AS other
LEFT JOIN contacts_user AS author ON author.id = other.author_id
LEFT JOIN contacts_sourcerecord AS record ON record.contact_id = other.id AND ({_ITS_OWN})
LEFT JOIN contacts_source AS source ON source.id = record.source_id
WHERE other.state = 'joined' {{of_others}}
GROUP BY other.lead_id
"""  # noqa: S608  (of constants alone)
_BENEATH = f"""
CASE WHEN later.words IS NULL AND others.told IS NULL THEN '{NOTHING_BENEATH}'
    ELSE concat('[', coalesce(later.words, '[]'), ',', coalesce(others.told, '[]'), ']') END
"""

EXPORTED = f"""
COPY (
    SELECT person.crn, {written("entry.occurred_at", "entry.time_known")},
        {_disarmed("coalesce(author.name, entry.author_name)")}, {_label("entry.kind", Kind)},
        coalesce(entry.minutes::text, ''), {_label("entry.outcome", Outcome)},
        CASE WHEN entry.sensitive OR others.sensitive THEN 'Y' ELSE 'N' END,
        {_disarmed("entry.heading")},
        CASE WHEN record.contact_id IS NULL THEN ''
            WHEN {_OURS} THEN {_kept("source")} ELSE {_disarmed("source.name")} END,
        CASE WHEN coalesce(record.foreign_id, '') = '' THEN {REFERENCE.format(id="entry.id")}
            WHEN {_OURS} THEN {_kept("id")} ELSE {_disarmed("record.foreign_id")} END,
        {_disarmed("entry.notes")}, {_BENEATH} AS beneath
    FROM contacts_contact AS entry
    JOIN contacts_person AS person ON person.id = entry.person_id
    LEFT JOIN contacts_user AS author ON author.id = entry.author_id
    LEFT JOIN contacts_sourcerecord AS record ON record.contact_id = entry.id AND ({_ITS_OWN})
    LEFT JOIN contacts_source AS source ON source.id = record.source_id
    LEFT JOIN ({_LATER}) AS later ON later.contact_id = entry.id
    LEFT JOIN ({_OTHERS}) AS others ON others.lead_id = entry.id
    WHERE entry.person_id = ANY({{ids}}::bigint[]) AND entry.state = 'shown' {{narrowed}}
    ORDER BY {{order}}
) TO STDOUT (FORMAT csv, NULL '\\N', FORCE_QUOTE (beneath))
"""  # noqa: S608  (of constants alone)

# What is asked of the contacts of few people only, for whom not everything is to be read.
OF_THEM = """
AND contact_id IN (SELECT id FROM contacts_contact
    WHERE person_id = ANY({ids}::bigint[]) AND state = 'shown')
"""
OF_OTHERS = "AND other.person_id = ANY({ids}::bigint[])"
# Whoever says so of one record says it of what happened.
NOT_SENSITIVE = "AND NOT entry.sensitive AND others.sensitive IS NOT TRUE "
HAPPENED = "AND entry.occurred_at {when} {moment} "
AS_RECORDED = "entry.id"
AS_IT_HAPPENED = "person.crn, entry.occurred_at, entry.id"
