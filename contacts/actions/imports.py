"""What an administrator decides of a file: bring it in, read it otherwise, file it, leave it."""

from typing import BinaryIO

from django.db import connection, transaction

from contacts import audit
from contacts.actions.filing import wait_for_others
from contacts.actions.importing import stage
from contacts.actions.refused import Refused
from contacts.formats import clock, headers
from contacts.models import Act, ImportBatch, ReadRow, Source, User

State = ImportBatch.State
# What nobody is at, and nothing of which is filed.
OPEN = (State.WAITING, State.READ, State.REFUSED)


@transaction.atomic
def bring_in(*, file: BinaryIO, file_name: str, what: str, source: str, by: User) -> ImportBatch:
    """Take in the rows of a file as they came, for the worker to read; the file is not kept.

    `what` is one of ImportBatch.What; `source` is known whatever the case of its letters, and made
    on its first use. Raises Unusable, with a sentence, for a file that cannot be read as a whole;
    then nothing is kept.
    """
    wait_for_others()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a million rows are one statement
    of = Source.objects.filter(name__iexact=source).first()
    if of is None:
        of, _ = Source.objects.get_or_create(name=source)
    batch = stage(source=of, by=by, file=file, file_name=file_name, what=what)
    detail = {"source": of.name, "what": what, "rows": batch.length}
    audit.record(Act.BRING_IN, user=by, object=f"batch {batch.pk}", detail=detail)
    return batch


@transaction.atomic
def read_otherwise(*, batch: ImportBatch, by: User, columns: dict[str, str], dates: str) -> None:
    """Have a file read anew: `columns` from a column's name to its field, or to "" for none.

    `dates` is one of `row_dates.ORDERS`, or empty to find out. The columns are remembered for the
    next file of the source. Raises Refused where the file is being read, is filed or was left.
    """
    _hold(batch, OPEN, "This file is not waiting for you, so it cannot be read otherwise.")
    source = Source.objects.select_for_update().get(pk=batch.source_id)
    keys = {headers.key(name) for name in columns}
    others = {
        name: field for name, field in source.columns.items() if headers.key(name) not in keys
    }
    source.columns = {**others, **columns}
    source.save(update_fields=["columns"])
    batch.dates = dates
    _decide(batch, by, State.WAITING)


@transaction.atomic
def confirm_import(*, batch: ImportBatch, by: User) -> None:
    """Hand a file that was read to the worker to be filed. Raises Refused unless it waits so."""
    _hold(batch, (State.READ,), "This file is not waiting to be filed.")
    _decide(batch, by, State.CONFIRMED)


@transaction.atomic
def leave_import(*, batch: ImportBatch, by: User) -> None:
    """Let a file go before it is filed: nothing of its rows is kept. Raises Refused if it was."""
    _hold(batch, OPEN, "This file is being worked on or was filed, so it cannot be left.")
    batch.staged.all().delete()
    ReadRow.objects.filter(batch=batch).delete()
    batch.examples = {}
    _decide(batch, by, State.LEFT)


@transaction.atomic
def take_back_import(*, batch: ImportBatch, by: User) -> None:
    """Hand a file that is filed to the worker to be taken off every page. Raises Refused if not."""
    _hold(batch, (State.FILED,), "This file is not in the diary, so there is nothing to take back.")
    batch.undone_by = by
    _decide(batch, by, State.UNDOING)


def _hold(batch: ImportBatch, states: tuple[str, ...], otherwise: str) -> None:
    """The batch as it stands now, which nobody else changes before this transaction ends."""
    batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
    if batch.undone_at or batch.state not in states:
        raise Refused(otherwise)


def _decide(batch: ImportBatch, by: User, state: str) -> None:
    detail = {"state": [batch.state, state]}
    batch.state, batch.problem, batch.done = state, "", 0
    batch.decided_at = clock.now()
    batch.save()
    audit.record(Act.DECIDE_IMPORT, user=by, object=f"batch {batch.pk}", detail=detail)
