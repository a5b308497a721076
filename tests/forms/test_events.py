import pytest
from django.http import QueryDict

from contacts.forms.events import OtherEntryForm, PartForm


@pytest.fixture
def choose(contact):
    return lambda other: OtherEntryForm(QueryDict(f"other={other}"), contact=contact)


def test_another_entry_about_the_same_person_can_be_chosen(choose, add_contact, person, pat):
    other = add_contact(person, pat)
    form = choose(other.pk)
    assert form.is_valid()
    assert form.cleaned_data["other"] == other


@pytest.mark.parametrize("other", ["", "x", "0", "-1", "99999999", "9" * 30, "%00", "²"])
def test_what_names_no_entry_is_answered_with_what_to_do(choose, other):
    assert choose(other).errors == {"other": ["Choose the other entry."]}


def test_the_entry_itself_is_not_another(choose, contact):
    assert choose(contact.pk).errors == {"other": ["Choose the other entry."]}


def test_an_entry_of_somebody_else_or_of_a_file_taken_back_is_not_there(
    choose, add_contact, add_person, person, pat
):
    for other in (
        add_contact(add_person(), pat),
        add_contact(person, author_name="R. Shah", state="undone"),
    ):
        assert choose(other.pk).errors == {"other": ["Choose the other entry."]}


def test_parting_asks_for_nothing():
    assert PartForm(QueryDict()).is_valid()
