import datetime as dt
import uuid

import pytest

from contacts.actions.open_things import Noted
from contacts.formats import clock
from contacts.formats.coming import HAS_PASSED
from contacts.formats.reading import Moment
from contacts.forms.contact import ContactForm
from contacts.models import Kind, Outcome, Person
from contacts.queries.write_up import as_planned

DEAN = Person(first_name="Dean")


def read(**sent):
    form = ContactForm({"notes": "Seen.", "planned": "now", **sent})
    assert form.is_valid(), form.errors
    return form.what_happened(DEAN)


def refused(**sent):
    form = ContactForm({"notes": "Seen.", **sent})
    assert not form.is_valid()
    return {name: list(errors) for name, errors in form.errors.items()}


def test_only_the_notes_are_required(person):
    form = ContactForm({"notes": "Seen."})
    assert form.is_valid()
    said = form.what_happened(person)
    assert isinstance(said.pop("token"), uuid.UUID)
    assert said == {
        "notes": "Seen.",
        "occurred_at": clock.now(),
        "time_known": True,
        "kind": "",
        "minutes": None,
        "outcome": "",
        "sensitive": False,
        "planned": None,
        "noted": Noted(),
    }
    assert refused(notes="") == {"notes": ["Write what happened."]}


def test_notes_are_taken_as_they_were_typed():
    assert read(notes="  \n Seen.\t \n")["notes"] == "  \n Seen.\t \n"
    assert read(notes="One\r\ntwo\rthree")["notes"] == "One\ntwo\rthree"


@pytest.mark.parametrize("notes", [" ", "\n\n", "\u3000\u00a0\t"])
def test_white_space_alone_is_nothing_written(notes):
    assert refused(notes=notes) == {"notes": ["Write what happened."]}


def test_everything_that_may_be_said_is_read():
    said = read(
        occurred="yesterday 2pm", kind="phone", minutes="1h10", outcome="attended", sensitive="on"
    )
    assert said["occurred_at"] == dt.datetime(2026, 11, 21, 14, 0, tzinfo=dt.UTC)
    assert (said["time_known"], said["kind"], said["minutes"]) == (True, "phone", 70)
    assert (said["outcome"], said["sensitive"]) == ("attended", True)


def test_a_tick_marks_a_decision():
    assert read(decision="on")["noted"] == Noted(decision=True)


def test_a_day_without_a_time_is_midnight_in_london_and_its_time_not_known():
    said = read(occurred="3 July 2026")
    assert said["occurred_at"] == dt.datetime(2026, 7, 2, 23, 0, tzinfo=dt.UTC)
    assert said["time_known"] is False


def test_the_future_is_refused_plainly():
    assert refused(occurred="tomorrow") == {"occurred": ["Use a time that has already passed."]}
    assert refused(occurred="11:01") == {"occurred": ["Use a time that has already passed."]}


def test_what_cannot_be_understood_is_refused_with_how_to_write_it():
    errors = refused(occurred="when the cows come home", minutes="a while")
    assert errors["occurred"] == ['Write it like "14:30", "yesterday 2pm" or "3 March 10:30".']
    assert errors["minutes"] == ['Write how long it took like "45", "1h10" or "10.00-10.50".']


def test_a_refusal_names_every_field_at_once():
    assert set(refused(notes="", occurred="x", minutes="x", kind="x", outcome="x")) == {
        *("notes", "occurred", "minutes", "kind", "outcome")
    }


def test_there_are_six_kinds_and_six_outcomes_and_neither_is_chosen_beforehand():
    form = ContactForm()
    assert [choice for choice, _ in form.fields["kind"].choices] == Kind.values
    assert [choice for choice, _ in form.fields["outcome"].choices] == ["", *Outcome.values]
    assert "checked" not in str(form["kind"])
    assert 'value="" selected' in str(form["outcome"]) or "selected" not in str(form["outcome"])


def test_moments_later_it_is_now_again(sunday_morning):
    sunday_morning(clock.now() + dt.timedelta(hours=3))
    assert read()["occurred_at"] == clock.now()
    assert read(occurred="13:59")["occurred_at"] == clock.now() - dt.timedelta(minutes=1)


def recorded(person, **sent):
    form = ContactForm({"notes": "Seen.", **sent}).of_a_page_about(person)
    assert form.is_valid(), form.errors
    return form.what_happened(person)


@pytest.fixture
def passed(person, plan):
    """Half an hour ago, today."""
    return plan(person, clock.now() - dt.timedelta(minutes=30))


def test_where_nobody_says_when_it_was_as_planned_today(person, passed):
    for sent in ({}, {"planned": str(passed.pk)}, {"planned": "\x00"}):
        said = recorded(person, **sent)
        assert (said["occurred_at"], said["came_of"]) == (passed.at, passed.pk)


@pytest.mark.parametrize(
    "sent",
    [
        {"planned": "now"},
        {"occurred": "now"},
        {"occurred": "9am"},
        {"notes": "Home visit yesterday 2pm. All well."},
    ],
)
def test_what_is_chosen_typed_or_read_beats_that(person, passed, sent):
    said = recorded(person, **sent)
    assert said["occurred_at"] != passed.at
    assert "came_of" not in said


def test_a_page_says_what_it_was_of_whatever_became_of_that(person, plan):
    days_ago = plan(person, clock.now() - dt.timedelta(days=4), state="kept")
    said = recorded(person, planned=str(days_ago.pk))
    assert (said["occurred_at"], said["came_of"]) == (days_ago.at, days_ago.pk)


def test_a_time_alone_is_of_the_day_it_was_planned_for(person, plan, passed):
    days_ago = plan(person, clock.now() - dt.timedelta(days=4))
    late = recorded(person, planned=str(days_ago.pk), occurred="23:10")
    assert late["occurred_at"] == dt.datetime(2026, 11, 18, 23, 10, tzinfo=dt.UTC)
    assert "came_of" not in late
    today = recorded(person, planned=str(passed.pk), occurred="9am")
    assert today["occurred_at"] == dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
    named = recorded(person, planned=str(days_ago.pk), occurred="yesterday 9am")
    assert named["occurred_at"] == dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)


def test_nothing_of_somebody_else_and_nothing_ahead_is_what_it_was_of(person, add_person, plan):
    theirs = plan(add_person(), clock.now() - dt.timedelta(hours=1))
    ahead = plan(person, clock.now() + dt.timedelta(hours=1))
    for one in (theirs, ahead):
        assert recorded(person, planned=str(one.pk))["occurred_at"] == clock.now()


def test_when_somebody_is_seen_next_is_typed_in_a_line_and_beats_the_words():
    typed = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)
    for notes in ("Seen.", "Seen. Next appointment Friday 9am"):
        assert read(notes=notes, coming="Tuesday 10:30")["planned"] == Moment(typed, True)
    friday = dt.datetime(2026, 11, 27, 9, 0, tzinfo=dt.UTC)
    assert read(notes="Seen. Next appointment Friday 9am")["planned"] == Moment(friday, True)


def test_a_next_appointment_that_has_passed_is_refused_plainly():
    assert refused(coming="20/11 10:30") == {"coming": [HAS_PASSED]}


def test_a_form_offers_what_was_planned_and_asks_for_another_time(person, passed):
    form = ContactForm().offer(as_planned(person=person))
    assert form.as_planned.when == "today 10:30"
    assert form["occurred"].label == "Or another time"
    assert ContactForm().offer(None)["occurred"].label == "When, if not now"
