import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, Allocation, Alongside
from contacts.queries.search_people import own_people

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def hold(add_person):
    def add(name, who, **known):
        person = add_person(last_name=name, **known)
        Allocation.objects.create(person=person, practitioner=who, since=TODAY)
        return person

    return add


def called(user) -> list[str]:
    return sorted(one.called for one in own_people(user=user))


def test_they_are_those_one_holds_or_works_alongside(hold, pat, priya, team):
    hold("Abbot", pat)
    bell = hold("Bell", priya, team=team)
    assert called(pat) == ["Dean Abbot"]
    Alongside.objects.create(person=bell, user=pat, since=TODAY)
    assert called(pat) == ["Dean Abbot", "Dean Bell"]


def test_nobody_one_may_not_see_or_who_is_off_ones_caseload(hold, pat, stands):
    excluded, ended = hold("Abbot", pat), hold("Bell", pat)
    AccessRule.objects.create(person=excluded, user=pat, kind="exclusion", set_at=clock.now())
    stands(ended, "ended", "2026-11-01")
    assert called(pat) == []


def test_the_administrator_and_an_spo_who_holds_nobody_have_nobody(hold, pat, sam, ada, team):
    hold("Abbot", pat, team=team)
    assert called(sam) == called(ada) == []


def test_they_are_called_by_their_initials_where_the_user_has_chosen_that(hold, pat):
    hold("Hartley-Cole", pat)
    pat.initials_only = True
    assert called(pat) == ["DHC"]


def test_it_is_one_statement(hold, pat, django_assert_num_queries):
    for name in ("Abbot", "Bell", "Cole"):
        hold(name, pat)
    with django_assert_num_queries(1):
        assert len(own_people(user=pat)) == 3
