"""What files say of two records while they are joined, and whose it is once they are parted."""

import pytest

from contacts.actions.joining_people import join_people, part_people
from contacts.formats import clock
from contacts.models import AccessRule, AuditEntry, Person, PersonFact
from tests.actions.both_records import DEAN, DEEN, facts, stands


def test_what_a_file_says_of_the_other_meanwhile_is_the_others_afterwards(
    people_file, person, other, join, part, priya
):
    join()
    columns = "phone,standing,standing_from,aliases,pnc,prison_number,preferred_name"
    people_file(columns, f"{DEEN},1,custody,2026-03-03,Dee Ash,54/18147W,A1234BC,Deeno")
    assert facts(person) == {"phone": ("1", "2026-11-22")}
    assert stands(person) == [("custody", "", "2026-03-03")]
    assert not other.facts.exists()
    part()
    assert (facts(person), stands(person), [*person.aliases.all()]) == ({}, [], [])
    assert facts(other) == {"phone": ("1", "2026-11-22")}
    assert stands(other) == [("custody", "", "2026-03-03")]
    assert other.aliases.get().last_name == "Ash"
    other.refresh_from_db(), person.refresh_from_db()
    assert (other.pnc, other.prison_number) == ("1954/0018147W", "A1234BC")
    assert (other.preferred_name, person.preferred_name) == ("Deeno", "")
    assert (person.pnc, person.prison_number) == ("", "")


@pytest.mark.parametrize("rows", [(DEAN, DEEN), (DEEN, DEAN)], ids=["kept first", "other first"])
@pytest.mark.parametrize("files", [1, 2])
def test_what_files_say_of_both_both_have_afterwards(
    people_file, person, other, join, part, rows, files
):
    join()
    columns = "phone,standing,standing_from,aliases"
    said = [f"{row},1,custody,2026-03-03,Dee Ash" for row in rows]
    for file in [said] if files == 1 else [[one] for one in said]:
        filed = people_file(columns, *file)
    assert filed.counts["already_here"] == 1
    for rows in (person.facts, person.standings, person.aliases):
        assert rows.count() == 1
    part()
    for one in (person, other):
        assert facts(one) == {"phone": ("1", "2026-11-22")}
        assert stands(one) == [("custody", "", "2026-03-03")]
        assert one.aliases.get().last_name == "Ash"


def test_what_the_kept_one_had_before_and_a_file_says_of_the_other_both_have(
    people_file, person, other, join, part
):
    people_file("phone,tier", f"{DEAN},1,B2")
    join()
    people_file("phone,tier", f"{DEEN},1,B2")
    assert AuditEntry.objects.latest("pk").people == [person.pk]
    part()
    assert facts(person) == facts(other)


def test_the_newest_word_on_either_is_shown_meanwhile_and_each_has_its_own_afterwards(
    people_file, person, other, join, part
):
    people_file("phone,as_at", f"{DEAN},1,2026-01-01", f"{DEEN},2,2026-02-02")
    join()
    people_file("phone,as_at", f"{DEAN},1,2026-03-03")
    assert facts(person) == {"phone": ("1", "2026-03-03")}
    part()
    assert facts(person) == {"phone": ("1", "2026-01-01")}
    assert facts(other) == {"phone": ("2", "2026-02-02")}


def test_what_a_row_leaves_open_is_filled_from_both_meanwhile_and_from_its_own_afterwards(
    people_file, person, other, join, part
):
    columns = "order,order_end,standing,standing_place,standing_from,as_at"
    people_file(columns, f"{DEAN},Licence,2027-01-31,custody,HMP Leeds,2026-01-01,2026-01-01")
    join()
    people_file(columns, f"{DEEN},,2027-03-31,custody,,,2026-03-03")
    assert facts(person) == {"order": ("Licence", "2026-03-03")}
    assert stands(person) == [("custody", "HMP Leeds", "2026-01-01")]
    part()
    assert facts(person) == {"order": ("Licence", "2026-01-01")}
    assert stands(person) == [("custody", "HMP Leeds", "2026-01-01")]
    assert facts(other) == {"order": ("Order or licence", "2026-03-03")}
    assert stands(other) == [("custody", "", "2026-03-03")]


