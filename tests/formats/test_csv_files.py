import csv
import io
import time
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import csv_files
from contacts.formats.csv_files import Row, Unreadable, Unusable

NAMES = ["crn", "occurred", "notes"]
HEAD, NEXT = b"crn,occurred,notes\r\n", b"X123456,2026-03-03,Seen.\r\n"
# NUL is refused, half of a pair cannot be written; a mark at a file's beginning is no part of it.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
# Letters beyond ASCII that never look like UTF-8, whatever stands beside them.
WESTERN = st.text('abc ",;\t\r\nàéîöüÿÑÇß', max_size=12)
FIRST = st.sampled_from(["X123456", "x", '"', "=1+1", "-"])


def written(rows: list[list[str]], delimiter: str, quoting: int, end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


def cells(data: bytes) -> list[list[str]]:
    return [row.cells for row in csv_files.read(io.BytesIO(data)).rows]


@given(
    st.lists(st.tuples(FIRST, TEXT, TEXT).map(list), min_size=1, max_size=6),
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]),
    st.integers(0, 2),
)
def test_any_table_is_read_back_exactly(rows, delimiter, quoting, codec, marks):
    text = "\ufeff" * marks + written([NAMES, *rows], delimiter, quoting)
    table = csv_files.read(io.BytesIO(text.encode(codec)))
    assert (table.names, table.delimiter) == (NAMES, delimiter)
    assert [row.cells for row in table.rows] == rows


@given(
    st.lists(st.tuples(FIRST, WESTERN, WESTERN).map(list), min_size=1, max_size=6),
    st.sampled_from(",;\t"),
)
def test_any_table_in_windows_1252_is_read_back_exactly(rows, delimiter):
    data = written([NAMES, *rows], delimiter, csv.QUOTE_ALL).encode("cp1252")
    assert cells(data) == rows


@given(
    st.lists(st.tuples(FIRST, TEXT).map(list), min_size=1, max_size=6),
    st.lists(st.sampled_from(["\r", "\n", "\r\n"]), min_size=7, max_size=7),
    st.sampled_from(",;\t"),
)
def test_the_line_of_each_row_is_the_one_it_begins_on(rows, ends, delimiter):
    names, *lines = [written([row], delimiter, csv.QUOTE_ALL, "") for row in [["a", "b"], *rows]]
    text, begins = names + ends[0], []
    for line, end in zip(lines, ends[1:], strict=False):
        # An end of line that came to stand after a CR would be one with it.
        begins.append(len(list(io.StringIO(text + "x", newline=""))))
        text += line + end
    table = csv_files.read(io.BytesIO(text.encode()))
    assert [(row.line, row.cells) for row in table.rows] == list(zip(begins, rows, strict=True))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_a_sentence(data):
    for head in (b"", HEAD, b'crn;notes\n"'):
        sentence = "."
        try:
            list(csv_files.read(io.BytesIO(head + data)).rows)
        except Unusable as refused:
            sentence = str(refused)
        assert sentence.endswith(".")


def test_it_says_how_the_file_was_read():
    table = csv_files.read(io.BytesIO("sep=;\r\nCRN;Notes\r\nX123456;Siân\r\n".encode("cp1252")))
    assert (table.names, table.delimiter, table.encoding) == (["CRN", "Notes"], ";", "cp1252")
    assert list(table.rows) == [Row(3, ["X123456", "Siân"])]


class Endless(io.RawIOBase):
    """A file of a hundred million bytes that is never all in memory."""

    def __init__(self, before: bytes, unit: bytes, after: bytes) -> None:
        self.before, self.after = before, after
        self.unit = unit * (65_536 // len(unit))
        self.seek(0)

    def seek(self, offset: int, whence: int = 0) -> int:
        self.pieces, self.held = self.each(), b""
        return offset

    def each(self) -> Iterator[bytes]:
        yield self.before
        yield from (self.unit for _ in range(100_000_000 // len(self.unit)))
        yield self.after

    def read(self, size: int = -1) -> bytes:
        while len(self.held) < size and (piece := next(self.pieces, None)) is not None:
            self.held += piece
        data, self.held = self.held[:size], self.held[size:]
        return data


@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [
        (b'X123456,2026-03-03,"', b"Seen. ", b'"\r\n'),
        (b"X123456,2026-03-03,", b"Seen. ", b"\r\n"),
        (b'X123456,2026-03-03,"', b'""', b'"\r\n'),
        (b"X123456,2026-03-03,", b"x,", b"\r\n"),
    ],
    ids=["quoted", "unquoted", "quotation marks", "cells"],
)
def test_a_cell_of_100_mb_is_unreadable_in_seconds_and_a_few_megabytes(before, unit, after):
    file = Endless(HEAD + before, unit, after + NEXT)
    tracemalloc.start()
    started = time.process_time()
    try:
        long, following = csv_files.read(file).rows  # type: ignore[arg-type]  # (raw, but it reads)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(long, Unreadable)
    assert following == Row(3, ["X123456", "2026-03-03", "Seen."])
    assert peak < 12_000_000
    assert time.process_time() - started < 30


def test_rows_that_were_not_read_are_given_back_as_they_came():
    data = HEAD + b'X1,2026-03-03,"a ""b"",\r\nc",d\r\n' + NEXT + b"X2,2026-03-03,e,,f\r\n"
    table = csv_files.read(io.BytesIO(data))
    unread = [row for row in table.rows if isinstance(row, Unreadable)]
    back = b"".join(csv_files.write_back(table.names, table.delimiter, unread))
    again = list(csv.reader(io.StringIO(back.decode("utf-8-sig"), newline="")))
    assert again == [
        ["crn", "occurred", "notes", "line", "reason"],
        ["X1", "2026-03-03", 'a "b",\r\nc', "2", unread[0].reason, "d"],
        ["X2", "2026-03-03", "e", "5", unread[1].reason, "", "f"],
    ]


def test_what_was_given_back_and_given_back_again_has_one_line_and_one_reason():
    names = ["crn", "notes", "line", "reason"]
    back = csv_files.write_back(names, ";", [Unreadable(2, ["X1", "a", "9", "old"], "new")])
    assert b"".join(back) == b"\xef\xbb\xbfcrn;notes;line;reason\r\nX1;a;2;new\r\n"


def test_a_column_called_line_keeps_its_name():
    back = csv_files.write_back(["crn", "Line", "notes"], ",", [Unreadable(2, ["X1"], "why")])
    assert b"".join(back) == b"\xef\xbb\xbfcrn,Line,notes,line 2,reason\r\nX1,,,2,why\r\n"


@given(st.lists(st.tuples(FIRST, TEXT, TEXT).map(list), min_size=1), st.sampled_from(",;\t"))
def test_any_row_given_back_can_be_read_again(rows, delimiter):
    unread = [Unreadable(number, row, "why") for number, row in enumerate(rows)]
    back = b"".join(csv_files.write_back(NAMES, delimiter, unread))
    assert [row[:3] for row in cells(back)] == rows
