import csv
import datetime as dt
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import clock, met, ndelius, outcomes
from contacts.formats.columns import find
from contacts.formats.contact_rows import ContactRow, read_contact_row
from contacts.formats.ndelius import LONGEST, Box, Happened, Part, boxes, comment, parts
from contacts.formats.references import signed
from contacts.formats.row_dates import DAY_FIRST

AT = dt.datetime(2026, 7, 3, 13, 30, tzinfo=dt.UTC)  # half past two in London
ENTRY = 8098402  # D7Q4K2
KINDS = ["", "office", "home_visit", "phone", "video", "message", "other"]
OUTCOMES = ["", *sorted(met.ATTENDED | met.ABSENT)]
COLUMNS = [*("CRN", "Contact ID", "Contact Date", "Start Time", "End Time", "Contact Type")]
COLUMNS += ["Officer", "Outcome", "Sensitive", "Notes", "Last Updated By", "Last Updated"]
LENGTHS = {"\n": 2, "🙂": 2}
WORDS = st.text(st.sampled_from("ab.  \n🙂é)")).map(lambda text: text * 40)


def happened(**known) -> Happened:
    usual = {"at": AT, "time_known": True, "minutes": 45, "kind": "office", "outcome": "attended"}
    return Happened(**usual | {"about": False, "officer": "", "sensitive": False} | known)


def in_parts(words: str, **known) -> list[Part]:
    return parts(boxes(happened(**known)), words, ENTRY)


def come_back(above: list[Box], notes: str) -> ContactRow:
    """A row of nDelius, as somebody filled its boxes in, read as an import reads it."""
    said = {box.name.title(): box.value for box in above}
    cells = [said.get(name, "") for name in COLUMNS]
    cells[0], cells[COLUMNS.index("Notes")] = "X482913", notes
    return read_contact_row(cells, find(COLUMNS), DAY_FIRST)


def length(text: str) -> int:
    return sum(LENGTHS.get(sign, 1) for sign in text)


def without_spaces(text: str) -> str:
    return "".join(text.split())


def test_an_entry_is_written_in_the_order_in_which_ndelius_asks() -> None:
    (one,) = in_parts("Seen today.", sensitive=True, officer="Priya Nair")
    assert one.text == (
        "Contact date: 03/07/2026\nStart time: 14:30\nEnd time: 15:15\n"
        "Contact type: Planned Office Visit (NS)\nOfficer: Priya Nair\n"
        "Outcome: Attended - Complied\nSensitive: yes\n\nSeen today.\n\ndiary D7Q4K2"
    )
    assert (one.which, one.notes) == ("", "Seen today.\n\ndiary D7Q4K2")


def test_what_is_not_known_is_left_out() -> None:
    bare = happened(time_known=False, minutes=None, kind="", outcome="")
    assert boxes(bare) == [("Contact date", "03/07/2026")]


def test_what_would_end_after_it_was_written_ended_then() -> None:
    def said(written: dt.datetime) -> dict[str, str]:
        return {name: value for name, value in boxes(happened(written=written)) if "time" in name}

    assert said(AT) == {"Start time": "13:45", "End time": "14:30"}
    assert said(AT + dt.timedelta(minutes=5)) == {"Start time": "13:50", "End time": "14:35"}
    assert said(AT + dt.timedelta(hours=1)) == {"Start time": "14:30", "End time": "15:15"}
    assert said(AT - dt.timedelta(days=1)) == {"Start time": "14:30", "End time": "15:15"}


@pytest.mark.parametrize(
    "known",
    [
        {"minutes": None},
        {"time_known": False},
        {"at": dt.datetime(2026, 7, 3, 22, 30, tzinfo=dt.UTC)},  # its end is tomorrow
    ],
)
def test_an_end_is_only_told_where_it_is_known_and_of_the_same_day(known) -> None:
    assert "End time" not in dict(boxes(happened(**known)))


@pytest.mark.parametrize(
    ("known", "suggested"),
    [
        ({"kind": "phone"}, "Planned Telephone Contact (NS)"),
        ({"kind": "phone", "outcome": ""}, "Phone Contact to PoP"),
        ({"kind": "phone", "outcome": "", "about": True}, "Phone Contact to Other"),
        ({"kind": "message", "outcome": "", "about": True}, "eMail/Text to Other"),
        ({"kind": "message"}, "eMail/Text to PoP"),
        ({"kind": "home_visit", "outcome": ""}, "Home Visit to Case (NS)"),
        ({"kind": ""}, None),
    ],
)
def test_a_type_is_suggested_by_kind_and_by_whether_they_were_expected(known, suggested) -> None:
    assert dict(boxes(happened(**known))).get("Contact type") == suggested


