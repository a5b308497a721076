import pytest

from contacts.formats import clock
from contacts.models import Heap, ImportBatch, ReadRow, Source, StagedRow


@pytest.fixture
def batch(db):
    source = Source.objects.create(name="nDelius")
    return ImportBatch.objects.create(source=source, loaded_at=clock.now())


def stage(batch, line, problem=""):
    StagedRow.objects.create(batch=batch, line=line, cells=[f"line {line}"])
    ReadRow.objects.create(batch=batch, line=line, problem=problem)


def test_what_cannot_be_read_is_given_back_in_order_with_its_reason(batch):
    for line, problem in ((9, "There is no such day."), (3, ""), (5, "There is no CRN.")):
        stage(batch, line, problem)
    given_back = [(row.line, row.cells, row.reason) for row in batch.staged.unreadable()]
    assert given_back == [
        (5, ["line 5"], "There is no CRN."),
        (9, ["line 9"], "There is no such day."),
    ]


def test_rows_go_with_their_file(batch):
    stage(batch, 2)
    batch.delete()
    assert not StagedRow.objects.exists()
    assert not ReadRow.objects.exists()


def test_the_heaps_are_those_that_a_command_counts():
    counted = ["new", "already_here", "same_event", "to_check", "held", "unreadable"]
    assert Heap.values == counted
