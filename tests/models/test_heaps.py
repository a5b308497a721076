import datetime as dt

import pytest
from django.db import connection

from contacts.actions.judging import asked, into_heaps
from contacts.models import Heap
from tests.brought import heaps

pytestmark = pytest.mark.django_db


def judged(batch, by=None):
    """The heap of each row, by its line."""
    with connection.cursor() as cursor:
        into_heaps(cursor, asked(batch, by))
        cursor.execute("SELECT line, heap FROM judged ORDER BY line")
        return dict(cursor.fetchall())


def test_every_row_falls_in_one_heap_and_they_add_up(was_read, bring, person):
    bring("X482913,2026-03-03,Seen.,1", "X482913,2026-03-03,Seen.,4")
    batch = was_read(
        "X482913,2026-03-03,Seen.,1",
        "X482913,2026-03-04,New.,2",
        "X482913,2026-03-04,New.,2",
        "X482913,2026-03-03,Not seen.,4",
        "Z999999,2026-03-03,Somebody.,5",
        "X482913,never,a,6",
    )
    assert list(judged(batch).values()) == [
        "already_here",
        "new",
        "already_here",
        "to_check",
        "held",
        "unreadable",
    ]


@pytest.mark.parametrize(
    ("older", "newer", "heap"),
    [
        ("Seen.", "Seen. Rang his mum.", Heap.NEW),
        ("Seen.\n", "Seen.\nMore.", Heap.NEW),
        ("Seen at 10", "Seen at 10.30", Heap.TO_CHECK),
        ("He can", "He can't", Heap.TO_CHECK),
        ("cafe", "cafe\u0301", Heap.TO_CHECK),
        ("Seen", "Not seen", Heap.TO_CHECK),
        ("", "Seen.", Heap.NEW),
        ("Seen.", "", Heap.TO_CHECK),
        ("Seen. ", "Seen. More.", Heap.NEW),
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_a_new_version_is_new_where_the_old_begins_it_else_to_check(
    was_read, bring, person, older, newer, heap, apart
):
    rows = [f'X482913,2026-03-03,"{notes}",1,{n}' for n, notes in enumerate((older, newer))]
    head = "crn,occurred,notes,id,author"
    if apart:
        bring(rows[0], head=head)
        found = judged(was_read(rows[1], head=head))
    else:
        found = judged(was_read(*rows, head=head))
    assert list(found.values())[-1] == heap


def test_of_several_versions_each_is_set_beside_the_one_before_it(was_read, bring, person):
    bring("X482913,2026-03-03,a,1", "X482913,2026-03-03,a b,1")
    batch = was_read(*[f"X482913,2026-03-03,{notes},1" for notes in ("a b c", "a b", "a b c d")])
    assert list(judged(batch).values()) == ["new", "already_here", "new"]


def test_how_another_file_calls_its_column_or_ends_its_lines_makes_nothing_to_check(
    bring, was_read, person
):
    bring('X482913,2026-03-03,"a\r\nb",1', head="crn,occurred,Case Note,id")
    batch = was_read('X482913,2026-03-03,"a\nb c",1')
    assert judged(batch) == {2: "new"}


def test_the_same_id_of_another_person_is_no_version(bring, was_read, person, add_person):
    add_person(crn="X100001")
    bring("X482913,2026-03-03,One thing.,1")
    assert judged(was_read("X100001,2026-03-03,Another.,1")) == {2: "new"}
    both = was_read("X482913,2026-03-04,A third.,9", "X100001,2026-03-04,A fourth.,9")
    assert judged(both) == {2: "new", 3: "new"}


def test_the_same_id_in_another_source_is_no_version(bring, was_read, person):
    bring("X482913,2026-03-03,One thing.,1")
    assert judged(was_read("X482913,2026-03-03,Another.,1", source="NOMIS")) == {2: "new"}


@pytest.fixture
def numbered(add_person):
    add_person(crn="X100001", prison_number="A1234BC", pnc="1954/0018147W")
    return "crn,prison_number,pnc,occurred,notes"


@pytest.mark.parametrize(
    ("cells", "heap"),
    [
        (",a1234bc,", "new"),
        (",,54/18147w", "new"),
        ("X100001,Z9999ZZ,", "new"),
        ("X999999,A1234BC,", "held"),
        (",Z9999ZZ,1954/0018147W", "held"),
    ],
)
def test_the_first_number_that_is_filled_in_says_who_it_is(was_read, numbered, cells, heap):
    assert judged(was_read(f"{cells},2026-03-03,Seen.", head=numbered)) == {2: heap}


def test_a_number_that_two_people_have_is_nobodys(was_read, numbered, add_person):
    add_person(crn="X100002", prison_number="A1234BC", pnc="1954/0018147W")
    rows = (",A1234BC,,2026-03-03,Seen.", ",,1954/0018147W,2026-03-03,Seen.")
    assert judged(was_read(*rows, head=numbered)) == {2: "held", 3: "held"}


def test_what_an_undone_file_held_is_not_here(bring, was_read, person):
    batch = bring("X482913,2026-03-03,Seen.,1")
    batch.undone_at = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    batch.save()
    again = was_read("X482913,2026-03-03,Seen.,1", "X482913,2026-03-03,Other.,1")
    assert judged(again) == {2: "new", 3: "to_check"}


def test_rows_that_waited_are_not_counted_again(bring, person):
    batch = bring("Z999999,2026-03-03,Somebody.,1", "X482913,2026-03-03,Seen.,2")
    assert heaps(batch) == {"held": 1, "new": 1}
    assert judged(batch) == {}
