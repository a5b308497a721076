from datetime import UTC, date, datetime, timedelta

import pytest

from contacts.formats import clock, days

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 3, 5), "today"),
        (date(2026, 3, 4), "yesterday"),
        (date(2026, 3, 6), "tomorrow"),
        (date(2026, 3, 3), "Tuesday 3 March"),
        (date(2026, 1, 1), "Thursday 1 January"),
        (date(2025, 3, 3), "Monday 3 March 2025"),
        (date(2026, 12, 25), "Friday 25 December"),
        (date(2027, 1, 1), "Friday 1 January 2027"),
    ],
)
def test_a_day_is_said_as_people_say_it(on, said):
    assert days.day(on, TODAY) == said


def test_yesterday_is_yesterday_across_new_year():
    assert days.day(date(2025, 12, 31), date(2026, 1, 1)) == "yesterday"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 10, 20), "20 October"),
        (date(2025, 10, 20), "20 October 2025"),
        (date(2026, 3, 5), "5 March"),
    ],
)
def test_a_short_day_has_its_year_only_when_not_this_one(on, said):
    assert days.short_day(on, TODAY) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 3, 3, 9, 5, tzinfo=UTC), "09:05"),
        (datetime(2026, 6, 3, 9, 5, tzinfo=UTC), "10:05"),
        (datetime(2026, 6, 3, 23, 30, tzinfo=UTC), "00:30"),
    ],
)
def test_times_are_london_times(at, said):
    assert days.time(at) == said


@pytest.mark.parametrize(
    ("at", "time_known", "said"),
    [
        (datetime(2026, 3, 3, 10, 30, tzinfo=UTC), True, "Tuesday 3 March, 10:30"),
        (datetime(2026, 3, 5, 9, 40, tzinfo=UTC), True, "today, 09:40"),
        (datetime(2026, 3, 4, tzinfo=clock.LONDON), False, "yesterday"),
        (datetime(2025, 6, 30, 23, 30, tzinfo=UTC), True, "Tuesday 1 July 2025, 00:30"),
        (datetime(2025, 7, 1, tzinfo=clock.LONDON), False, "Tuesday 1 July 2025"),
    ],
)
def test_a_moment_has_a_time_only_where_one_is_known(at, time_known, said):
    assert days.moment(at, time_known, TODAY) == said


def test_the_clocks_going_forward_does_not_lose_a_day():
    assert days.days_between(date(2026, 3, 28), date(2026, 3, 30)) == 2
    assert days.days_between(date(2026, 3, 30), date(2026, 3, 28)) == -2


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "today"),
        (1, "1 day"),
        (33, "33 days"),
        (1312, "1,312 days"),
        (-1, "in 1 day"),
        (-3, "in 3 days"),
    ],
)
def test_how_long_ago_is_counted_in_days(count, said):
    assert days.how_long(count) == said


@pytest.mark.parametrize(
    ("born", "years"),
    [
        (date(1990, 3, 5), 36),
        (date(1990, 3, 6), 35),
        (date(1990, 12, 31), 35),
        (date(2026, 3, 5), 0),
    ],
)
def test_age_counts_birthdays(born, years):
    assert days.age(born, TODAY) == years


def test_a_leap_day_birthday_falls_on_the_first_of_march():
    born = date(2004, 2, 29)
    assert days.age(born, date(2025, 2, 28)) == 20
    assert days.age(born, date(2025, 3, 1)) == 21
    assert days.age(born, date(2024, 2, 29)) == 20


def test_since_names_the_month():
    assert days.since(date(2024, 5, 17)) == "May 2024"


def test_every_day_of_a_year_is_said_like_the_calendar_says_it():
    for offset in range(2, 367):
        on = TODAY - timedelta(days=offset)
        year = "" if on.year == 2026 else " %Y"
        assert days.day(on, TODAY) == on.strftime(f"%A {on.day} %B{year}")
