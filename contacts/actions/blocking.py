"""Which records could be of one event at all: all that is ever looked at closely.

SQL, since a file has a million rows. A record is looked at with everything its person has on its
day and two days to either side, which is more than the 36 hours within which anything is proposed;
whole days, so that whoever stands in between is decided of the same way whatever came last.
"""

DAY = "({contact}.occurred_at AT TIME ZONE 'Europe/London')::date"
# Of all that a person has: in these words, so that each half is found by an index of its own.
HALVES = "({contact}.state = 'shown' OR {contact}.state = 'joined')"
# Of what is found by its id or words: so that no index of states, of all there is, is gone through.
STANDS = "{contact}.state || '' IN ('shown', 'joined')"

# The record that made a contact; the others are of later words on it, which have its id and more.
OWN = """LATERAL (
    SELECT record.id, record.source_id, record.foreign_id, record.other_id, record.digest
    FROM contacts_sourcerecord AS record WHERE record.contact_id = {contact}.id
    ORDER BY length(record.foreign_id), record.id LIMIT 1
)"""
# What a source said later under the same id of the same person stands in the place of a record.
NEWEST = f"""LATERAL (
    SELECT version.contact_id FROM contacts_sourcerecord AS version
    JOIN contacts_contact AS later ON later.id = version.contact_id
    WHERE own.foreign_id <> '' AND version.source_id = own.source_id
    AND version.foreign_id = own.foreign_id AND version.id > own.id
    AND later.person_id = {{contact}}.person_id AND {STANDS.format(contact="later")}
    ORDER BY version.id DESC LIMIT 1
)"""  # noqa: S608  (of constants alone)

MATCHED = """
CREATE TEMPORARY TABLE to_match (contact_id bigint PRIMARY KEY) ON COMMIT DROP
"""
# Three days of a person make a text common, and so do three people: whoever had it before it was
# so, or has it when it is no longer, is looked at again. Those of more were and are.
_OTHERS = f"""
FROM contacts_contact AS contact
WHERE contact.hash = said.hash AND {STANDS.format(contact="contact")}
AND NOT EXISTS (SELECT FROM to_match WHERE to_match.contact_id = contact.id)
"""
COMMON = f"""
INSERT INTO to_match (contact_id)
SELECT other.id FROM (
    SELECT contact.hash FROM to_match
    JOIN contacts_contact AS contact ON contact.id = to_match.contact_id
    WHERE contact.hash IS NOT NULL GROUP BY contact.hash
    UNION SELECT unnest(%(hashes)s::bigint[])
) AS said
CROSS JOIN LATERAL (
    SELECT array_agg(person_id) AS ids
    FROM (SELECT DISTINCT contact.person_id {_OTHERS} LIMIT 3) AS few
) AS people
CROSS JOIN LATERAL unnest(people.ids) AS person (id)
CROSS JOIN LATERAL (
    SELECT count(*) AS days FROM (
        SELECT DISTINCT {DAY.format(contact="contact")} {_OTHERS}
        AND contact.person_id = person.id LIMIT 3) AS few
) AS on_days
CROSS JOIN LATERAL (SELECT contact.id {_OTHERS} AND contact.person_id = person.id) AS other
WHERE cardinality(people.ids) < 3 AND on_days.days < 3
ON CONFLICT DO NOTHING
"""  # noqa: S608  (of constants alone)
# Of a version the newest is what counts.
VERSIONS = f"""
INSERT INTO to_match (contact_id)
SELECT DISTINCT newest.contact_id FROM to_match
JOIN contacts_contact AS contact ON contact.id = to_match.contact_id
CROSS JOIN {OWN.format(contact="contact")} AS own
CROSS JOIN {NEWEST.format(contact="contact")} AS newest
ON CONFLICT DO NOTHING
"""  # noqa: S608  (of constants alone)

