"""How the bytes of an uploaded file are read as text, decided before its first row is read."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from contacts.formats.file_kinds import HEAD, Unusable, refuse_bytes, refuse_text

BLOCK = 1 << 18  # bytes read at once
SAVE_AGAIN = "Save the file again as CSV UTF-8."

# The marks of UTF-32 come first: that of UTF-16 is how they begin.
_MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# Without a mark: where the NULs stand among the first four bytes, for column names are ASCII.
_ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
}
# What has the shape of a character in UTF-8, be it overlong, and what has not.
_SHAPED = re.compile(rb"[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}")
_LOOSE = re.compile(rb"[\xc0-\xff][\x80-\xbf]*|[\x80-\xbf]+")


def decide(file: BinaryIO) -> str:
    """The name of the encoding that a whole file can be read in, found by reading all of it once.

    A byte-order mark decides, or the NULs of UTF-16 and UTF-32 in the first four bytes. Any other
    file is UTF-8 if all of it is. If not, it is UTF-8 with damage, and refused, where at least as
    many of its characters beyond ASCII have the shape of UTF-8 as have not: to read it in any
    other way would spoil every accent in it. Else it is Windows-1252, if every byte of it is
    defined there. `file` is left at its beginning, and must be one that can be read twice.
    Raises Unusable, with the line, for what cannot be read or has a NUL, and for files of other
    kinds than text.
    """
    file.seek(0)
    head = file.read(HEAD)
    refuse_bytes(head)
    encoding = _by_first_bytes(head)
    refuse_text(head.decode(encoding or "cp1252", "replace"))
    fault = _first_fault(file, encoding or "utf-8")
    if fault and not encoding and _mostly_not_utf_8(file):
        encoding = "cp1252"
        if fault := _first_fault(file, encoding):
            fault = fault.replace("is cut or damaged", "is neither UTF-8 nor Windows-1252")
    if fault:
        raise Unusable(f"{fault} {SAVE_AGAIN}")
    file.seek(0)
    return encoding or "utf-8"


def blocks(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The text of a file from where it stands, some 250,000 characters at a time.

    Byte-order marks before the first character are no part of it, however many there are.
    Raises UnicodeDecodeError where the bytes are not of that encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    begun = False
    while data := file.read(BLOCK):
        text = decoder.decode(data)
        if not begun:
            text = text.lstrip("\ufeff")
            begun = bool(text)
        yield text
    yield decoder.decode(b"", final=True)


class Lines:
    """Counts the lines that end in a text given in pieces: with CR, LF, or both as one."""

    def __init__(self) -> None:
        self.ended, self._half = 0, False

    def add(self, text: str) -> None:
        if not text:
            return
        self.ended += text.count("\n") + text.count("\r") - text.count("\r\n")
        # A CRLF with its halves in two pieces is one end.
        self.ended -= self._half and text[0] == "\n"
        self._half = text[-1] == "\r"


def _by_first_bytes(head: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    return _ZEROS.get(tuple(byte == 0 for byte in head[:4]))


def _first_fault(file: BinaryIO, encoding: str) -> str:
    """The first thing in a file that cannot be read, with its line; empty if there is none."""
    file.seek(0)
    lines = Lines()
    try:
        for text in blocks(file, encoding):
            before, nul, _ = text.partition("\0")
            lines.add(before)
            if nul:
                return f"Line {lines.ended + 1} holds a NUL, a character that cannot be kept."
    except UnicodeDecodeError as error:
        lines.add(error.object[: error.start].decode(encoding, "replace"))
        return f"Line {lines.ended + 1} holds a character that is cut or damaged."
    return ""


def _mostly_not_utf_8(file: BinaryIO) -> bool:
    file.seek(0)
    shaped = others = 0
    while data := file.read(BLOCK):
        rest, found = _SHAPED.subn(b" ", data)
        shaped += found
        others += _LOOSE.subn(b"", rest)[1]
    return others > shaped
