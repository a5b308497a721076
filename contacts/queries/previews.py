"""The first rows of a file that was brought in, as they will look once they are filed."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from contacts.formats import clock, days, met
from contacts.formats.columns import Columns
from contacts.formats.person_rows import read_person_row
from contacts.models import ImportBatch, Outcome, Person, User
from contacts.models.heaps import WHOSE

# The rows of these ids whose person is known and may be seen, with the words before them.
ROWS = f"""
SELECT row.id, person.id, person.crn, person.first_name, person.preferred_name, row.author_name,
    row.occurred_at, row.time_known, row.kind, row.minutes, row.outcome, row.sensitive,
    row.heading, row.notes, row.additions, row.line
FROM contacts_readrow AS row JOIN contacts_person AS person ON person.id = {WHOSE.format(row="row")}
WHERE row.id = ANY(%s) AND row.batch_id = %s AND NOT person.id = ANY(%s) ORDER BY row.id
"""  # noqa: S608  (of constants alone)
BEFORE = """
SELECT pair.id, coalesce(row.notes, contact.notes, planned.notes)
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS pair (id, row, record)
LEFT JOIN contacts_readrow AS row ON row.id = pair.row
LEFT JOIN contacts_sourcerecord AS known ON known.id = pair.record
LEFT JOIN contacts_contact AS contact ON contact.id = known.contact_id
LEFT JOIN contacts_appointment AS planned ON planned.source_record_id = known.id
"""


class ReadPerson(NamedTuple):
    """A row of a file of people, as the file has it."""

    crn: str
    name: str
    born: str
    team: str


@dataclass(frozen=True)
class ReadEntry:
    """A row of a file of contacts as it will look on a timeline."""

    person: int
    line: int
    crn: str
    when: str
    planned: bool
    what: str
    more: str
    heading: str
    notes: str
    author: str
    sensitive: bool
    additions: list[tuple[str, str, str]]  # author, when, words
    before: str = ""  # the words that are shown now


def first_people(*, batch: ImportBatch, most: int) -> list[ReadPerson]:
    """The first rows of a file of people that can be read, as the file has them."""
    columns, found = Columns(batch.columns, [], ""), []
    for staged in batch.staged.filter(problem="").order_by("line")[:most]:
        try:
            row = read_person_row(staged.cells, columns, batch.dates)
        except ValueError:
            continue
        born = days.short_day(row.date_of_birth, clock.today()) if row.date_of_birth else ""
        name = f"{row.first_name} {row.last_name}"
        found.append(ReadPerson(row.crn, name, born, row.team))
    return found


def first_entries(*, batch: ImportBatch, viewer: User, ids: list[int]) -> list[ReadEntry]:
    """These rows of a file of contacts, but for those of people whom the viewer may not see."""
    hidden = Person.objects.hidden_by_lists(viewer).values_list("pk", flat=True)
    pairs = [pair for pair in batch.examples.get("before", []) if pair[0] in ids]
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [ids, batch.pk, list(hidden)])
        rows = cursor.fetchall()
        cursor.execute(BEFORE, [list(part) for part in zip(*pairs, strict=True)] or [[], [], []])
        before = dict(cursor.fetchall())
    return [_entry(row, before.get(row[0]) or "") for row in rows]


def _entry(row: tuple[Any, ...], before: str) -> ReadEntry:
    _, person, crn, first, preferred, author, at, time_known, kind, minutes, outcome, *more = row
    sensitive, heading, notes, additions, line = more
    seen = met.read_seen(
        kind=kind,
        outcome=outcome,
        notes=notes,
        heading=heading,
        imported=True,
        names=(first, preferred),
    )
    today = clock.today()
    came = str(Outcome(outcome).label) if outcome else ""
    return ReadEntry(
        person=person,
        line=line,
        crn=crn,
        when=days.moment(at, time_known, today),
        planned=at > clock.now(),
        what=met.label(kind, seen),
        more=", ".join(part for part in (f"{minutes} min" if minutes else "", came) if part),
        heading=heading,
        notes=notes,
        author=author,
        sensitive=sensitive,
        additions=[
            (who, days.moment(dt.datetime.fromisoformat(written), True, today), words)
            for who, written, words, *_ in json.loads(additions)
        ],
        before=before,
    )
