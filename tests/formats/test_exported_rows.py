import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.exported_rows import (
    BEGINNING,
    COLUMNS,
    NOTHING_BENEATH,
    incomplete,
    lines,
    rewritten,
)

ENTRY = ["X482913", "2026-03-03T10:15+00:00", "Pat", "Office", "45", "", "N", "", "", "D00001"]
CELLS = st.text(st.sampled_from("a,\"\r\n[]='é ") | st.characters(codec="utf-8"), max_size=20)


def copied(notes: str, later: object = (), others: object = (), entry: list[str] = ENTRY) -> bytes:
    """A row as PostgreSQL's COPY writes it."""
    words = json.dumps([later, others]) if later or others else NOTHING_BENEATH
    cells = [quoted(cell) if set(cell) & set(',"\r\n') else cell for cell in [*entry, notes]]
    return (",".join([*cells, quoted(words)]) + "\n").encode()


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def read(lines: list[bytes]) -> list[list[str]]:
    assert all(line.endswith(b"\r\n") for line in lines)
    return list(csv.reader(io.StringIO(b"".join(lines).decode(), newline="")))


def test_a_file_begins_with_a_byte_order_mark_and_the_names_of_its_columns() -> None:
    assert BEGINNING == (
        b"\xef\xbb\xbfcrn,occurred,author,kind,minutes,outcome,sensitive,heading,source,id,notes\r\n"
    )


LATER = [["Pat", "2026-03-04T09:00:00+00:00", "Rang.", False]]
ROWS = st.tuples(CELLS | st.sampled_from([',"."\n', '"', '.",".', "[[Aunt]]"]), st.booleans())


@given(st.lists(ROWS), st.booleans())
def test_rows_go_out_together_as_each_would_by_itself(told: list, passages: bool) -> None:
    rows = [copied(notes.replace("\x00", ""), LATER if later else ()) for notes, later in told]
    together, counted = lines(rows, passages=passages)
    apart = [one for row in rows for one in rewritten(row, passages=passages)]
    assert together == b"".join(apart)
    assert counted == len(apart)


def test_later_words_are_rows_of_their_own_after_their_entry() -> None:
    later = [
        ["Priya, duty", "2026-07-04T09:00:30.5+01:00", "=Rang.\n[[Aunt]]", False],
        ["Pat", "2026-07-05T00:00:00+01:00", "Again.", False],
    ]
    entry, first, second = read(rewritten(copied("Seen.", later), passages=False))
    assert entry == [*ENTRY, "Seen."]
    assert dict(zip(COLUMNS, first, strict=True)) == {
        **dict.fromkeys(COLUMNS, ""),
        "crn": "X482913",
        "occurred": "2026-07-04T09:00:30.500000+01:00",
        "author": "Priya, duty",
        "sensitive": "N",
        "id": "D00001/1",
        "notes": "'=Rang.\n[passage withheld]",
    }
    assert (second[1], second[9]) == ("2026-07-05T00:00+01:00", "D00001/2")


def test_words_that_replace_stand_as_the_notes_and_are_no_row() -> None:
    at = "2026-03-04T09:00:00+00:00"
    later = [["P", at, "=Second.", True], ["P", at, "More.", False], ["P", at, "-Third.", True]]
    rows = read(rewritten(copied("First.", later), passages=True))
    assert [(row[9], row[10]) for row in rows] == [("D00001", "'-Third."), ("D00001/1", "More.")]


def test_what_other_records_say_is_beneath_the_entry_and_masked_with_it() -> None:
    at = "2026-03-03T10:10:00+00:00"
    said = ["Ann", at, "NOMIS", "7", at, True, "", "", "", "", "[[Aunt]] rang.", None, False]
    entry, under = read(rewritten(copied("Seen.", LATER[:0], [said]), passages=False))
    assert entry == [*ENTRY, "Seen."]
    assert (under[2], under[9]) == ("Ann", "D00001/1")
    where = "Also in NOMIS, 7: Tuesday 3 March 2026, 10:10."
    assert under[10] == f"{where}\n[passage withheld] rang."


def test_passages_are_withheld_in_notes_and_heading_unless_they_are_chosen() -> None:
    entry = [*ENTRY[:7], "Call [[aunt]]", *ENTRY[8:]]
    row = copied("[[Aunt]] rang.", entry=entry)
    (masked,) = read(rewritten(row, passages=False))
    assert (masked[7], masked[10]) == ("Call [passage withheld]", "[passage withheld] rang.")
    (shown,) = read(rewritten(row, passages=True))
    assert (shown[7], shown[10]) == ("Call [[aunt]]", "[[Aunt]] rang.")


@given(st.lists(CELLS, min_size=4, max_size=4))
def test_taking_a_row_apart_changes_nothing_else_in_it(cells: list[str]) -> None:
    author, heading, named, notes = (cell.replace("\x00", "") for cell in cells)
    entry = [*ENTRY[:2], author, *ENTRY[3:7], heading, "", named]
    (row,) = read(rewritten(copied(notes, entry=entry), passages=True))
    assert row == [*entry, notes]


def test_a_file_that_broke_off_ends_with_a_row_that_says_so() -> None:
    (row,) = read([incomplete(1234)])
    said = "This file is incomplete: it broke off after 1234 rows."
    assert row == [said, *[""] * (len(COLUMNS) - 1)]
