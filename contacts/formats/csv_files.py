"""A CSV file that somebody uploads, from bytes to rows, and the rows given back that were not read.

Nothing is half read: what makes a file useless raises Unusable with a plain sentence, and a row
that cannot be taken is handed on with its reason. Memory does not grow with the file.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from contacts.formats import encodings, headers
from contacts.formats.csv_rows import Row, Rows, Unreadable, first_row, one_row, physical_lines
from contacts.formats.file_kinds import Unusable

ADDED = ["line", "reason"]  # the columns of what is given back


@dataclass(frozen=True)
class Table:
    """An uploaded file: the names of its columns as written, how it was read, and its rows, once.

    `rows` reads the file as it is asked for more, and may raise Unusable up to the last of them.
    """

    names: list[str]
    delimiter: str
    encoding: str
    rows: Iterator[Row | Unreadable]


def read(file: BinaryIO) -> Table:
    """The table in an uploaded file, which has to be one that can be read twice.

    Cells come exactly as written: CRLF inside them is for `texts.read_notes` to make LF. Quoting
    is that of RFC 4180; commas, semicolons or tabs are told from the row of names, or from a line
    `sep=` before it. Raises Unusable, with a sentence for an administrator, for anything else than
    a CSV file with names and rows; see `encodings.decide`, `headers.check` and `Rows`.
    """
    encoding = encodings.decide(file)
    lines = physical_lines(encodings.blocks(file, encoding))
    line, text = first_row(lines)
    delimiter = headers.delimiter_named(text)
    if delimiter:
        line, text = first_row(lines, line + 1)
    delimiter = delimiter or headers.delimiter_of(text)
    top = one_row(line, text, delimiter)
    headers.check(top.cells, top.columns)
    rows = iter(Rows(lines, top.line, delimiter, top.cells))
    first = next(rows, None)
    if first is None:
        raise Unusable("The file has names of columns and no rows below them.")
    return Table(top.cells, delimiter, encoding, chain([first], rows))


def write_back(names: list[str], delimiter: str, rows: Iterable[Unreadable]) -> Iterator[bytes]:
    """Rows that could not be read as a CSV file in the form it came, with `line` and `reason`.

    Given are a file's names and delimiter; cells are written exactly as they were, those beyond
    the last column after the reason. UTF-8 with a byte-order mark, so that a spreadsheet reads it
    rightly, and CRLF. A file given back before, put right and loaded, has the two columns already:
    they are written anew. One piece of bytes for the names and for each row.
    """
    width = len(names)
    kept = width - 2 if width > 2 and names[-2:] == ADDED else width
    added = [_free(name, names[:kept]) for name in ADDED]
    yield b"\xef\xbb\xbf" + _line([*names[:kept], *added], delimiter)
    for row in rows:
        cells = row.cells[:kept] + [""] * (kept - len(row.cells))
        yield _line([*cells, str(row.line), row.reason, *row.cells[width:]], delimiter)


def _free(name: str, taken: list[str]) -> str:
    keys = {headers.key(one) for one in taken}
    return next(
        one
        for number in range(1, len(taken) + 2)
        if headers.key(one := name if number == 1 else f"{name} {number}") not in keys
    )


def _line(cells: list[str], delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()
