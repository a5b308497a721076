import uuid
from collections.abc import Callable

import pytest

from contacts.actions.contact import record_contact
from contacts.actions.draft import Kept, Known, Sent, keep_draft
from contacts.actions.joining_people import join_people, part_people
from contacts.actions.people_file import Filed, file_people
from contacts.models import Contact, PersonJoin
from tests.events import DAY, NOTE
from tests.pages_open import TOKEN


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


@pytest.fixture
def keep(person, pat) -> Callable[..., Kept]:
    """Words sent by a page, which knows the version it is told of."""

    def act(notes="Seen.", *, about=person, by=pat, token=TOKEN, **sent) -> Kept:
        known = Known(version=sent.pop("version", None), page=sent.pop("page", None))
        sent = Sent(token=token, notes=notes, known=known, **sent)
        return keep_draft(person=about, user=by, sent=sent)

    return act


@pytest.fixture
def other(add_person, team):
    """Another record that may be of the same person."""
    return add_person(crn="X482999", first_name="Deen", last_name="Hartly", team=team)


@pytest.fixture
def join(person, other, sam):
    return lambda: join_people(kept=person, joined=other, by=sam)


@pytest.fixture
def part(sam):
    return lambda: part_people(join=PersonJoin.objects.in_force().first(), by=sam)
