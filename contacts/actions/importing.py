"""A file of contacts is staged as it came, then read row by row."""

import json
from collections import Counter
from collections.abc import Iterator
from json.encoder import encode_basestring_ascii
from typing import Any, BinaryIO

from django.db import connection

from contacts.formats import clock, csv_files, digests
from contacts.formats import columns as known_columns
from contacts.formats.columns import Columns
from contacts.formats.contact_rows import DIARY, WHO, ContactRow, read_contact_row
from contacts.formats.csv_rows import Unreadable
from contacts.formats.date_order import DateOrder
from contacts.models import ImportBatch, ReadRow, Source, User

AT_ONCE = 5_000  # rows read and written at a time
SIZE = 2_000_000  # characters, unless one row has more
STAGE = "COPY contacts_stagedrow (batch_id, line, cells, size, problem) FROM STDIN"
FIELDS = ContactRow._fields
READ = f"COPY contacts_readrow (batch_id, line, problem, waits, digest, raw, {', '.join(FIELDS)})"
READ += " FROM STDIN"
# As many as fit, so that the longest rows fill the memory no more than the shortest.
NEXT = """
SELECT line, cells, problem FROM (
    SELECT line, cells, problem, row_number() OVER file AS place, sum(size) OVER file AS size
    FROM (
        SELECT line, cells, problem, size FROM contacts_stagedrow
        WHERE batch_id = %s AND line > %s ORDER BY line LIMIT %s
    ) AS following WINDOW file AS (ORDER BY line)
) AS sized WHERE place = 1 OR size <= %s ORDER BY line
"""
# Of each row nothing but its dates.
DATES = """
SELECT line, cells[%s], cells[%s] FROM contacts_stagedrow
WHERE batch_id = %s AND line > %s AND problem = '' ORDER BY line LIMIT %s
"""
Staged = tuple[int, list[str], str]


def stage(
    *, source: Source, by: User | None, file: BinaryIO, file_name: str = "", what: str = "contacts"
) -> ImportBatch:
    """Keep the rows of an uploaded file as they came, so that the file itself is not needed.

    Raises Unusable, with a sentence, for a file that cannot be read as a whole; then nothing is
    kept if the caller is in a transaction.
    """
    table = csv_files.read(file)
    batch = ImportBatch.objects.create(
        source=source,
        loaded_by=by,
        loaded_at=clock.now(),
        what=what,
        state=ImportBatch.State.WAITING,
        file_name=file_name,
        header=table.names,
        delimiter=table.delimiter,
    )
    length = 0
    with connection.cursor() as cursor, cursor.copy(STAGE) as copy:
        for row in table.rows:
            problem = row.reason if isinstance(row, Unreadable) else ""
            cells = _array(row.cells)
            copy.write_row((batch.pk, row.line, cells, sum(map(len, row.cells)), problem))
            length += 1
    batch.length = length
    batch.save(update_fields=["length"])
    return batch


def read(*, batch: ImportBatch) -> None:
    """Read what was staged: whose each row is, when it happened, what it says.

    Columns are found by their names, corrected as was remembered for the source. Raises Unusable,
    or DateOrder's refusal, with a sentence, where the file as a whole cannot be read.
    """
    found = known_columns.find(batch.header, "contacts", batch.source.columns)
    order = _order(batch, found)
    batch.columns, batch.done = found.where, 0
    batch.save(update_fields=["columns", "dates", "done"])
    ReadRow.objects.filter(batch=batch).delete()
    reading = _Reading(batch, found, order)
    for chunk in _chunks(batch):
        with connection.cursor() as cursor, cursor.copy(READ) as copy:
            # One by one: the database takes in a row while the next is read.
            for row in chunk:
                copy.write_row(reading.read(row))
        ImportBatch.objects.filter(pk=batch.pk).update(done=batch.done + len(chunk))
        batch.done += len(chunk)


def _array(cells: list[str]) -> str:
    """Cells as PostgreSQL writes an array; as a list they would take five times as long to send.

    For cells without NUL, which no file is read with.
    """
    escaped = "\0".join(cells).replace("\\", "\\\\").replace('"', '\\"')
    return '{"' + escaped.replace("\0", '","') + '"}' if cells else "{}"


def _chunks(batch: ImportBatch) -> Iterator[list[Staged]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [batch.pk, last, AT_ONCE, SIZE])
            found = cursor.fetchall()
        if not found:
            return
        yield found
        last = found[-1][0]


def _order(batch: ImportBatch, columns: Columns) -> str:
    """Of all its dates, those of when a row was written among them: a file writes one way."""
    seen = DateOrder(batch.dates)
    happened = columns.where["occurred"] + 1
    written = columns.where.get("written", -1) + 1  # of an array's place 0 there is nothing
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(DATES, [happened, written, batch.pk, last, AT_ONCE])
            found = cursor.fetchall()
        if not found:
            return seen.settle()
        for line, *dates in found:
            for date in dates:
                seen.see(line, date or "")
        last = found[-1][0]


class _Reading:
    """How the rows of one file are read, and which of them were alike so far."""

    def __init__(self, batch: ImportBatch, columns: Columns, order: str) -> None:
        self.batch, self.columns, self.order = batch.pk, columns, order
        self.names = [f"{json.dumps(name)}: " for name in batch.header]
        self.same: Counter[bytes] = Counter()

    def read(self, staged: Staged) -> tuple[Any, ...]:
        line, cells, problem = staged
        if not problem:
            try:
                row = read_contact_row(cells, self.columns, self.order)
            except ValueError as refusal:
                problem = str(refusal)
        if problem:
            return _unreadable(self.batch, line, problem)
        values = self.columns.told(cells)
        # A file saved again elsewhere may end its lines otherwise, and says the same.
        values["notes"] = values["notes"].replace("\r\n", "\n")
        alike = not row.foreign_id or self.columns.form == DIARY
        values = {name: value for name, value in values.items() if name not in WHO}
        digest = _digest(values, self.same if alike else None)
        additions = json.dumps(row.additions) if row.additions else "[]"
        return (self.batch, line, "", False, digest, self._raw(cells), *row[:-1], additions)

    def _raw(self, cells: list[str]) -> str:
        """As json.dumps has it, which would look at every name again for every row."""
        pairs = zip(self.names, map(encode_basestring_ascii, cells), strict=True)
        return "{" + ", ".join([name + cell for name, cell in pairs]) + "}"


def _unreadable(batch: int, line: int, problem: str) -> tuple[Any, ...]:
    empty: dict[str, Any] = {
        "born": None,
        "occurred_at": None,
        "time_known": True,
        "written_at": None,
        "minutes": None,
    }
    empty |= {"sensitive": False, "additions": "[]"}
    told = [empty.get(name, "") for name in FIELDS]
    return (batch, line, problem, False, None, "{}", *told)


def _digest(told: dict[str, str], same: Counter[bytes] | None) -> bytes:
    """Of the values as read; rows that may be alike in one file are told apart by their place.

    Those are rows without an id, and versions of one record that the diary gave out.
    """
    digest = digests.digest(told)
    if same is None:
        return digest
    same[digest] += 1
    return digests.nth(digest, same[digest] - 1)
