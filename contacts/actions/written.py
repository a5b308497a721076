"""The rows of the table `filing` are written, some thousands at a time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db.backends.utils import CursorWrapper

from contacts.formats import met
from contacts.formats.canonical import canonical, fingerprint

AT_ONCE = 5_000  # rows
SIZE = 4_000_000  # bytes of notes, unless one has more

# As many rows as fit, so that the longest notes fill the memory no more than the shortest. Picked
# before anything is asked of them, or each piece would go through all that are still to come.
SOME = """
SELECT max(row_id), count(*) FROM (
    SELECT row_id, row_number() OVER file AS place, sum(size) OVER file AS size
    FROM (
        SELECT following.row_id, octet_length(row.notes) AS size
        FROM (
            SELECT row_id FROM filing WHERE row_id > %(after)s ORDER BY row_id LIMIT %(rows)s
        ) AS following
        JOIN contacts_readrow AS row ON row.id = following.row_id AND row.id > %(after)s
    ) AS sized WINDOW file AS (ORDER BY row_id)
) AS sized WHERE place = 1 OR size <= %(size)s
"""

# Said of both, so that neither is gone through from end to end for each of the pieces.
_THESE = """filing.row_id > %(after)s AND filing.row_id <= %(last)s
AND row.id > %(after)s AND row.id <= %(last)s"""

# Whether somebody was met is read when it is known who they are, for notes name them. What their
# words are found by is read beside it.
TO_READ = f"""
SELECT filing.contact_id, row.kind, row.outcome, row.heading, row.notes,
    person.first_name, person.preferred_name
