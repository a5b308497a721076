from datetime import date

import pytest

from contacts.formats.day_words import Day, read_day

TODAY = date(2026, 3, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("today", date(2026, 3, 10)),
        ("yesterday morning", date(2026, 3, 9)),
        ("day before yesterday", date(2026, 3, 8)),
        ("tomorrow", date(2026, 3, 11)),
        ("a week ago", date(2026, 3, 3)),
        ("last tues", date(2026, 3, 3)),
        ("3/3", date(2026, 3, 3)),
        ("3-3-26", date(2026, 3, 3)),
        ("3rd of march", date(2026, 3, 3)),
        ("1st sept", date(2025, 9, 1)),
        ("tues the 3rd march", date(2026, 3, 3)),
        ("3 march 27", date(1927, 3, 3)),
    ],
)
def test_a_day_is_read_as_people_write_it(words, on):
    found = read_day(words, TODAY)
    assert found is not None
    assert found.on == on


@pytest.mark.parametrize(
    "words", ["", "3", "3.3", "3 marc", "3/3/2", "last", "the 3rd", "3 march 14"]
)
def test_other_words_are_not_a_day(words):
    assert read_day(words, TODAY) is None


def test_a_weekday_or_an_evening_says_so_for_the_time_beside_it():
    assert read_day("tuesday", TODAY) == Day(TODAY, by_weekday=True)
    assert read_day("this evening", TODAY) == Day(TODAY, late=True)
    assert read_day("last night", TODAY) == Day(date(2026, 3, 9), late=True)


@pytest.mark.parametrize("words", ["30 feb", "31/4", "29/2/2025", "0/3", "3/0", "1/1/1899"])
def test_a_day_in_no_calendar_is_refused(words):
    with pytest.raises(ValueError, match=r"^(There is no|Check the year)"):
        read_day(words, TODAY)
