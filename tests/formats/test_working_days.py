import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import clock
from contacts.formats.working_days import (
    BANK_HOLIDAYS,
    gone_by,
    is_working_day,
    next_working_day,
    written_after,
)

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
# Years with a day more: the Jubilee and the Queen's funeral, and the Coronation.
MORE = {2022: 2, 2023: 1}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str, hour: int) -> dt.datetime:
    return dt.datetime.combine(day(text), dt.time(hour), tzinfo=clock.LONDON)


@pytest.mark.parametrize(
    ("of", "following"),
    [
        ("2026-11-18", "2026-11-19"),
        ("2026-11-20", "2026-11-23"),
        ("2026-11-21", "2026-11-23"),
        ("2026-12-24", "2026-12-29"),  # Boxing Day is a Saturday, so Monday is kept for it
        ("2026-04-02", "2026-04-07"),  # over Easter
        ("2022-06-01", "2022-06-06"),
        ("2020-05-07", "2020-05-11"),
    ],
)
def test_the_next_working_day_is_no_weekend_and_no_bank_holiday(of, following):
    assert next_working_day(day(of)) == day(following)


@pytest.mark.parametrize(
    ("occurred", "written", "said"),
    [
        ("2026-11-17", "2026-11-17", ""),
        ("2026-11-17", "2026-11-18", ""),
        ("2026-11-17", "2026-11-19", "Written 2 days after"),
        ("2026-11-20", "2026-11-23", ""),
        ("2026-11-20", "2026-11-24", "Written 4 days after"),
        ("2026-12-24", "2026-12-29", ""),
        ("2026-12-24", "2026-12-30", "Written 6 days after"),
        ("2026-11-20", "2026-11-22", ""),
        ("2026-11-21", "2026-11-19", ""),  # planned, and written before
        ("2020-01-06", "2026-11-19", "Written 2,509 days after"),
    ],
)
def test_what_is_written_after_the_next_working_day_says_how_long_after(occurred, written, said):
    assert written_after(at(occurred, 9), at(written, 17)) == said


@pytest.mark.parametrize(
    ("today", "after"),
    [
        ("2026-11-19", "2026-11-16"),
        ("2026-11-20", "2026-11-17"),
        ("2026-11-21", "2026-11-18"),
        ("2026-11-22", "2026-11-18"),
        ("2026-11-23", "2026-11-18"),
        ("2026-11-24", "2026-11-19"),
        ("2026-12-30", "2026-12-23"),
    ],
)
def test_two_whole_working_days_have_gone_by_since(today, after):
    assert gone_by(day(today), 2) == day(after)


@given(DAYS)
def test_nothing_of_the_day_after_has_had_as_many(today):
    since = gone_by(today, 2)
    days = (since + dt.timedelta(days=n) for n in range(1, (today - since).days))
    assert sum(map(is_working_day, days)) == 2
    assert is_working_day(since + dt.timedelta(days=1))


def test_every_year_has_its_eight_bank_holidays_and_none_at_a_weekend():
    years = Counter(one.year for one in BANK_HOLIDAYS)
    assert years == {year: 8 + MORE.get(year, 0) for year in range(2015, 2029)}
    assert all(one.weekday() < 5 for one in BANK_HOLIDAYS)


@given(DAYS)
def test_the_next_working_day_is_one_and_nothing_between_is(of):
    following = next_working_day(of)
    assert is_working_day(following)
    between = range(1, (following - of).days)
    assert not any(is_working_day(of + dt.timedelta(days=number)) for number in between)


def test_days_are_those_of_london():
    occurred = dt.datetime(2026, 6, 1, 22, 59, tzinfo=dt.UTC)  # a minute before Tuesday
    written = dt.datetime(2026, 6, 2, 23, 0, tzinfo=dt.UTC)
    assert written_after(occurred, written) == "Written 2 days after"
    assert written_after(occurred, written - dt.timedelta(minutes=1)) == ""


def test_where_nobody_knows_when_it_was_written_nothing_is_said():
    assert written_after(at("2020-01-06", 9), None) == ""


@given(DAYS, st.integers(0, 30))
def test_something_is_said_only_after_the_end_of_the_next_working_day(occurred, later):
    written = occurred + dt.timedelta(days=later)
    said = written_after(clock.begins(occurred), clock.begins(written))
    assert bool(said) == (written > next_working_day(occurred))
