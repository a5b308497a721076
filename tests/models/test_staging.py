import pytest

from contacts.models import ReadRow, StagedRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(was_read):
    return was_read(
        "X482913,2026-03-03,Seen.,1", "X482913,never,a,2", "Z999999,2026-03-03,Somebody.,3", ",,,4"
    )


def test_what_cannot_be_read_is_given_back_in_order_with_its_reason(batch):
    StagedRow.objects.create(batch=batch, line=99, cells=["no more than staged"])
    assert [(row.line, row.cells) for row in batch.staged.unreadable()] == [
        (3, ["X482913", "never", "a", "2"]),
        (5, ["", "", "", "4"]),
    ]
    assert all(row.reason.endswith(".") for row in StagedRow.objects.unreadable())


def test_of_a_row_that_waits_nothing_is_given_back(batch):
    ReadRow.objects.filter(line=4).update(waits=True)
    given_back = " ".join(cell for row in batch.staged.unreadable() for cell in row.cells)
    assert "Somebody." not in given_back


def test_rows_without_words_fit_no_other_batch(batch, was_read):
    was_read("X482913,2026-03-03,Seen.,1")
    assert {row.batch for row in StagedRow.objects.unreadable()} == {batch}
