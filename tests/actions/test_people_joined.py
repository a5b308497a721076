"""What files say of a record that was joined to another is said of the one that is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.actions.joining_people import join_people
from contacts.actions.people_file import file_people
from contacts.formats import clock
from contacts.models import AccessRule, Contact, Heap, Person
from tests.brought import heaps


@pytest.fixture
def other(add_person, team):
    numbers = {"prison_number": "A1234BC", "pnc": "1954/0018147W"}
    return add_person(crn="X482999", first_name="Deen", last_name="Hartly", team=team, **numbers)


@pytest.fixture
def joined(person, other, sam):
    return join_people(kept=person, joined=other, by=sam)


@pytest.mark.parametrize(
    "row",
    ["X482999,,,", "x482999,A1234BC,,", ",A1234BC,,", ",,54/18147W,"],
    ids=["crn", "both", "prison number", "pnc"],
)
def test_a_row_with_any_number_of_it_goes_to_the_one_that_is_kept(bring, person, joined, row):
    crn, prison, pnc, _ = row.split(",")
    head = "crn,noms number,pnc,date,notes"
    bring(f"{crn},{prison},{pnc},3/3/2026 10:00,Seen.", head=head)
    assert Contact.objects.get().person == person


def test_a_number_that_both_records_have_is_one_persons(bring, person, joined, other):
    Person.objects.filter(pk=person.pk).update(prison_number=other.prison_number)
    bring("A1234BC,3/3/2026 10:00,Seen.", head="noms number,date,notes")
    assert Contact.objects.get().person == person


@pytest.mark.parametrize("limited", ["person", "other"])
def test_a_row_about_somebody_hidden_by_either_list_is_held(
    bring, ada, person, other, joined, limited
):
    of = {"person": person, "other": other}[limited]
    AccessRule.objects.create(person=of, user=ada, kind="exclusion", set_at=clock.now())
    for crn in (person.crn, other.crn):
        batch = bring(f"{crn},3/3/2026 10:00,Seen {crn}.,", by=ada)
        assert heaps(batch) == {Heap.HELD: 1}
    assert person.contacts.count() == 2


def test_what_a_file_of_people_says_of_it_is_said_of_the_one_that_is_kept(
    people_file, person, joined, other, priya
):
    row = "X482999,Deen,Hartly,07700 900111,pat,Dee Ash,A1234BC"
    filed = people_file("phone,practitioner,aliases,prison_number", row)
    assert (filed.counts["changed"], filed.to_check) == (1, [])
    assert person.facts.get().value == "07700 900111"
    assert person.aliases.get().last_name == "Ash"
    assert not other.facts.exists()
    filed = people_file("phone,prison_number", "X482999,Deen,Hartly,07700 900111,A1234BC")
    assert filed.counts["already_here"] == 1


def test_one_file_may_name_both(people_file, person, joined):
    filed = people_file("phone", "X482999,Deen,Hartly,1", "X482913,Dean,Hartley,1")
    assert (filed.counts["changed"], filed.counts["already_here"]) == (1, 1)
    assert [fact.value for fact in person.facts.all()] == ["1"]


def test_rows_of_records_that_are_joined_take_as_many_statements_for_one_as_for_many(
    staged_people, add_person, sam
):
    counted = []
    for many in (1, 5):
        crns = [f"Y{many}{number:05d}" for number in range(2 * many)]
        people = [add_person(crn=crn) for crn in crns]
        for kept, joined in zip(people[::2], people[1::2], strict=True):
            join_people(kept=kept, joined=joined, by=sam)
        rows = [f"{crn},Dean,Hartley,1,Dee Ash" for crn in crns]
        batch = staged_people("\n".join(["crn,first_name,last_name,phone,aliases", *rows]))
        with CaptureQueriesContext(connection) as asked:
            file_people(batch=batch, by=None)
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert Person.objects.joined().count() == 6
