"""What was planned is kept by the entry that says what came of it."""

import datetime as dt
import uuid

import pytest

from contacts.actions.amendment import amend
from contacts.actions.contact import record_contact
from contacts.actions.readings import undo_reading
from contacts.actions.write_up import settle_planned
from contacts.formats import clock
from contacts.models import Act, AuditEntry
from contacts.queries.readings import as_was_planned, readings_of

MINUTE = dt.timedelta(minutes=1)
THEN = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
NOTE = "Came in, on time. Sleeping better."


@pytest.fixture
def planned(person, plan):
    return plan(person, THEN, kind="office")


@pytest.fixture
def write(person, pat):
    def written(notes=NOTE, at=THEN, **known):
        said = {"token": uuid.uuid4(), "notes": notes, "occurred_at": at, **known}
        return record_contact(person=person, author=pat, **said)

    return written


def became(planned):
    planned.refresh_from_db()
    return planned.state, planned.kept_by


def test_the_entry_that_begins_with_it_keeps_it_and_the_trail_says_so(planned, write):
    contact = write(came_of=planned.pk)
    assert became(planned) == ("kept", contact)
    entry = AuditEntry.objects.get(act=Act.RECORD_CONTACT)
    assert entry.detail == {"kept": [planned.pk]}


@pytest.mark.parametrize(
    ("minutes", "kept"), [(-31, False), (-30, True), (0, True), (60, True), (61, False)]
)
def test_so_does_one_of_its_time(planned, write, minutes, kept):
    contact = write(at=THEN + minutes * MINUTE)
    assert became(planned) == (("kept", contact) if kept else ("planned", None))


@pytest.mark.parametrize(
    ("kind", "notes"), [("phone", NOTE), ("", "tc mum, about the flat"), ("message", NOTE)]
)
def test_a_call_or_what_is_about_somebody_else_is_no_visit(planned, write, kind, notes):
    write(notes, kind=kind)
    assert became(planned) == ("planned", None)


def test_a_call_is_what_a_call_was_planned_for(person, plan, write):
    call = plan(person, THEN, kind="phone")
    assert became(call) == ("planned", None)
    contact = write(kind="phone")
    assert became(call) == ("kept", contact)


def test_what_its_writer_was_told_it_is_of_is_kept_whatever_they_write(planned, write):
    contact = write("tc mum: he is in hospital", came_of=planned.pk)
    assert became(planned) == ("kept", contact)


def test_of_two_the_nearer_is_kept(person, plan, planned, write):
    later = plan(person, THEN + 40 * MINUTE, kind="office")
    contact = write(at=THEN + 30 * MINUTE)
    assert became(later) == ("kept", contact)
    assert became(planned) == ("planned", None)


def test_a_day_alone_is_kept_by_an_entry_of_that_day(person, plan, write):
    midnight = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    day = plan(person, midnight, time_known=False)
    contact = write(at=THEN)
    assert became(day) == ("kept", contact)


def test_an_entry_of_another_day_keeps_nothing(person, plan, write):
    late = plan(person, dt.datetime(2026, 11, 20, 23, 50, tzinfo=dt.UTC))
    write(at=late.at + 20 * MINUTE)
    assert became(late) == ("planned", None)


@pytest.mark.parametrize("state", ["moved", "cancelled", "kept", "undone"])
def test_what_became_of_it_meanwhile_stays_so(person, plan, write, state):
    planned = plan(person, THEN, state=state)
    assert write(came_of=planned.pk).pk
    assert became(planned) == (state, None)


def test_nothing_of_somebody_else_is_kept(add_person, plan, write):
    theirs = plan(add_person(), THEN)
    write(came_of=theirs.pk)
    assert became(theirs) == ("planned", None)


def test_what_an_spo_was_told_in_a_talk_keeps_nothing(planned, write):
    write(act=Act.CLOSE_TALK)
    assert became(planned) == ("planned", None)


def test_put_right_to_another_time_it_is_planned_again_and_the_trail_says_so(planned, write, pat):
    contact = write(came_of=planned.pk)
    put_right = {"occurred_at": THEN - dt.timedelta(days=1), "time_known": True}
    amend(contact=contact, author=pat, token=uuid.uuid4(), notes="", **put_right)
    assert became(planned) == ("planned", None)
    detail = AuditEntry.objects.get(act=Act.AMEND).detail
    assert detail["planned_again"] == [planned.pk]


def test_put_right_to_its_time_it_is_kept(planned, write, pat):
    contact = write(at=THEN - dt.timedelta(days=1))
    amend(contact=contact, author=pat, token=uuid.uuid4(), notes="", occurred_at=THEN)
    assert became(planned) == ("kept", contact)


def test_put_right_otherwise_it_stays_kept(planned, write, pat):
    contact = write(came_of=planned.pk)
    amend(contact=contact, author=pat, token=uuid.uuid4(), notes="", minutes=20)
    assert became(planned) == ("kept", contact)


def test_what_a_source_says_came_of_it_is_the_sources(person, plan, add_contact):
    from_source = add_contact(person, author_name="R. Shah", occurred_at=clock.now())
    planned = plan(person, THEN - dt.timedelta(days=1), state="kept", kept_by=from_source)
    assert settle_planned(from_source) == {}
    assert became(planned) == ("kept", from_source)


def test_undoing_that_it_was_as_planned_makes_it_now_and_planned_again(planned, write, pat):
    contact = write(came_of=planned.pk, at=THEN)
    reading = as_was_planned(contact, pat)
    assert reading.said == "11:00"
    undo_reading(contact=contact, by=pat, reading=reading)
    contact.refresh_from_db()
    assert contact.occurred_at == contact.recorded_at
    assert as_was_planned(contact, pat) is None


def test_undoing_the_time_in_the_words_leaves_what_was_planned_for_it(planned, write, pat):
    notes = "Home visit this morning 10am. All well."
    contact = write(notes, at=THEN - dt.timedelta(hours=0))
    (when,) = [one for one in readings_of(contact, pat) if one.what == "when"]
    undo_reading(contact=contact, by=pat, reading=when)
    assert became(planned) == ("kept", contact)  # it is within the hour
