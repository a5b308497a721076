"""Rows of a CSV file cut where they end, strictly read, with the line each begins on.

The standard reader refuses a field of more than 131,072 characters, and its limit is one for the
whole process. So it is given only rows that are not longer, and the limit stays as it is; a longer
row, or one whose quotation marks are not plainly in their places, is read by `LongRow`.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from contacts.formats import headers
from contacts.formats.file_kinds import Unusable
from contacts.formats.long_rows import MOST_COLUMNS, MOST_KEPT, LongRow
from contacts.formats.texts import IMPORTED_LIMIT

SHORT = 131_072  # characters


class Row(NamedTuple):
    """The physical line a row begins on, from 1, and one cell for each column, as written."""

    line: int
    cells: list[str]


class Unreadable(NamedTuple):
    """A row that cannot be taken, as far as it is kept, and why in a sentence."""

    line: int
    cells: list[str]
    reason: str


def physical_lines(blocks: Iterable[str]) -> Iterator[str]:
    """Lines with their ends (CR, LF or CRLF); one of more than 131,072 characters in pieces."""
    held = ""
    for block in blocks:
        lines = list(io.StringIO(held + block, newline=""))
        held = lines.pop() if lines else ""
        yield from lines
        # A CR at its end may be half of a CRLF.
        if len(held) > SHORT and held[-1] != "\r":
            yield held
            held = ""
    if held:
        yield held


def first_row(lines: Iterator[str], line: int = 1) -> tuple[int, str]:
    """The line the first row that is not blank begins on, and its text.

    `line` is the number of the first of `lines`. Raises Unusable where all is blank, or the row
    is longer than 131,072 characters.
    """
    text, begins = "", line
    for one in lines:
        text += one
        line += 1
        if len(text) > SHORT:
            one_row(begins, text, ",")  # it may be too long for want of a quotation mark
            raise Unusable(f"Line {begins} is too long to hold the names of the columns.")
        if text.count('"') % 2 == 0:
            if text.strip():
                break
            text, begins = "", line
    if not text.strip():
        raise Unusable("The file is empty.")
    return begins, text


def one_row(line: int, text: str, delimiter: str) -> LongRow:
    """A row of which all the text is there. Raises Unusable for a misplaced quotation mark."""
    row = LongRow(line, delimiter)
    for piece in io.StringIO(text, newline=""):
        row.add(piece)
    row.finish()
    return row


class Rows:
    """The rows below the names of the columns, in order: Row, or Unreadable with the reason.

    Blank rows are passed over, and counted as lines. Missing cells are empty, and so may cells
    beyond the last column be. Reading them raises Unusable, with the line where it opens, for a
    quotation mark that is not in its place.
    """

    def __init__(self, lines: Iterator[str], line: int, delimiter: str, names: list[str]) -> None:
        self._lines, self._next, self._delimiter, self._names = lines, line, delimiter, names
        self._line = line
        self._long: LongRow | None = None

    def __iter__(self) -> Iterator[Row | Unreadable]:
        width = len(self._names)
        # It asks for one text for each row it gives, so that the line is that of the row.
        for cells in csv.reader(self._texts(), delimiter=self._delimiter, strict=True):
            if len(cells) == width and cells[0].strip():
                yield Row(self._line, cells)
            elif self._long:
                long, self._long = self._long, None
                if long.cut or "".join(long.cells).strip():
                    yield self._of_long(long)
            elif "".join(cells).strip():
                yield self._shaped(self._line, cells)

    def _texts(self) -> Iterator[str]:
        """The text of each row, empty in place of one that was read by itself."""
        held: list[str] = []
        marks = size = 0
        for line in self._lines:
            if not held:
                self._line = self._next
            held.append(line)
            marks += line.count('"')
            size += len(line)
            ended = line[-1] in "\r\n"
            self._next += ended
            if (ended and not marks & 1) or size > SHORT:
                yield self._text(held, marks, size)
                held = []
                marks = size = 0
        if held:
            yield self._text(held, marks, size)

    def _text(self, held: list[str], marks: int, size: int) -> str:
        text = "".join(held)
        if size <= SHORT and (not marks or in_place(text, self._delimiter)):
            return text
        self._long = row = LongRow(self._line, self._delimiter)
        for line in chain(held, self._lines):
            row.add(line)
            if row.ended:
                break
        row.finish()
        self._next = row.line
        return ""

    def _of_long(self, row: LongRow) -> Row | Unreadable:
        limit, reason = f"the diary takes {IMPORTED_LIMIT:,}.", ""
        if row.too_long:
            column, count = row.too_long
            names = self._names[column : column + 1]
            name = headers.shown(names[0]) if names else f"Column {column + 1}"
            reason = f"{name} has {count:,} characters; {limit}"
        elif row.columns > MOST_COLUMNS and row.cut:
            reason = self._too_many(row.columns)
        elif row.characters > MOST_KEPT:
            reason = f"The row has {row.characters:,} characters; {limit[:-1]} in one cell."
        if row.cut:
            reason += " Only its beginning is given back."
        if reason:
            return Unreadable(row.begins, row.cells, reason)
        return self._shaped(row.begins, row.cells)

    def _shaped(self, line: int, cells: list[str]) -> Row | Unreadable:
        width = len(self._names)
        if any(cell.strip() for cell in cells[width:]):
            return Unreadable(line, cells, self._too_many(len(cells)))
        return Row(line, cells[:width] + [""] * (width - len(cells)))

    def _too_many(self, count: int) -> str:
        return f"The row has {count:,} cells and the file {len(self._names)} columns."


def in_place(text: str, delimiter: str) -> bool:
    """Whether every quotation mark of a row stands at an end of a cell or is one of two.

    Each second piece between them is outside: empty between the two of a pair, else bounded by
    delimiters. False where that cannot be told so easily.
    """
    pieces = text.split('"')
    if len(pieces) % 2 == 0:
        return False
    first, *middle, last = pieces[::2]
    if (first and first[-1] != delimiter) or (last and last[0] not in f"\r\n{delimiter}"):
        return False
    return all(not piece or piece[0] == delimiter == piece[-1] for piece in middle)
