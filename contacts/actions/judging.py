"""The rows of a file of contacts fall into heaps: new, already here, please check and so on."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from contacts.actions.asking_who import ask_who
from contacts.formats import clock
from contacts.formats.additions import begins_with
from contacts.formats.contact_rows import WHO
from contacts.models import Heap, ImportBatch, Person, User
from contacts.models.heaps import (
    BEFORE,
    COUNTED,
    FIRST_OF_EACH,
    JUDGED,
    TO_CHECK,
    VERSIONS,
    WORDS_OF_VERSIONS,
)

AT_ONCE = 200  # versions whose words are compared at a time, however long they are
EXAMPLES = 20  # of each heap


def asked(batch: ImportBatch, by: User | None) -> dict[str, Any]:
    """What the statements about one batch are told."""
    hidden = Person.objects.hidden_by_lists(by).values_list("pk", flat=True)
    return {
        "batch": batch.pk,
        "source": batch.source_id,
        "name": batch.source.name,
        "notes": batch.header[batch.columns["notes"]] if "notes" in batch.columns else "",
        "hidden": list(hidden),
        "now": clock.now(),
        "called": bool(batch.columns.keys() & set(WHO)),
    }


@transaction.atomic
def judge(*, batch: ImportBatch, by: User | None) -> dict[str, int]:
    """How many of its rows fall in each heap; they add up to its rows.

    What it found is kept with the batch for whoever confirms, with the first rows of each heap.
    """
    with connection.cursor() as cursor:
        counts = into_heaps(cursor, asked(batch, by))
        cursor.execute(FIRST_OF_EACH, {"limit": EXAMPLES})
        batch.examples = dict(cursor.fetchall())
        if to_check := batch.examples.get(Heap.TO_CHECK):
            cursor.execute(BEFORE, {"ids": to_check})
            batch.examples["before"] = cursor.fetchall()
    batch.counts = counts
    batch.save(update_fields=["counts", "examples"])
    return counts


def into_heaps(cursor: CursorWrapper, told: dict[str, Any]) -> dict[str, int]:
    """Makes the table `judged`, which goes with the transaction; how many fell in each heap."""
    if told["called"]:
        ask_who(cursor, told)
    cursor.execute("DROP TABLE IF EXISTS judged, versions")
    cursor.execute(JUDGED, told)
    cursor.execute("CREATE UNIQUE INDEX ON judged (id)")
    cursor.execute("ANALYZE judged")
    cursor.execute(VERSIONS, told)
    after = 0
    while found := _words_of_versions(cursor, told, after):
        cursor.execute(TO_CHECK, {"ids": _not_begun(found)})
        after = found[-1][0]
    return counted(cursor)


def counted(cursor: CursorWrapper) -> dict[str, int]:
    """How many rows of the table `judged` are in each heap."""
    cursor.execute(COUNTED)
    rows = dict(cursor.fetchall())
    return {heap: rows.get(heap, 0) for heap in Heap.values}


def _words_of_versions(cursor: CursorWrapper, told: dict[str, Any], after: int) -> list[tuple]:
    cursor.execute(WORDS_OF_VERSIONS, {**told, "after": after, "limit": AT_ONCE})
    return cursor.fetchall()


def _not_begun(found: Iterable[tuple[int, str, str]]) -> list[int]:
    """Those of which the older words are not how the newer ones begin."""
    return [
        pk for pk, new, old in found if begins_with(_plain(old or ""), _plain(new or "")) is None
    ]


def _plain(notes: str) -> str:
    return notes.replace("\r\n", "\n")
