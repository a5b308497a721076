-- What a diary holds, told by another system of events a hundred days before: its file has the
-- columns of nDelius, one in thirty notes has an addition, and of each five rows one was brought in
-- before (with more words in one of a hundred of those) and one repeats another row, five thousand
-- on. `told` is the id of a row.
SELECT person.crn AS "CRN",
    row.told AS "Contact ID",
    to_char(london.at, 'DD/MM/YYYY') AS "Contact Date",
    to_char(london.at, 'HH24:MI') AS "Start Time",
    to_char(london.at + make_interval(mins => contact.minutes), 'HH24:MI') AS "End Time",
    coalesce(nullif(contact.heading, ''), CASE contact.kind
        WHEN 'office' THEN 'Planned Office Visit (NS)'
        WHEN 'home_visit' THEN 'Home Visit to Case (NS)'
        WHEN 'phone' THEN 'Phone Contact from Person on Probation'
        WHEN 'video' THEN 'Planned Video Contact (NS)'
        WHEN 'message' THEN 'eMail/Text to Person on Probation'
    END) AS "Contact Type",
    coalesce(author.name, contact.author_name) AS "Officer",
    CASE contact.outcome
        WHEN 'attended' THEN 'Attended - Complied'
        WHEN 'attended_not_complied' THEN 'Attended - Failed to Comply'
        WHEN 'did_not_attend' THEN 'Failed to Attend'
        WHEN 'acceptable_absence' THEN 'Acceptable Absence - Medical'
        WHEN 'unacceptable_absence' THEN 'Unacceptable Absence'
        WHEN 'rearranged' THEN 'Rescheduled'
    END AS "Outcome",
    CASE WHEN contact.sensitive THEN 'Y' ELSE 'N' END AS "Sensitive",
    contact.notes
        || CASE WHEN row.told % 30 = 0 THEN format(E'\n%s\nComment added by Vexa Tarq on %s at 09:30\n'
            'Rang back and left word.', repeat('-', 57), to_char(london.at, 'DD/MM/YYYY')) ELSE '' END
        || CASE WHEN :again AND row.told % 500 = 0 THEN ' Later: no change.' ELSE '' END
        AS "Notes",
    coalesce(author.name, contact.author_name) AS "Last Updated By",
    to_char(london.at, 'DD/MM/YYYY') AS "Last Updated"
FROM (
    SELECT n, CASE
        WHEN n % 5 <> 1 THEN n WHEN n + 5001 <= max(n) OVER () THEN n + 5001 ELSE n + 1
    END AS told FROM numbered
) AS row
JOIN numbered ON numbered.n = row.told
JOIN contacts_contact AS contact ON contact.id = numbered.contact
JOIN contacts_person AS person ON person.id = contact.person_id
LEFT JOIN contacts_user AS author ON author.id = contact.author_id
CROSS JOIN LATERAL (
    SELECT contact.occurred_at AT TIME ZONE 'Europe/London' - interval '100 days' AS at
) AS london
WHERE :again OR row.n % 5 = 0
ORDER BY row.n
