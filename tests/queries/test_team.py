import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, Allocation, Role
from contacts.queries.team import team
from tests.open_things import talk
from tests.world_away import away

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def hold(add_person, team):
    """Somebody of the team, held by a practitioner unless nobody holds them."""

    def add(name, who=None, since=TODAY, **known):
        person = add_person(**{"last_name": name, "team": team, **known})
        if who:
            Allocation.objects.create(person=person, practitioner=who, since=since)
        return person

    return add


def listed(user) -> dict[str, list[str]]:
    """Whom each holds, and under "" whom nobody does."""
    shown = team(user=user)
    found = {one.practitioner.name: one.people for one in shown.caseloads} | {"": shown.unheld}
    return {
        name: [row.last_name for row in (*people.community, *people.custody, *people.suspended)]
        for name, people in found.items()
    }


@pytest.fixture(autouse=True)
def cast(pat, priya, sam, ada):
    """The team is there before its people are."""


def test_each_practitioner_with_whom_they_hold_and_then_those_held_by_nobody(hold, pat, priya, sam):
    hold("Abbot", pat)
    hold("Bell", priya)
    hold("Cole")
    hold("Dunn", pat)
    assert listed(sam) == {
        "Pat Okonjo": ["Abbot", "Dunn"],
        "Priya Nair": ["Bell"],
        "": ["Cole"],
    }


def test_practitioners_come_by_name_however_many_they_hold(hold, add_user, team, priya, sam):
    for name in ("Zoë Adams", "ágnes Bell", "Bob Cole"):
        add_user(name.split()[0].lower(), name, Role.PRACTITIONER, team)
    for number in range(3):
        hold(f"Person {number}", priya)
    assert [*listed(sam)] == [
        *("ágnes Bell", "Bob Cole", "Pat Okonjo", "Priya Nair", "Zoë Adams", "")
    ]


def test_who_holds_from_tomorrow_does_not_hold_today(hold, pat, sam):
    hold("Abbot", pat, since=TODAY + dt.timedelta(days=1))
    assert listed(sam)[""] == ["Abbot"]


def test_whoever_else_holds_somebody_of_the_team_is_named(hold, olu, sam, pat, ada):
    hold("Abbot", olu)
    hold("Bell", sam)
    pat.is_active = False
    pat.save()
    assert [*listed(sam)] == ["Olu Adeyemi", "Priya Nair", "Sam Whitlock", ""]
    hold("Cole", pat)
    (gone,) = [one for one in team(user=sam).caseloads if one.practitioner.gone]
    assert gone.practitioner.name == "Pat Okonjo"


def test_people_of_other_teams_are_not_on_it(hold, other_team, north, pat, olu, sam):
    beside = type(other_team).objects.create(name="North two", pdu=north)
    hold("Abbot", team=other_team)
    hold("Bell", olu, team=other_team)
    hold("Cole", team=beside)
    hold("Dunn", pat, team=beside)
    assert listed(sam) == {"Pat Okonjo": ["Dunn"], "Priya Nair": [], "": []}


def test_people_off_caseloads_are_not_on_it(hold, stands, pat, sam):
    stands(hold("Abbot", pat), "ended", "2026-11-01")
    assert team(user=sam).ids == []


def test_whom_the_spo_may_not_see_is_neither_listed_nor_counted(hold, pat, sam):
    for name, kind, who in (("Abbot", "exclusion", sam), ("Bell", "restriction", pat)):
        person = hold(name, pat)
        AccessRule.objects.create(person=person, user=who, kind=kind, set_at=clock.now())
    assert listed(sam) == {"Pat Okonjo": [], "Priya Nair": [], "": []}


def test_nobody_else_has_a_team_to_look_over(hold, pat, priya, ada, add_user):
    hold("Abbot", pat)
    for user in (pat, priya, ada, add_user("rae", "Rae", Role.SPO, None)):
        shown = team(user=user)
        assert (shown.caseloads, shown.ids) == ([], [])