# Another system's record, or two typed here.
_NEAR = f"""
SELECT FROM contacts_contact AS near
LEFT JOIN {OWN.format(contact="near")} AS theirs ON near.author_id IS NULL
WHERE near.person_id = contact.person_id AND near.id <> contact.id
AND near.occurred_at BETWEEN contact.occurred_at - interval '36 hours'
    AND contact.occurred_at + interval '36 hours'
AND {HALVES.format(contact="near")}
AND (theirs.source_id IS DISTINCT FROM own.source_id OR near.author_id IS NOT NULL)
"""  # noqa: S608  (of constants alone)
_FOLDED = f"""
SELECT FROM contacts_contact AS alike
WHERE alike.hash = contact.hash AND alike.person_id = contact.person_id AND alike.id <> contact.id
AND alike.occurred_at = contact.occurred_at AND {STANDS.format(contact="alike")}
"""
# By the id that one system has of another's, or both have of a third's. Each is sought by an index
# of its own: joined by OR the database would go through all records for every one of them.
_ANY_SOURCE = """
SELECT named.contact_id FROM contacts_source AS source CROSS JOIN LATERAL (
    SELECT contact_id FROM contacts_sourcerecord
    WHERE source_id = source.id AND foreign_id = {id} LIMIT 9
) AS named
WHERE source.id <> own.source_id AND {where}
"""
_BY_IDS = f"""
SELECT linked.id FROM (
    (SELECT contact_id FROM contacts_sourcerecord
    WHERE other_id = own.foreign_id AND other_id <> '' LIMIT 9)
    UNION ALL (SELECT contact_id FROM contacts_sourcerecord
    WHERE other_id = own.other_id AND other_id <> '' LIMIT 9)
    UNION ALL {_ANY_SOURCE.format(id="own.other_id", where="own.other_id <> ''")}
    UNION ALL {_ANY_SOURCE.format(id="own.foreign_id", where="length(own.foreign_id) >= 6")}
) AS link
CROSS JOIN LATERAL (
    SELECT * FROM contacts_contact WHERE id = link.contact_id OFFSET 0
) AS linked
WHERE linked.person_id = contact.person_id AND linked.id <> contact.id
AND {STANDS.format(contact="linked")}
"""  # noqa: S608  (of constants alone)
_PAIRED = """
SELECT FROM contacts_eventpair AS pair
WHERE pair.one_id = contact.id OR pair.other_id = contact.id
"""
IN_QUESTION = f"""
CREATE TEMPORARY TABLE questions ON COMMIT DROP AS
SELECT contact.id, contact.person_id, {DAY.format(contact="contact")} AS day
FROM to_match JOIN contacts_contact AS contact ON contact.id = to_match.contact_id
LEFT JOIN {OWN.format(contact="contact")} AS own ON true
WHERE (
    contact.state = 'joined'
    OR EXISTS (SELECT FROM contacts_contact AS joined
        WHERE joined.lead_id = contact.id AND joined.state = 'joined')
    OR EXISTS ({_NEAR}) OR EXISTS ({_FOLDED}) OR EXISTS ({_PAIRED})
    OR EXISTS (SELECT FROM contacts_sourcerecord AS version
        WHERE own.foreign_id <> '' AND version.source_id = own.source_id
        AND version.foreign_id = own.foreign_id AND version.id <> own.id)
    OR EXISTS ({_BY_IDS}) OR contact.notes ILIKE '%%diary d%%')
"""  # noqa: S608  (of constants alone)

# Some of them at a time: whole people, or of one who has very many some of their days.
PIECES = """
SELECT person_id, min(day), max(day), sum(rows)::int FROM (
    SELECT person_id, day, count(*) AS rows,
        div(sum(count(*)) OVER (PARTITION BY person_id ORDER BY day) - 1, %(at_once)s) AS piece
    FROM questions GROUP BY person_id, day
) AS days GROUP BY person_id, piece ORDER BY person_id, piece
"""
ASKED_NOW = """
INSERT INTO in_question
SELECT questions.* FROM unnest(%(people)s::bigint[], %(first)s::date[], %(last)s::date[])
    AS piece (person_id, first, last)
JOIN questions ON questions.person_id = piece.person_id AND day BETWEEN piece.first AND piece.last
"""
NOTHING_ASKED = [
    "DROP TABLE IF EXISTS questions, in_question",
    "ANALYZE to_match",
    "CREATE TEMPORARY TABLE in_question (id bigint, person_id bigint, day date) ON COMMIT DROP",
]
ONCE_ASKED = ["CREATE INDEX ON questions (person_id, day)", "ANALYZE questions"]

