"""What waits to be written up, for whoever's people they are; and what a box begins with."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.formats import clock
from contacts.models import AccessRule, Allocation, Alongside
from contacts.queries.write_up import (
    as_planned,
    following,
    passed_appointment,
    step,
    to_write_up,
    wrote,
)
from tests.world_away import away

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
NOW = dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC)


@pytest.fixture
def hold(add_person, pat, team):
    def held(name, who=pat):
        person = add_person(last_name=name, team=team)
        Allocation.objects.create(person=person, practitioner=who, since=dt.date(2026, 1, 1))
        return person

    return held


@pytest.fixture
def three(hold, plan):
    """Of today, in the order of their times."""
    people = [hold(name) for name in ("Archer", "Bell", "Cole")]
    return [plan(one, NOW - (3 - n) * HOUR, kind="office") for n, one in enumerate(people)]


def told(those):
    return [(one.called, one.when) for one in those]


def test_todays_come_by_time_and_those_of_earlier_days_apart(hold, plan, three, pat):
    plan(hold("Dunn"), NOW - 5 * DAY)
    waits = to_write_up(user=pat)
    assert told(waits.today) == [
        ("Dean Archer", "08:00"),
        ("Dean Bell", "09:00"),
        ("Dean Cole", "10:00"),
    ]
    assert told(waits.earlier) == [("Dean Dunn", "Tuesday 17 November, 11:00")]
    assert waits.ids == {one.person_id for one in three} | {waits.earlier[0].person}


def test_a_day_alone_waits_once_it_is_over(person, plan, pat):
    for days in (0, 1):
        plan(person, clock.begins(clock.london_day(NOW - days * DAY)), time_known=False)
    waits = to_write_up(user=pat)
    assert waits.today == []
    assert told(waits.earlier) == [("Dean Hartley", "yesterday")]


def test_what_is_older_than_four_weeks_stands_on_the_timeline_alone(person, plan, pat):
    plan(person, NOW - 28 * DAY, heading="in")
    plan(person, NOW - 29 * DAY)
    assert told(to_write_up(user=pat).earlier) == [("Dean Hartley", "Sunday 25 October, 11:00")]


def test_whoever_works_alongside_has_it_at_once_and_nobody_else(three, pat, priya, sam, olu, ada):
    Alongside.objects.create(person=three[1].person, user=priya, since=dt.date(2026, 1, 1))
    assert told(to_write_up(user=priya).today) == [("Dean Bell", "09:00")]
    for nobody in (sam, olu, ada):
        assert to_write_up(user=nobody).ids == set()


def test_nobody_is_told_of_somebody_they_may_not_see(three, pat):
    kind = AccessRule.Kind.EXCLUSION
    AccessRule.objects.create(person=three[0].person, user=pat, kind=kind, set_at=NOW)
    assert [one.called for one in to_write_up(user=pat).today] == ["Dean Bell", "Dean Cole"]


def test_it_takes_one_statement_whatever_the_number(hold, plan, pat):
    for number in range(1, 4):
        plan(hold(f"Person {number}"), NOW - number * HOUR)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(to_write_up(user=pat).today) == number
        assert len(asked) == 1


def test_one_follows_after_another_and_after_the_last_none(three, pat):
    here = step(user=pat, asked=str(three[0].pk))
    assert (here.this.id, here.left, here.then.id) == (three[0].pk, 3, three[1].pk)
    last = step(user=pat, asked=str(three[2].pk))
    assert (last.this.id, last.left, last.then) == (three[2].pk, 1, None)


@pytest.mark.parametrize("asked", ["", "0", "seven", "9" * 30, "\u0661"])
def test_what_names_nothing_that_waits_is_no_step(three, pat, asked):
    assert step(user=pat, asked=asked) is None


def test_after_it_was_written_the_next_of_its_kind_follows(hold, plan, three, add_contact, pat):
    earlier = [plan(hold(name), NOW - days * DAY) for name, days in (("Dunn", 5), ("Eden", 3))]
    add_contact(three[0].person, pat, kind="office", occurred_at=three[0].at)
    for first, then in ((three[0], three[1]), (earlier[0], earlier[1])):
        after = passed_appointment(person=first.person, id=str(first.pk))
        assert following(user=pat, after=after).id == then.pk
    for last in (three[2], earlier[1]):
        after = passed_appointment(person=last.person, id=str(last.pk))
        assert following(user=pat, after=after) is None


def test_an_entry_begins_with_the_first_of_today_that_passed(person, plan):
    plan(person, NOW + HOUR)
    plan(person, NOW - DAY)
    plan(person, clock.begins(clock.london_day(NOW)), time_known=False)
    assert as_planned(person=person) is None
    second, first = plan(person, NOW - HOUR), plan(person, NOW - 2 * HOUR)
    begins = as_planned(person=person)
    assert (begins.id, begins.at, begins.time_known) == (first.pk, first.at, True)
    assert begins.when == "today 09:00"
    assert as_planned(person=person, asked=str(second.pk)).id == second.pk


def test_one_of_an_earlier_day_is_asked_for_by_its_id_while_it_waits(
    person, plan, pat, add_contact
):
    earlier, today = plan(person, NOW - 5 * DAY), plan(person, NOW - HOUR)
    asked = as_planned(person=person, asked=str(earlier.pk))
    assert (asked.id, asked.when) == (earlier.pk, "Tuesday 17 November 11:00")
    add_contact(person, pat, kind="office", occurred_at=earlier.at)
    assert as_planned(person=person, asked=str(earlier.pk)).id == today.pk
    assert as_planned(person=person, begun=str(earlier.pk)).id == earlier.pk


def test_nobody_begins_with_what_was_planned_with_somebody_else(person, add_person, plan):
    theirs = plan(add_person(), NOW - HOUR)
    for named in ({"asked": str(theirs.pk)}, {"begun": str(theirs.pk)}):
        assert as_planned(person=person, **named) is None


def test_the_entry_just_saved_is_ones_own(contact, pat, priya, olu):
    assert wrote(user=pat, id=str(contact.pk)).crn == "X482913"
    for who, named in ((priya, contact.pk), (pat, contact.pk + 1), (pat, "x"), (pat, "")):
        assert wrote(user=who, id=str(named)) is None


def test_whoever_covers_sees_at_once_what_waits_of_their_colleagues_people(hold, plan, pat, priya):
    plan(hold("Archer"), NOW - HOUR)
    plan(hold("Bell"), NOW - 5 * DAY)
    assert to_write_up(user=priya).ids == set()
    away(pat, priya)
    waits = to_write_up(user=priya)
    assert told(waits.today) == [("Dean Archer", "10:00")]
    assert told(waits.earlier) == [("Dean Bell", "Tuesday 17 November, 11:00")]