FROM filing JOIN contacts_readrow AS row ON row.id = filing.row_id
JOIN contacts_person AS person ON person.id = filing.whose
WHERE {_THESE} AND NOT filing.back AND NOT filing.planned AND filing.adds_to = ''
"""  # noqa: S608  (of constants alone)
SEEN = "COPY reading (contact_id, seen, hash) FROM STDIN"

_SOME = """
FROM filing JOIN contacts_readrow AS row ON row.id = filing.row_id {more}
WHERE {these} AND {which} ORDER BY filing.row_id
"""
_NEW = "NOT filing.back AND NOT filing.planned AND filing.adds_to = ''"

WRITTEN = [
    f"""
    INSERT INTO contacts_contact (id, person_id, author_name, occurred_at, time_known, written_at,
        recorded_at, kind, minutes, outcome, sensitive, heading, notes, state, seen, hash)
    SELECT filing.contact_id, filing.whose, coalesce(nullif(row.author_name, ''), %(name)s),
        row.occurred_at, row.time_known, row.written_at, %(now)s, row.kind, row.minutes,
        row.outcome, row.sensitive, row.heading, row.notes, 'shown', seen.seen,
        seen.hash
    {_SOME.format(these=_THESE, more="JOIN reading AS seen USING (contact_id)", which=_NEW)}
    """,
    f"""
    INSERT INTO contacts_sourcerecord (id, source_id, foreign_id, other_id, digest, batch_id,
        contact_id, raw)
    SELECT filing.record_id, %(source)s, row.foreign_id, row.other_id, row.digest, %(batch)s,
        filing.contact_id, row.raw
    {_SOME.format(these=_THESE, more="", which="NOT filing.back")}
    """,
    f"""
    INSERT INTO contacts_amendment (contact_id, author_name, written_at, recorded_at, notes,
        changed, replaces)
    SELECT filing.contact_id, added ->> 0, (added ->> 1)::timestamptz, %(now)s, added ->> 2, '{{}}',
        false
    {
        _SOME.format(
            these=_THESE,
            more="CROSS JOIN LATERAL jsonb_array_elements(row.additions)"
            " WITH ORDINALITY AS of (added, n)",
            which=_NEW,
        )
    }, n
    """,
    f"""
    INSERT INTO contacts_amendment (contact_id, author_name, written_at, recorded_at, notes,
        changed, replaces)
    SELECT filing.contact_id, coalesce(nullif(row.author_name, ''), %(name)s), row.occurred_at,
        %(now)s, row.notes, '{{}}', false
    {_SOME.format(these=_THESE, more="", which="NOT filing.back AND filing.adds_to <> ''")}
    """,
    f"""
    INSERT INTO contacts_appointment (person_id, at, time_known, kind, sensitive, heading, notes,
        author_name, source_record_id, state)
    SELECT filing.whose, row.occurred_at, row.time_known, row.kind, row.sensitive, row.heading,
        row.notes || glued.notes, coalesce(nullif(row.author_name, ''), %(name)s),
        filing.record_id, 'planned'
    {
        _SOME.format(
            these=_THESE,
            more="CROSS JOIN LATERAL (SELECT coalesce("
            "string_agg((added ->> 3) || (added ->> 2), '' ORDER BY n), '') AS notes"
            " FROM jsonb_array_elements(row.additions) WITH ORDINALITY AS of (added, n)) AS glued",
            which="NOT filing.back AND filing.planned AND filing.adds_to = ''",
        )
    }
    """,  # noqa: S608  (of constants alone)
]

# As it was when the last batch that held it was undone: what was withdrawn stays so.
COME_BACK = [
    """
    UPDATE contacts_contact AS contact SET state = coalesce(nullif((
        SELECT held.was FROM contacts_batchrow AS held
        JOIN contacts_importbatch AS by ON by.id = held.batch_id
        WHERE held.record_id = filing.record_id ORDER BY by.undone_at DESC, held.id DESC LIMIT 1
    ), ''), 'shown')
    FROM filing WHERE filing.back AND contact.id = filing.contact_id AND contact.state = 'undone'
    AND (filing.adds_to = '' OR NOT EXISTS (
        SELECT FROM contacts_sourcerecord AS entry
        WHERE entry.contact_id = filing.contact_id AND entry.id <> filing.record_id))
    """,
    """
    UPDATE contacts_appointment AS appointment SET state = 'planned' FROM filing
    WHERE filing.back AND appointment.source_record_id = filing.record_id
    AND appointment.state = 'undone'
    """,
]


def write(cursor: CursorWrapper, told: dict[str, Any], done: Callable[[int], None]) -> None:
    """Contacts, records, additions and appointments, in the order of the file.

    `done` hears how many rows are written.
    """
    # Kept for the end, the checks of a million rows would fill the memory.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("DROP TABLE IF EXISTS reading")
    cursor.execute(
        "CREATE TEMPORARY TABLE reading"
        " (contact_id bigint PRIMARY KEY, seen text, hash bigint) ON COMMIT DROP"
    )
    written = 0
    for place, rows in _pieces(cursor, told):
        for statement in WRITTEN:
            cursor.execute(statement, place)
        written += rows
        done(written)
    for statement in COME_BACK:
        cursor.execute(statement)
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _pieces(cursor: CursorWrapper, told: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int]]:
    """What the statements about each piece are told, and how many rows it has.

    Who was met is read of the next one while the database writes the last.
    """
    with ThreadPoolExecutor(1) as reading:
        place, rows = _following(cursor, told, 0)
        seen = reading.submit(_seen, _words(cursor, place)) if rows else None
        while seen:
            cursor.execute("TRUNCATE reading")
            with cursor.copy(SEEN) as copy:
                for row in seen.result():
                    copy.write_row(row)
            next_place, next_rows = _following(cursor, told, place["last"])
            seen = reading.submit(_seen, _words(cursor, next_place)) if next_rows else None
            yield place, rows
            place, rows = next_place, next_rows


def _following(
    cursor: CursorWrapper, told: dict[str, Any], after: int
) -> tuple[dict[str, Any], int]:
    cursor.execute(SOME, {"after": after, "rows": AT_ONCE, "size": SIZE})
    last, rows = cursor.fetchone()
    return {**told, "after": after, "last": last}, rows


def _words(cursor: CursorWrapper, place: dict[str, Any]) -> list[tuple]:
    cursor.execute(TO_READ, place)
    return cursor.fetchall()


def _seen(words: list[tuple]) -> list[tuple[int, str, int | None]]:
    return [
        (
            contact,
            met.read_seen(
                kind=kind,
                outcome=outcome,
                notes=notes,
                heading=heading,
                imported=True,
                names=names,
            ),
            fingerprint(canonical(notes)),
        )
        for contact, kind, outcome, heading, notes, *names in words
    ]
