"""What administrators alone may do, and whom they never learn of by it."""

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, Act, Allocation, Person
from contacts.models.access import NEVER_LIMITED, for_administrators

Kind = AccessRule.Kind


def may(user, act):
    return list(Person.objects.visible_to(user, act))


@pytest.fixture
def list_(person):
    def on(kind, user, *, lifted=False):
        at = clock.now()
        return AccessRule.objects.create(
            person=person, user=user, kind=kind, set_at=at, lifted_at=at if lifted else None
        )

    return on


def test_some_acts_are_for_administrators_alone():
    kept = {Act.KEEP_USERS, Act.KEEP_TEAMS, Act.WITHOUT_A_TEAM, Act.GIVE_TEAM}
    assert {act for act in Act if for_administrators(act)} >= kept
    for act in (Act.WHO_LOOKED, Act.FIND_PEOPLE, Act.HIDE_NAMES, Act.SIGN_IN):
        assert not for_administrators(act)


@pytest.mark.parametrize("act", NEVER_LIMITED)
@pytest.mark.parametrize("kind", Kind.values)
def test_whoever_has_a_list_is_never_named_where_users_and_teams_are_kept(
    ada, pat, person, list_, act, kind
):
    assert may(ada, act) == [person]
    list_(kind, pat)
    assert may(ada, act) == []
    list_(kind, ada)
    assert may(ada, act) == []
    assert Person.objects.one_visible_to(ada, act, person.crn) is None


def test_a_list_that_was_lifted_is_none_where_users_and_teams_are_kept(ada, pat, person, list_):
    list_(Kind.RESTRICTION, pat, lifted=True)
    assert may(ada, Act.GIVE_TEAM) == [person]
    assert Person.objects.one_visible_to(ada, Act.GIVE_TEAM, person.crn) == person


def test_without_team_or_holder_is_nobody_with_either(person, add_person, team, pat):
    alone = add_person()
    add_person(team=team)
    held = add_person()
    Allocation.objects.create(person=held, practitioner=pat, since=clock.today())
    assert list(Person.objects.without_team_or_holder(clock.today())) == [alone]


def test_whoever_was_held_until_today_is_held_by_nobody(add_person, pat):
    alone, today = add_person(), clock.today()
    Allocation.objects.create(person=alone, practitioner=pat, since=today, until=today)
    assert list(Person.objects.without_team_or_holder(today)) == [alone]
