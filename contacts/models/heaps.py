"""Which heap each row of a file of contacts falls in, by what the diary holds already.

SQL, since the rows are a million, and one text of it: what is counted before somebody confirms is
what is filed after. The statements go one after another; their parameters are `batch` and `source`
(ids), `notes` (the name of the column in which the file has them) and `hidden` (the ids of the
people whom the actor may not see).
"""

# True of a record that some batch holds. One whose import was undone is not here: it comes back.
IS_HELD = """EXISTS (
    SELECT FROM contacts_batchrow AS brought
    JOIN contacts_importbatch AS by ON by.id = brought.batch_id AND by.undone_at IS NULL
    WHERE brought.record_id = {record}
)"""

# By the first of the identifiers it has, never by name; a number of two people is nobody's. What a
# record is called that was joined to another names the one that is kept. Each is sought by its
# index, whatever the planner knows of a table that is now empty and now a million.
WHOSE = """CASE
    WHEN {row}.crn <> '' THEN (
        SELECT coalesce(joined_into_id, id) FROM contacts_person WHERE crn = {row}.crn)
    WHEN {row}.prison_number <> '' THEN (
        SELECT min(coalesce(joined_into_id, id)) FROM contacts_person
        WHERE prison_number = {row}.prison_number AND prison_number <> ''
        HAVING count(DISTINCT coalesce(joined_into_id, id)) = 1)
    WHEN {row}.pnc <> '' THEN (
        SELECT min(coalesce(joined_into_id, id)) FROM contacts_person
        WHERE pnc = {row}.pnc AND pnc <> ''
        HAVING count(DISTINCT coalesce(joined_into_id, id)) = 1)
END"""

# True where the source calls this person otherwise, and nobody has said that it is the same.
IN_DOUBT = """(({row}.named <> '' OR {row}.born IS NOT NULL) AND EXISTS (
    SELECT FROM contacts_whoisit AS doubt
    WHERE doubt.source_id = {source} AND doubt.person_id = {person}
    AND doubt.named = {row}.named AND doubt.born IS NOT DISTINCT FROM {row}.born
    AND doubt.answer <> 'same'))"""
# What rows that do not wait call their people.
CALLED = f"""
SELECT DISTINCT person.id, row.named, row.born
FROM contacts_readrow AS row CROSS JOIN LATERAL (SELECT {WHOSE.format(row="row")} AS id) AS person
WHERE row.batch_id = %(batch)s AND NOT row.waits AND person.id IS NOT NULL
AND (row.named <> '' OR row.born IS NOT NULL)
"""  # noqa: S608  (of constants alone)
# What is asked of the people that rows of this batch are about, or was answered, by whom and when,
# and how many rows it is about: those that wait, and of a file not filed yet those that will not.
ASKED_WHO = f"""
SELECT doubt.person_id, doubt.answer, doubt.decided_at, decided.id, decided.name,
    doubt.named, doubt.born, count(*)
FROM contacts_readrow AS row
JOIN contacts_whoisit AS doubt ON doubt.source_id = %(source)s
    AND (doubt.answer <> 'same' OR doubt.decided_at >= %(since)s)
    AND doubt.named = row.named AND doubt.born IS NOT DISTINCT FROM row.born
    AND doubt.person_id = ({WHOSE.format(row="row")})
LEFT JOIN contacts_user AS decided ON decided.id = doubt.decided_by_id
WHERE (row.batch_id = %(batch)s OR row.also @> ARRAY[%(batch)s::bigint]) AND row.problem = ''
AND (row.named <> '' OR row.born IS NOT NULL)
GROUP BY doubt.id, decided.id ORDER BY min(row.line)
"""  # noqa: S608  (of constants alone)

# Of whom it is asked, in each of these batches that are filed.
STILL_ASKED = f"""
SELECT DISTINCT batch.id, doubt.person_id
FROM contacts_whoisit AS doubt
JOIN contacts_readrow AS row ON row.waits
    AND doubt.named = row.named AND doubt.born IS NOT DISTINCT FROM row.born
CROSS JOIN LATERAL unnest(row.batch_id || row.also) AS held (batch)
JOIN contacts_importbatch AS batch ON batch.id = held.batch AND batch.source_id = doubt.source_id
WHERE doubt.answer = '' AND batch.id = ANY(%(batches)s)
AND doubt.person_id = ({WHOSE.format(row="row")})
"""  # noqa: S608  (of constants alone)

