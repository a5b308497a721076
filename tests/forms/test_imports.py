import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from contacts.forms.imports import ColumnsForm, ImportForm
from contacts.models import ImportBatch, Source

pytestmark = pytest.mark.django_db


def sent(**typed: str) -> ImportForm:
    file = SimpleUploadedFile("a.csv", b"")
    query = QueryDict(mutable=True)
    query.update(typed)
    return ImportForm(query, MultiValueDict({"file": [file]}))


def columns(names: list[str], what: str = "contacts", **typed: str) -> ColumnsForm:
    batch = ImportBatch(source=Source(name="nDelius"), header=names, what=what)
    query = QueryDict(mutable=True)
    query.update(typed)
    return ColumnsForm(query if typed else None, batch=batch)


def test_a_file_of_people_need_not_say_where_it_is_from():
    form = sent(what="people", source=" ")
    assert form.is_valid()
    assert form.cleaned_data["source"] == "people file"
    form = sent(what="contacts", source=" ")
    assert form.errors == {"source": ["Say where the file is from."]}


@pytest.mark.parametrize("source", ["n\u200bDelius", "n\x00", "\ufffd", "x" * 61, "a\u202eb"])
def test_a_source_is_named_in_characters_that_can_be_shown(source):
    form = sent(what="contacts", source=source)
    assert list(form.errors) == ["source"]
    assert len(form.errors["source"]) == 1


def test_a_source_is_one_line():
    form = sent(what="contacts", source="  a  team's\tsheet ")
    assert form.is_valid()
    assert form.cleaned_data["source"] == "a team's sheet"


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
    assert form.non_field_errors() == ["One column cannot be both: Heading and Notes."]


@pytest.mark.parametrize("typed", ["7", "-1", "x", "\x00", "9" * 400])
def test_a_column_that_is_not_there_is_refused(typed):
    form = columns(["CRN", "Notes"], crn=typed)
    assert form.errors == {"crn": ["Choose from the list."]}
    form = columns(["CRN", "Notes"], "people", dates_written=typed)
    assert form.errors == {"dates_written": ["Choose from the list."]}
