"""The file of contacts that the diary gives out: its columns, and what becomes of a row of it.

Most rows go out as PostgreSQL writes them, with line ends of CRLF. Those that have something
beneath them, later words or other records of the event, or a sensitive passage to be withheld, are
taken apart here and put together again.
"""

import datetime as dt
import json
import re

from contacts.formats.exported_events import Beneath, Other, Told, beneath, standing
from contacts.formats.mask import mask
from contacts.formats.row_dates import write_row_date
from contacts.formats.spreadsheets import arm, disarm

COLUMNS = ["crn", "occurred", "author", "kind", "minutes", "outcome", "sensitive", "heading"]
COLUMNS += ["source", "id", "notes"]
END = b"\r\n"
# With a byte-order mark, so that a spreadsheet reads the letters rightly.
BEGINNING = b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + END

# What COPY writes, always in quotes, into the last cell of a row with nothing beneath it; else JSON
# stands there. Nothing else in a row is like its end, since in a cell each quote is doubled.
NOTHING_BENEATH = "."
_ENDS = f',"{NOTHING_BENEATH}"\n'.encode()
_BENEATH = ord("]")

_CRN, _OCCURRED, _AUTHOR = map(COLUMNS.index, ("crn", "occurred", "author"))
_SENSITIVE, _HEADING, _SOURCE, _ID, _NOTES = map(
    COLUMNS.index, ("sensitive", "heading", "source", "id", "notes")
)
_CELL = re.compile(r'(?:"((?:[^"]+|"")*)"|([^,"\n]*))[,\n]')
# As COPY does, which takes the last of them for no value at all.
_QUOTED = re.compile(r'[,"\r\n]|\A\\N\Z')


def lines(rows: list[bytes], *, passages: bool) -> tuple[bytes, int]:
    """Some rows as they stand in the file, and how many of its rows they make.

    Those with nothing beneath go out as PostgreSQL wrote them, but for their last cell and line
    end, and together: whatever is done for each of a million rows takes seconds. Unless `passages`
    are shown, those that may hold one are taken apart.
    """
    written, counted, begin = [], 0, 0
    for place in [place for place, row in enumerate(rows) if row[-3] == _BENEATH]:
        own = rewritten(rows[place], passages=passages)
        written += [_plain(rows[begin:place], passages), *own]
        counted += place - begin + len(own)
        begin = place + 1
    written.append(_plain(rows[begin:], passages))
    return b"".join(written), counted + len(rows) - begin


def _plain(rows: list[bytes], passages: bool) -> bytes:
    together = b"".join(rows)
    # One bracket is found ten times faster than two.
    if passages or not (b"[" in together or b"]" in together):
        return together.replace(_ENDS, END)
    held = [b"[[" in row or b"]]" in row for row in rows]
    return b"".join(
        rewritten(row, passages=False)[0] if may_be else row.replace(_ENDS, END)
        for row, may_be in zip(rows, held, strict=True)
    )


def rewritten(row: bytes, *, passages: bool) -> list[bytes]:
    """The lines of one row of COPY's CSV: the entry, and each row that stands beneath it.

    The last of its cells is NOTHING_BENEATH or JSON, `[later, others]`: later words in their order,
    as `exported_events.Told` has them, and the other records of the event as `Other`. Words that
    replace stand as the entry's notes. What is beneath has the entry's id and "/1", "/2". Unless
    `passages`, sensitive passages of notes and heading are withheld.
    """
    *cells, written = _cells(row.decode())
    told, records = ([], []) if written == NOTHING_BENEATH else json.loads(written)
    later = [Told(*one) for one in told]
    notes, replaced = standing(arm(cells[_NOTES]), later)
    if replaced:
        cells[_NOTES] = disarm(notes)
    under = beneath(notes, later, [Other(*one) for one in records])
    rows = [cells, *(_row(one, number, cells) for number, one in enumerate(under, 1))]
    if not passages:
        rows = [_masked(one) for one in rows]
    return [_line(one) for one in rows]


def incomplete(rows: int) -> bytes:
    """The last line of a file that broke off after so many rows: no contact, and no comma in it."""
    said = f"This file is incomplete: it broke off after {rows} rows."
    return said.encode() + b"," * (len(COLUMNS) - 1) + END


def _row(words: Beneath, number: int, entry: list[str]) -> list[str]:
    cells = [""] * len(COLUMNS)
    for kept in (_CRN, _SENSITIVE, _SOURCE):
        cells[kept] = entry[kept]
    cells[_OCCURRED] = write_row_date(dt.datetime.fromisoformat(words.written), True)
    cells[_AUTHOR] = disarm(words.author)
    cells[_ID] = f"{entry[_ID]}/{number}"
    cells[_NOTES] = disarm(words.notes)
    return cells


def _masked(cells: list[str]) -> list[str]:
    """Masking what is disarmed is safe: it keeps how a cell begins, or makes it begin with "["."""
    masked = list(cells)
    for column in (_HEADING, _NOTES):
        if "[[" in cells[column] or "]]" in cells[column]:
            masked[column] = mask(cells[column])
    return masked


def _cells(row: str) -> list[str]:
    return [quoted.replace('""', '"') if quoted else bare for quoted, bare in _CELL.findall(row)]


def _line(cells: list[str]) -> bytes:
    return ",".join(_cell(cell) for cell in cells).encode() + END


def _cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell and _QUOTED.search(cell) else cell
