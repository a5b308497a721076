"""Who may see whom, as a description: one sentence a test."""

import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, Act, Allocation, Alongside, Person, Role, Team, User
from contacts.models.access import REACH, Reach, for_administrators

TODAY = dt.date(2026, 11, 22)
LONG_AGO = dt.date(2024, 5, 1)
Kind = AccessRule.Kind


def may(user: User, act: str = Act.OPEN_TIMELINE) -> list[Person]:
    return list(Person.objects.visible_to(user, act))


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.fixture
def list_(person):
    def on(kind: str, user: User, *, lifted: bool = False) -> AccessRule:
        at = clock.now()
        return AccessRule.objects.create(
            person=person, user=user, kind=kind, set_at=at, lifted_at=at if lifted else None
        )

    return on


@pytest.fixture
def elsewhere(person, other_team):
    """The person, of a team in the other PDU: nobody here serves them."""
    person.team = other_team
    person.save()
    return person


def test_whoever_holds_a_person_opens_them_wherever_they_are(pat, elsewhere):
    assert may(pat) == [elsewhere]


def test_whoever_works_alongside_opens_them_wherever_they_are(priya, elsewhere):
    Alongside.objects.create(person=elsewhere, user=priya, since=days_ago(3))
    assert may(priya) == [elsewhere]


def test_a_colleague_of_the_pdu_opens_them(priya, sam, person):
    assert may(priya) == may(sam) == [person]


def test_another_team_of_the_pdu_opens_them(add_user, north, person):
    two = Team.objects.create(name="North two", pdu=north)
    assert may(add_user("tess", "Tess Amoah", Role.PRACTITIONER, two)) == [person]


def test_a_team_that_serves_the_pdu_opens_them(add_user, north, south, person):
    court = Team.objects.create(name="Court", pdu=south)
    court.serves.add(north)
    assert may(add_user("tess", "Tess Amoah", Role.PRACTITIONER, court)) == [person]


def test_a_team_that_serves_another_pdu_still_serves_its_own(add_user, north, south, elsewhere):
    court = Team.objects.create(name="Court", pdu=south)
    court.serves.add(north)
    assert may(add_user("tess", "Tess Amoah", Role.PRACTITIONER, court)) == [elsewhere]


def test_another_pdu_does_not(olu, person):
    assert may(olu) == []


def test_the_administrator_opens_nobody(ada, person):
    assert may(ada) == []


def test_the_administrator_opens_nobody_even_where_they_hold_them(ada, add_person, team):
    held = add_person(team=team)
    Allocation.objects.create(person=held, practitioner=ada, since=LONG_AGO)
    assert may(ada) == []


def test_somebody_deactivated_opens_nobody(pat, person):
    pat.is_active = False
    assert may(pat) == []


def test_an_act_that_the_table_does_not_have_reaches_nobody(pat, sam, ada, person):
    for act in Act:
        if act not in REACH:
            assert may(pat, act) == may(sam, act) == may(ada, act) == []


@pytest.mark.parametrize("act", REACH)
def test_what_is_kept_for_an_spo_is_closed_even_to_the_holder(pat, sam, ada, person, act):
    of_spos, of_administrators = Role.PRACTITIONER not in REACH[act], for_administrators(act)
    assert may(pat, act) == ([] if of_spos else [person])
    assert may(sam, act) == ([] if of_administrators else [person]) or not of_spos
    assert may(ada, act) == ([person] if Role.ADMIN in REACH[act] else [])


def test_my_people_are_ones_own_alone(pat, priya, sam, add_person, person):
    beside = add_person()
    Alongside.objects.create(person=beside, user=priya, since=days_ago(3))
    assert may(pat, Act.MY_PEOPLE) == [person]
    assert may(priya, Act.MY_PEOPLE) == [beside]
    assert may(sam, Act.MY_PEOPLE) == []


def test_somebody_handed_on_is_not_among_my_people(priya, elsewhere, pat):
    Allocation.objects.filter(practitioner=pat).update(until=TODAY)
    assert may(pat, Act.MY_PEOPLE) == []
    assert may(pat) == [elsewhere]


@pytest.mark.parametrize(
    ("since", "until", "opened"),
    [
        (LONG_AGO, None, True),
        (TODAY, None, True),
        (TODAY, days_ago(-1), True),
        (days_ago(-1), None, False),  # has not begun
        (LONG_AGO, TODAY, True),  # handed on today
        (LONG_AGO, days_ago(27), True),
        (LONG_AGO, days_ago(28), False),
        (LONG_AGO, days_ago(400), False),
    ],
)
def test_a_person_is_held_from_a_day_to_a_day_and_28_days_after(
    olu, add_person, team, since, until, opened
):
    held = add_person(team=team)
    Allocation.objects.create(person=held, practitioner=olu, since=since, until=until)
    assert may(olu) == ([held] if opened else [])


