import datetime as dt
import uuid

import pytest

from contacts.formats import clock
from contacts.forms.amendment import AmendmentForm, ReplacementForm
from contacts.models import Amendment

AN_HOUR_AGO = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def contact(add_contact, person, pat):
    return add_contact(
        person, pat, kind="phone", minutes=45, outcome="attended", occurred_at=AN_HOUR_AGO
    )


AS_IT_WAS = {"kind": "phone", "minutes": "45", "outcome": "attended", "occurred": ""}


def read(contact, **sent):
    form = AmendmentForm({"notes": "", **sent}, contact=contact)
    assert form.is_valid(), form.errors
    said = form.said()
    assert isinstance(said.pop("token"), uuid.UUID)
    assert said.pop("known") is None
    return said


def refused(contact, **sent):
    form = AmendmentForm({"notes": "", **sent}, contact=contact)
    assert not form.is_valid()
    return {name: list(errors) for name, errors in form.errors.items()}


def test_what_was_begun_stands_in_the_boxes_and_what_was_not_as_it_is(contact):
    form = AmendmentForm(contact=contact, begun={"notes": "She", "kind": "office"})
    values = [form[name].value() for name in ("notes", "kind", "minutes", "outcome")]
    assert values == ["She", "office", 45, "attended"]
    assert ReplacementForm(contact=contact, begun={"notes": "She"})["notes"].value() == "She"


def test_words_alone_put_nothing_right(contact):
    assert read(contact, notes="She rang back.\r\n") == {"notes": "She rang back.\n"}
    assert read(contact, notes=" x ", **AS_IT_WAS) == {"notes": " x "}


def test_something_put_right_needs_no_words(contact):
    assert read(contact, **AS_IT_WAS | {"kind": "office"}) == {"notes": "", "kind": "office"}
    assert read(contact, **AS_IT_WAS | {"minutes": "1h"}) == {"notes": "", "minutes": 60}
    assert read(contact, outcome="rearranged") == {"notes": "", "outcome": "rearranged"}


def test_what_was_said_can_be_taken_back(contact):
    said = read(contact, kind="", minutes="", outcome="")
    assert said == {"notes": "", "kind": "", "minutes": None, "outcome": ""}


def test_when_it_happened_can_be_put_right(contact):
    said = read(contact, occurred="yesterday")
    assert said["occurred_at"] == dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    assert said["time_known"] is False


@pytest.mark.parametrize(
    "sent",
    [
        {},
        AS_IT_WAS,
        {"notes": " \n "},
        {"occurred": "10:00"},
        {"occurred": "today 10am", "kind": "phone"},
    ],
)
def test_nothing_to_add_and_nothing_to_put_right_is_refused(contact, sent):
    assert refused(contact, **sent) == {"notes": ["Write what to add, or put something right."]}


def test_what_cannot_be_read_is_refused_where_it_stands(contact):
    assert set(refused(contact, occurred="x")) == {"occurred"}
    assert refused(contact, occurred="tomorrow")["occurred"] == [
        "Use a time that has already passed."
    ]
    assert set(refused(contact, notes="\0", minutes="x", kind="x")) == {"notes", "minutes", "kind"}
    assert "50,001 characters" in refused(contact, notes="x" * 50_001)["notes"][0]


def test_the_form_begins_with_how_the_entry_stands(contact):
    form = AmendmentForm(contact=contact)
    values = {name: form[name].value() for name in ("kind", "minutes", "outcome", "notes")}
    assert values == {"kind": "phone", "minutes": 45, "outcome": "attended", "notes": None}


def test_replacing_begins_with_the_words_that_stand(contact, pat):
    assert ReplacementForm(contact=contact)["notes"].value() == "Seen today."
    Amendment.objects.create(
        contact=contact, author=pat, recorded_at=clock.now(), notes="Seen.", replaces=True
    )
    assert ReplacementForm(contact=contact)["notes"].value() == "Seen."


def test_words_are_not_replaced_with_none(contact):
    form = ReplacementForm({"notes": " "}, contact=contact)
    assert form.errors == {"notes": ["Write what happened."]}
    assert ReplacementForm({"notes": " x\r\n"}, contact=contact).is_valid()
