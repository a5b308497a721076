import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.file_kinds import Unusable
from contacts.formats.long_rows import MOST_COLUMNS, LongRow

CELLS = st.lists(st.text('a"\r\n,;é', max_size=6), min_size=1, max_size=5)


def read(pieces: list[str], delimiter: str = ",") -> LongRow:
    row = LongRow(1, delimiter)
    for piece in pieces:
        row.add(piece)
    row.finish()
    return row


def cut(text: str, places: list[int]) -> list[str]:
    """Physical lines of a text, cut further at some places, but never inside a CRLF."""
    pieces = []
    for line in io.StringIO(text, newline=""):
        start = 0
        for place in sorted(set(places)):
            if start < place < len(line.rstrip("\r\n")):
                pieces.append(line[start:place])
                start = place
        pieces.append(line[start:])
    return pieces


@given(CELLS, st.lists(st.integers(1, 40)), st.sampled_from(",;\t"))
def test_a_row_is_read_alike_however_it_is_cut(cells, places, delimiter):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerow(cells)
    row = read(cut(out.getvalue(), places), delimiter)
    assert row.cells == cells
    assert (row.columns, row.cut, row.ended) == (len(cells), False, True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('a,"b', "The quotation mark that opens on line 1 is never closed."),
        ('a\r"b', None),
        ('"a\n","b\n', "The quotation mark that opens on line 2 is never closed."),
        ('a,"b"c\n', "The quotation mark that opens on line 1 closes before its cell ends."),
        ('"\n\n","b" ,c\n', "The quotation mark that opens on line 3 closes before its cell ends."),
        ('a"b,c\n', "Line 1 has a quotation mark in the middle of a cell."),
        ('"\n\n",b"\n', "Line 3 has a quotation mark in the middle of a cell."),
    ],
)
def test_a_misplaced_quotation_mark_is_refused_with_the_line_it_opens_on(text, sentence):
    pieces = cut(text, [])
    if sentence is None:  # the row has ended before it
        assert read(pieces).cells == ["a"]
        return
    with pytest.raises(Unusable) as refused:
        read(pieces)
    assert str(refused.value).startswith(sentence)


def test_a_long_cell_is_counted_whole_and_kept_in_part():
    row = read(["a,", '"', *["é\r\n"] * 600_000, '"\r\n'])
    assert row.too_long == (1, 1_200_000)  # a CRLF is one character in the diary
    assert row.cut
    assert sum(map(len, row.cells)) == 1_000_000
    assert row.line == 600_002


@pytest.mark.parametrize(("filled", "lost"), [("x", True), ("", False), ('""', False)])
def test_cells_beyond_what_any_file_may_have_are_counted_and_not_kept(filled, lost):
    row = read([f"{filled}," * 5_000 + "\n"])
    assert (row.columns, len(row.cells), row.cut) == (5_001, MOST_COLUMNS, lost)
