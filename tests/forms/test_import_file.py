import pytest
from django.http import QueryDict

from contacts.formats import clock
from contacts.forms.import_file import ColumnsForm, WhoForm
from contacts.models import AccessRule, ImportBatch, Source

pytestmark = pytest.mark.django_db


def columns(names: list[str], what: str = "contacts", **typed: str) -> ColumnsForm:
    now = "2026-11-22T09:00Z"
    source, _ = Source.objects.get_or_create(name="nDelius")
    batch = ImportBatch.objects.create(source=source, header=names, what=what, loaded_at=now)
    query = QueryDict(mutable=True)
    query.update(typed)
    return ColumnsForm(query if typed else None, batch=batch)


def test_the_columns_stand_as_their_names_say():
    form = columns(["When", "CRN", "Notes", "Colour"])
    chosen = {name: form[name].value() for name in ("crn", "notes", "author")}
    assert chosen == {"crn": 1, "notes": 2, "author": ""}


def test_what_is_chosen_and_what_is_no_longer_read_is_said_of_each_column():
    form = columns(["When", "CRN", "Notes", "Colour"], crn="1", occurred="0", notes="3")
    assert form.is_valid()
    assert form.corrections() == {"When": "occurred", "CRN": "crn", "Notes": "", "Colour": "notes"}


def test_one_column_is_not_two_things():
    form = columns(["CRN", "Notes"], crn="0", notes="1", heading="1")
    assert form.errors == {"notes": ["One column cannot be both heading and notes."]}


@pytest.mark.parametrize("typed", ["7", "-1", "x", "\x00", "9" * 400])
def test_a_column_that_is_not_there_is_refused(typed):
    form = columns(["CRN", "Notes"], crn=typed)
    assert form.errors == {"crn": ["Choose from the list."]}
    form = columns(["CRN", "Notes"], "people", dates_written=typed)
    assert form.errors == {"dates_written": ["Choose from the list."]}


def test_what_a_file_needs_and_what_it_has_stands_before_what_it_might_have():
    form = columns(["CRN", "Date", "Notes", "Outcome"])
    first = [field.name for field in form.needed()]
    assert first == ["dates_written", "crn", "prison_number", "pnc", "occurred", "outcome", "notes"]
    assert {field.name for field in form.others()} == form.fields.keys() - set(first)


def test_nobody_whom_the_reader_may_not_see_can_be_said_to_be_the_same(person, ada):
    sent = QueryDict(f"person={person.pk}&answer=same")
    assert WhoForm(sent, by=ada).is_valid()
    assert not WhoForm(QueryDict(f"person={person.pk}&answer=perhaps"), by=ada).is_valid()
    AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at=clock.now())
    assert not WhoForm(sent, by=ada).is_valid()
