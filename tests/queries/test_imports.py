import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.actions.judging import judge
from contacts.formats import clock
from contacts.models import ImportBatch
from contacts.queries.imports import SHOWN, brought, opened

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture
def file(was_read, ada):
    """Rows of these, read and judged for Ada."""

    def judged(*rows: str, by=ada) -> ImportBatch:
        batch = was_read(*rows, by=by)
        judge(batch=batch, by=by)
        batch.state = State.READ
        batch.save()
        return batch

    return judged


def rows(count: int) -> list[str]:
    return [f"X482913,2026-03-03,Seen {number}.,{number}" for number in range(count)]


def test_the_heaps_say_what_becomes_of_their_rows(file, ada, person):
    batch = file(*rows(2), "Z999998,2026-03-03,Waits,7", "X482913,never,a,8")
    heaps = opened(batch=batch, viewer=ada).found.heaps
    assert [(heap.rows, heap.called) for heap in heaps] == [
        ("2", "New"),
        ("1", "Held"),
        ("1", "Cannot be read"),
    ]
    assert all(heap.become[0].isupper() for heap in heaps)


def test_of_a_held_row_there_is_nothing_but_its_number(file, ada, person):
    shown = opened(batch=file("Z999998,2026-03-03,Waits,7"), viewer=ada)
    assert "Waits" not in str(shown)
    assert "Z999998" not in str(shown)
    assert shown.found.heaps[-1].rows == "1"


def test_a_few_rows_are_shown_at_the_cost_of_one(file, ada, person):
    counts = []
    for length in (1, 40):
        batch = file(*rows(length))
        with CaptureQueriesContext(connection) as asked:
            shown = opened(batch=batch, viewer=ada)
        counts.append(len(asked))
        assert len(shown.found.entries) == min(length, SHOWN)
    assert counts[0] == counts[1]


def test_to_another_nothing_in_it_is_shown(file, ada, sam, person):
    batch = file(*rows(1), "X482913,never,a,8")
    assert opened(batch=batch, viewer=ada).correctable
    theirs = opened(batch=batch, viewer=sam)
    assert not theirs.correctable
    assert theirs.found.heaps == theirs.found.entries == theirs.found.unreadable == []
    assert theirs.brought.called == "A file of contacts"
    assert theirs.brought.by == ada.name


def test_the_terminal_brought_a_file_for_nobody(file, ada, person):
    shown = opened(batch=file(*rows(1), by=None), viewer=ada)
    assert (shown.yours, shown.brought.by) == (False, "the command line")


@pytest.mark.parametrize(("waited", "slow"), [(30, False), (61, True)])
def test_a_file_that_waits_longer_than_a_minute_says_so(staged, ada, waited, slow):
    batch = staged("X482913,2026-03-03,a,1", by=ada)
    batch.loaded_at = clock.now() - dt.timedelta(seconds=waited)
    assert opened(batch=batch, viewer=ada).slow == slow
    batch.state = State.READING
    assert not opened(batch=batch, viewer=ada).slow


def test_there_is_nothing_to_file_where_all_is_here_or_cannot_be_read(bring, file, ada, person):
    bring(*rows(1), by=ada)
    batch = file(*rows(1), "X482913,never,a,8")
    assert opened(batch=batch, viewer=ada).found.nothing_new
    assert not opened(batch=file(*rows(2)), viewer=ada).found.nothing_new
    assert not opened(batch=file("Z999998,2026-03-03,Waits,7"), viewer=ada).found.nothing_new


def test_the_list_costs_one_statement_however_long(file, ada, person):
    for number in range(3):
        file(*rows(number + 1))
    with CaptureQueriesContext(connection) as asked:
        found, older = brought(viewer=ada)
    assert (len(found), older, len(asked)) == (3, "", 1)
    assert [one.state for one in found] == ["Read, not yet filed"] * 3
