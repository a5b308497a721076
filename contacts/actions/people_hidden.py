"""People whom a user may not see, as if only that user's own files had made them."""

from collections.abc import Collection

from contacts.actions.people_known import Known
from contacts.actions.people_told import Places, Row, Told
from contacts.formats.columns import Columns
from contacts.formats.person_rows import PersonRow, read_person_row
from contacts.models import BatchRow, ImportBatch, Person, User


def nobody_yet(row: PersonRow) -> Known:
    """Somebody of whom the diary knows nothing but what they are called."""
    return Known(Person(crn=row.crn, first_name=row.first_name, last_name=row.last_name))


def shadows(*, crns: Collection[str], places: Places, by: User | None) -> dict[str, Known]:
    """By CRN; without those of whom this user has brought nothing. Writes nothing.

    What is counted of their rows is counted of these, so that it is the same as for somebody whom
    the diary did not have.
    """
    found: dict[str, Known] = {}
    if not crns:
        return found
    brought = BatchRow.objects.filter(
        batch__what=ImportBatch.What.PEOPLE,
        batch__undone_at=None,
        batch__loaded_by=by,
        record__foreign_id__in=crns,
    )
    for held in brought.select_related("batch__source", "record__batch").order_by("pk"):
        came = held.record.batch
        cells = [held.record.raw.get(name, "") for name in came.header]
        row = read_person_row(cells, Columns(came.columns, [], ""), came.dates)
        told = Row(row, held.batch, places, set(), Told())
        told.tell(found.setdefault(row.crn, nobody_yet(row)))
    return found
