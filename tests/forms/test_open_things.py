import uuid

import pytest
from django.http import QueryDict

from contacts.actions.open_things import Promised
from contacts.forms.open_things import (
    AnswerForm,
    AskForm,
    DecisionForm,
    FollowUpForm,
    StateForm,
    TalkForm,
)
from tests.open_things import Who


def sent(**typed) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(typed)
    return query


@pytest.mark.parametrize(
    ("typed", "promised"),
    [
        ({"who": "practitioner", "words": " ring\nhousing "}, (Who.PRACTITIONER, "ring housing")),
        ({"who": "person", "words": "bring it", "named": "police"}, (Who.PERSON, "bring it")),
        (
            {"who": "other", "words": "DA check", "named": "police"},
            (Who.OTHER, "DA check", "police"),
        ),
    ],
)
def test_who_and_what_are_read(typed, promised):
    form = FollowUpForm(sent(**typed))
    assert form.is_valid()
    assert form.promised() == Promised(*promised)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"words": "ring"}, "who", "Choose who will do it."),
        ({"who": "police", "words": "ring"}, "who", "Choose who."),
        ({"who": "person", "words": " \n"}, "words", "Write what is to be done."),
        ({"who": "other", "words": "check"}, "named", "Write who was asked."),
        ({"who": "person", "words": "x" * 501}, "words", "501 characters. Say it in 500."),
        ({"who": "person", "words": "a\0"}, "words", "Line 1 holds a character that cannot be"),
    ],
)
def test_what_is_missing_is_asked_for(typed, field, said):
    form = FollowUpForm(sent(**typed))
    assert not form.is_valid()
    assert form.errors[field][0].startswith(said)


def test_it_is_whoever_writes_it_unless_somebody_says_otherwise():
    assert FollowUpForm().initial.get("who", FollowUpForm().fields["who"].initial) == "practitioner"


@pytest.mark.parametrize(("state", "valid"), [("done", True), ("open", True), ("gone", False)])
def test_a_state_is_one_of_those_there_are(state, valid):
    assert StateForm(sent(state=state)).is_valid() is valid


def test_an_answer_has_words_and_its_box_says_what_is_asked():
    form = AnswerForm(sent(notes=" "), label="What became of it?")
    assert not form.is_valid()
    assert form["notes"].label == "What became of it?"
    kept = AnswerForm(sent(notes=" Shift ran over.\n", token=str(uuid.UUID(int=7))), label="")
    assert kept.is_valid()
    assert kept.said() == {
        "notes": " Shift ran over.\n",
        "token": uuid.UUID(int=7),
        "known": None,
    }
    assert AnswerForm(label="", begun={"notes": "Shift"})["notes"].value() == "Shift"


def test_a_talk_needs_no_words():
    form = TalkForm(sent(notes=" "), label="")
    assert form.is_valid()
    assert form.cleaned_data["notes"] == ""


def test_a_talk_is_asked_for_at_an_entry_of_this_person_or_at_none(
    person, contact, add_person, add_contact, pat
):
    other = add_contact(add_person(), pat)
    for asked, found in (("", None), (str(contact.pk), contact)):
        form = AskForm(sent(contact=asked), person=person)
        assert form.is_valid()
        assert form.cleaned_data["contact"] == found
    for asked in (str(other.pk), "x", "0", "9" * 30):
        assert not AskForm(sent(contact=asked), person=person).is_valid()


@pytest.mark.parametrize(("typed", "decision"), [({"decision": "on"}, True), ({}, False)])
def test_nothing_sent_says_that_it_is_no_decision(typed, decision):
    form = DecisionForm(sent(**typed))
    assert form.is_valid()
    assert form.cleaned_data == {"decision": decision}