@pytest.mark.parametrize(
    ("kind", "outcome", "about"), list(product(KINDS, OUTCOMES, [False, True]))
)
def test_what_is_copied_reads_back_as_what_it_was(kind: str, outcome: str, about: bool) -> None:
    above = boxes(happened(kind=kind, outcome=outcome, about=about, sensitive=about))
    row = come_back(above, parts(above, "Seen today.", ENTRY)[0].notes)
    assert (row.kind, row.outcome, row.sensitive) == (kind, outcome, about)
    assert (row.occurred_at, row.time_known, row.minutes) == (AT, True, 45)
    assert signed(row.notes) == ("Seen today.", ENTRY)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    st.integers(6 * 60, 22 * 60),
    st.integers(1, 24 * 60),
)
def test_days_times_and_lengths_read_back(day: dt.date, since: int, minutes: int) -> None:
    time = dt.time(since // 60, since % 60)
    at = dt.datetime.combine(day, time, clock.LONDON).astimezone(dt.UTC)
    row = come_back(boxes(happened(at=at, minutes=minutes)), "")
    assert (row.occurred_at, row.time_known) == (at, True)
    ends = clock.london_day(at + dt.timedelta(minutes=minutes))
    assert row.minutes == (minutes if ends == day else None)


@pytest.mark.parametrize(("table", "column"), [("types", "type"), ("outcomes", "phrase")])
def test_the_tables_hold_each_of_ndelius_codes_once(table: str, column: str) -> None:
    file = Path(ndelius.__file__).with_name(f"ndelius_{table}.csv")
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    codes = [row["code"] for row in rows if row["code"]]
    assert len(set(codes)) == len(codes) == len({row[column] for row in rows if row["code"]})
    read = outcomes.read_outcome if column == "phrase" else outcomes.read_kind
    assert [read(row[column]) for row in rows] == [next(iter(row.values())) for row in rows]


def test_later_words_stand_below_a_line_of_whose_they_are() -> None:
    assert comment("Priya Nair", AT, "He rang.") == (
        "Comment added by Priya Nair on 03/07/2026 at 14:30\nHe rang."
    )
    assert ndelius.moment(AT, False) == "03/07/2026"


def test_notes_that_fit_are_one_part_and_others_say_which_of_how_many() -> None:
    fits = LONGEST - length(in_parts("")[0].text)
    assert [one.which for one in in_parts("a" * fits)] == [""]
    one, two = in_parts("a" * (fits + 1))
    assert (one.which, two.which) == ("1 of 2", "2 of 2")
    assert one.text.split("\n\n")[1] == "(1 of 2)"
    assert two.notes.startswith("(2 of 2)\n\na")


@pytest.mark.parametrize(
    ("words", "ends", "begins"),
    [
        ("One. Two.\n\n", "Two.", "One."),
        ("One. Two\n", "Two", "One."),
        ("One two. ", "two.", "One"),
        ("twice ", "twice", "twice"),
        ("x", "x", "x"),
    ],
)
def test_a_part_ends_with_a_paragraph_a_line_a_sentence_or_a_word(words, ends, begins) -> None:
    first, second, *_ = (ndelius.without_marks(one.text) for one in in_parts(words * 24_000))
    assert first.endswith(ends)
    assert second.startswith(begins)


def test_a_part_is_not_left_half_empty_for_the_sake_of_a_paragraph() -> None:
    first, *_ = in_parts("a" * 3_000 + "\n\n" + "twice " * 4_000)
    assert length(first.text) > LONGEST - len("twice ") * 3


@given(WORDS)
def test_no_part_is_too_long_and_together_they_are_all_the_words(words: str) -> None:
    found = in_parts(words * 9)
    assert all(length(one.text) <= LONGEST for one in found)
    assert all(signed(one.text)[1] == ENTRY for one in found)
    together = "".join(ndelius.without_marks(one.text) for one in found)
    assert without_spaces(together) == without_spaces(words * 9)
    assert [ndelius.without_marks(one.notes) for one in found] == [
        ndelius.without_marks(one.text) for one in found
    ]


@given(st.lists(st.text(st.sampled_from("ab.é🙂"), min_size=1, max_size=40), min_size=1))
def test_no_word_is_cut_in_two(words: list[str]) -> None:
    text = " ".join(words * 200)
    together = [ndelius.without_marks(one.text) for one in in_parts(text)]
    assert " ".join(together).split() == text.split()


@pytest.mark.parametrize(
    "notes",
    ["", "Contact date: 03/07/2026\nSeen.", "(1 of 2)\n\nSeen.", "Seen (diary D7Q4K2)."],
)
def test_notes_that_were_not_copied_out_are_left_as_they_are(notes: str) -> None:
    assert ndelius.without_marks(notes) == notes


@given(st.text(), st.text())
def test_what_was_copied_is_read_without_what_copying_wrote(words: str, later: str) -> None:
    words = "Seen. " + words
    written = f"{words}\n\n{comment('Priya Nair', AT, 'More. ' + later)}"
    (one,) = in_parts(written)
    assert ndelius.without_marks(one.text).split() == f"{words} More. {later}".split()
