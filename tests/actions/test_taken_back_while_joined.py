"""A file is taken back while two records it names are joined: of each goes what it said of that."""

import pytest

from contacts.actions.undoing import undo_import
from contacts.models import ImportBatch
from tests.actions.both_records import DEAN, DEEN, facts, stands


def test_a_file_that_is_taken_back_and_loaded_again_says_it_of_the_same_one(
    people_file, person, other, join, part
):
    rows = [f"{DEAN},1,custody,2026-03-03", f"{DEEN},2,hospital,2026-04-04"]
    columns = "phone,standing,standing_from"
    join()
    people_file(columns, *rows)
    undo_import(batch=ImportBatch.objects.latest("pk"), by=None)
    assert (facts(person), stands(person)) == ({}, [])
    people_file(columns, *rows)
    part()
    assert [facts(one)["phone"][0] for one in (person, other)] == ["1", "2"]
    assert [stands(one)[0][0] for one in (person, other)] == ["custody", "hospital"]
    undo_import(batch=ImportBatch.objects.latest("pk"), by=None)
    assert [facts(one) for one in (person, other)] == [{}, {}]


@pytest.mark.parametrize("row", [DEAN, DEEN])
def test_what_another_file_said_of_one_of_them_too_stays_with_that_one(
    people_file, person, other, join, part, row
):
    said = {DEAN: "1", DEEN: "2"}
    join()
    people_file("phone", f"{DEAN},1", f"{DEEN},2")
    people_file("phone", f"{row},{said[row]}")
    undo_import(batch=ImportBatch.objects.earliest("pk"), by=None)
    assert facts(person)["phone"][0] == said[row]
    part()
    assert [bool(facts(one)) for one in (person, other)] == [row == DEAN, row == DEEN]


def test_so_does_what_nobody_reads_meanwhile(people_file, person, other, join, part):
    join()
    for row in (DEEN, DEAN, DEAN):
        people_file("phone", f"{row},1")
    undo_import(batch=ImportBatch.objects.order_by("pk")[1], by=None)
    part()
    assert facts(person) == facts(other) == {"phone": ("1", "2026-11-22")}
