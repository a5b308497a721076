"""Makes the small bad and odd files of `odd_files.csv`, the same every time.

In its column `content`, backslashes begin escapes as in Python and `{ab*3}` stands for ababab;
`encoding` is a codec, or "bytes" where each character stands for the byte of its number; `packed`
says what the bytes are then put into. `sentence` is what the file is refused with; else `rows` and
`unreadable` count what is read of it. `python make_odd_files.py FOLDER` puts them in a folder.
"""

import bz2
import csv
import gzip
import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

_REPEATED = re.compile(r"\{([^{}]+)\*([0-9]+)\}")


def odd_files() -> list[dict[str, str]]:
    """The rows of the table: one for each file, with what it should get."""
    with Path(__file__).with_name("odd_files.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def content(odd: dict[str, str]) -> bytes:
    """The bytes of one file of the table."""
    escaped = odd["content"].encode("latin-1", "backslashreplace").decode("unicode_escape")
    text = _REPEATED.sub(lambda found: found[1] * int(found[2]), escaped)
    encoding = "latin-1" if odd["encoding"] == "bytes" else odd["encoding"]
    return PACKED[odd["packed"]](text.encode(encoding, "surrogatepass"))


def make(folder: Path) -> dict[str, Path]:
    """Writes every file of the table to a folder; gives their paths by name."""
    made = {odd["name"]: folder / f"{odd['name']}.csv" for odd in odd_files()}
    for odd in odd_files():
        made[odd["name"]].write_bytes(content(odd))
    return made


def _zip(*parts: str) -> Callable[[bytes], bytes]:
    """Puts some bytes into a zip: the last of its parts, after others of a few bytes."""

    def packed(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in parts[:-1]:
                archive.writestr(zipfile.ZipInfo(part), b"<part/>")
            archive.writestr(zipfile.ZipInfo(parts[-1]), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    return packed


def _open_document(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        kind = b"application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        archive.writestr(zipfile.ZipInfo("content.xml"), data)
    return out.getvalue()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "bzip2": bz2.compress,
    "zip": _zip("contacts.csv"),
    "zip bomb": lambda data: _zip("inner.zip")(_zip("zeros.csv")(data + bytes(50_000_000))),
    "workbook": _zip("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
    "document": _zip("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    "open document": _open_document,
}

if __name__ == "__main__":
    make(Path(sys.argv[1]))
