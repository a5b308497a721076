from datetime import UTC, datetime

import pytest

from contacts.formats import clock, met
from contacts.formats.note_words import read_words
from contacts.formats.reading_contact import OUTCOMES, read_contact
from contacts.models.contact import Outcome

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)


def read(notes, now=NOW):
    return {one.what: one for one in read_contact(read_words(notes, ["Dean"]), now, {})}


def said(notes, now=NOW):
    return [one.said for one in read(notes, now).values()]


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("HV 40m yesterday 14:30", ["Home visit", "40 minutes", "yesterday 14:30"]),
        ("o/v this morning", ["Office", "this morning"]),
        ("tc Dean 1m", ["Phone", "1 minute"]),
        ("tc mum", ["Phone, about them"]),
        ("email from SW", ["Message, about them"]),
        ("HV 3/3", ["Home visit", "Tuesday 3 March"]),
        ("AA medical", ["Acceptable absence: medical"]),
        ("Acceptable absence", ["Acceptable absence"]),
        ("dna", ["Did not attend"]),
    ],
)
def test_a_reading_is_said_in_a_few_plain_words(notes, found):
    assert said(notes) == found


def test_an_absence_must_be_shown_before_it_is_set_and_that_they_came_need_not():
    assert {read(notes)["outcome"].shown_first for notes in ("DNA", "UA", "AA work")} == {True}
    assert not read("Attended")["outcome"].shown_first


def test_a_time_from_and_to_says_when_it_began_today_where_no_other_day_is_named():
    assert said("o/v yesterday 10.00-10.50") == ["Office", "50 minutes", "yesterday 10:00"]
    assert said("o/v yesterday 2.00-2.50") == ["Office", "50 minutes", "yesterday"]
    assert said("o/v 10.00-10.50") == ["Office", "50 minutes", "today 10:00"]
    assert said("o/v 2.00-2.50") == ["Office", "50 minutes"]


def test_of_one_that_is_not_over_or_of_another_day_it_does_not():
    assert said("o/v 16.00-16.30") == ["Office", "30 minutes"]
    assert said("o/v 10.00-10.50. Monday he was late.") == ["Office", "50 minutes"]


@pytest.mark.parametrize("notes", ["HV 45m. 50m.", "DNA. Attended.", "Office, done by phone 10m"])
def test_of_two_that_differ_neither_is_read(notes):
    assert "HV" not in notes or set(read(notes)) == {"kind", "minutes"}
    assert "outcome" not in read(notes)
    assert "Office" not in notes or "kind" not in read(notes)


@pytest.mark.parametrize("notes", ["HV today", "10/3 HV", "HV tonight"])
def test_that_it_was_today_is_as_good_as_not_said(notes):
    assert set(read(notes)) == {"kind"}


def test_of_several_calls_and_messages_none_is_the_kind():
    assert "kind" not in read("Rang, texted, emailed. Nothing.")
    assert read("HV, rang mum after")["kind"].value == "home_visit"


def test_an_absence_has_no_length():
    assert set(read("DNA 45m")) == {"outcome"}


def test_an_absence_with_its_reason_goes_before_the_one_that_awaits_it():
    assert read("DNA. UA, no reason given.")["outcome"].value == "unacceptable_absence"


@pytest.mark.parametrize(
    "notes",
    ["DNA at 10. He came in at 3, seen by me.", "Email from UPW. DNA.", "TC from mum. DNA today."],
)
def test_no_absence_is_read_where_they_were_seen_or_it_may_be_another_appointment(notes):
    assert "outcome" not in read(notes)


@pytest.mark.parametrize("notes", ["HV attended", "Attended. No answer.", "tc attended"])
def test_that_they_came_is_not_read_where_it_may_be_the_writer(notes):
    assert "outcome" not in read(notes)


def test_when_is_london_time_on_the_london_day():
    summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 1 July, 00:30
    at, time_known = read("HV yesterday 2pm", summer)["when"].value
    assert (at, time_known) == (datetime(2026, 6, 30, 13, 0, tzinfo=UTC), True)
    at, time_known = read("HV yesterday", summer)["when"].value
    assert (at.astimezone(clock.LONDON).hour, time_known) == (0, False)


def test_every_outcome_that_may_be_read_has_its_words():
    assert OUTCOMES.keys() == set(Outcome.values) - {"rearranged"}
    assert OUTCOMES.keys() < met.ATTENDED | met.ABSENT
