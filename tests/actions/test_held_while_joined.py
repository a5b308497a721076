"""Who holds two records once they are parted, where files said so while they were joined."""

import datetime as dt

from contacts.actions.joining_people import join_people, part_people
from contacts.models import Allocation
from tests.actions.both_records import DEAN, DEEN, TODAY, day


def held(person):
    spells = person.allocations.order_by("since")
    return list(spells.values_list("practitioner__username", "since", "until"))


def test_whoever_a_file_says_holds_the_other_holds_it_afterwards(
    people_file, person, other, join, part, priya
):
    person.allocations.all().delete()
    join()
    people_file("practitioner", f"{DEEN},priya")
    assert held(person) == [("priya", TODAY, None)]
    part()
    assert (held(person), held(other)) == ([], [("priya", TODAY, None)])


def test_whom_somebody_else_holds_meanwhile_is_held_as_the_file_said_afterwards(
    people_file, person, other, join, part, priya
):
    join()
    filed = people_file("practitioner,as_at", f"{DEEN},priya,2026-11-01")
    assert [(one.line, one.said) for one in filed.to_check] == [(2, "Somebody else holds them.")]
    people_file("practitioner,tier", f"{DEEN},pat,B2")
    part()
    assert held(person) == [("pat", dt.date(2024, 5, 1), None)]
    assert held(other) == [("priya", dt.date(2026, 11, 1), None)]


def test_the_kept_one_is_held_as_its_file_said_where_the_other_one_was_meanwhile(
    people_file, person, other, join, part, priya
):
    person.allocations.all().delete()
    Allocation.objects.create(person=other, practitioner=priya, since=day(-30))
    join()
    people_file("practitioner", f"{DEAN},priya")
    assert held(person) == [("priya", day(-30), None)]
    part()
    assert held(person) == [("priya", TODAY, None)]
    assert held(other) == [("priya", day(-30), None)]


def test_whoever_holds_it_to_a_day_to_come_still_does_alone_where_another_holds_both_meanwhile(
    people_file, person, other, part, sam, priya, olu
):
    person.allocations.update(until=day(9))
    Allocation.objects.create(person=other, practitioner=priya, since=day(-30))
    join_people(kept=person, joined=other, holder=priya, by=sam)
    filed = people_file("practitioner", f"{DEAN},olu")
    assert [(one.line, one.said) for one in filed.to_check] == [(2, "Somebody else holds them.")]
    part()
    assert held(person) == [("pat", dt.date(2024, 5, 1), day(9))]


def test_whoever_was_made_to_hold_the_kept_one_since_goes_on_to(
    people_file, person, other, join, part, priya, olu
):
    person.allocations.all().delete()
    spell = Allocation.objects.create(person=other, practitioner=priya, since=day(-30))
    join()
    people_file("practitioner", f"{DEAN},priya")
    Allocation.objects.filter(pk=spell.pk).update(until=TODAY)
    Allocation.objects.create(person=person, practitioner=olu, since=TODAY)
    part()
    assert held(person) == [("olu", TODAY, None)]


def test_nobody_who_has_left_is_made_to_hold_anybody(people_file, person, other, join, part, priya):
    join()
    people_file("practitioner", f"{DEEN},priya")
    type(priya).objects.filter(pk=priya.pk).update(is_active=False)
    part()
    assert held(other) == []


def test_where_a_record_joined_otherwise_is_held_it_is_held_once_that_is_parted_too(
    people_file, person, other, add_person, sam, priya
):
    person.allocations.all().delete()
    third = add_person(crn="X482777")
    Allocation.objects.create(person=third, practitioner=priya, since=day(-30))
    joins = [join_people(kept=person, joined=one, by=sam) for one in (other, third)]
    people_file("practitioner", f"{DEAN},priya")
    part_people(join=joins[0], by=sam)
    assert held(person) == [("priya", day(-30), None)]
    part_people(join=joins[1], by=sam)
    assert held(person) == [("priya", TODAY, None)]
