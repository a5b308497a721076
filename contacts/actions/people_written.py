"""What some rows of a file of people add is written at once, and the rows themselves are kept."""

from collections.abc import Iterable
from typing import NamedTuple

from contacts.actions.people_known import Chunk
from contacts.actions.people_told import ADDED, Told
from contacts.formats.person_rows import PersonRow
from contacts.models import BatchRow, ImportBatch, Person, SourceRecord

FILLED = ["preferred_name", "date_of_birth", "pnc", "prison_number", "team"]


class Said(NamedTuple):
    """A row that was read: the line it begins on, its digest, and its cells by their columns."""

    line: int
    row: PersonRow
    digest: bytes
    raw: dict[str, str]


def write(*, told: Told) -> None:
    """Everything that is new, in seven statements or fewer."""
    Person.objects.bulk_create(told.new)
    Person.objects.bulk_create(
        told.filled.values(), update_conflicts=True, unique_fields=["pk"], update_fields=FILLED
    )
    for model in ADDED:
        model._default_manager.bulk_create(told.added[model])


def keep(*, said: Iterable[Said], known: Chunk, batch: ImportBatch) -> None:
    """The rows as they came, each once for its source, and that this batch held them."""
    held = {(one.row.crn, one.digest): one for one in said}
    new = [
        SourceRecord(
            source=batch.source,
            foreign_id=crn,
            digest=digest,
            batch=batch,
            raw=held[crn, digest].raw,
        )
        for crn, digest in held
        if (crn, digest) not in known.records
    ]
    SourceRecord.objects.bulk_create(new)
    ids = [known.records[row] for row in held if row in known.records]
    ids += [record.pk for record in new]
    # A chunk before this one may have held the same row.
    BatchRow.objects.bulk_create(
        [BatchRow(batch=batch, record_id=pk) for pk in ids], ignore_conflicts=True
    )
