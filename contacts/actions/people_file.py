"""A file of people becomes what the diary knows of them: all of it, or nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection, transaction

from contacts import audit
from contacts.actions.filing import file_waiting, wait_for_others
from contacts.actions.joined_said import EachAlone
from contacts.actions.people_hidden import Hidden, nobody_yet
from contacts.actions.people_known import Chunk, people_known
from contacts.actions.people_told import NUMBERS, Row, Told
from contacts.actions.people_twice import Likely, MadeKnown, likely_twice, made_known
from contacts.actions.people_written import Said, keep, write
from contacts.actions.places import Places
from contacts.formats import columns as known_columns
from contacts.formats import digests
from contacts.formats.columns import Columns
from contacts.formats.date_order import DateOrder
from contacts.formats.person_rows import DATES, PersonRow, read_person_row
from contacts.models import Act, ImportBatch, PeopleHeap, Source, StagedRow, User

CHUNK = 1_000  # rows read and written at a time
EXAMPLES = 20  # of each heap
LIKELY = "likely"  # among the examples: who may be here twice
ALONE = "SELECT pg_advisory_xact_lock(4100001)"  # as `filing` has it

Reason = tuple[int, str]  # the line of a row, and what is the matter with it


class Doubt(NamedTuple):
    """What of a row disagrees. `ours` where the diary, not the actor's file, says what it tells."""

    line: int
    said: str
    crn: str
    name: str
    ours: bool

    def __str__(self) -> str:
        return f"Line {self.line}, {self.crn} {self.name}: {self.said}"


@dataclass(frozen=True)
class Filed:
    """How many rows fell in each heap, which add up to "rows", and what has to be looked at."""

    counts: dict[str, int]
    to_check: list[Doubt]
    unreadable: list[Reason]
    likely: list[Likely] = field(default_factory=list)  # who may be here twice


def check_people(*, batch: ImportBatch) -> None:
    """Find the columns of a staged file of people and which way round its dates are.

    Columns are found by their names, corrected as was remembered for the source. Raises Unusable,
    or DatesUnclear, with a sentence, where the file as a whole cannot be read.
    """
    found = known_columns.find(batch.header, "people", batch.source.columns)
    seen = DateOrder(batch.dates)
    for chunk in _chunks(batch):
        for staged in chunk:
            for name in DATES if not staged.problem else ():
                seen.see(staged.line, found.cell(name, staged.cells).strip())
    batch.columns, batch.dates = found.where, seen.settle()
    batch.save(update_fields=["columns", "dates"])


@transaction.atomic
def file_people(*, batch: ImportBatch, by: User | None) -> Filed:
    """File what a checked batch says of people, and the contacts that waited for them.

    What is ours stays where a row disagrees; facts and standings are added, never changed; nobody
    is made to hold a person whom somebody holds. Of those whom the actor may not see everything
    is filed, and what is said of their rows is what would be said if only the actor's own files
    had made them. Two files at once are filed one after the other.
    """
    wait_for_others()
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
    Source.objects.select_for_update().get(pk=batch.source_id)
    places = Places()
    filing = _Filing(batch, by, places, Hidden(places, by))
    for chunk in _chunks(batch):
        filing.file(chunk)
    filed = filing.filed()
    batch.counts, batch.state = filed.counts, ImportBatch.State.FILED
    batch.examples = batch.examples | {LIKELY: filed.likely[:EXAMPLES]}
    batch.save(update_fields=["counts", "state", "examples"])
    detail = {"source": batch.source.name, "rows": filed.counts, "teams": filing.teams}
    people, name = sorted(filing.people), f"batch {batch.pk}"
    audit.record(Act.IMPORT_PEOPLE, user=by, people=people, object=name, detail=detail)
    file_waiting(by=by)
    return filed


def judge_people(*, batch: ImportBatch, by: User | None) -> Filed:
    """What `file_people` would give back; nothing is filed.

    What it found is kept with the batch for whoever confirms, with the first rows to look at.
    """
    with transaction.atomic():
        filed = file_people(batch=batch, by=by)
        transaction.set_rollback(True)
    batch.refresh_from_db()
    batch.counts = filed.counts
    batch.examples = {
        PeopleHeap.TO_CHECK: filed.to_check[:EXAMPLES],
        PeopleHeap.UNREADABLE: filed.unreadable[:EXAMPLES],
        LIKELY: filed.likely[:EXAMPLES],
    }
    batch.save(update_fields=["counts", "examples"])
    return filed


