"""One row of a CSV file read a piece at a time, so that no length of it fills the memory."""

import re

from contacts.formats.file_kinds import Unusable
from contacts.formats.texts import IMPORTED_LIMIT

MOST_KEPT = 4 * IMPORTED_LIMIT  # characters of one row
MOST_COLUMNS = 200

_QUOTED = re.compile(r'(?:[^"]++|"")*+')
TWICE = "Inside quoted text, write each quotation mark twice."


class LongRow:
    """Strictly read, as RFC 4180 has it: a quotation mark opens and closes a whole cell.

    Give it physical lines, or pieces of them, with `add` until it has `ended` or there are no
    more, then `finish`. `cells` has all of the row up to 1,000,000 characters and 200 columns,
    of which `cut` tells; `columns` and `characters` count all there is.
    """

    def __init__(self, line: int, delimiter: str) -> None:
        self.line, self.begins, self.delimiter = line, line, delimiter
        self.cells: list[str] = []
        self.columns = self.characters = 0
        self.too_long: tuple[int, int] | None = None  # the first such column, from 0; characters
        self.ended = self.cut = False
        self._plain = re.compile(f'[^"\r\n{delimiter}]*+')
        self._many = re.compile(f'(?:(?:""|[^"\r\n{delimiter}]*+){delimiter})*+')
        self._kept: list[str] = []
        self._size, self._room, self._opened = 0, MOST_KEPT, line
        self._read = self._begin

    def add(self, text: str) -> None:
        """Raises Unusable where a quotation mark is not in its place."""
        at = 0
        while at < len(text) and not self.ended:
            at = self._read(text, at)
        self.line += text[-1] in "\r\n"

    def finish(self) -> None:
        """Raises Unusable where a quotation mark was never closed."""
        if self._read == self._quoted:
            raise Unusable(
                f"The quotation mark that opens on line {self._opened} is never closed. {TWICE}"
            )
        self._end_cell()

    def _begin(self, text: str, at: int) -> int:
        if self.columns >= MOST_COLUMNS:
            at = self._pass_over(text, at)
        if text[at : at + 1] == '"':
            self._opened, self._read = self.line, self._quoted
            return at + 1
        self._read = self._unquoted
        return at

    def _pass_over(self, text: str, at: int) -> int:
        """Counts plain cells of which nothing is kept, for a row may hold millions of them."""
        found = self._many.match(text, at)
        passed = found[0] if found else ""
        count = passed.count(self.delimiter)
        filled = len(passed) - count - passed.count('"')
        self.columns += count
        self.characters += filled
        self.cut |= filled > 0
        return at + len(passed)

    def _unquoted(self, text: str, at: int) -> int:
        found = self._plain.match(text, at)
        self._keep(found[0] if found else "")
        at = found.end() if found else at
        if text[at : at + 1] == '"':
            raise Unusable(
                f"Line {self.line} has a quotation mark in the middle of a cell. Put the whole "
                "cell in quotation marks, and write each one inside it twice."
            )
        return self._after(text, at)

    def _quoted(self, text: str, at: int) -> int:
        found = _QUOTED.match(text, at)
        self._keep(found[0].replace('""', '"') if found else "")
        at = found.end() if found else at
        if at < len(text):
            self._read = self._closed
        return at + 1

    def _closed(self, text: str, at: int) -> int:
        """After a quotation mark in quoted text: it was the end, or the first of two."""
        if text[at] == '"':
            self._keep('"')
            self._read = self._quoted
            return at + 1
        if text[at] not in f"\r\n{self.delimiter}":
            raise Unusable(
                f"The quotation mark that opens on line {self._opened} closes before its cell "
                f"ends. {TWICE}"
            )
        return self._after(text, at)

    def _after(self, text: str, at: int) -> int:
        """At a delimiter, at the end of the line, or at that of the piece."""
        if text[at : at + 1] == self.delimiter:
            self._end_cell()
            self._read = self._begin
        elif at < len(text):
            self.ended = True
        return at + 1

    def _keep(self, text: str) -> None:
        # CRLF is kept as LF later, and is counted so now.
        self._size += len(text) - text.count("\r\n")
        if self._room:
            self._kept.append(text[: self._room])
        self.cut |= len(text) > self._room
        self._room -= min(len(text), self._room)

    def _end_cell(self) -> None:
        if self.columns < MOST_COLUMNS:
            self.cells.append("".join(self._kept))
        else:
            self.cut |= self._size > 0
        if self._size > IMPORTED_LIMIT and not self.too_long:
            self.too_long = (self.columns, self._size)
        self.columns += 1
        self.characters += self._size
        self._kept, self._size = [], 0
