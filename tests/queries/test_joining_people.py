import datetime as dt

import pytest

from contacts.actions.joining_people import join_people
from contacts.formats import clock
from contacts.models import AccessRule, Alias, Allocation
from contacts.queries.joining_people import MOST, differ_in, joining, may_hold


def said(person, other, viewer):
    return {
        one.what: tuple(one)[1:] for one in joining(person=person, viewer=viewer, other=other).said
    }


def test_a_record_is_told_by_all_that_tells_whose_it_is(person, add_person, sam):
    other = add_person(preferred_name="Deano", pnc="1954/0018147W")
    Alias.objects.create(person=other, first_name="Dee", last_name="Ash")
    assert said(person, other, sam) == {
        "Name": ("Dean Hartley", "Dean Hartley, Deano Hartley, Dee Ash", False),
        "Date of birth": ("12 April 1991", "", False),
        "PNC number": ("", "1954/0018147W", False),
        "Prison number": ("", "", False),
        "Team": ("North one", "", False),
        "Held by": ("Pat Okonjo", "", False),
    }


def test_what_both_say_and_say_otherwise_is_marked(person, add_person, sam, other_team):
    born = dt.date(1991, 12, 4)
    other = add_person(first_name="Ann", last_name="Cole", date_of_birth=born, team=other_team)
    differing = {what for what, (*_, differs) in said(person, other, sam).items() if differs}
    assert differing == {"Name", "Date of birth", "Team"}


def test_names_that_are_near_enough_for_a_file_are_not_marked(person, add_person, sam):
    other = add_person(first_name="Dean Paul", last_name="HARTLEY")
    assert not said(person, other, sam)["Name"][-1]


def test_of_either_record_no_fact_is_hidden_by_a_newer_one(person, add_person, sam, team, fact):
    other = add_person(team=team)
    fact(other, "phone", "07700 900222, voicemail not safe", "2024-01-15")
    fact(other, "conditions", "Curfew 7pm to 7am", "2024-01-15")
    fact(person, "phone", "07700 900111", "2026-02-03")
    fact(person, "phone", "07700 900000", "2025-02-03")
    fact(person, "order", "Community order", ends="2027-03-01")
    fact(other, "order", "Community order", ends="2027-04-01")
    for one in (person, other):
        fact(one, "tier", "B2")
    told = [*said(person, other, sam).items()][6:]
    assert told == [
        (
            "Phone",
            (
                "07700 900111 (nDelius, 3 February 2026)",
                "07700 900222, voicemail not safe (nDelius, 15 January 2024)",
                True,
            ),
        ),
        (
            "Order or licence",
            (
                "Community order to 1 March 2027 (nDelius, 15 January 2026)",
                "Community order to 1 April 2027 (nDelius, 15 January 2026)",
                True,
            ),
        ),
        ("Conditions", ("", "Curfew 7pm to 7am (nDelius, 15 January 2024)", False)),
    ]


def test_a_fact_that_no_longer_holds_says_so(person, add_person, sam, team, fact):
    other = add_person(team=team)
    fact(person, "safety_alert", "")
    fact(other, "safety_alert", "Dog at home")
    ours, theirs, differs = said(person, other, sam)["Safety alert"]
    assert (ours, differs) == ("no longer holds (nDelius, 15 January 2026)", True)
    assert theirs.startswith("Dog at home")


def test_facts_are_for_whoever_may_open_both(person, add_person, ada, team, fact):
    fact(person, "safety_alert", "Dog at home")
    assert "Safety alert" not in said(person, add_person(team=team), ada)


def test_both_are_compared_in_six_statements(
    person, add_person, sam, team, django_assert_num_queries
):
    other = add_person(team=team)
    for one in (person, other):
        for name in ("Dee", "Deano"):
            Alias.objects.create(person=one, first_name=name, last_name="Ash")
    with django_assert_num_queries(6):
        joining(person=person, viewer=sam, other=other)


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        ({}, {"date_of_birth": dt.date(1991, 12, 4)}, ["date of birth"]),
        ({}, {"date_of_birth": dt.date(1991, 4, 12)}, []),
        ({"pnc": "1954/0018147W"}, {}, []),
        (
            {"pnc": "1954/0018147W", "prison_number": "A1234BC"},
            {"pnc": "1955/0018147L", "prison_number": "A1234BD"},
            ["PNC number", "prison number"],
        ),
    ],
)
def test_what_tells_people_apart_is_what_both_have_and_have_otherwise(
    person, add_person, ours, theirs, differ
):
    for name, value in ours.items():
        setattr(person, name, value)
    assert differ_in(person=person, other=add_person(**theirs)) == differ


def likely(person, viewer):
    return [one.crn for one in joining(person=person, viewer=viewer).likely]


def test_who_may_be_the_same_person_is_named_until_another_is_asked_for(
    person, add_person, sam, team
):
    deen = {"first_name": "Deen", "date_of_birth": dt.date(1991, 12, 4), "team": team}
    other = add_person(crn="X482990", **deen)
    add_person(crn="X482991", **{**deen, "date_of_birth": None})
    add_person(crn="X482992", **{**deen, "last_name": "Cole"})
    add_person(crn="X482993", **deen, joined_into=other)
    (one,) = joining(person=person, viewer=sam).likely
    assert one == (other.pk, "X482990", "Deen Hartley", "4 December 1991")
    assert joining(person=person, viewer=sam, other=other).likely == []
    person.date_of_birth = None
    assert likely(person, sam) == []


def test_nobody_whom_the_viewer_may_not_join_may_be_the_same(
    person, add_person, sam, ada, olu, team, other_team
):
    same = {"date_of_birth": person.date_of_birth}
    add_person(crn="X482990", **same, team=other_team)
    for number, kind in enumerate(AccessRule.Kind.values, 1):
        one = add_person(crn=f"X48299{number}", **same, team=team)
        user = sam if kind == AccessRule.Kind.EXCLUSION else olu
        AccessRule.objects.create(person=one, user=user, kind=kind, set_at=clock.now())
    assert likely(person, sam) == []
    assert likely(person, ada) == ["X482990", "X482991"]


def test_of_very_many_who_may_be_the_same_a_few_are_named(
    person, add_person, sam, team, django_assert_num_queries
):
    for number in range(MOST + 1):
        add_person(crn=f"X4829{number:02}", team=team, date_of_birth=person.date_of_birth)
    with django_assert_num_queries(2):
        assert len(likely(person, sam)) == MOST


def test_what_an_address_says_was_done_is_said_only_where_it_was(person, add_person, sam, team):
    other, third = add_person(team=team), add_person(team=team)
    join_people(kept=person, joined=other, by=sam)
    (one,) = joining(person=person, viewer=sam).joined
    assert (one.crn, one.since) == (other.crn, "today, 11:00, by Sam Whitlock")
    assert joining(person=person, viewer=sam, joined=other.crn).done.startswith(other.crn)
    for crn in (third.crn, "", "X\x00", "Z999999"):
        assert joining(person=person, viewer=sam, joined=crn, parted=crn).done == ""
    assert joining(person=person, viewer=sam, parted=other.crn).done == ""


def test_who_holds_is_asked_of_those_who_do_where_they_differ(person, add_person, pat, priya):
    other, today = add_person(), clock.today()
    assert may_hold(kept=person, joined=other) == []
    held = Allocation.objects.create(person=other, practitioner=pat, since=today)
    assert may_hold(kept=person, joined=other) == []
    held.practitioner = priya
    held.save()
    assert may_hold(kept=person, joined=other) == [pat, priya]
    held.until = today
    held.save()
    assert may_hold(kept=person, joined=other) == []
