import pytest

from contacts.actions.judging import judge
from contacts.models import AccessRule, Contact, Heap, ImportBatch
from tests.brought import heaps

pytestmark = pytest.mark.django_db
ROWS = [
    "X482913,2026-03-03,Seen.,1",
    "X482913,2026-03-03,Seen.,1",
    "Z999999,2026-03-03,Somebody.,2",
    "X482913,never,a,3",
]


def test_it_counts_every_heap_and_files_nothing(was_read, person):
    batch = was_read(*ROWS)
    counts = judge(batch=batch, by=None)
    assert list(counts) == Heap.values
    assert sum(counts.values()) == batch.length == 4
    assert ImportBatch.objects.get().counts == counts
    assert not Contact.objects.exists()


def test_what_is_counted_before_is_what_is_filed_after(was_read, bring, person):
    assert judge(batch=was_read(*ROWS), by=None) == bring(*ROWS).counts


@pytest.mark.parametrize(
    ("name", "number"), [("prison_number", "A1234BC"), ("pnc", "1954/0018147W")]
)
def test_a_number_that_two_people_have_is_nobodys(was_read, add_person, name, number):
    add_person(crn="X100001", **{name: number})
    add_person(crn="X100002", **{name: number})
    batch = was_read(f"{number},2026-03-03,Seen.,1", head=f"{name},occurred,notes,id")
    assert judge(batch=batch, by=None)["held"] == 1


def test_the_first_rows_of_each_heap_are_kept_to_be_shown_but_none_that_is_held(was_read, person):
    batch = was_read(*ROWS, *[f"X482913,2026-03-03,Seen.,{n}" for n in range(10, 40)])
    judge(batch=batch, by=None)
    lines = {
        heap: list(batch.read_rows.filter(pk__in=ids).order_by("line").values_list("line"))
        for heap, ids in batch.examples.items()
    }
    assert lines == {
        "new": [(2,), *[(line,) for line in range(6, 25)]],
        "already_here": [(3,)],
        "unreadable": [(5,)],
    }


def limit(person, user, kind):
    now = "2026-01-01T00:00Z"
    AccessRule.objects.create(person=person, user=user, kind=kind, set_at=now)


@pytest.mark.parametrize("kind", ["exclusion", "restriction"])
def test_a_row_of_somebody_the_actor_may_not_see_is_held_like_one_of_nobody(
    was_read, bring, person, add_person, ada, pat, kind
):
    hidden = add_person(crn="X100001")
    limit(hidden, ada if kind == "exclusion" else pat, kind)
    known, unknown = "X100001,2026-03-03,Seen.,1", "Z999999,2026-03-03,Seen.,1"
    for _ in range(3):
        assert heaps(bring(known, known, by=ada)) == heaps(bring(unknown, unknown, by=ada))
        batch = was_read(known, by=ada)
        assert judge(batch=batch, by=ada)["held"] == 1
        assert batch.examples == {}
    for row in ("X100001,2026-03-03,Other words.,1", "X100001,2026-03-03,Seen. More.,1"):
        assert judge(batch=was_read(row, by=ada), by=ada)["held"] == 1


def test_the_terminal_is_on_no_list_of_those_who_alone_may_see(bring, person, pat):
    limit(person, pat, "restriction")
    assert heaps(bring("X482913,2026-03-03,Seen.,1")) == {"held": 1}
    assert heaps(bring("X482913,2026-03-03,Seen.,2", by=pat)) == {"new": 1}


def test_whoever_is_excluded_is_not_the_terminal(bring, person, pat):
    limit(person, pat, "exclusion")
    assert heaps(bring("X482913,2026-03-03,Seen.,1")) == {"new": 1}


def test_that_an_id_stands_in_the_diary_of_somebody_hidden_cannot_be_told(
    was_read, bring, person, add_person, ada
):
    hidden = add_person(crn="X100001")
    limit(hidden, ada, "exclusion")
    bring("X100001,2026-03-03,Seen.,1", by=ada)
    assert judge(batch=was_read("X482913,2026-03-03,Other.,1", by=ada), by=ada)["new"] == 1
