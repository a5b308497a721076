"""What an uploaded file is, from its first bytes; nothing is ever unpacked to find out."""

import csv
from pathlib import Path

HEAD = 4_096  # bytes: the names of a workbook's parts stand near its beginning


class Unusable(ValueError):
    """A file that is refused whole; its text is one sentence or two for whoever loads it."""


def _read_kinds() -> list[dict[str, str]]:
    with Path(__file__).with_name("file_kinds.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


_KINDS = _read_kinds()
_OF_BYTES = [
    (bytes.fromhex(kind["begins_with"]), kind["and_holds"].encode(), kind["sentence"])
    for kind in _KINDS
    if kind["as"] == "bytes"
]
_OF_TEXT = [
    (kind["begins_with"], kind["and_holds"], kind["sentence"])
    for kind in _KINDS
    if kind["as"] == "text"
]


def refuse_bytes(head: bytes) -> None:
    """Turns away a file of another kind than text: a workbook, an archive, a PDF, a picture.

    `head` is the file's first 4,096 bytes. A zip is an Excel workbook if the name of one of a
    workbook's parts stands there (ECMA-376 part 2, OPC); a bomb is never opened. Raises Unusable.
    """
    for begins_with, and_holds, sentence in _OF_BYTES:
        if head.startswith(begins_with) and and_holds in head:
            raise Unusable(sentence)


def refuse_text(head: str) -> None:
    """Turns away text of another kind than CSV: a web page, XML, JSON, rich text.

    `head` is the file's first thousands of characters. Spaces within brackets do not count:
    `[ {` begins JSON as `[{` does. Raises Unusable.
    """
    text = head.lstrip("\ufeff \t\r\n").lower()
    start = "".join(text[:100].split())
    for begins_with, and_holds, sentence in _OF_TEXT:
        if start.startswith(begins_with) and and_holds in text:
            raise Unusable(sentence)
