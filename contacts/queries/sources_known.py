"""How far each system's records of a person reach: what their page does not know."""

import datetime as dt
from typing import NamedTuple

from django.db import connection

from contacts.formats import clock, silence
from contacts.models import Person

# Of the newest so many: a diary of thirty years takes no longer than one of three.
NEWEST = 500
SOURCES = f"""
WITH loaded AS (
    SELECT source_id, what, max(reaches) AS reaches FROM contacts_importbatch
    WHERE state = 'filed' AND undone_at IS NULL GROUP BY source_id, what
), shown AS (
    SELECT id, occurred_at, state FROM contacts_contact
    WHERE person_id = %(person)s AND state IN ('shown', 'withdrawn', 'moved')
    AND occurred_at <= %(now)s
    ORDER BY occurred_at DESC, id DESC LIMIT {NEWEST}
), joined AS (
    SELECT id, occurred_at, state FROM contacts_contact
    WHERE person_id = %(person)s AND state = 'joined' AND occurred_at <= %(now)s
    ORDER BY occurred_at DESC LIMIT {NEWEST}
), told AS (
    SELECT record.source_id,
        array_agg(DISTINCT (one.occurred_at AT TIME ZONE 'Europe/London')::date) AS days
    FROM (SELECT * FROM shown UNION ALL SELECT * FROM joined) AS one
    JOIN contacts_sourcerecord AS record ON record.contact_id = one.id
    WHERE one.state <> 'moved'
    GROUP BY record.source_id
), looked AS (
    SELECT max(oldest) AS after FROM (
        SELECT min(occurred_at) AS oldest FROM shown HAVING count(*) = {NEWEST}
        UNION ALL SELECT min(occurred_at) FROM joined HAVING count(*) = {NEWEST}
    ) AS cut
)
SELECT source.name, contacts.source_id IS NOT NULL OR told.days IS NOT NULL,
    people.source_id IS NOT NULL, contacts.reaches, coalesce(told.days, '{{}}'),
    looked.after
FROM contacts_source AS source CROSS JOIN looked
LEFT JOIN loaded AS contacts ON contacts.source_id = source.id AND contacts.what = 'contacts'
LEFT JOIN loaded AS people ON people.source_id = source.id AND people.what = 'people'
LEFT JOIN told ON told.source_id = source.id
WHERE contacts.source_id IS NOT NULL OR people.source_id IS NOT NULL OR told.days IS NOT NULL
ORDER BY source.name
"""  # noqa: S608  (of constants alone)


class _Source(NamedTuple):
    """A row of SOURCES."""

    name: str
    loaded: bool  # a file of contacts, and not only of people
    told_of_people: bool
    reaches: dt.datetime | None
    days: list[dt.date]
    looked_after: dt.datetime | None  # there may be older records of it

    @property
    def system(self) -> str:
        """The system whose absence would be told: a file of it may have a name of its own."""
        name = self.name.casefold()
        return next((one for one in silence.SYSTEMS if one.casefold() in name), "")


def sources_known(*, person: Person) -> str:
    """ "nDelius to 3 March · NOMIS silent 19 days, usually daily · OASys never loaded".

    Of the systems that everybody counts on each is named, of other sources those that hold
    something on the person. A source that was never loaded is not one that has no notes on this
    person. One statement, whatever the length of the diary: of a very long one the newest entries
    are looked through, and it is said from which day on.
    """
    today = clock.today()
    found = _found(person)
    parts = [part for system in silence.SYSTEMS for part in _of_system(system, found, today)]
    parts += [_known(one, today) for one in found if not one.system and one.days]
    return silence.line(parts)


def _found(person: Person) -> list[_Source]:
    with connection.cursor() as cursor:
        cursor.execute(SOURCES, {"person": person.pk, "now": clock.now()})
        return [_Source(*row) for row in cursor.fetchall()]


def _of_system(system: str, found: list[_Source], today: dt.date) -> list[str]:
    files = [one for one in found if one.system == system]
    loaded = [one for one in files if one.loaded]
    if not loaded:
        return [silence.never(f"{system} contacts" if files else system)]
    holding = [one for one in loaded if one.days]
    return [_known(one, today) for one in holding or loaded[:1]]


def _known(one: _Source, today: dt.date) -> str:
    reaches, after = (at and clock.london_day(at) for at in (one.reaches, one.looked_after))
    return silence.told(one.name, reaches=reaches, on=one.days, today=today, looked_after=after)
