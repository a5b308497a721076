import pytest
from django.http import QueryDict

from contacts.formats import clock
from contacts.forms.copying import CopyingForm
from contacts.models import Amendment


@pytest.fixture
def later(contact, pat) -> Amendment:
    known = {"contact": contact, "author": pat, "recorded_at": clock.now()}
    return Amendment.objects.create(**known, notes="He rang back.")


def test_it_carries_how_far_the_copy_reached(contact, later):
    form = CopyingForm(QueryDict(f"up_to={later.pk}"), contact=contact)
    assert form.is_valid()
    assert form.cleaned_data == {"up_to": later}


def test_an_entry_without_later_words_is_copied_as_it_is(contact):
    form = CopyingForm(QueryDict(), contact=contact)
    assert form.is_valid()
    assert form.cleaned_data == {"up_to": None}


@pytest.mark.parametrize("typed", ["0", "-1", "x", "1.5", "9" * 30, "²", "\x00"])
def test_what_names_no_later_words_is_refused(contact, later, typed):
    sent = QueryDict(mutable=True)
    sent["up_to"] = typed
    assert not CopyingForm(sent, contact=contact).is_valid()


def test_nor_are_words_about_another_entry(later, add_contact, person, pat):
    other = add_contact(person, pat)
    form = CopyingForm(QueryDict(f"up_to={later.pk}"), contact=other)
    assert not form.is_valid()