def _chunks(batch: ImportBatch) -> Iterator[list[StagedRow]]:
    last = -1
    while chunk := list(batch.staged.filter(line__gt=last).order_by("line")[:CHUNK]):
        yield chunk
        last = chunk[-1].line


@dataclass
class _Filing:
    """How far the filing of a batch has come, and what has come of its rows."""

    batch: ImportBatch
    by: User | None
    places: Places
    hidden: Hidden
    heaps: Counter[str] = field(default_factory=Counter)
    to_check: list[Doubt] = field(default_factory=list)
    unreadable: list[Reason] = field(default_factory=list)
    people: set[int] = field(default_factory=set)  # of whom the diary knows more
    teams: dict[str, list[str]] = field(default_factory=dict)
    made: list[MadeKnown] = field(default_factory=list)
    new: set[str] = field(default_factory=set)  # CRNs of whom the diary did not have

    def filed(self) -> Filed:
        counts = {heap: self.heaps[heap] for heap in PeopleHeap.values}
        said = [known.person for known in self.hidden.people.values()]
        return Filed(
            {"rows": sum(counts.values()), **counts},
            self.to_check,
            self.unreadable,
            likely_twice(made=self.made, said=said, by=self.by),
        )

    def file(self, staged: list[StagedRow]) -> None:
        said = self._read(staged)
        crns = {one.row.crn for one in said}
        numbers = {getattr(one.row, name) for one in said for name in NUMBERS} - {""}
        known = people_known(crns=crns, numbers=numbers, batch=self.batch, by=self.by)
        alone = EachAlone(known.people.values())
        told, loaded = Told(), set(known.loaded)
        for one in said:
            if (one.row.crn, one.digest) in loaded:
                self.heaps[PeopleHeap.ALREADY_HERE] += 1
                continue
            loaded.add((one.row.crn, one.digest))
            self._tell(one, known, alone, told)
        write(told=told)
        alone.write()
        keep(said=said, known=known, batch=self.batch)
        self.people |= {person.pk for person in told.people.values()}
        self.teams |= told.teams

    def _read(self, staged: list[StagedRow]) -> list[Said]:
        """Rows that can be read; the others stay as they came, with the reason."""
        columns, said, unread = Columns(self.batch.columns, [], ""), [], []
        for one in staged:
            try:
                if one.problem:
                    raise ValueError(one.problem)
                row = read_person_row(one.cells, columns, self.batch.dates)
            except ValueError as refusal:
                one.problem = str(refusal)
                unread.append(one)
                continue
            values = {name: columns.cell(name, one.cells) for name in columns.where}
            raw = dict(zip(self.batch.header, one.cells, strict=True))
            said.append(Said(one.line, row, digests.digest(values), raw))
        StagedRow.objects.bulk_update(unread, ["problem"])
        read = {one.pk for one in staged} - {one.pk for one in unread}
        StagedRow.objects.filter(pk__in=read).delete()
        self.heaps[PeopleHeap.UNREADABLE] += len(unread)
        self.unreadable += [(one.line, one.problem) for one in unread]
        return said

    def _tell(self, one: Said, known: Chunk, alone: EachAlone, told: Told) -> None:
        crn, called = one.row.crn, f"{one.row.first_name} {one.row.last_name}"
        person = known.people.setdefault(crn, nobody_yet(one.row))
        if not person.here:
            self.new.add(crn)
        counted = self._row(one.row, known, told)
        counted.tell(person)
        alone.tell(counted, person.person)
        if one.row.crn in known.hidden:
            counted = self._row(one.row, known, Told())
            self.hidden.tell(counted)
        else:
            for name in NUMBERS:
                number = getattr(person.person, name)
                known.numbers[number].add(person.of_them.person.crn)
        if counted.made:
            self.made.append(made_known(one.line, one.row))
        self.heaps[counted.heap] += 1
        ours = crn not in self.new and crn not in known.hidden
        self.to_check += [Doubt(one.line, doubt, crn, called, ours) for doubt in counted.doubts]

    def _row(self, row: PersonRow, known: Chunk, told: Told) -> Row:
        numbers = {row.pnc, row.prison_number} - {""}
        owners = {
            crn for of in (known.numbers, self.hidden.numbers) for one in numbers for crn in of[one]
        }
        return Row(row, self.batch, self.places, owners, told)
