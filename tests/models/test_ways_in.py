"""Whoever covers for a colleague gets to whom the colleague holds, on those days alone."""

import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, Act, Allocation, Person
from contacts.models.access import Reach
from contacts.models.ways_in import ways_in
from tests.world_away import away


def may(user, act=Act.MY_PEOPLE) -> list[Person]:
    return list(Person.objects.visible_to(user, act))


@pytest.fixture
def elsewhere(person, other_team):
    """Pat's, of a team in the other PDU: nobody else here serves them."""
    person.team = other_team
    person.save()
    return person


def test_whoever_covers_has_them_as_their_own(pat, priya, elsewhere):
    assert may(priya) == may(priya, Act.OPEN_TIMELINE) == []
    away(pat, priya)
    assert may(priya) == may(priya, Act.OPEN_TIMELINE) == may(pat) == [elsewhere]
    assert list(Person.objects.answered_for_by(priya, clock.today())) == [elsewhere]
    assert list(Person.objects.covered_by(priya, clock.today())) == [elsewhere]
    assert list(Person.objects.with_practitioner(priya, clock.today())) == []


@pytest.mark.parametrize("spell", [{"since": 1, "last": 3}, {"since": -5, "last": -1}])
def test_not_before_the_first_day_nor_after_the_last(pat, priya, elsewhere, spell):
    away(pat, priya, **spell)
    assert may(priya) == may(priya, Act.OPEN_TIMELINE) == []


def test_not_once_the_practitioner_is_back(pat, priya, elsewhere):
    away(pat, priya, taken_back_at=clock.now())
    assert may(priya, Act.OPEN_TIMELINE) == []


def test_nobody_gets_in_where_nobody_covers(pat, priya, olu, elsewhere):
    away(pat, None)
    assert may(priya, Act.OPEN_TIMELINE) == []


def test_only_whom_the_practitioner_holds_today(pat, priya, elsewhere):
    Allocation.objects.update(until=clock.today())
    away(pat, priya)
    assert may(priya, Act.OPEN_TIMELINE) == []


def test_whom_the_covering_colleague_covers_is_not_handed_further(pat, priya, olu, elsewhere):
    away(pat, priya)
    away(priya, olu)
    assert may(olu) == []


def test_limited_access_beats_cover(pat, priya, elsewhere):
    away(pat, priya)
    AccessRule.objects.create(person=elsewhere, user=priya, kind="exclusion", set_at=clock.now())
    assert may(priya) == may(priya, Act.OPEN_TIMELINE) == []


def test_no_reach_has_no_way_in():
    assert ways_in(1, 1, Reach.NONE, dt.date(2026, 11, 22)) is None
