from datetime import time

import pytest

from contacts.formats.time_words import read_time


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("14:30", time(14, 30)),
        ("9.05", time(9, 5)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("2pm", time(14)),
        ("2 p.m.", time(14)),
        ("2.30pm", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("14:30pm", time(14, 30)),
        ("noon", time(12)),
        ("half past two", time(14, 30)),
        ("half past 9", time(9, 30)),
        ("quarter to three", time(14, 45)),
        ("quarter to 1", time(12, 45)),
        ("quarter to seven", time(6, 45)),
        ("quarter to 12pm", None),
        ("quarter past 8pm", time(20, 15)),
        ("two o'clock", time(14)),
        ("9", None),
        ("two", None),
        ("half to two", None),
        ("", None),
        ("2:3", None),
        ("12345", None),
    ],
)
def test_a_time_is_read_as_people_write_it(words, at):
    assert read_time(words) == at


@pytest.mark.parametrize(
    ("words", "at"), [("9", time(9)), ("2", time(14)), ("14", time(14)), ("two", time(14))]
)
def test_beside_a_day_an_hour_is_of_the_working_day(words, at):
    assert read_time(words, with_day=True) == at


@pytest.mark.parametrize("words", ["24:00", "25:61", "10:60", "0am", "13am", "2400", "13:00am"])
def test_a_time_that_no_clock_shows_is_refused(words):
    with pytest.raises(ValueError, match="no such time"):
        read_time(words)
