"""People whom a user may not see, as if only that user's own files had made them."""

from collections import defaultdict

from contacts.actions.people_known import Known
from contacts.actions.people_told import NUMBERS, Row, Told
from contacts.actions.places import Places
from contacts.formats.columns import Columns
from contacts.formats.person_rows import PersonRow, read_person_row
from contacts.models import BatchRow, ImportBatch, Person, User


def nobody_yet(row: PersonRow) -> Known:
    """Somebody of whom the diary knows nothing but what they are called."""
    return Known(Person(crn=row.crn, first_name=row.first_name, last_name=row.last_name))


class Hidden:
    """What is counted of rows about these people, and what is doubted, is told by it.

    So it is the same as for somebody whom the diary did not have. Writes nothing. `numbers` are
    the CRNs of those who, as far as the user has said, have a PNC or prison number.
    """

    def __init__(self, places: Places, by: User | None) -> None:
        self.people: dict[str, Known] = {}
        self.numbers: dict[str, set[str]] = defaultdict(set)
        told: set[int] = set()
        for held in _brought(by):
            if held.record_id in told:  # the same row once more says nothing
                continue
            told.add(held.record_id)
            came = held.record.batch
            cells = [held.record.raw.get(name, "") for name in came.header]
            row = read_person_row(cells, Columns(came.columns, [], ""), came.dates)
            self.tell(Row(row, held.batch, places, set(), Told()))

    def tell(self, row: Row) -> None:
        known = self.people.setdefault(row.row.crn, nobody_yet(row.row))
        row.tell(known)
        for name in NUMBERS:
            self.numbers[getattr(known.person, name)].add(known.person.crn)


def _brought(by: User | None) -> list[BatchRow]:
    """The rows about them in files of this user that were not taken back, as they came."""
    brought = BatchRow.objects.filter(
        batch__what=ImportBatch.What.PEOPLE,
        batch__undone_at=None,
        batch__loaded_by=by,
        record__foreign_id__in=Person.objects.hidden_by_lists(by).values("crn"),
    )
    return list(brought.select_related("batch__source", "record__batch").order_by("pk"))
