import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import csv_rows
from contacts.formats.csv_rows import Row, Unreadable
from contacts.formats.file_kinds import Unusable

NAMES = ["crn", "occurred", "notes"]


def rows(text: str, block: int = 1 << 18) -> list[Row | Unreadable]:
    blocks = [text[at : at + block] for at in range(0, len(text), block)]
    return list(csv_rows.Rows(csv_rows.physical_lines(blocks), 2, ",", NAMES))


@given(st.text("a\r\n\u2028\x0b\x85", max_size=30), st.integers(1, 7))
def test_lines_end_with_cr_lf_or_both_and_nothing_else(text, block):
    blocks = [text[at : at + block] for at in range(0, len(text), block)]
    lines = list(csv_rows.physical_lines(blocks))
    assert lines == list(io.StringIO(text, newline=""))


def test_a_long_line_comes_in_pieces_and_no_crlf_is_cut():
    blocks = ["x" * 200_000, "x" * 200_000 + "\r", "\ny"]
    assert [len(line) for line in csv_rows.physical_lines(blocks)] == [200_000, 200_002, 1]


def test_each_row_has_the_line_it_begins_on():
    found = rows('a,b,"c\r\n\r\nd"\r\n\n  \r,,\re,f,g\n"\n",h,i')
    assert found == [
        Row(2, ["a", "b", "c\r\n\r\nd"]),
        Row(8, ["e", "f", "g"]),
        Row(9, ["\n", "h", "i"]),
    ]


def test_short_rows_are_filled_and_long_ones_unreadable_unless_the_rest_is_empty():
    assert rows("a\na,b,c,, \na,b,c,d\n") == [
        Row(2, ["a", "", ""]),
        Row(3, ["a", "b", "c"]),
        Unreadable(4, ["a", "b", "c", "d"], "The row has 4 cells and the file 3 columns."),
    ]


@pytest.mark.parametrize("length", [131_072, 131_073, 250_000])
def test_a_cell_that_the_standard_reader_refuses_is_read(length):
    limit = csv.field_size_limit()
    assert rows(f'a,b,"{"n" * length}"\r\n')[0].cells[2] == "n" * length
    assert rows(f"a,b,{'n' * length}\n,,\nc,d,e\n")[1] == Row(4, ["c", "d", "e"])
    assert csv.field_size_limit() == limit


def test_a_cell_too_long_makes_its_row_unreadable_with_the_count():
    found = rows(f'a,b,"{"n" * 250_001}"\nc,d,e\n')
    reason = "“notes” has 250,001 characters; the diary takes 250,000."
    assert found == [Unreadable(2, ["a", "b", "n" * 250_001], reason), Row(3, ["c", "d", "e"])]


def test_a_row_that_lost_its_end_says_so():
    (found,) = rows(f"a,b,{'n' * 2_000_000}\n")
    assert isinstance(found, Unreadable)
    assert found.reason.endswith("Only its beginning is given back.")


def test_the_row_after_a_long_one_of_many_lines_has_its_line():
    found = rows('a,b,"' + "Seen.\r\n" * 100_000 + '"\r\n\r\nc,d,e\n')
    assert [row.line for row in found] == [2, 100_004]


def test_a_row_is_not_blank_for_a_cell_far_beyond_the_last_column():
    (found,) = rows("," * 140_000 + "x\n")
    assert isinstance(found, Unreadable)
    assert found.reason.startswith("The row has 140,001 cells and the file 3 columns.")


def test_an_unclosed_quotation_mark_is_refused_after_the_rows_before_it():
    table = csv_rows.Rows(iter(["a,b,c\n", 'd,e,"f\n', "g,h,i\n"]), 2, ",", NAMES)
    found = iter(table)
    assert next(found) == Row(2, ["a", "b", "c"])
    with pytest.raises(Unusable, match="opens on line 3 is never closed"):
        next(found)


PIECES = st.lists(st.sampled_from(['"', '""', ",", "a", "\n", "\r\n", '","', '"\n"', " "]))


@given(PIECES, st.integers(1, 9))
def test_text_is_read_strictly_alike_by_rows_long_and_short(pieces, block):
    """What the quick way reads is what the strict one reads, and refuses what it refuses."""
    text = "".join(pieces)
    strict, line, refused = [], 2, False
    lines = csv_rows.physical_lines([text])
    try:
        while True:
            begins, row = csv_rows.first_row(lines, line)
            read = csv_rows.one_row(begins, row, ",")
            line = read.line
            strict.append((begins, [cell for cell in read.cells if cell.strip()]))
    except Unusable as error:
        refused = str(error) != "The file is empty."
    try:
        quick = [(row.line, [c for c in row.cells if c.strip()]) for row in rows(text, block)]
    except Unusable:
        assert refused
    else:
        assert not refused
        assert quick == [one for one in strict if one[1]]


def test_the_first_row_that_is_not_blank_has_its_line():
    assert csv_rows.first_row(iter(["\r\n", " \n", '"a\n', 'b",c\n', "d\n"])) == (3, '"a\nb",c\n')


@pytest.mark.parametrize("text", ["", "\n\n", "  "])
def test_a_file_without_a_row_is_empty(text):
    with pytest.raises(Unusable, match=r"^The file is empty\.$"):
        csv_rows.first_row(csv_rows.physical_lines([text]))


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ('"a","b""c",d\n', True),
        ('"a"', True),
        ('a,"b"c\n', False),
        ('a"b",c\n', False),
        ('"a"b,"c"\n', False),
        ('"a",b"c"\n', False),
        ('ab",c",d\n', False),
        ('"a\n', False),
    ],
)
def test_quotation_marks_plainly_in_place_are_told_quickly(text, fine):
    assert csv_rows.in_place(text, ",") is fine
