"""Who holds a person, where they are and when they were met, as lists and their own page ask it."""

# Joined to `contacts_person AS person`, with today's date as `today`. One seek a person for each,
# however long the diary is: `person_id = ANY(...) ORDER BY ... LIMIT` would read and sort
# everything there is about all of them.
GONE = """({standing}.lapsed OR {standing}.taken_back_at IS NOT NULL OR EXISTS (
    SELECT FROM contacts_importbatch AS batch
    WHERE batch.id = {standing}.batch_id AND batch.undone_at IS NOT NULL
) OR EXISTS (
    SELECT FROM contacts_contact AS entry
    WHERE entry.id = {standing}.contact_id AND entry.state NOT IN ('shown', 'joined')
))"""
# As `Standing.objects.kept` has it: the last word on each spell.
KEPT = f"""NOT {GONE.format(standing="standing")} AND NOT EXISTS (
    SELECT FROM contacts_standing AS later
    WHERE later.person_id = standing.person_id AND later.since = standing.since
    AND later.id > standing.id AND later.what = standing.what
    AND NOT {GONE.format(standing="later")}
)"""
# A spell of custody that has ended; or an entry says that they came out, which ends any.
RELEASED = """(standing.what IN ('custody', 'recalled') AND standing.until <= %(today)s
    OR standing.what = 'community' AND standing.contact_id IS NOT NULL
        AND standing.since <= %(today)s)"""
NOW = f"""
LEFT JOIN LATERAL (
    SELECT practitioner_id, since FROM contacts_allocation AS allocation
    WHERE allocation.person_id = person.id AND allocation.since <= %(today)s
    AND (allocation.until IS NULL OR allocation.until > %(today)s) LIMIT 1
) AS held ON true
LEFT JOIN LATERAL (
    SELECT what, place, reason, since, expected_release, contact_id
    FROM contacts_standing AS standing
    WHERE standing.person_id = person.id AND standing.since <= %(today)s
    AND (standing.until IS NULL OR standing.until > %(today)s) AND {KEPT}
    ORDER BY standing.since DESC, standing.id DESC LIMIT 1
) AS standing ON true
LEFT JOIN LATERAL (
    SELECT max(CASE standing.what WHEN 'community' THEN standing.since ELSE standing.until END)
        AS until
    FROM contacts_standing AS standing
    WHERE standing.person_id = person.id AND {RELEASED} AND {KEPT}
) AS released ON true
LEFT JOIN LATERAL (
    SELECT kind, occurred_at FROM contacts_contact AS contact
    WHERE contact.person_id = person.id AND contact.state = 'shown' AND contact.seen = 'met'
    ORDER BY contact.occurred_at DESC, contact.id DESC LIMIT 1
) AS met ON true
"""  # noqa: S608  (of constants alone)
