import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Appointment, Contact, State
from contacts.queries.readings import read_about, told

NOTES = "HV yesterday 2pm, 40m. Kettle on. Next Thursday 26/11 10:30."
AT = dt.datetime(2026, 11, 26, 10, 30, tzinfo=dt.UTC)
YESTERDAY = dt.datetime(2026, 11, 21, 14, 0, tzinfo=dt.UTC)


@pytest.fixture
def visit(add_contact, person, pat) -> Contact:
    said = {"kind": "home_visit", "minutes": 40, "occurred_at": YESTERDAY}
    visit = add_contact(person, pat, notes=NOTES, **said)
    Appointment.objects.create(person=person, at=AT, author=pat, read_in=visit)
    return visit


def stands(contact, viewer, **more):
    return {one.said: one.stands for one in told(contact, viewer=viewer, **more)}


def test_whoever_saved_it_is_told_what_was_read(visit, pat):
    assert stands(visit, pat) == {
        "Home visit": True,
        "yesterday 14:00": True,
        "40 minutes": True,
        "Next: Thu 26 November 10:30": True,
    }


def test_nobody_else_is(visit, priya, add_contact, person):
    assert stands(visit, priya) == {}
    assert stands(add_contact(person, author_name="J", notes=NOTES), priya) == {}


def test_nor_of_what_was_shown_before(visit, pat):
    (kind, *_) = told(visit, viewer=pat)
    assert "Home visit" not in stands(visit, pat, shown=[kind.key])


def test_what_the_entry_does_not_say_is_offered(add_contact, person, pat):
    silent = add_contact(person, pat, notes=NOTES)
    assert set(stands(silent, pat).values()) == {False}
    absent = add_contact(person, pat, notes="DNA, no reply to text.")
    assert stands(absent, pat) == {"Did not attend": False}


def test_what_somebody_chose_instead_is_not_spoken_of(add_contact, person, pat, plan):
    chosen = {"kind": "phone", "minutes": 10, "occurred_at": clock.now() - dt.timedelta(hours=1)}
    plan(person, AT)
    assert stands(add_contact(person, pat, notes=NOTES, **chosen), pat) == {}


def test_what_was_cancelled_is_offered_again(visit, pat):
    Appointment.objects.update(state=Appointment.State.CANCELLED)
    assert stands(visit, pat)["Next: Thu 26 November 10:30"] is False


def test_of_a_stub_nothing_is_told(visit, pat):
    visit.state = State.WITHDRAWN
    assert stands(visit, pat) == {}


def test_words_that_were_put_in_their_place_are_read_instead(visit, pat):
    visit.amendments.create(author=pat, recorded_at=clock.now(), notes="TC 10m.", replaces=True)
    assert stands(visit, pat) == {}


def test_the_persons_own_name_is_known(person):
    said = [one.said for one in read_about("Rang Dean, 10m.", person=person, now=clock.now())]
    assert said == ["Phone", "10 minutes"]