# Every row that does not wait: whose it is, which record it is if it ever came before, and its
# heap. Ids go up as the lines of a file do; `nth` counts a row among its equals of the file.
JUDGED = f"""
CREATE TEMPORARY TABLE judged ON COMMIT DROP AS
SELECT row.id, row.line, row.foreign_id, row.nth, person.whose,
    known.id AS record_id, known.contact_id, here.known, CASE
        WHEN row.problem <> '' THEN 'unreadable'
        WHEN person.whose IS NULL OR person.whose = ANY(%(hidden)s) THEN 'held'
        WHEN row.nth > 1 OR here.known THEN 'already_here'
        ELSE 'new'
    END AS heap
FROM (
    SELECT id, line, problem, foreign_id, digest, named, born, {WHOSE.format(row="row")} AS whose,
        row_number() OVER (PARTITION BY foreign_id, digest ORDER BY id) AS nth
    FROM contacts_readrow AS row WHERE batch_id = %(batch)s AND NOT waits
) AS row
LEFT JOIN LATERAL (
    SELECT id, contact_id FROM contacts_sourcerecord
    WHERE source_id = %(source)s AND foreign_id = row.foreign_id AND digest = row.digest LIMIT 1
) AS known ON true
CROSS JOIN LATERAL (
    SELECT known.id IS NOT NULL AND {IS_HELD.format(record="known.id")} AS known
) AS here
CROSS JOIN LATERAL (
    SELECT CASE WHEN here.known
        OR NOT {IN_DOUBT.format(row="row", source="%(source)s", person="row.whose")}
        THEN row.whose END AS whose
) AS person
"""  # noqa: S608  (of constants alone)

# Of those that would be new the ones that a version came before: in this file, else in the diary.
# The versions of an id that are about different people are none of each other.
VERSIONS = f"""
CREATE TEMPORARY TABLE versions ON COMMIT DROP AS
SELECT judged.id, judged.row_before, known.id AS record_before
FROM (
    SELECT id, foreign_id, whose,
        lag(id) OVER (PARTITION BY foreign_id, whose ORDER BY id) AS row_before
    FROM judged WHERE heap = 'new' AND foreign_id <> ''
) AS judged
LEFT JOIN LATERAL (
    SELECT known.id FROM contacts_sourcerecord AS known
    LEFT JOIN contacts_contact AS contact ON contact.id = known.contact_id
    LEFT JOIN contacts_appointment AS planned ON planned.source_record_id = known.id
    WHERE judged.row_before IS NULL
    AND known.source_id = %(source)s AND known.foreign_id = judged.foreign_id
    AND coalesce(contact.person_id, planned.person_id) = judged.whose
    AND {IS_HELD.format(record="known.id")}
    ORDER BY known.id DESC LIMIT 1
) AS known ON true
WHERE judged.row_before IS NOT NULL OR known.id IS NOT NULL
"""  # noqa: S608  (of constants alone)

# The words of both, a few at a time. What a record said is under the name that its column has in
# the file that brought it first.
WORDS_OF_VERSIONS = """
SELECT versions.id, row.raw ->> %(notes)s, coalesce(
    before.raw ->> %(notes)s,
    known.raw ->> (first.header ->> (first.columns ->> 'notes')::int),
    contact.notes, planned.notes)
FROM versions
JOIN contacts_readrow AS row ON row.id = versions.id
LEFT JOIN contacts_readrow AS before ON before.id = versions.row_before
LEFT JOIN contacts_sourcerecord AS known ON known.id = versions.record_before
LEFT JOIN contacts_importbatch AS first ON first.id = known.batch_id
LEFT JOIN contacts_contact AS contact ON contact.id = known.contact_id
LEFT JOIN contacts_appointment AS planned ON planned.source_record_id = known.id
WHERE versions.id > %(after)s ORDER BY versions.id LIMIT %(limit)s
"""
TO_CHECK = "UPDATE judged SET heap = 'to_check' WHERE id = ANY(%(ids)s)"

# Which row of the file or which record each of these would come after.
BEFORE = """
SELECT id, row_before, record_before FROM versions WHERE id = ANY(%(ids)s)
"""

COUNTED = "SELECT heap, count(*) FROM judged GROUP BY heap"
# Of a row that is held nothing is ever shown.
FIRST_OF_EACH = """
SELECT heap, array_agg(id ORDER BY id) FROM (
    SELECT heap, id, row_number() OVER (PARTITION BY heap ORDER BY id) AS place
    FROM judged WHERE heap <> 'held'
) AS placed WHERE place <= %(limit)s GROUP BY heap
"""

# What was new and is now shown as one with what another system holds, or somebody typed here. The
# lead and what is joined to it are asked apart: as one question it would go through every contact.
# With + 0, or for each of them all records of a source that the planner knows nothing of yet.
SAME_EVENT = """
WITH same AS (
    UPDATE judged SET heap = 'same_event'
    FROM filing JOIN contacts_contact AS contact ON contact.id = filing.contact_id
    WHERE filing.row_id = judged.id AND judged.heap = 'new' AND filing.adds_to = ''
    AND judged.id NOT IN (SELECT id FROM versions)
    AND (contact.lead_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM contacts_sourcerecord AS record
        WHERE record.contact_id = contact.lead_id AND record.source_id + 0 = %(source)s)
    OR EXISTS (
        SELECT FROM contacts_contact AS beside
        WHERE beside.lead_id = coalesce(contact.lead_id, contact.id) AND beside.state = 'joined'
        AND NOT EXISTS (SELECT FROM contacts_sourcerecord AS record
            WHERE record.contact_id = beside.id AND record.source_id + 0 = %(source)s)))
    RETURNING filing.record_id
)
UPDATE contacts_batchrow AS held SET heap = 'same_event'
FROM same WHERE held.batch_id = %(batch)s AND held.record_id = same.record_id
"""
