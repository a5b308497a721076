import pytest

from contacts.forms.my_people import NarrowForm


@pytest.mark.parametrize(
    ("asked", "sorted_by"), [("met", "met"), ("person", "person"), ("", "met"), ("x", "met")]
)
def test_the_list_is_sorted_by_when_met_unless_by_person(asked, sorted_by):
    assert NarrowForm({}, sort=asked).sort == sorted_by


def test_whatever_is_typed_narrows_and_nothing_is_refused():
    for typed in ("", "har", "x" * 10_000, "\0", "a\0b", "<b>", "%"):
        form = NarrowForm({"find": typed}, sort="met")
        assert form.is_valid()
        assert "\0" not in form.typed
        assert len(form.typed) <= 100
    assert NarrowForm({"find": " Har"}, sort="met").typed == " Har"


def test_what_was_typed_stands_in_the_box_again():
    assert 'value="har"' in str(NarrowForm({"find": "har"}, sort="met")["find"])