# Everything its person has on those days, and the older versions of it wherever they stand.
ROWS = f"""
WITH asked AS (
    SELECT person_id, day FROM in_question WHERE person_id = ANY(%(people)s::bigint[])
    UNION SELECT * FROM unnest(%(far_people)s::bigint[], %(far_days)s::date[])
), days AS (
    SELECT DISTINCT person_id, day + beside AS day FROM asked, generate_series(-2, 2) AS beside
), near AS MATERIALIZED (
    SELECT contact.id FROM contacts_contact AS contact
    WHERE contact.person_id = ANY(%(people)s::bigint[]) AND {HALVES.format(contact="contact")}
    AND contact.occurred_at >= (SELECT min(day) - 1 FROM days)
    AND contact.occurred_at < (SELECT max(day) + 2 FROM days)
    AND (contact.person_id, {DAY.format(contact="contact")}) IN (SELECT person_id, day FROM days)
), older AS (
    SELECT DISTINCT version.contact_id AS id FROM near
    JOIN contacts_contact AS contact ON contact.id = near.id
    CROSS JOIN {OWN.format(contact="contact")} AS own
    JOIN contacts_sourcerecord AS version ON version.source_id = own.source_id
        AND version.foreign_id = own.foreign_id AND version.id < own.id
    JOIN contacts_contact AS older ON older.id = version.contact_id
        AND older.person_id = contact.person_id AND {STANDS.format(contact="older")}
    WHERE own.foreign_id <> '' AND version.contact_id NOT IN (SELECT id FROM near)
)
SELECT contact.id, contact.person_id, contact.state, contact.lead_id, contact.seen, contact.hash,
    contact.occurred_at, contact.time_known, contact.written_at,
    coalesce(author.name, contact.author_name), contact.author_id IS NULL, contact.kind,
    contact.outcome, contact.heading, coalesce((
        SELECT replacing.notes FROM contacts_amendment AS replacing
        WHERE replacing.contact_id = contact.id AND replacing.replaces
        ORDER BY replacing.id DESC LIMIT 1), contact.notes),
    coalesce(source.name, ''), coalesce(own.foreign_id, ''), coalesce(own.other_id, ''),
    coalesce(own.digest, ''), newest.contact_id, contact.state = 'shown' AND EXISTS (
        SELECT FROM contacts_contact AS joined
        WHERE joined.lead_id = contact.id AND joined.state = 'joined'),
    person.first_name, person.preferred_name, asked_of.near
FROM (SELECT id, true AS near FROM near UNION ALL SELECT id, false FROM older) AS asked_of
JOIN contacts_contact AS contact ON contact.id = asked_of.id
JOIN contacts_person AS person ON person.id = contact.person_id
LEFT JOIN contacts_user AS author ON author.id = contact.author_id
LEFT JOIN {OWN.format(contact="contact")} AS own ON true
LEFT JOIN contacts_source AS source ON source.id = own.source_id
LEFT JOIN {NEWEST.format(contact="contact")} AS newest ON true
"""  # noqa: S608  (of constants alone)

# What a record of those in question names by its id in another system, or is named by.
NAMED = f"""
SELECT DISTINCT linked.id FROM in_question AS asked
JOIN contacts_contact AS contact ON contact.id = asked.id
CROSS JOIN {OWN.format(contact="contact")} AS own
CROSS JOIN LATERAL ({_BY_IDS}) AS linked
WHERE asked.person_id = ANY(%(people)s::bigint[])
"""  # noqa: S608  (of constants alone)
WHEN = f"""
SELECT contact.person_id, {DAY.format(contact="contact")}
FROM unnest(%(ids)s::bigint[]) AS far (id)
JOIN contacts_contact AS named ON named.id = far.id
LEFT JOIN {OWN.format(contact="named")} AS own ON true
LEFT JOIN {NEWEST.format(contact="named")} AS newest ON true
JOIN contacts_contact AS contact ON contact.id = coalesce(newest.contact_id, named.id)
WHERE contact.person_id = ANY(%(people)s::bigint[]) AND {STANDS.format(contact="contact")}
"""  # noqa: S608  (of constants alone)

# Texts that say nothing of one event: three people have them, or one has them three times. Several
# systems may each have it once of a day; of what one system has twice that day each is a time.
SAID_OFTEN = f"""
SELECT asked.hash, asked.person_id
FROM unnest(%(hashes)s::bigint[], %(people)s::bigint[]) AS asked (hash, person_id)
WHERE (
    SELECT count(*) FROM (
        SELECT FROM contacts_contact AS contact WHERE contact.hash = asked.hash LIMIT 3) AS few
) = 3 AND ((
    SELECT count(*) FROM (
        SELECT DISTINCT contact.person_id FROM contacts_contact AS contact
        WHERE contact.hash = asked.hash AND {STANDS.format(contact="contact")} LIMIT 3) AS few
) = 3 OR (
    SELECT sum(CASE WHEN times = systems THEN 1 ELSE times END) FROM (
        SELECT count(DISTINCT coalesce(own.source_id, 0)) AS systems, count(DISTINCT (
            own.source_id, contact.author_name, contact.occurred_at,
            CASE WHEN own.id IS NULL OR length(contact.notes) < 80 THEN contact.id END)) AS times
        FROM contacts_contact AS contact
        LEFT JOIN {OWN.format(contact="contact")} AS own ON true
        LEFT JOIN {NEWEST.format(contact="contact")} AS newest ON true
        WHERE contact.hash = asked.hash AND contact.person_id = asked.person_id
        AND {STANDS.format(contact="contact")} AND newest.contact_id IS NULL
        GROUP BY {DAY.format(contact="contact")}
    ) AS days
) >= 3)
"""  # noqa: S608  (of constants alone)
