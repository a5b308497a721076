import uuid

import pytest

from contacts.actions.draft import Known, own_token
from contacts.formats import texts
from contacts.forms.contact import ContactForm
from contacts.forms.draft import AS_TYPED, DraftForm
from contacts.models import Person

DEAN = Person(first_name="Dean")
TOKEN, OTHER, PAGE = uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3)


def sent(**typed):
    form = DraftForm({"token": str(TOKEN), **typed}, person=DEAN)
    assert form.is_valid(), form.errors
    return form


def refused(**typed):
    form = DraftForm({"token": str(TOKEN), **typed}, person=DEAN)
    assert not form.is_valid()
    return [error for errors in form.errors.values() for error in errors]


def test_words_are_kept_as_they_were_typed_so_far():
    assert sent(notes=" Seen at\r\n").sent().notes == " Seen at\n"
    assert sent(notes=" \r\n").sent().notes == ""
    assert sent().sent().notes == ""


def test_everything_a_contacts_form_asks_is_kept_as_typed_understood_or_not():
    typed = {name: f"{name} so far" for name in AS_TYPED}
    assert sent(notes="Seen.", **typed).sent().fields == typed
    assert set(AS_TYPED) == {
        *("kind", "occurred", "minutes", "outcome", "sensitive"),
        *("decision", "planned", "coming"),
    }
    known = {"notes", "token", "draft", "version", "page", "shown", "take"}
    assert known | set(AS_TYPED) == set(ContactForm.base_fields)


def test_what_was_left_empty_is_left_out():
    assert sent(notes="Seen.", kind="", minutes=" ").sent().fields == {}


def test_of_another_form_its_place_is_kept_and_whatever_it_asks_and_nothing_is_read():
    words = "Seen at office 45m. I will ring."
    assert "shown" in sent(notes=words).sent().fields
    read = sent(notes=words, kind="", minutes="1h", place="contacts/12/amend/").sent()
    assert (read.place, read.fields) == ("contacts/12/amend/", {"kind": "", "minutes": "1h"})
    assert sent(notes="Seen.", place="contacts/12/").sent().place == ""


def test_a_page_says_what_it_knows():
    read = sent(notes="Seen.", version="7", page=PAGE.hex, turn="12").sent()
    assert (read.token, read.known, read.turn) == (TOKEN, Known(version=7, page=PAGE), 12)
    assert sent(notes="Seen.").sent().known == Known()
    assert sent(notes="Seen.", leaving="yes").sent().leaving
    assert not sent(notes="Seen.").sent().leaving


@pytest.mark.parametrize("junk", ["", "seven", "1e9", "\x00", "NaN"])
def test_junk_for_what_a_page_counts_is_nothing_known(junk):
    read = sent(notes="Seen.", version=junk, page=junk, turn=junk, draft=junk).sent()
    assert (read.token, read.known, read.turn) == (TOKEN, Known(), 0)


def test_no_number_is_larger_than_the_database_counts():
    read = sent(notes="Seen.", version="9" * 30, turn="-4").sent()
    assert (read.known.version, read.turn) == (2**31 - 1, 0)


def test_more_than_can_be_saved_is_kept_and_more_than_that_is_refused_with_the_count():
    assert len(sent(notes="a" * 60_000).sent().notes) == 60_000
    too_long = "a" * (texts.DRAFT_LIMIT + 1)
    assert refused(notes=too_long) == ["250,001 characters; a draft takes 250,000."]


@pytest.mark.parametrize("name", ["notes", "minutes", "occurred"])
def test_a_character_that_cannot_be_kept_is_refused(name):
    (error,) = refused(**{"notes": "Seen.", name: "a\x00"})
    assert error.startswith("Line 1 holds a character that cannot be kept.")


def known(form):
    values = (form[name].value() for name in ("token", "draft", "version"))
    return tuple(value and str(value) for value in values)


def test_the_form_goes_on_with_what_is_known_now():
    form = sent(notes="Seen.", version="7")
    assert known(form.goes_on()) == (str(TOKEN), None, "7")
    assert known(form.goes_on(under=OTHER, version=8)) == (str(OTHER), None, "8")


def test_a_draft_kept_apart_from_the_form_stays_apart():
    form = sent(notes="Seen.", draft=str(OTHER))
    assert form.sent().token == OTHER
    assert known(form.goes_on(under=PAGE, version=1)) == (str(TOKEN), str(PAGE), "1")


def test_a_spent_form_is_still_itself_and_its_words_go_by_another_token():
    spent = sent(notes="Seen.", version="7", page=str(PAGE)).is_spent()
    assert known(spent) == (str(TOKEN), str(own_token(TOKEN, PAGE)), 0)
