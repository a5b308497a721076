"""Which heap each row of a file of contacts falls in, by what the diary holds already.

SQL, since the rows are a million, and one text of it: what is counted before somebody confirms is
what is filed after. Its parameters are `batch` and `source` (ids), `notes` (the name of the column
in which the file has them) and `hidden` (the ids of the people whom the actor may not see).
"""

# By the first of the identifiers it has, never by name; a number of two people is nobody's.
_WHOSE = """
LEFT JOIN contacts_person AS by_crn ON row.crn <> '' AND by_crn.crn = row.crn
LEFT JOIN (
    SELECT prison_number, min(id) AS id FROM contacts_person WHERE prison_number <> ''
    GROUP BY prison_number HAVING count(*) = 1
) AS by_prison ON row.crn = '' AND by_prison.prison_number = row.prison_number
LEFT JOIN (
    SELECT pnc, min(id) AS id FROM contacts_person WHERE pnc <> ''
    GROUP BY pnc HAVING count(*) = 1
) AS by_pnc ON row.crn = '' AND row.prison_number = '' AND by_pnc.pnc = row.pnc
"""

# A record whose import was undone is not here: loaded again it comes back.
_KNOWN = """
EXISTS (
    SELECT FROM contacts_sourcerecord AS known
    JOIN contacts_batchrow AS brought ON brought.record_id = known.id
    JOIN contacts_importbatch AS by ON by.id = brought.batch_id AND by.undone_at IS NULL
    WHERE known.source_id = %(source)s
    AND known.foreign_id = row.foreign_id AND known.digest = row.digest
)
"""

# The words of the version before this one: in the same file, else as another brought them.
_BEFORE = r"""
SELECT rtrim(words, E' \n\r\t') AS words FROM (SELECT coalesce(row.version_before, (
    SELECT known.raw ->> (batch.header ->> (batch.columns ->> 'notes')::int)
    FROM contacts_sourcerecord AS known
    JOIN contacts_batchrow AS brought ON brought.record_id = known.id
    JOIN contacts_importbatch AS batch ON batch.id = brought.batch_id AND batch.undone_at IS NULL
    WHERE known.source_id = %(source)s AND known.foreign_id = row.foreign_id
    ORDER BY known.id DESC LIMIT 1
)) AS words) AS before
"""

JUDGED = rf"""
SELECT row.*, whose.id AS whose, known.known, CASE
    WHEN row.problem <> '' THEN 'unreadable'
    WHEN whose.id IS NULL OR whose.id = ANY(%(hidden)s) THEN 'held'
    WHEN row.nth > 1 OR known.known THEN 'already_here'
    WHEN row.foreign_id = '' OR before.words IS NULL THEN 'new'
    WHEN starts_with(row.raw ->> %(notes)s, before.words) AND NOT (
        before.words ~ '\w$' AND substr(row.raw ->> %(notes)s, length(before.words) + 1)
            ~ '^[.,:/''\u2019\u2010-\u2015-]?\w') THEN 'new'
    ELSE 'to_check'
END AS heap
FROM (
    SELECT row.*,
        row_number() OVER (PARTITION BY foreign_id, digest ORDER BY line) AS nth,
        lag(raw ->> %(notes)s) OVER (
            PARTITION BY foreign_id, problem <> '' ORDER BY line) AS version_before
    FROM contacts_readrow AS row WHERE row.batch_id = %(batch)s AND NOT row.waits
) AS row
{_WHOSE}
CROSS JOIN LATERAL (SELECT coalesce(by_crn.id, by_prison.id, by_pnc.id) AS id) AS whose
CROSS JOIN LATERAL (SELECT {_KNOWN} AS known) AS known
LEFT JOIN LATERAL ({_BEFORE}) AS before ON row.foreign_id <> ''
"""  # noqa: S608  (of constants alone)
