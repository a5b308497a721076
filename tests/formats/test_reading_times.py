from datetime import UTC, datetime, time

import pytest

from contacts.formats import clock
from contacts.formats.note_words import read_words
from contacts.formats.reading_times import read_length, read_moment

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)  # a Tuesday


def moments(notes):
    return [
        found.moment and f"{found.moment.at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"
        for found in read_moment(read_words(notes), 0, NOW)
    ]


@pytest.mark.parametrize(
    ("notes", "minutes", "words"),
    [
        *(("45m", 45, 1), ("45 mins", 45, 2), ("1h10", 70, 1), ("1h 15.", 75, 2)),
        *(("half an hour late", 30, 3), ("an hour and a half", 90, 5), ("10.00-10.50", 50, 1)),
        *(("14:00 - 14:45", 45, 3), ("10.00–10.50", 50, 1)),
    ],
)
def test_a_length_is_read_with_how_many_words_it_has(notes, minutes, words):
    found = read_length(read_words(notes), 0)
    assert (found.minutes, found.last) == (minutes, words)


@pytest.mark.parametrize(
    "notes",
    ["45", "1000-1050", "9h", "10.00-21.00", "23:00-22:00", "10.00", "m", "45 Mill Road", ""],
)
def test_a_bare_figure_and_a_working_day_are_no_length(notes):
    assert read_length(read_words(notes), 0) is None


def test_money_is_no_length_and_a_length_in_times_knows_when_it_began():
    assert read_length(read_words("£10.00-10.50"), 1) is None
    assert read_length(read_words("10.00-10.50"), 0).began == time(10)
    assert read_length(read_words("50 mins"), 0).began is None


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("yesterday 2pm", ["2026-03-09 14:00", "2026-03-09 00:00"]),
        ("3/3 14:30", ["2026-03-03 14:30", "2026-03-03 00:00"]),
        ("14:30", ["2026-03-10 14:30"]),
        ("last Thursday", ["2026-03-05 00:00"]),
        ("this afternoon", ["2026-03-10 00:00"]),
        ("Tues 3rd March", ["2026-03-03 00:00", None]),
        ("3/3/24 10:00", ["2024-03-03 10:00", "2024-03-03 00:00"]),
        *((notes, [None]) for notes in ("tomorrow", "17:00", "Thursday", "28/3", "30/5/26")),
        *((notes, []) for notes in ("9", "45m", "2.30", "30/2", "25:00", "soon", "at", "")),
        ("yesterday, 3 of them", ["2026-03-09 00:00"]),
    ],
)
def test_a_moment_is_read_with_every_number_of_words_and_a_plan_is_none(notes, found):
    assert moments(notes) == found


def test_an_evening_that_has_not_come_is_a_plan():
    noon = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
    for notes in ("this afternoon", "this evening", "tonight"):
        assert [one.moment for one in read_moment(read_words(notes), 0, noon)] == [None]
    assert next(read_moment(read_words("yesterday evening"), 0, noon)).moment
