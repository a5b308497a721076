import io
from collections.abc import Callable

import pytest

from contacts.actions.importing import stage
from contacts.actions.people_file import Filed, check_people, file_people
from contacts.models import ImportBatch, Source


@pytest.fixture
def staged(db) -> Callable[..., ImportBatch]:
    """A file of people, staged and checked, from its text."""

    def staged(text: str, by=None, source="people file", dates="") -> ImportBatch:
        of, _ = Source.objects.get_or_create(name=source)
        file = io.BytesIO(text.encode())
        batch = stage(source=of, by=by, file=file, what="people")
        batch.dates = dates
        check_people(batch=batch)
        return batch

    return staged


@pytest.fixture
def people_file(staged) -> Callable[..., Filed]:
    """Brings in a file of people: the columns named, and what stands below each of them."""

    def bring(columns: str, *rows: str, by=None, **asked) -> Filed:
        text = "\n".join([f"crn,first_name,last_name{columns and ','}{columns}", *rows])
        return file_people(batch=staged(text, by, **asked), by=by)

    return bring