def test_sixty_people_take_the_statements_of_one(hold, pat, sam, django_assert_num_queries):
    hold("Person", pat)
    sam.team  # noqa: B018  (read from the session with the user)
    with django_assert_num_queries(6):
        team(user=sam)
    for number in range(59):
        talk(hold(f"Person {number}", pat), pat)
    with django_assert_num_queries(6):
        assert len(team(user=sam).ids) == 60


def test_those_asked_to_talk_about_are_listed_by_when_and_whoever_asked(
    hold, pat, priya, sam, add_contact
):
    abbot, bell = hold("Abbot", pat), hold("Bell")
    about = add_contact(abbot, pat)
    earlier = clock.now() - dt.timedelta(days=1)
    talk(abbot, pat, about), talk(bell, priya, asked_at=earlier)
    asked = [(one.called, one.by, one.when, one.contact) for one in team(user=sam).asked]
    assert asked == [
        ("Dean Bell", "Priya Nair", "yesterday, 11:00", None),
        ("Dean Abbot", "Pat Okonjo", "today, 11:00", about.pk),
    ]


def test_also_somebody_off_caseloads_whom_the_page_then_names(hold, stands, pat, sam):
    gone = hold("Abbot", pat)
    stands(gone, "ended", "2026-11-01")
    talk(gone, pat)
    assert team(user=sam).ids == [gone.pk]


def test_nobody_is_asked_to_talk_about_whom_they_may_not_see_or_do_not_look_over(
    hold, pat, priya, sam, other_team
):
    hidden = hold("Abbot", pat)
    AccessRule.objects.create(person=hidden, user=sam, kind="exclusion", set_at=clock.now())
    talk(hidden, pat), talk(hold("Bell", team=other_team), pat), talk(hold("Cole", pat), pat)
    assert [one.called for one in team(user=sam).asked] == ["Dean Cole"]
    assert team(user=pat).asked == []


THEN = dt.datetime(2026, 11, 18, 10, 30, tzinfo=dt.UTC)  # of Wednesday; it is Sunday


def test_after_two_working_days_it_is_a_fact_about_the_person(hold, plan, pat, sam):
    for name, days in (("Abbot", 0), ("Bell", -1), ("Cole", 1)):
        plan(hold(name, pat), THEN + dt.timedelta(days=days))
    plan(hold("Dunn"), THEN)
    told = [(one.called, one.when) for one in team(user=sam).unwritten]
    assert told == [
        ("Dean Bell", "Tuesday 17 November, 10:30"),
        ("Dean Abbot", "Wednesday 18 November, 10:30"),
        ("Dean Dunn", "Wednesday 18 November, 10:30"),
    ]


def test_it_names_no_practitioner_and_counts_nothing(hold, plan, pat, sam):
    plan(hold("Abbot", pat), THEN)
    (one,) = team(user=sam).unwritten
    assert set(vars(one)) == {"person", "crn", "called", "when"}
    assert "Pat" not in str(one)


def test_it_is_gone_once_an_entry_of_that_day_is_written(hold, plan, pat, sam, add_contact):
    person = hold("Abbot", pat)
    plan(person, THEN)
    add_contact(person, pat, kind="office", occurred_at=THEN)
    assert team(user=sam).unwritten == []


def test_the_page_names_whoever_it_is_about_and_nobody_else_is_told(
    hold, plan, pat, priya, sam, ada
):
    hidden, shown = hold("Abbot", pat), hold("Bell", pat)
    plan(hidden, THEN), plan(shown, THEN)
    kind = AccessRule.Kind.EXCLUSION
    AccessRule.objects.create(person=hidden, user=sam, kind=kind, set_at=clock.now())
    looked = team(user=sam)
    assert [one.person for one in looked.unwritten] == [shown.pk]
    assert looked.ids == [shown.pk]
    for nobody in (pat, priya, ada):
        assert team(user=nobody).unwritten == []


def test_of_whoever_is_away_it_is_told_at_once(hold, plan, pat, priya, sam):
    plan(hold("Abbot", pat), clock.now() - dt.timedelta(hours=1))
    plan(hold("Bell", priya), clock.now() - dt.timedelta(hours=1))
    assert team(user=sam).unwritten == []
    away(pat)
    assert [one.called for one in team(user=sam).unwritten] == ["Dean Abbot"]
