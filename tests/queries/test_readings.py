import datetime as dt

import pytest

from contacts.formats import clock
from contacts.forms.fields import READING
from contacts.models import Appointment, Contact, FollowUp, Standing, State
from contacts.queries.readings import as_was_planned, read_about, standing_taken, told
from tests.open_things import asked, concern, decision, follow_up

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


OPEN = "todo: ring housing\nasked: police for call-outs\ndone: chased depot\nDecided: weekly.\n??"
SAID = [
    *("Promised: you ring housing", "Asked: police for call-outs"),
    *("Done: chased depot", "Decided: weekly", "Something feels off"),
]


@pytest.fixture
def to_do(add_contact, person, pat):
    return follow_up(add_contact(person, pat), "chase the depot")


def test_what_is_not_kept_beside_the_entry_is_offered(add_contact, person, pat, to_do):
    entry = add_contact(person, pat, notes=OPEN)
    assert stands(entry, pat) == dict.fromkeys(SAID, False)


def test_what_is_kept_is_told(add_contact, person, pat, to_do):
    entry = add_contact(person, pat, notes=OPEN)
    follow_up(entry, "ring housing"), asked(entry, words="call-outs")
    concern(person, pat, entry, words="jumpy"), decision(entry, pat)
    done = {"state": "done", "closed_in": entry, "closed_by": pat, "closed_at": clock.now()}
    FollowUp.objects.filter(pk=to_do.pk).update(**done)
    assert stands(entry, pat) == dict.fromkeys(SAID, True)


def test_of_what_closes_nothing_nothing_is_told(add_contact, person, pat):
    assert "Done: chased depot" not in stands(add_contact(person, pat, notes=OPEN), pat)


IN_LEEDS = "In custody, HMP Leeds, from today"


@pytest.fixture
def remanded(add_contact, person, pat) -> Contact:
    entry = add_contact(person, pat, notes="Remanded to HMP Leeds.")
    spell = {"what": "custody", "place": "HMP Leeds", "since": "2026-11-22"}
    Standing.objects.create(person=person, contact=entry, **spell)
    return entry


def test_where_the_person_stands_is_told_whatever_was_shown_before(remanded, pat):
    (one,) = told(remanded, viewer=pat)
    assert stands(remanded, pat, shown=[one.key]) == {IN_LEEDS: True}
    remanded.standings.update(taken_back_at=clock.now(), taken_back_by=pat)
    assert stands(remanded, pat, shown=[one.key]) == {IN_LEEDS: False}


def test_what_was_taken_of_it_stands_on_the_entrys_page_and_its_author_may_press(
    remanded, pat, priya
):
    own, theirs = (standing_taken(remanded, viewer=viewer) for viewer in (pat, priya))
    assert own.said == theirs.said == IN_LEEDS
    assert (own.key, theirs.key) == (told(remanded, viewer=pat)[0].key, "")
    remanded.standings.update(taken_back_at=clock.now(), taken_back_by=pat)
    assert standing_taken(remanded, viewer=pat) is None


def test_nor_is_it_lost_where_another_record_is_shown_for_the_entry(
    remanded, pat, person, add_contact
):
    lead = add_contact(person, pat, notes="Rang.")
    Contact.objects.filter(pk=remanded.pk).update(state=State.JOINED, lead=lead)
    taken = standing_taken(lead, viewer=pat)
    assert (taken.said, taken.key) == (IN_LEEDS, "")
    assert standing_taken(add_contact(person, pat), viewer=pat) is None


def test_an_entry_that_began_with_what_was_planned_says_so_and_when_else_it_was(
    add_contact, person, pat, priya, plan
):
    then = clock.now() - dt.timedelta(hours=1)
    contact = add_contact(person, pat, occurred_at=then)
    assert as_was_planned(contact, pat) is None
    plan(person, then, state="kept", kept_by=contact)
    reading = as_was_planned(contact, pat)
    assert (reading.what, reading.value, reading.said) == ("when", (then, True), "11:00")
    assert READING.fullmatch(reading.key)
    assert as_was_planned(contact, priya) is None


def test_where_it_was_written_another_day_the_day_is_said(add_contact, person, pat, plan):
    then = clock.now() - dt.timedelta(days=5)
    contact = add_contact(person, pat, occurred_at=then)
    plan(person, then, state="kept", kept_by=contact)
    assert as_was_planned(contact, pat).said == "Sunday 22 November, 11:00"


def test_the_time_in_the_words_is_offered_where_it_was_saved_as_planned(
    add_contact, person, pat, plan
):
    then = clock.now() - dt.timedelta(hours=1)
    contact = add_contact(person, pat, occurred_at=then, notes="Home visit yesterday 2pm. Well.")
    offered = [one.said for one in told(contact, viewer=pat) if one.key.startswith("when")]
    assert offered == []
    plan(person, then, state="kept", kept_by=contact)
    offered = [one.stands for one in told(contact, viewer=pat) if one.key.startswith("when")]
    assert offered == [False]


def test_what_was_moved_since_is_not_offered_again(visit, pat):
    planned = Appointment.objects.get()
    planned.state = "moved"
    planned.save()
    assert not [one for one in told(visit, viewer=pat) if one.key.startswith("next")]
