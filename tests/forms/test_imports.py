import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from contacts.forms.imports import ImportForm

pytestmark = pytest.mark.django_db


def sent(**typed: str) -> ImportForm:
    file = SimpleUploadedFile("a.csv", b"")
    query = QueryDict(mutable=True)
    query.update(typed)
    return ImportForm(query, MultiValueDict({"file": [file]}))


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
