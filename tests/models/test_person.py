import datetime as dt

import pytest

from contacts.models import Act, Person, PersonFact, Source


def test_what_they_are_called_leads_with_the_preferred_name(add_person):
    assert add_person(preferred_name="Deano").called == "Deano Hartley"
    assert add_person().called == "Dean Hartley"


def test_all_they_are_called_and_born_counts_the_records_joined_to_theirs(add_person):
    born = dt.date(1991, 4, 12)
    kept = add_person(preferred_name="Deano", date_of_birth=born)
    kept.aliases.create(first_name="", last_name="Ash")
    joined = {"first_name": "Deen", "last_name": "Hartly", "joined_into": kept}
    add_person(date_of_birth=dt.date(1991, 12, 4), **joined)
    add_person(**joined)
    assert kept.births() == {born, dt.date(1991, 12, 4)}
    assert set(kept.names()) == {
        *(("Dean", "Hartley"), ("Deano", "Hartley")),
        *(("Deen", "Hartly"), ("", "Ash")),
    }


@pytest.mark.parametrize("act", [Act.SIGN_IN, Act.SET_ACCESS, "anything else"])
def test_an_act_that_is_not_in_the_table_reaches_nobody(person, pat, act):
    assert not type(person).objects.visible_to(pat, act).exists()


TODAY = dt.date(2026, 11, 22)


def ago(days: int | None) -> dt.date | None:
    return None if days is None else TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("standings", "orders", "listed"),
    [
        ([], [], True),
        ([("custody", 9)], [], True),
        ([("ended", 9)], [], False),
        ([("ended", 9), ("community", 3)], [], True),
        ([("ended", -1)], [], True),
        ([("community", 3), ("ended", 3)], [], False),
        ([], [1], False),
        ([], [0], True),
        ([], [1, -200], True),
        ([], [None, 1], True),
        ([("custody", 9)], [1], False),
    ],
)
def test_who_is_on_caseloads(person, standings, orders, listed):
    source = Source.objects.create(name="nDelius")
    for what, since in standings:
        person.standings.create(what=what, since=ago(since), source=source)
    for ends in orders:
        order = PersonFact.What.ORDER
        person.facts.create(what=order, ends=ago(ends), source=source, as_at=ago(300))
    assert type(person).objects.on_caseloads(TODAY).exists() == listed


def test_a_team_has_its_own_people_and_those_whom_somebody_of_it_holds(
    add_person, team, other_team, pat, olu
):
    own, held, others, nobodys = add_person(team=team), *(add_person() for _ in range(3))
    for person, who, since in ((held, pat, 9), (others, olu, 9), (nobodys, pat, -1)):
        person.allocations.create(practitioner=who, since=ago(since))
    people = type(own).objects
    assert {*people.of_team(team.pk, TODAY)} == {own, held}
    assert {*people.of_team(other_team.pk, TODAY)} == {others}
    assert not people.of_team(None, TODAY).exists()


def test_a_practitioners_people_are_those_they_hold_or_work_alongside_today(add_person, pat, priya):
    held, beside, handed_on, both = (add_person() for _ in range(4))
    for person, since, until in ((held, 9, None), (both, 9, None), (handed_on, 9, 1)):
        ends = ago(until) if until else None
        person.allocations.create(practitioner=pat, since=ago(since), until=ends)
    for person in (beside, both):
        person.alongside.create(user=pat, since=ago(3))
    people = type(held).objects
    assert {*people.with_practitioner(pat, TODAY)} == {held, beside, both}
    assert people.with_practitioner(pat, TODAY).count() == 3
    assert not people.with_practitioner(priya, TODAY).exists()


@pytest.mark.parametrize("act", [Act.MY_PEOPLE, Act.TEAM, Act.WHO_LOOKED, Act.OPEN_TIMELINE])
def test_one_person_is_opened_exactly_where_the_rule_says(world, act):
    """The rule is asked of one person in words of its own."""
    for who, user in world.users.items():
        seen = set(Person.objects.visible_to(user, act).values_list("crn", flat=True))
        asked = {one.crn for one in world.people.values()} | {"Z999999"}
        opened = [Person.objects.one_visible_to(user, act, crn) for crn in asked]
        assert (who, {one.crn for one in opened if one}) == (who, seen)


def test_a_record_that_is_joined_is_read_as_the_one_that_is_kept(person, add_person, pat):
    joined, other = add_person(joined_into=person), add_person()
    asked = Person.objects.read_as_visible_to(pat, Act.OPEN_TIMELINE)
    assert {*asked} == {person, joined}
    assert other not in asked


def test_somebody_deactivated_is_opened_nobody(person, pat):
    assert Person.objects.one_visible_to(pat, Act.OPEN_TIMELINE, person.crn) == person
    pat.is_active = False
    assert Person.objects.one_visible_to(pat, Act.OPEN_TIMELINE, person.crn) is None
