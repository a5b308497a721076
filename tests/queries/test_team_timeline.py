import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, Allocation
from contacts.queries.team_timeline import team

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def people(add_person, team, pat, priya):
    """Pat's Abbot, Priya's Bell, and Cole whom nobody holds."""
    found = {}
    for name, who in (("Abbot", pat), ("Bell", priya), ("Cole", None)):
        found[name] = add_person(last_name=name, team=team)
        if who:
            Allocation.objects.create(person=found[name], practitioner=who, since=TODAY)
    return found


def called(user) -> list[str]:
    return sorted(one.called for one in team(user=user).people)


def test_everybody_is_named_with_whoever_holds_them(people, sam, pat, priya):
    members = team(user=sam)
    assert {(one.called, one.held, one.holder) for one in members.people} == {
        ("Dean Abbot", "with Pat Okonjo", pat.pk),
        ("Dean Bell", "with Priya Nair", priya.pk),
        ("Dean Cole", "held by nobody", None),
    }
    assert [one.name for one in members.practitioners] == ["Pat Okonjo", "Priya Nair"]


def test_people_whom_the_spo_may_not_see_or_who_are_off_caseloads_are_not_in_it(
    people, sam, stands
):
    AccessRule.objects.create(
        person=people["Abbot"], user=sam, kind="exclusion", set_at=clock.now()
    )
    stands(people["Cole"], "ended", "2026-11-01")
    assert called(sam) == ["Dean Bell"]


@pytest.mark.parametrize("who", ["pat", "priya", "ada"])
def test_nobody_else_has_a_team_to_read(people, request, who, ada):
    members = team(user=request.getfixturevalue(who))
    assert (members.people, members.practitioners) == ([], [])


def test_a_team_takes_two_statements(people, sam, django_assert_num_queries):
    sam = type(sam).objects.get(pk=sam.pk)
    with django_assert_num_queries(2):
        team(user=sam)
