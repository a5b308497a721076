"""What is taken out, opened in LibreOffice as whoever gets the file would open it: no cell runs."""

import datetime as dt
import shutil
import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from contacts.models import Amendment, Source, SourceRecord
from tests.formats.test_spreadsheets import cells

SOFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
WHY = "LibreOffice is not installed: no file was opened. apt-get install libreoffice-calc"
pytestmark = pytest.mark.skipif(SOFFICE is None, reason=WHY)

# What its dialog proposes for a file with a byte-order mark, and more: numbers are looked for in
# every cell, so that whatever could be read as anything but text is.
AS_OPENED = "CSV:44,34,76,1,,0,false,true"
NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
AT = dt.datetime(2026, 7, 3, 13, 30, tzinfo=dt.UTC)
PLAIN = [
    "Zoë Wiśniewska rang; “she’s well”, Łódź – cost £30 … naïve 😀 الحمد",
    'He said "no", twice; then, a comma.',
    "First line.\nSecond line.\n\nFourth, after an empty one.",
    "Two  spaces,   three",
    "12 Cobden Street",
]


class Cell(NamedTuple):
    """What stands in one cell, of which kind it is, and the formula it runs."""

    text: str
    kind: str
    formula: str | None


def name(prefixed: str) -> str:
    prefix, local = prefixed.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


def words(node: ElementTree.Element) -> str:
    """The text of a paragraph; runs of spaces, tabs and line ends are elements in it."""
    own = {
        name("text:s"): " " * int(node.get(name("text:c"), "1")),
        name("text:tab"): "\t",
        name("text:line-break"): "\n",
    }.get(node.tag, node.text or "")
    return own + "".join(words(child) + (child.tail or "") for child in node)


def cell(node: ElementTree.Element) -> Cell:
    text = "\n".join(words(line) for line in node.findall("text:p", NAMES))
    kind = node.get(name("office:value-type"), "")
    return Cell(text, kind, node.get(name("table:formula")))


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], list[list[Cell]]]:
    """The rows of a file as LibreOffice has them once it has opened it."""

    def rows(file: bytes) -> list[list[Cell]]:
        (tmp_path / "contacts.csv").write_bytes(file)
        told = ["--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
        told += [f"--infilter={AS_OPENED}", "--convert-to", "fods", "--outdir", str(tmp_path)]
        command = [str(SOFFICE), *told, str(tmp_path / "contacts.csv")]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        tree = ElementTree.parse(tmp_path / "contacts.fods")  # noqa: S314  (LibreOffice's own, just made)
        assert not [one for one in tree.iter() if one.tag.endswith(("}a", "}dde-link"))]
        found = tree.iterfind(".//table:table-row", NAMES)
        return [[cell(one) for one in row.iterfind("table:table-cell", NAMES)] for row in found]

    return rows


def test_a_formula_that_is_not_disarmed_is_found_out(opened):
    """Else the rest of this proof would say nothing."""
    ((before, run),) = opened(b"\xef\xbb\xbfnotes,=1+1\r\n")
    assert (before, run.formula, run.text) == (Cell("notes", "string", None), "of:=1+1", "2")


@pytest.fixture
def planted(add_contact, person, pat) -> list[str]:
    """Every kind of cell that a spreadsheet may run, and some that none does, in every column that
    somebody's words reach."""
    texts = [text for text, _ in cells()] + PLAIN
    for number, text in enumerate(texts):
        known = {"author_name": text, "heading": text} if text else {"author": pat}
        contact = add_contact(person, notes=text or "Seen.", occurred_at=AT, **known)
        source, _ = Source.objects.get_or_create(name=text)
        SourceRecord.objects.create(
            source=source,
            batch=source.batches.create(loaded_at=AT),
            contact=contact,
            foreign_id=f"{text}{number}",
            digest=str(number).encode(),
            raw={},
        )
        Amendment.objects.create(
            contact=contact, author=pat, notes=f"{text}.", recorded_at=AT, token=uuid.uuid4()
        )
    return texts


def test_no_cell_runs(opened, file_of, ada, planted):
    header, *rows = opened(file_of(ada, sensitive=True, passages=True))
    assert header[0].text == "crn"
    assert len(rows) == 2 * len(planted)
    assert [one for row in rows for one in row if one.formula] == []
    live = [row for row, (_, runs) in zip(rows[::2], cells(), strict=False) if runs]
    for author, heading, notes in [(row[2], row[7], row[-1]) for row in live]:
        assert {one.kind for one in (author, heading, notes)} == {"string"}
        assert notes.text.startswith("'")


def test_texts_and_accents_come_out_right(opened, file_of, ada, add_contact, person):
    for text in PLAIN:
        add_contact(person, author_name="Siân O’Leary", notes=text)
    _, *rows = opened(file_of(ada))
    assert [row[-1].text for row in rows] == PLAIN
    assert {row[2].text for row in rows} == {"Siân O’Leary"}


def test_days_and_numbers_come_out_right(opened, file_of, ada, pat, add_contact, person):
    add_contact(person, pat, occurred_at=AT, minutes=45)
    midnight = dt.datetime(2026, 7, 2, 23, tzinfo=dt.UTC)
    add_contact(person, author_name="Ann Bell", occurred_at=midnight, time_known=False)
    header, timed, day = opened(file_of(ada))
    assert [one.text for one in header][:3] == ["crn", "occurred", "author"]
    assert timed[1] == Cell("2026-07-03T14:30+01:00", "string", None)
    assert timed[4] == Cell("45", "float", None)
    assert day[1] == Cell("2026-07-03", "date", None)
