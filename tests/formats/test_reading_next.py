import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contacts.formats import reading_next
from contacts.formats.note_words import read_words

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)  # a Tuesday


def read(notes, now=NOW):
    return reading_next.read_next(read_words(notes, ["Dean"]), now)


def said(notes, now=NOW):
    found, _ = read(notes, now)
    return found[0].said if found else ""


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ("next 12/5 10:30", "Next: Tue 12 May 10:30"),
        ("see again Thursday 10", "Next: Thu 12 March 10:00"),
        ("Next appt 12/1/27 at 2", "Next: Tue 12 January 2027 14:00"),
        ("next HV 24/3", "Next: Tue 24 March"),
        ("APPOINTMENT\n17/3 10:30", "Next: Tue 17 March 10:30"),
        ("Back Wednesday 2pm.", "Next: Wed 11 March 14:00"),
        ("next 12/5, next 12/5", "Next: Tue 12 May"),
    ],
)
def test_the_next_appointment_is_said_with_its_day(notes, words):
    assert said(notes) == words


@pytest.mark.parametrize(
    "notes",
    [
        *(
            "next court 12/5",
            "his next GP appt 12/5",
            "Mum's next appt 12/5",
            "next appt 12/5 or 13/5",
        ),
        *("next appt 12/5?", "next appt was 3/3", "if well next appt 12/5", "next 12/5 at court"),
        *(
            "next 31/2",
            "next 9/3",
            "next 2.30",
            "next 3 sessions",
            "next week",
            "next 12/5. Next 13/5.",
        ),
        *(
            "Back Wednesday",
            "Back Wednesday 2pm from leave",
            "Court Monday, next 12/5",
            "12/5 10:30",
        ),
        "next 12/5, " * 7,
    ],
)
def test_what_may_be_another_day_or_of_somebody_else_is_not_read(notes):
    assert said(notes) == ""


def test_next_thursday_said_on_a_tuesday_may_be_either_and_is_only_proposed():
    assert [one.proposed for one in read("next Thursday 10")[0]] == [True]
    assert [one.proposed for one in read("see again Thursday 10")[0]] == [False]
    assert [one.proposed for one in read("next Monday 10")[0]] == [False]


def test_it_is_always_to_come_in_london_time():
    before = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)  # the clocks go forward that night
    (found,), _ = read("next tomorrow 10:30", before)
    assert found.value == (datetime(2026, 3, 29, 9, 30, tzinfo=UTC), True)
    assert said("next 10/3 17:00") == "Next: Tue 10 March 17:00"
    assert said("next 10/3 16:00") == ""


def test_where_it_stands_is_told_so_that_nothing_else_is_read_there():
    (found,), taken = read("tc. next 12/5 10:30, ok")
    assert taken == {2: 5}
    assert (found.start, found.end) == (4, 19)


def test_the_table_of_markers_is_well_formed():
    path = Path(reading_next.__file__).with_name("reading_next.csv")
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert {row["stands"] for row in rows} == {"anywhere", "clause", "bare", "heading", "shut"}
    assert all(read_words(row["phrase"]).words == row["phrase"].split() for row in rows)
    assert len({(row["phrase"], row["stands"]) for row in rows}) == len(rows)
