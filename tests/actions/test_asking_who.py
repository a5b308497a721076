"""A file that calls somebody otherwise than we do is asked about once, and its rows wait."""

import pytest

from contacts.actions.filing import file_contacts
from contacts.actions.judging import judge
from contacts.formats import clock
from contacts.models import AccessRule, Contact, Heap, ImportBatch, ReadRow, WhoIsIt
from tests.brought import heaps

HEAD = "crn,occurred,notes,id,surname,forename,dob"


def row(number: int, name: str = "Hartley,Dean", born: str = "12/04/1991") -> str:
    return f"X482913,{number}/03/2026,Seen {number}.,N{number},{name},{born}"


def test_rows_that_agree_are_filed_and_nothing_is_asked(bring, person):
    batch = bring(row(1), row(2, "HARTLEY,D"), row(3, ",", ""), row(4, "Hartley,", ""), head=HEAD)
    assert heaps(batch) == {Heap.NEW: 4}
    assert not WhoIsIt.objects.exists()


def test_rows_that_do_not_wait_and_are_asked_about_once(bring, person):
    rows = [row(1), row(2, "Cole,Ann"), row(3, "Cole,Ann"), row(4, born="04/12/1991")]
    batch = bring(*rows, head=HEAD)
    assert heaps(batch) == {Heap.NEW: 1, Heap.HELD: 3}
    assert WhoIsIt.objects.count() == 2
    assert ReadRow.objects.filter(waits=True).count() == 3
    assert [one.notes for one in Contact.objects.all()] == ["Seen 1."]


def test_what_was_asked_of_a_source_before_is_not_asked_again(bring, was_read, person):
    bring(row(2, "Cole,Ann"), head=HEAD)
    WhoIsIt.objects.update(answer="same", decided_at=clock.now())
    batch = bring(row(3, "Cole,Ann"), head=HEAD)
    assert heaps(batch) == {Heap.NEW: 1}
    WhoIsIt.objects.update(answer="other")
    assert heaps(bring(row(4, "Cole,Ann"), head=HEAD)) == {Heap.HELD: 1}
    assert WhoIsIt.objects.count() == 1
    assert heaps(bring(row(5, "Cole,Ann"), head=HEAD, source="NOMIS")) == {Heap.HELD: 1}


def test_what_is_here_already_does_not_wait(bring, person):
    bring(row(1), head=HEAD)
    batch = bring(row(1, "Cole,Ann"), head=HEAD)
    assert heaps(batch) == {Heap.ALREADY_HERE: 1}


def test_the_preview_counts_what_would_wait(was_read, person):
    batch = was_read(row(1, "Cole,Ann"), row(2), head=HEAD)
    judge(batch=batch, by=None)
    assert heaps(batch) == {Heap.NEW: 1, Heap.HELD: 1}
    file_contacts(batch=batch, by=None)
    assert heaps(ImportBatch.objects.get(pk=batch.pk)) == {Heap.NEW: 1, Heap.HELD: 1}


def test_rows_that_waited_for_somebody_to_be_known_are_asked_about_then(bring, people_file):
    bring(row(1, "Cole,Ann"), row(2), head=HEAD)
    assert not WhoIsIt.objects.exists()
    people_file("date_of_birth", "X482913,Dean,Hartley,12/04/1991")
    assert [one.notes for one in Contact.objects.all()] == ["Seen 2."]
    assert WhoIsIt.objects.get().named == "Ann Cole"


@pytest.mark.parametrize("name", ["Hartley,Dean", "Cole,Ann"])
def test_of_somebody_hidden_it_is_held_either_way(bring, person, ada, name):
    AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at=clock.now())
    assert heaps(bring(row(1, name), head=HEAD, by=ada)) == {Heap.HELD: 1}