def test_what_was_read_of_both_as_one_is_nothing_that_either_said(
    people_file, person, other, join, part
):
    people_file("phone,as_at", f"{DEAN},2,2026-02-02", f"{DEEN},1,2026-01-01")
    join()
    people_file("phone,as_at", f"{DEEN},1,2026-03-03", f"{DEEN},5,2026-02-15")
    people_file("phone,as_at,tier", f"{DEEN},1,2026-03-03,B2")
    part()
    assert facts(other)["phone"] == ("1", "2026-03-03")


def test_what_the_other_put_right_meanwhile_is_still_known_of_each(
    people_file, person, other, join, part
):
    columns = "standing,standing_place,standing_from"
    for row, place in ((DEEN, "HMP Leeds"), (DEAN, "HMP Hull")):
        people_file(columns, f"{row},custody,{place},2026-01-01")
    join()
    people_file(columns, f"{DEEN},custody,,2026-01-01")
    part()
    assert stands(other) == [("custody", "HMP Leeds", "2026-01-01")]


def test_what_the_other_is_called_is_no_alias_of_theirs(people_file, person, other, join, part):
    join()
    assert people_file("aliases", f"{DEEN},Deen Hartly").counts["already_here"] == 1
    part()
    assert not person.aliases.exists()
    assert not other.aliases.exists()


def test_what_was_read_of_both_as_one_is_kept_and_read_no_more(
    people_file, person, other, join, part
):
    people_file("phone,as_at", f"{DEAN},1,2026-01-01", f"{DEEN},2,2026-02-02")
    join()
    people_file("phone,as_at", f"{DEAN},1,2026-03-03")
    before = PersonFact.objects.count()
    part()
    assert PersonFact.objects.count() == before
    assert PersonFact.objects.kept().count() == before - 1


@pytest.mark.parametrize("limited", [DEAN, DEEN])
def test_what_is_said_of_records_that_the_actor_may_not_see_is_each_ones_own_too(
    people_file, person, other, join, part, ada, limited
):
    of = Person.objects.get(crn=limited[:7])
    AccessRule.objects.create(person=of, user=ada, kind="exclusion", set_at=clock.now())
    join()
    people_file("phone", f"{DEAN},1", f"{DEEN},1", by=ada)
    part()
    assert [facts(one)["phone"][0] for one in (person, other)] == ["1", "1"]


def test_joined_and_parted_again_each_has_its_own_again(people_file, person, other, join, part):
    for number in range(3):
        join()
        people_file("phone", f"{DEAN},{number}", f"{DEEN},{number}")
        people_file("aliases", f"{DEEN},Dee {number}", f"{DEAN},Dee {number}")
        part()
    for one in (person, other):
        assert [fact.value for fact in one.facts.order_by("pk")] == ["0", "1", "2"]
        assert one.aliases.count() == 3


def test_of_two_records_that_are_joined_each_has_its_own_whichever_is_parted_first(
    people_file, person, other, add_person, sam
):
    third = add_person(crn="X482777", first_name="Dino", last_name="Hart")
    joins = [join_people(kept=person, joined=one, by=sam) for one in (other, third)]
    people_file("phone,tier", f"{DEEN},1,A", "X482777,Dino,Hart,1,B", f"{DEAN},1,B")
    part_people(join=joins[0], by=sam)
    assert facts(other) == {"phone": ("1", "2026-11-22"), "tier": ("A", "2026-11-22")}
    assert facts(person) == {"phone": ("1", "2026-11-22"), "tier": ("B", "2026-11-22")}
    part_people(join=joins[1], by=sam)
    for one in (person, third):
        assert facts(one) == {"phone": ("1", "2026-11-22"), "tier": ("B", "2026-11-22")}


def test_a_team_that_a_file_says_of_the_kept_one_too_stays_its_own(
    people_file, add_person, other, sam, team
):
    kept = add_person(crn="X482555")
    joined = join_people(kept=kept, joined=other, by=sam)
    people_file("team", "X482555,Dean,Hartley,North one")
    part_people(join=joined, by=sam)
    kept.refresh_from_db()
    assert kept.team == team
