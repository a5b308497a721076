"""One file that was brought in, as whoever brought it sees it."""

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from contacts.formats import clock, days, met
from contacts.formats.becomes import becomes, heaps
from contacts.formats.columns import Columns
from contacts.formats.person_rows import read_person_row
from contacts.models import Heap, ImportBatch, Outcome, PeopleHeap, Person, User
from contacts.models.heaps import WHOSE
from contacts.queries.entry import LONG
from contacts.queries.imports import Brought, Doubted, MayBe, doubted, likely_twice, one_brought
from contacts.queries.who_is_it import AskedWho, asked_who

SHOWN = 5  # entries of each heap, as they will look
LINES = 20  # that somebody has to look at
SLOW = dt.timedelta(minutes=1)
State = ImportBatch.State
# The rows of these ids whose person is known and may be seen, with the words before them.
ROWS = f"""
SELECT row.id, row.line, row.author_name, row.occurred_at, row.time_known, row.kind, row.minutes,
    row.outcome, row.sensitive, row.heading, row.notes, row.additions,
    person.id AS person, person.crn, person.first_name, person.preferred_name
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


class HeapRows(NamedTuple):
    """How many rows fell in a heap, and what becomes of them."""

    called: str
    rows: str
    become: str


class ReadPerson(NamedTuple):
    """A row of a file of people, as the file has it."""

    crn: str
    name: str
    more: str  # "born 3 March 1985, A1234BC, North one, held by pat"


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

    @property
    def long(self) -> bool:
        return len(self.notes) > LONG


@dataclass(frozen=True)
class Found:
    """What is in a file, as far as it was read."""

    heaps: list[HeapRows] = field(default_factory=list)
    to_file: int = 0  # rows that would change anything
    entries: list[ReadEntry] = field(default_factory=list)
    to_check: list[ReadEntry] = field(default_factory=list)
    doubts: list[Doubted] = field(default_factory=list)
    unreadable: list[tuple[int, str]] = field(default_factory=list)  # line and why
    people: list[ReadPerson] = field(default_factory=list)
    likely: list[MayBe] = field(default_factory=list)
    handed_back: bool = False  # those that cannot be read, as a file

    @property
    def to_file_said(self) -> str:
        return f"{self.to_file:,} {'row' if self.to_file == 1 else 'rows'}"

    @property
    def nothing_new(self) -> bool:
        """All of it that can be read is here already."""
        return bool(self.heaps) and not self.to_file

    @property
    def ids(self) -> list[int]:
        people = {entry.person for entry in (*self.entries, *self.to_check)}
        people |= {one.id for one in self.likely if one.id}
        return sorted(people | {one.id for one in self.doubts if one.id})


@dataclass(frozen=True)
class Opened:
    """A file, how far it has come, and what is found in it so far."""

    brought: Brought
    state: str
    yours: bool
    undone: str  # when, and by whom
    slow: bool  # it waits longer than it should
    done: int
    length: int
    rows: str
    done_of: str
    found: Found
    who: list[AskedWho]  # whom it calls otherwise than we do

    @property
    def ids(self) -> list[int]:
        return sorted({*self.found.ids, *(one.id for one in self.who)})

    @property
    def correctable(self) -> bool:
        """Its columns and dates may be read otherwise."""
        return self.yours and self.state in (State.READ, State.REFUSED)


def opened(*, batch: ImportBatch, viewer: User) -> Opened:
    """One file as its page shows it. What is in it is for whoever brought it alone.

    Of rows that wait, and of people whom the viewer may not see, nothing is in it but their number
    as it was counted for whoever brought the file.
    """
    yours = batch.loaded_by_id == viewer.pk
    today, undone = clock.today(), ""
    if batch.undone_at:
        by = batch.undone_by.name if batch.undone_by else "the command line"
        undone = f"{days.moment(batch.undone_at, True, today)}, by {by}"
    open_now = not batch.is_under_way and not undone and batch.state != State.LEFT
    may_say = open_now and (yours or batch.loaded_by is None)
    return Opened(
        brought=one_brought(batch=batch, viewer=viewer),
        state=batch.state,
        yours=yours,
        undone=undone,
        slow=batch.state == State.WAITING
        and clock.now() - (batch.decided_at or batch.loaded_at) > SLOW,
        done=batch.done,
        length=batch.length,
        rows=f"{batch.length:,} {'row' if batch.length == 1 else 'rows'}",
        done_of=f"{batch.done:,} of {batch.length:,} rows.",
        found=_found(batch, viewer) if yours and open_now else Found(),
        who=asked_who(batch=batch, viewer=viewer) if may_say else [],
    )


def _found(batch: ImportBatch, viewer: User) -> Found:
    """Beside the heaps what of them can be looked at; of what waits, nothing."""
    of_people = batch.what == ImportBatch.What.PEOPLE
    labels: type[Heap | PeopleHeap] = PeopleHeap if of_people else Heap
    counted = [(heap, batch.counts.get(heap, 0)) for heap in heaps(batch.what) if batch.counts]
    filed = batch.state == State.FILED
    nothing = {Heap.ALREADY_HERE, Heap.UNREADABLE}  # as people's are called too
    back = [(row.line, row.reason) for row in batch.staged.unreadable()[:LINES]]
    kept = batch.examples
    return Found(
        heaps=[
            HeapRows(str(labels(heap).label), f"{rows:,}", becomes(batch.what, heap, filed=filed))
            for heap, rows in counted
            if rows
        ],
        to_file=sum(rows for heap, rows in counted if heap not in nothing),
        entries=[] if of_people else _entries(batch, viewer, Heap.NEW),
        to_check=[] if of_people else _entries(batch, viewer, Heap.TO_CHECK),
        doubts=doubted(batch=batch, viewer=viewer) if of_people else [],
        unreadable=back or (kept.get(PeopleHeap.UNREADABLE, [])[:LINES] if of_people else []),
        handed_back=bool(back),
        people=_people(batch) if of_people else [],
        likely=likely_twice(batch=batch, viewer=viewer) if of_people else [],
    )


def _people(batch: ImportBatch) -> list[ReadPerson]:
    """The first rows of a file of people that can be read, as the file has them.

    Nothing where its columns or dates are not known yet.
    """
    if batch.problem:
        return []
    where, found = Columns(batch.columns, [], ""), []
    for staged in batch.staged.filter(problem="").order_by("line")[:SHOWN]:
        try:
            row = read_person_row(staged.cells, where, batch.dates)
        except ValueError:
            continue
        day = row.date_of_birth and days.short_day(row.date_of_birth, clock.today())
        said = [f"born {day}" if day else "", row.prison_number, row.pnc, row.team]
        said.append(f"held by {row.practitioner}" if row.practitioner else "")
        name = f"{row.first_name} {row.last_name}"
        found.append(ReadPerson(row.crn, name, ", ".join(filter(None, said))))
    return found


def _entries(batch: ImportBatch, viewer: User, heap: Heap) -> list[ReadEntry]:
    """These rows of a file of contacts, but for those of people whom the viewer may not see."""
    ids = batch.examples.get(heap, [])[:SHOWN]
    hidden = Person.objects.hidden_by_lists(viewer).values_list("pk", flat=True)
    pairs = [pair for pair in batch.examples.get("before", []) if pair[0] in ids]
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [ids, batch.pk, list(hidden)])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute(BEFORE, [list(part) for part in zip(*pairs, strict=True)] or [[], [], []])
        before = dict(cursor.fetchall())
    return [_entry(row, before.get(row["id"]) or "") for row in rows]


def _entry(row: dict[str, Any], before: str) -> ReadEntry:
    """`row` is one of ROWS, by the names of its columns."""
    now, today = clock.now(), clock.today()
    what = {name: row[name] for name in ("kind", "outcome", "notes", "heading")}
    seen = met.read_seen(**what, imported=True, names=(row["first_name"], row["preferred_name"]))
    came = str(Outcome(row["outcome"]).label) if row["outcome"] else ""
    long = f"{row['minutes']} min" if row["minutes"] else ""
    as_they_are = ("person", "line", "crn", "heading", "notes", "sensitive")
    return ReadEntry(
        **{name: row[name] for name in as_they_are},
        when=days.moment(row["occurred_at"], row["time_known"], today),
        planned=row["occurred_at"] > now,
        what=met.label(row["kind"], seen),
        more=", ".join(part for part in (long, came) if part),
        author=row["author_name"],
        additions=[
            (who, days.moment(dt.datetime.fromisoformat(written), True, today), words)
            for who, written, words, *_ in json.loads(row["additions"])
        ],
        before=before,
    )
