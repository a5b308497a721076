"""Whoever a file makes known and may be on record already is pointed out, and nothing is joined."""

import datetime as dt

import pytest

from contacts.actions.people_twice import Likely
from contacts.formats import clock
from contacts.models import AccessRule, Person, PersonJoin

BORN = "date_of_birth,phone"
IN_APRIL = "born 12 April 1991"
DEEN = "X482999,Deen,Hartley,12/04/1991,"


def said(filed):
    return [f"{one.line}: {one}" for one in filed.likely]


def test_whoever_is_like_somebody_the_diary_has_is_named_beside_them(people_file, person):
    filed = people_file(BORN, DEEN, "X482998,Hartley,Dean,04/12/1991,", "X482997,A,B,12/04/1991,")
    dean, turned = f"X482913 Dean Hartley, {IN_APRIL}", "X482998 Hartley Dean, born 4 December 1991"
    assert said(filed) == [
        f"2: X482999 Deen Hartley, {IN_APRIL}, may be {dean}.",
        f"2: X482999 Deen Hartley, {IN_APRIL}, may be {turned}.",
        f"3: {turned}, may be {dean}.",
    ]
    assert filed.counts["new"] == 3
    assert not PersonJoin.objects.exists()


def test_two_of_one_file_may_be_one(people_file):
    filed = people_file(BORN, DEEN, "X482998,Dean,Hartley,12/04/1991,")
    deen, dean = f"Deen Hartley, {IN_APRIL}", f"Dean Hartley, {IN_APRIL}"
    assert filed.likely == [Likely(2, "X482999", deen, "X482998", dean, False)]


def test_whoever_is_known_is_not_named_again(people_file, person):
    people_file(BORN, DEEN)
    assert said(people_file(BORN, f"{DEEN}07700 900111")) == []


def test_a_record_that_is_joined_to_another_is_none_of_its_own(people_file, person, add_person):
    born = dt.date(1991, 4, 12)
    add_person(crn="X482990", first_name="Deen", date_of_birth=born, joined_into=person)
    assert len(people_file(BORN, "X482999,Dean,Hartley,12/04/1991,").likely) == 1


@pytest.fixture
def hide(ada):
    """A list says that Ada may not see somebody."""

    def hide(crn):
        person = Person.objects.get(crn=crn)
        AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at=clock.now())

    return hide


def test_whoever_the_actor_may_not_see_is_never_named(people_file, person, ada, hide):
    hide(person.crn)
    assert said(people_file(BORN, DEEN, by=ada)) == []


def test_of_whoever_is_hidden_it_is_as_if_the_diary_did_not_have_them(people_file, ada, hide):
    """Nobody can tell by what is pointed out, in one file or in the next."""
    rows = ["X482990,Dean,Hartley,12/04/1991,"], [DEEN], ["X482998,Dean,Hartly,12/04/1991,"]
    people_file(BORN, "X482990,Dean,Hartley,12/04/1991,1")
    hide("X482990")
    hidden = [said(people_file(BORN, *one, by=ada)) for one in rows]
    assert hidden == [
        [],
        [f"2: X482999 Deen Hartley, {IN_APRIL}, may be X482990 Dean Hartley, {IN_APRIL}."],
        [f"2: X482998 Dean Hartly, {IN_APRIL}, may be X482990 Dean Hartley, {IN_APRIL}."],
    ]


def test_in_one_file_with_somebody_hidden_it_is_the_same(people_file, person, ada, hide):
    hide(person.crn)
    filed = people_file(BORN, "X482913,Dean,Hartley,12/04/1991,", DEEN, by=ada)
    told = f"2: X482913 Dean Hartley, {IN_APRIL}, may be X482999 Deen Hartley, {IN_APRIL}."
    assert said(filed) == [told]
