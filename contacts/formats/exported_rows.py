"""The file of contacts that the diary gives out: its columns, and what becomes of a row of it.

Most rows go out as PostgreSQL writes them, with line ends of CRLF. Those that have later words, or
a sensitive passage to be withheld, are taken apart here and put together again.
"""

import datetime as dt
import json
import re
from typing import NamedTuple

from contacts.formats.mask import mask
from contacts.formats.row_dates import write_row_date
from contacts.formats.spreadsheets import disarm

COLUMNS = ["crn", "occurred", "author", "kind", "minutes", "outcome", "sensitive", "heading"]
COLUMNS += ["source", "id", "notes"]
END = b"\r\n"
# With a byte-order mark, so that a spreadsheet reads the letters rightly.
BEGINNING = b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + END

_CRN, _OCCURRED, _AUTHOR = map(COLUMNS.index, ("crn", "occurred", "author"))
_SENSITIVE, _HEADING, _SOURCE, _ID, _NOTES = map(
    COLUMNS.index, ("sensitive", "heading", "source", "id", "notes")
)
_CELL = re.compile(r'(?:"((?:[^"]+|"")*)"|([^,"\n]*))[,\n]')
# As COPY does, which takes the last of them for no value at all.
_QUOTED = re.compile(r'[,"\r\n]|\A\\N\Z')


def as_it_is(row: bytes, *, passages: bool) -> bool:
    """Whether a row goes out as PostgreSQL wrote it, but for its last cell and line end.

    It does where no later words stand in its last cell and, unless `passages` are shown, no
    brackets anywhere: one is found ten times faster than two.
    """
    return row[-2:] == b",\n" and (passages or not (b"[" in row or b"]" in row))


def rewritten(row: bytes, *, passages: bool) -> list[bytes]:
    """The lines of one row of COPY's CSV: the entry, and each of its later words after it.

    The last of its cells holds later words as JSON, `[[author, written, notes, replaces], ...]` in
    their order. Words that replace stand as the entry's notes and make no line; the others have the
    entry's id and "/1", "/2". Unless `passages`, sensitive passages of notes and heading are
    withheld.
    """
    *cells, written = _cells(row.decode())
    later = [_Later(*one) for one in json.loads(written or "[]")]
    replacing = [one.notes for one in later if one.replaces]
    if replacing:
        cells[_NOTES] = disarm(replacing[-1])
    added = enumerate((one for one in later if not one.replaces), 1)
    rows = [cells, *(_row(one, number, cells) for number, one in added)]
    if not passages:
        rows = [_masked(one) for one in rows]
    return [_line(one) for one in rows]


def incomplete(rows: int) -> bytes:
    """The last line of a file that broke off after so many rows: no contact, and no comma in it."""
    said = f"This file is incomplete: it broke off after {rows} rows."
    return said.encode() + b"," * (len(COLUMNS) - 1) + END


class _Later(NamedTuple):
    """Words that somebody wrote about an entry later."""

    author: str
    written: str
    notes: str
    replaces: bool


def _row(later: _Later, number: int, entry: list[str]) -> list[str]:
    cells = [""] * len(COLUMNS)
    for kept in (_CRN, _SENSITIVE, _SOURCE):
        cells[kept] = entry[kept]
    cells[_OCCURRED] = write_row_date(dt.datetime.fromisoformat(later.written), True)
    cells[_AUTHOR] = disarm(later.author)
    cells[_ID] = f"{entry[_ID]}/{number}"
    cells[_NOTES] = disarm(later.notes)
    return cells


def _masked(cells: list[str]) -> list[str]:
    """Masking what is disarmed is safe: it keeps how a cell begins, or makes it begin with "["."""
    masked = list(cells)
    for column in (_HEADING, _NOTES):
        if "[[" in cells[column] or "]]" in cells[column]:
            masked[column] = mask(cells[column])
    return masked


def _cells(row: str) -> list[str]:
    return [
        bare if quoted is None else quoted.replace('""', '"')
        for quoted, bare in (found.groups() for found in _CELL.finditer(row))
    ]


def _line(cells: list[str]) -> bytes:
    return ",".join(_cell(cell) for cell in cells).encode() + END


def _cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