def test_the_28_days_end_at_midnight_in_london(olu, add_person, team, sunday_morning):
    held = add_person(team=team)
    Allocation.objects.create(person=held, practitioner=olu, since=LONG_AGO, until=TODAY)
    sunday_morning(dt.datetime(2026, 12, 19, 23, 59, tzinfo=dt.UTC))
    assert may(olu) == [held]
    sunday_morning(dt.datetime(2026, 12, 20, 0, 0, tzinfo=dt.UTC))
    assert may(olu) == []


@pytest.mark.parametrize(
    ("since", "until", "opened"),
    [
        (LONG_AGO, None, True),
        (TODAY, None, True),
        (days_ago(-1), None, False),
        (LONG_AGO, TODAY, False),  # nobody hands on whom they only worked beside
    ],
)
def test_working_alongside_ends_on_its_day(olu, person, since, until, opened):
    Alongside.objects.create(person=person, user=olu, since=since, until=until)
    assert may(olu) == ([person] if opened else [])


def test_a_person_without_team_and_holder_is_opened_by_nobody(pat, sam, olu, ada, add_person):
    add_person()
    assert may(pat) == may(sam) == may(olu) == may(ada) == []


def test_a_user_without_a_team_serves_no_one(add_user, add_person, person):
    add_person()
    assert may(add_user("tess", "Tess Amoah", Role.SPO, None)) == []


def test_several_ways_in_show_a_person_once(pat, team, north, person):
    team.serves.add(north)
    Alongside.objects.create(person=person, user=pat, since=LONG_AGO)
    Allocation.objects.filter(person=person).update(until=days_ago(20))
    Allocation.objects.create(person=person, practitioner=pat, since=days_ago(20), until=TODAY)
    Allocation.objects.create(person=person, practitioner=pat, since=TODAY)
    assert may(pat) == [person]


def test_it_is_asked_in_one_statement(pat, person, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert may(pat) == [person]


def test_an_exclusion_beats_holding_and_every_role(pat, sam, priya, person, list_):
    list_(Kind.EXCLUSION, pat)
    list_(Kind.EXCLUSION, sam)
    assert may(pat) == may(sam) == []
    assert may(priya) == [person]


def test_an_exclusion_lifted_is_none(pat, person, list_):
    list_(Kind.EXCLUSION, pat, lifted=True)
    assert may(pat) == [person]


def test_a_restriction_leaves_only_those_it_names(pat, sam, priya, person, list_):
    list_(Kind.RESTRICTION, sam)
    assert may(sam) == [person]
    assert may(pat) == may(priya) == []


def test_a_restriction_is_no_way_in(olu, sam, person, list_):
    list_(Kind.RESTRICTION, sam)
    list_(Kind.RESTRICTION, olu)
    assert may(olu) == []


def test_a_restriction_lifted_is_none(pat, sam, person, list_):
    list_(Kind.RESTRICTION, sam, lifted=True)
    assert may(pat) == [person]


def test_a_name_taken_off_a_restriction_that_goes_on_sees_nothing(pat, sam, person, list_):
    list_(Kind.RESTRICTION, sam)
    list_(Kind.RESTRICTION, pat, lifted=True)
    assert may(pat) == []


def test_an_exclusion_beats_a_restriction_that_names_the_same_user(pat, person, list_):
    list_(Kind.RESTRICTION, pat)
    list_(Kind.EXCLUSION, pat)
    assert may(pat) == []


def test_the_lists_of_one_person_say_nothing_of_another(pat, person, add_person, team, list_):
    other = add_person(team=team)
    list_(Kind.EXCLUSION, pat)
    list_(Kind.RESTRICTION, pat)
    assert may(pat) == [other]


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("act", REACH)
def test_the_lists_hold_for_every_act(pat, sam, person, list_, kind, act):
    list_(kind, pat if kind == Kind.EXCLUSION else sam)
    assert may(pat, act) == []


def test_an_act_that_reached_everybody_would_still_meet_the_lists(
    ada, pat, person, add_person, list_, monkeypatch
):
    monkeypatch.setitem(REACH, Act.OPEN_TIMELINE, {Role.ADMIN: Reach.ALL})
    unheld = add_person()
    list_(Kind.RESTRICTION, pat)
    assert may(ada) == [unheld]
    assert may(pat) == []
