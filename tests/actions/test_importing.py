import io

import pytest
from django.db import transaction

from contacts.actions import importing
from contacts.actions.importing import read, stage
from contacts.formats.date_order import DatesUnclear
from contacts.formats.file_kinds import Unusable
from contacts.models import ImportBatch, Person, ReadRow, Source, StagedRow

ROW = "X482913,2026-03-03,Seen.,1"


def lines(batch):
    return list(batch.read_rows.order_by("line").values_list("line", "problem"))


def test_rows_are_kept_as_they_came_so_that_the_file_is_not_needed(staged):
    batch = staged(' x482913 ,2026-03-03,"two\nlines, and a comma",1', "X1,never", "")
    assert (batch.header, batch.delimiter, batch.length) == (
        ["crn", "occurred", "notes", "id"],
        ",",
        2,
    )
    assert batch.state == ImportBatch.State.WAITING
    assert list(batch.staged.order_by("line").values_list("line", "cells")) == [
        (2, [" x482913 ", "2026-03-03", "two\nlines, and a comma", "1"]),
        (4, ["X1", "never", "", ""]),
    ]


@pytest.mark.parametrize(
    "cell", ["", " ", "NULL", "{a,b}", "a\\b", "\\", '""', '"",""', "\\N", "a\tb", "naïve 🙂", ","]
)
def test_a_cell_is_staged_as_it_came_whatever_an_array_means_by_it(staged, cell):
    batch = staged(f'X482913,2026-03-03,"{cell}",1')
    assert batch.staged.get().cells == ["X482913", "2026-03-03", cell.replace('""', '"'), "1"]


def test_of_a_file_that_cannot_be_read_nothing_is_kept(db):
    source = Source.objects.create(name="nDelius")
    bad = io.BytesIO(b'crn,occurred,notes\nX482913,2026-03-03,Seen.\nX482913,2026-03-03,"Seen.\n')
    with pytest.raises(Unusable, match="line 3 is never closed"), transaction.atomic():
        stage(source=source, by=None, file=bad)
    assert not ImportBatch.objects.exists()
    assert not StagedRow.objects.exists()


def test_whose_it_is_when_it_was_and_what_it_says_is_read(was_read):
    row = was_read("x482913,03/03/2026 10:15,On time.,77").read_rows.get()
    assert (row.crn, row.foreign_id, row.notes) == ("X482913", "77", "On time.")
    assert (row.occurred_at.isoformat(), row.time_known) == ("2026-03-03T10:15:00+00:00", True)
    assert row.raw == {
        "crn": "x482913",
        "occurred": "03/03/2026 10:15",
        "notes": "On time.",
        "id": "77",
    }
    assert not row.waits


def test_a_column_that_somebody_put_right_is_read_so_from_then_on(staged):
    Source.objects.create(name="clinic", columns={"who": "crn", "what was said": "notes"})
    batch = staged("X482913,2026-03-03,Seen.", head="who,occurred,what was said", source="clinic")
    read(batch=batch)
    assert batch.columns == {"crn": 0, "occurred": 1, "notes": 2}
    assert batch.read_rows.get().notes == "Seen."


def test_a_row_that_cannot_be_read_keeps_its_cells_and_the_reason(was_read):
    batch = was_read(ROW, "X482913,30/02/2026,Seen.,2", "X482913,2026-03-03,a,3,surplus,cells")
    assert [line for line, problem in lines(batch) if problem] == [3, 4]
    assert [(row.line, row.cells[-1], row.reason) for row in batch.staged.unreadable()] == [
        (3, "2", "The dates of this file begin with the year. Write it like 2026-04-03."),
        (4, "cells", "The row has 6 cells and the file 4 columns."),
    ]
    unreadable = batch.read_rows.filter(line=3).get()
    assert (unreadable.notes, unreadable.raw, unreadable.digest) == ("", {}, None)


def test_whether_a_row_can_be_read_is_decided_before_anybody_is_looked_up(
    staged, person, django_assert_max_num_queries, monkeypatch
):
    asked = []
    monkeypatch.setattr(Person.objects, "get_queryset", lambda: asked.append(1))
    batch = staged("X482913,never,a,1", "Z999999,never,a,2", "nobody,2026-03-03,a,3")
    with django_assert_max_num_queries(9):
        read(batch=batch)
    assert all(problem for _, problem in lines(batch))
    assert asked == []


def test_equal_rows_without_an_id_are_told_apart_and_are_the_same_in_the_same_file_again(was_read):
    rows = ["X482913,2026-03-03,Seen."] * 2 + ["X482913,2026-03-03,Seen again."]
    one, other = (was_read(*rows, head="crn,occurred,notes") for _ in range(2))
    digests = [bytes(row.digest) for row in one.read_rows.order_by("line")]
    assert len(set(digests)) == 3
    assert [bytes(row.digest) for row in other.read_rows.order_by("line")] == digests


def test_rows_with_an_id_are_told_apart_by_it_alone(was_read):
    one, other = was_read(ROW, ROW).read_rows.all()
    assert bytes(one.digest) == bytes(other.digest)


def test_how_a_file_ends_its_lines_makes_no_other_row(was_read):
    one = was_read('X482913,2026-03-03,"a\r\nb",1').read_rows.get()
    other = was_read('X482913,2026-03-03,"a\nb",1').read_rows.get()
    assert bytes(one.digest) == bytes(other.digest)
    assert one.notes == other.notes == "a\nb"


def test_read_again_it_has_each_row_once(staged):
    batch = staged(ROW, "X482913,2026-03-04,Seen.,2")
    for _ in range(2):
        read(batch=batch)
    assert lines(batch) == [(2, ""), (3, "")]
    assert ImportBatch.objects.get().done == 2


def test_dates_in_two_forms_are_refused_with_their_rows_wherever_they_stand(staged):
    head = "crn,occurred,notes,last updated"
    batch = staged(*["X482913,2026-03-03,Seen.,13/03/2026"] * 2, head=head)
    with pytest.raises(DatesUnclear, match=r"^Rows 2 and 3 begin with the year"):
        read(batch=batch)


def test_how_dates_are_written_may_be_chosen(staged):
    batch = staged("X482913,03/04/2026,Seen.,1")
    batch.dates = "month_first"
    read(batch=batch)
    assert batch.read_rows.get().occurred_at.date().isoformat() == "2026-03-04"


@pytest.mark.parametrize(("rows", "size"), [(1, 10**6), (3, 10**6), (100, 1), (100, 60)])
def test_however_few_are_read_at_once_none_is_left_out(staged, monkeypatch, rows, size):
    monkeypatch.setattr(importing, "AT_ONCE", rows)
    monkeypatch.setattr(importing, "SIZE", size)
    batch = staged(*[f"X482913,2026-03-{day},{'Seen. ' * day},{day}" for day in range(10, 20)])
    read(batch=batch)
    assert lines(batch) == [(line, "") for line in range(2, 12)]
    assert ReadRow.objects.count() == ImportBatch.objects.get().done == 10


def test_of_long_rows_few_are_held_in_memory_at_once(staged, monkeypatch):
    monkeypatch.setattr(importing, "SIZE", 1_000_000)
    batch = staged(*[f"X482913,2026-03-03,{'n' * 200_000},{n}" for n in range(12)])
    sizes = [len(chunk) for chunk in importing._chunks(batch)]
    assert sum(sizes) == 12
    assert max(sizes) <= 5
