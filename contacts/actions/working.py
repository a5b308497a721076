"""What files that were brought in still need, done outside of any page: read them, file them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from contacts.actions.filing import file_contacts, judge
from contacts.actions.importing import read
from contacts.formats.date_order import DatesUnclear
from contacts.formats.file_kinds import Unusable
from contacts.models import ImportBatch

State = ImportBatch.State
TO_READ, TO_FILE = (State.WAITING, State.READING), (State.CONFIRMED, State.FILING)
LOCKS = 4_100_000  # a number of our own, beside which a batch's id names one lock


def work_once() -> bool:
    """Do the next thing that waits to be done; whether there was any.

    What a worker that was killed left half done is begun again: a file that is read has only its
    own rows, and it is filed in one transaction.
    """
    waiting = ImportBatch.objects.filter(state__in=[*TO_READ, *TO_FILE], undone_at=None)
    for batch in waiting.select_related("source", "loaded_by").order_by("pk"):
        with _alone_with(batch) as alone:
            if alone:
                _do(batch)
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
        yield alone and batch.state in (*TO_READ, *TO_FILE)
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", [LOCKS, batch.pk])


def _do(batch: ImportBatch) -> None:
    if batch.state in TO_FILE:
        _now(batch, State.FILING)
        file_contacts(batch=batch, by=batch.loaded_by)
        return
    _now(batch, State.READING)
    try:
        read(batch=batch)
    except (Unusable, DatesUnclear) as refusal:
        batch.problem = str(refusal)
        _now(batch, State.REFUSED)
        return
    judge(batch=batch, by=batch.loaded_by)
    batch.problem = ""
    _now(batch, State.READ)


def _now(batch: ImportBatch, state: str) -> None:
    batch.state = state
    batch.save(update_fields=["state", "problem"])
