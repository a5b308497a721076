"""Files that somebody brings in, as short as the test that reads them."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from contacts.actions.filing import file_contacts
from contacts.actions.importing import read, stage
from contacts.actions.people_file import check_people
from contacts.models import ImportBatch, Source, User

HEAD = "crn,occurred,notes,id"


@pytest.fixture
def staged(db) -> Callable[..., ImportBatch]:
    """A file of these rows, staged and not yet read; rows are lines, or pieces of them."""

    def stage_it(
        *rows: str, head: str = HEAD, source: str = "nDelius", by: User | None = None
    ) -> ImportBatch:
        of, _ = Source.objects.get_or_create(name=source)
        text = "".join(f"{row}\r\n" for row in (head, *rows))
        return stage(source=of, by=by, file=io.BytesIO(text.encode()), file_name="contacts.csv")

    return stage_it


@pytest.fixture
def was_read(staged) -> Callable[..., ImportBatch]:
    """The same, read and not yet filed."""

    def read_it(*rows: str, **known) -> ImportBatch:
        batch = staged(*rows, **known)
        read(batch=batch)
        return batch

    return read_it


@pytest.fixture
def bring(was_read) -> Callable[..., ImportBatch]:
    """The same, filed: `heaps` says where its rows fell."""

    def file_it(*rows: str, by: User | None = None, **known) -> ImportBatch:
        batch = was_read(*rows, by=by, **known)
        file_contacts(batch=batch, by=by)
        return batch

    return file_it


@pytest.fixture
def staged_people(db) -> Callable[..., ImportBatch]:
    """A file of people, staged and checked, from its text."""

    def staged_people(text: str, by=None, source="people file", dates="") -> ImportBatch:
        of, _ = Source.objects.get_or_create(name=source)
        file = io.BytesIO(text.encode())
        batch = stage(source=of, by=by, file=file, what="people")
        batch.dates = dates
        check_people(batch=batch)
        return batch

    return staged_people


def heaps(batch: ImportBatch) -> dict[str, int]:
    """How many rows fell in each heap that has any."""
    return {heap: rows for heap, rows in batch.counts.items() if rows}


@pytest.fixture
def upload(as_, ada) -> Callable[..., HttpResponse]:
    """Ada chooses a file and presses the button."""

    def uploaded(text: str | bytes, name: str = "march.csv", **typed: str) -> HttpResponse:
        body = text if isinstance(text, bytes) else text.encode()
        file = SimpleUploadedFile(name, body, content_type="text/csv")
        sent = {"what": "contacts", "source": "nDelius", **typed, "file": file}
        return as_(ada).post("/import/", sent)

    return uploaded
