import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.models import Appointment
from contacts.queries.entry import LONG
from contacts.queries.planned import MORE, changed, coming, passed

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
OFFICE = "Planned Office Visit (NS)"


@pytest.fixture
def went(person):
    """What passed with nothing recorded, as on Sunday 22 November 2026."""
    return lambda **asked: passed(person=person, today=clock.today(), **asked)


def heads(lines):
    return [line.heading for line in lines]


def test_the_earliest_that_lies_ahead_is_next_as_its_source_called_it(person, plan):
    plan(person, clock.now() + 30 * DAY, heading="Home Visit to Case (NS)")
    plan(person, dt.datetime(2026, 12, 1, 10, 30, tzinfo=dt.UTC), heading=OFFICE)
    plan(person, clock.now() - HOUR, heading="Passed")
    told = coming(person=person)
    assert (told.first.when, told.first.heading) == ("Tuesday 1 December, 10:30", OFFICE)
    assert (told.first.source, told.first.sensitive) == ("nDelius", False)
    assert (told.more, told.later) == ("and 1 more planned", "")
    assert heads(told.then) == ["Home Visit to Case (NS)"]


def test_nothing_is_next_where_nothing_lies_ahead(person, plan, add_person):
    plan(person, clock.now() - HOUR)
    plan(add_person(), clock.now() + HOUR)
    for state in set(Appointment.State) - {Appointment.State.PLANNED}:
        plan(person, clock.now() + HOUR, state=state)
    assert coming(person=person) is None


def test_one_alone_has_nothing_after_it(person, plan):
    plan(person, clock.now() + HOUR, sensitive=True)
    told = coming(person=person)
    assert told.first.sensitive
    assert (told.more, told.then, told.later) == ("", [], "")


def test_what_its_source_did_not_name_is_told_by_its_kind(person, plan):
    plan(person, clock.now() + HOUR, kind="home_visit")
    plan(person, clock.now() + DAY)
    told = coming(person=person)
    assert heads([told.first, *told.then]) == ["Home visit", ""]


def test_a_day_alone_has_no_time(person, plan):
    plan(person, clock.begins(clock.today()), time_known=False)
    assert coming(person=person).first.when == "today"


@pytest.mark.parametrize(("count", "later"), [(MORE + 1, ""), (MORE + 3, "and 2 later")])
def test_of_many_the_first_are_shown_and_the_rest_counted(person, plan, count, later):
    for number in range(count):
        plan(person, clock.now() + number * DAY, heading=f"{number}")
    told = coming(person=person)
    assert told.more == f"and {count - 1} more planned"
    assert heads([told.first, *told.then]) == [f"{number}" for number in range(MORE + 1)]
    assert told.later == later


def test_what_an_entry_spoke_of_has_its_author_and_no_source(person, contact, pat, went):
    for ago in (HOUR, -HOUR):
        Appointment.objects.create(
            person=person, at=clock.now() - ago, author=pat, read_in=contact, kind="office"
        )
    (line,) = went()
    assert (line.author, line.sources, line.heading) == ("Pat Okonjo", "", "Office")
    assert coming(person=person).first.source == ""


def test_what_passed_says_when_what_from_where_and_its_notes(person, plan, went):
    known = {"heading": OFFICE, "notes": "Bring the letter.", "sensitive": True}
    plan(person, dt.datetime(2026, 11, 17, 10, 30, tzinfo=dt.UTC), kind="office", **known)
    (line,) = went()
    assert (line.day, line.time) == ("Tuesday 17 November", "10:30")
    assert line.planned == "Planned, nothing recorded"
    assert (line.author, line.sources, line.heading) == ("R. Shah", "nDelius", OFFICE)
    assert (line.notes, line.sensitive, line.long) == ("Bring the letter.", True, False)
    assert not line.automatic


def test_very_long_notes_fold_and_a_day_alone_has_no_time(person, plan, went):
    at = clock.begins(clock.today() - DAY)
    plan(person, at, time_known=False, notes="x" * (LONG + 1))
    (line,) = went()
    assert (line.day, line.time, line.long) == ("yesterday", "No time", True)


def test_only_what_has_passed_and_is_still_planned_is_told_newest_first(
    person, plan, went, add_person
):
    for number, hours in enumerate((-3, -1, -2, 1)):
        plan(person, clock.now() + hours * HOUR, heading=f"{number}")
    plan(add_person(), clock.now() - HOUR)
    for state in set(Appointment.State) - {Appointment.State.PLANNED}:
        plan(person, clock.now() - HOUR, state=state)
    assert heads(went()) == ["1", "2", "0"]


def test_a_stretch_begins_with_its_first_moment_and_ends_before_its_last(person, plan, went):
    now = clock.now()
    for hours in range(1, 5):
        plan(person, now - hours * HOUR, heading=f"{hours}")
    assert heads(went(since=now - 3 * HOUR)) == ["1", "2", "3"]
    assert heads(went(since=now - 3 * HOUR, before=now - HOUR)) == ["2", "3"]
    assert heads(went(before=now - 3 * HOUR)) == ["4"]
    days = Period(clock.today() - DAY, clock.today() - DAY)
    assert went(within=days) == []
    plan(person, now - DAY, heading="yesterday")
    assert heads(went(within=days)) == ["yesterday"]


@pytest.mark.parametrize("hours", [-1, 1])
def test_each_takes_one_statement_whatever_the_number(
    person, plan, went, hours, django_assert_num_queries
):
    for number in range(12):
        plan(person, clock.now() + hours * (number + 1) * HOUR, source=f"Source {number}")
    with django_assert_num_queries(1):
        coming(person=person)
    with django_assert_num_queries(1):
        went()


def test_what_an_entry_of_its_day_tells_of_does_not_say_that_nothing_is_recorded(
    person, plan, pat, add_contact, went
):
    then = clock.now() - 3 * DAY
    plan(person, then, kind="office")
    assert [line.planned for line in went()] == ["Planned, nothing recorded"]
    add_contact(person, pat, kind="office", occurred_at=then + 3 * HOUR)
    assert [line.planned for line in went()] == ["Planned: see the entries of that day"]


def test_what_a_press_did_is_said_in_a_sentence(person, plan):
    then = clock.now() + 2 * DAY
    planned = plan(person, then)
    for state, said, undo in (
        ("planned", "Planned again: Tuesday 24 November, 11:00.", False),
        ("cancelled", "Cancelled: Tuesday 24 November, 11:00.", True),
    ):
        Appointment.objects.update(state=state)
        told = changed(people=[person.pk], id=str(planned.pk))
        assert (told.said, told.undo, told.crn) == (said, undo, person.crn)
    later = {"person": person, "at": then + DAY, "author_name": "R. Shah"}
    moved = Appointment.objects.create(moved_from=planned, **later)
    told = changed(people=[person.pk], id=str(moved.pk))
    assert (told.said, told.undo) == ("Moved to Wednesday 25 November, 11:00.", False)


@pytest.mark.parametrize("state", ["kept", "moved", "undone"])
def test_of_what_nobody_pressed_nothing_is_said(person, plan, state, add_person):
    planned = plan(person, clock.now() + DAY, state=state)
    assert changed(people=[person.pk], id=str(planned.pk)) is None
    Appointment.objects.update(state="planned")
    assert changed(people=[add_person().pk], id=str(planned.pk)) is None
    for named in ("", "x", "9" * 30, "-1"):
        assert changed(people=[person.pk], id=named) is None
