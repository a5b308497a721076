"""What files that were brought in still need, done outside of any page: read them, file them."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection

from contacts.actions.filing import file_contacts
from contacts.actions.importing import read
from contacts.actions.judging import judge
from contacts.actions.people_file import check_people, file_people, judge_people
from contacts.actions.undoing import undo_import
from contacts.formats.date_order import DatesUnclear
from contacts.formats.file_kinds import Unusable
from contacts.models import ImportBatch

State = ImportBatch.State
LOCKS = 4_100_000  # a number of our own, beside which a batch's id names one lock
DONE = "UPDATE contacts_importbatch SET done = %s WHERE id = %s"
FAILED = "Something went wrong, and nothing of this file was filed. Bring it in again."
NOT_UNDONE = "Something went wrong, and nothing of this file was taken back. Try again."
log = logging.getLogger(__name__)


def work_once() -> bool:
    """Do the next thing that waits to be done; whether there was any.

    What a worker that was killed left half done is begun again: a file that is read has only its
    own rows, and it is filed in one transaction. A file that cannot be done is refused, so that
    those after it are not kept waiting. Raises OperationalError when the database is away.
    """
    waiting = ImportBatch.objects.filter(state__in=ImportBatch.UNDER_WAY, undone_at=None)
    for batch in waiting.select_related("source", "loaded_by", "undone_by").order_by("pk"):
        with _alone_with(batch) as alone:
            if alone:
                _try(batch)
                return True
    return False


@contextmanager
def _alone_with(batch: ImportBatch) -> Iterator[bool]:
    """A lock that goes with the connection of whoever holds it, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", [LOCKS, batch.pk])
        (alone,) = cursor.fetchone()
    try:
        if alone:
            batch.refresh_from_db()
        yield alone and batch.is_under_way
    finally:
        if alone and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", [LOCKS, batch.pk])


def _try(batch: ImportBatch) -> None:
    try:
        _do(batch)
    except OperationalError:
        raise
    except (Unusable, DatesUnclear) as refusal:
        _now(batch, State.REFUSED, str(refusal))
    except Exception:
        log.exception("Batch %s could not be done", batch.pk)
        batch.refresh_from_db()
        if batch.state == State.UNDOING:
            _now(batch, State.FILED, NOT_UNDONE)
        else:
            _now(batch, State.REFUSED, FAILED)


def _do(batch: ImportBatch) -> None:
    if batch.state == State.UNDOING:
        undo_import(batch=batch, by=batch.undone_by)
    elif batch.state in ImportBatch.TO_FILE:
        if _begun(batch, State.FILING):
            _file(batch)
    elif _begun(batch, State.READING):
        _read(batch)
        _now(batch, State.READ)


def _read(batch: ImportBatch) -> None:
    if batch.what == ImportBatch.What.PEOPLE:
        check_people(batch=batch)
        judge_people(batch=batch, by=batch.loaded_by)
    else:
        read(batch=batch)
        judge(batch=batch, by=batch.loaded_by)


def _file(batch: ImportBatch) -> None:
    if batch.what == ImportBatch.What.PEOPLE:
        file_people(batch=batch, by=batch.loaded_by)
        return
    with _telling(batch) as done:
        file_contacts(batch=batch, by=batch.loaded_by, done=done)


@contextmanager
def _telling(batch: ImportBatch) -> Iterator[Callable[[int], None]]:
    """How far it has come is told beside the load, which is one transaction and is not seen yet."""
    beside = connection.copy()

    def tell(rows: int) -> None:
        with beside.cursor() as cursor:
            cursor.execute(DONE, [rows, batch.pk])

    try:
        tell(0)
        yield tell
    finally:
        beside.close()


def _begun(batch: ImportBatch, state: str) -> bool:
    """False where somebody has left the file, or decided otherwise, at that very moment."""
    unchanged = ImportBatch.objects.filter(pk=batch.pk, state=batch.state)
    begun = unchanged.update(state=state, problem="")
    batch.state, batch.problem = state, ""
    return bool(begun)


def _now(batch: ImportBatch, state: str, problem: str = "") -> None:
    batch.state, batch.problem = state, problem
    batch.save(update_fields=["state", "problem"])
