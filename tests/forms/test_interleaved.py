import pytest
from django.http import QueryDict

from contacts.forms.interleaved import InterleavedForm, PersonField
from contacts.forms.narrowing import WordsField
from contacts.queries.interleaved import Whose

PEOPLE = [Whose(4, "X482913", "Dean Hartley"), Whose(5, "X482914", "Bea Quill")]


class Form(InterleavedForm[Whose]):
    words = WordsField()
    person = PersonField()


def form_of(query):
    form = Form(QueryDict(query), people=PEOPLE)
    assert form.is_valid()
    return form


def test_it_is_about_everybody_unless_narrowed_to_one():
    assert form_of("words=rent").among() == PEOPLE
    one = form_of("words=rent&person=x482914")
    assert one.among() == PEOPLE[1:]
    assert one.among(leaving_out="words") == PEOPLE[1:]
    assert one.among(leaving_out="person") == PEOPLE


def test_the_chip_names_the_person_and_the_address_does_not():
    form = form_of("person=X482914")
    assert [chip.words for chip in form.chips] == ["Bea Quill, X482914"]
    assert form.query() == "?person=X482914"
    assert form.named == [5]


@pytest.mark.parametrize("crn", ["X100000", "Z999999"])
def test_somebody_who_is_not_there_is_kept_and_is_nobody(crn):
    form = form_of(f"person={crn}")
    assert [chip.words for chip in form.chips] == [crn]
    assert form.among() == form.named == []


@pytest.mark.parametrize("typed", ["Hartley", "X48291", "", "X4829133", "'", "%00"])
def test_what_is_no_crn_asks_for_nothing(typed):
    assert form_of(f"person={typed}").asked == {}
