import uuid
from collections.abc import Callable

import pytest

from contacts.actions.contact import record_contact
from contacts.actions.people_file import Filed, file_people
from contacts.models import Contact
from tests.events import DAY, NOTE


@pytest.fixture
def people_file(staged_people) -> Callable[..., Filed]:
    """Brings in a file of people: the columns named, and what stands below each of them."""

    def bring(columns: str, *rows: str, by=None, **asked) -> Filed:
        text = "\n".join([f"crn,first_name,last_name{columns and ','}{columns}", *rows])
        return file_people(batch=staged_people(text, by, **asked), by=by)

    return bring


@pytest.fixture
def typed(person, pat) -> Callable[..., Contact]:
    """An entry that Pat writes, of a day in March."""

    def record(notes: str = NOTE, at=DAY, **known) -> Contact:
        return record_contact(
            person=person, author=pat, token=uuid.uuid4(), notes=notes, occurred_at=at, **known
        )

    return record
