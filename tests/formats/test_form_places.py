import pytest

from contacts.formats.form_places import of_what, read_form_place, written_in

FORMS = [
    ("contacts/12/amend/", "contact", "added to an entry"),
    ("contacts/12/replace/", "contact", "other words for an entry"),
    ("to-do/12/reply/", "follow_up", "a reply"),
    ("concerns/12/", "concern", "what became of it"),
    ("talks/12/", "talk", "what was said"),
]


@pytest.mark.parametrize(("place", "what", "words"), FORMS)
def test_a_form_is_known_by_its_address_below_the_persons(place, what, words):
    assert read_form_place(place) == place
    assert of_what(place) == (what, 12)
    assert written_in(place) == words


@pytest.mark.parametrize(
    "junk",
    [
        *("", "contacts/", "contacts/12/", "contacts/12/amend", "/contacts/12/amend/"),
        *("contacts/0/amend/", f"contacts/{'9' * 19}/amend/", "contacts/12/amend/\n"),
        *("//x.example/", "../X482913/contacts/12/amend/", "talks/12/take-back/", "talks/\u0661/"),
    ],
)
def test_no_other_address_is_that_of_a_form(junk):
    assert read_form_place(junk) == ""
    assert of_what(junk) == ("", 0)
    assert written_in(junk) == ""
