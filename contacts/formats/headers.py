"""The row of a CSV file that names its columns."""

import re
import unicodedata

from contacts.formats.file_kinds import Unusable
from contacts.formats.long_rows import MOST_COLUMNS

LONGEST_NAME, LONGEST_SHOWN = 100, 40  # characters
DELIMITERS = ",;\t"  # the first wins where the row has as many of another

_SEPARATOR_LINE = re.compile(r'"?sep=(.?)"?[,;\t]*', re.IGNORECASE)
# A CRN, a prison number or a PNC number; or nothing but digits and what stands in dates and times.
_LOOKS_LIKE_DATA = re.compile(
    r"[A-Za-z][0-9]{6}|[A-Za-z][0-9]{4}[A-Za-z]{2}|[0-9]{2,4}/[0-9]{1,7}[A-Za-z]"
    r"|[0-9][0-9/.:, TZ+-]*"
)
_FORMULA = re.compile(r"[=+@\-＝＋＠－]")


def key(name: str) -> str:
    """What two names have to share to be one: letters and digits, without case and width.

    "NOMS ID", "noms_id" and "NomsId" are one. A name without any is itself.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in plain if c.isalnum()) or plain.strip()


def shown(name: str) -> str:
    """A name as a sentence shows it: on one line, of at most 40 characters, all of them visible."""
    line = " ".join(_without_marks(" ".join(name.split())).split())
    return f"“{line}”" if len(line) <= LONGEST_SHOWN else f"“{line[: LONGEST_SHOWN - 1]}…”"


def delimiter_named(first_line: str) -> str | None:
    """The delimiter that a first line like `sep=;` names; None for any other line.

    Excel reads and writes such a line. Raises Unusable for a delimiter that is not read.
    """
    found = _SEPARATOR_LINE.fullmatch(first_line.rstrip("\r\n"))
    if not found:
        return None
    if not found[1] or found[1] not in DELIMITERS:
        raise Unusable("The first line names a separator. Use commas, semicolons or tabs.")
    return found[1]


def delimiter_of(first_row: str) -> str:
    """The delimiter that the row of names has most often outside quotation marks."""
    outside = "".join(first_row.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def check(names: list[str], columns: int) -> None:
    """Raises Unusable, naming the column, where the first row cannot be the names of columns.

    `columns` is how many there are in the file, of which `names` may be the first.
    """
    if columns > MOST_COLUMNS:
        raise Unusable(f"The file has {columns:,} columns; the diary takes {MOST_COLUMNS}.")
    bare = [_without_marks(name) for name in names]
    if any(len(name) > LONGEST_NAME or _LOOKS_LIKE_DATA.fullmatch(name) for name in bare):
        raise Unusable("The first row has to be the names of the columns. Add one at the top.")
    for number, name in enumerate(bare, 1):
        if not name:
            raise Unusable(f"Column {number} has no name. Give each column a name of its own.")
        if _FORMULA.match(name):
            raise Unusable(f"The name of column {number} begins like a formula. Write it in words.")
    _check_different(bare)


def _check_different(names: list[str]) -> None:
    seen: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        if key(name) in seen:
            raise Unusable(
                f"Columns {seen[key(name)]} and {number} are both called {shown(name)}. "
                "Give each column a name of its own."
            )
        seen[key(name)] = number


def _without_marks(name: str) -> str:
    """Trimmed of spaces and of characters that nobody sees."""
    return "".join(c for c in name if unicodedata.category(c) not in ("Cf", "Cc")).strip()
