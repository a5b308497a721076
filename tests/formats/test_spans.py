import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.spans import months_before, read_span

TODAY = dt.date(2026, 11, 22)  # a Sunday
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))


def dates(first: str, last: str) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("3/3/2026", "2026-03-03", "2026-03-03"),
        ("3 march", "2026-03-03", "2026-03-03"),
        ("yesterday", "2026-11-21", "2026-11-21"),
        ("last tuesday", "2026-11-17", "2026-11-17"),
        ("now", "2026-11-22", "2026-11-22"),
        ("march", "2026-03-01", "2026-03-31"),
        ("sept", "2026-09-01", "2026-09-30"),
        ("november", "2026-11-01", "2026-11-30"),
        ("last november", "2025-11-01", "2025-11-30"),
        ("this march", "2026-03-01", "2026-03-31"),
        ("december", "2025-12-01", "2025-12-31"),
        ("february 2024", "2024-02-01", "2024-02-29"),
        ("feb of 2025", "2025-02-01", "2025-02-28"),
        ("3/2026", "2026-03-01", "2026-03-31"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("last winter", "2025-12-01", "2026-02-28"),
        ("winter", "2025-12-01", "2026-02-28"),
        ("winter 2023", "2023-12-01", "2024-02-29"),
        ("winter 2023/24", "2023-12-01", "2024-02-29"),
        ("this summer", "2026-06-01", "2026-08-31"),
        ("last summer", "2026-06-01", "2026-08-31"),
        ("autumn", "2026-09-01", "2026-11-30"),
        ("last autumn", "2025-09-01", "2025-11-30"),
        ("spring 2020", "2020-03-01", "2020-05-31"),
        ("christmas", "2025-12-25", "2025-12-25"),
        ("new year's eve 2024", "2024-12-31", "2024-12-31"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("previous week", "2026-11-09", "2026-11-15"),
        ("this weekend", "2026-11-21", "2026-11-22"),
        ("last weekend", "2026-11-14", "2026-11-15"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("past week", "2026-11-15", "2026-11-22"),
        ("past month", "2026-10-22", "2026-11-22"),
        ("past 3 months", "2026-08-22", "2026-11-22"),
        ("last 6 weeks", "2026-10-11", "2026-11-22"),
        ("the last six weeks", "2026-10-11", "2026-11-22"),
        ("last couple of weeks", "2026-11-08", "2026-11-22"),
        ("past fortnight", "2026-11-08", "2026-11-22"),
        ("last 2 years", "2024-11-22", "2026-11-22"),
        ("last 0 days", "2026-11-22", "2026-11-22"),
    ],
)
def test_a_named_stretch_of_days_is_read(words, first, last):
    assert read_span(words, TODAY) == dates(first, last)


@pytest.mark.parametrize(
    ("today", "words", "first", "last"),
    [
        ("2026-12-10", "last winter", "2025-12-01", "2026-02-28"),
        ("2027-01-10", "last winter", "2025-12-01", "2026-02-28"),
        ("2027-01-10", "this winter", "2026-12-01", "2027-02-28"),
        ("2027-03-01", "last winter", "2026-12-01", "2027-02-28"),
        ("2027-02-28", "last winter", "2025-12-01", "2026-02-28"),
        ("2026-07-01", "last summer", "2025-06-01", "2025-08-31"),
        ("2026-02-10", "this summer", "2025-06-01", "2025-08-31"),
        ("2026-01-10", "last month", "2025-12-01", "2025-12-31"),
        ("2026-12-25", "christmas", "2026-12-25", "2026-12-25"),
        ("2026-11-23", "last weekend", "2026-11-21", "2026-11-22"),
        ("2026-11-21", "last weekend", "2026-11-14", "2026-11-15"),
        ("2026-05-31", "past 3 months", "2026-02-28", "2026-05-31"),
        ("2024-02-29", "last 1 year", "2023-02-28", "2024-02-29"),
    ],
)
def test_what_has_no_year_is_the_latest_and_last_means_that_it_has_ended(today, words, first, last):
    assert read_span(words, dt.date.fromisoformat(today)) == dates(first, last)


@pytest.mark.parametrize("words", ["", "soon", "tenancy", "last", "13/13/13/13", "summerhouse"])
def test_other_words_name_no_days(words):
    assert read_span(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31/2/2026", r"^There is no 31 February\. Check the date\.$"),
        ("13/2026", r"^There is no such month\. Write it like 3/2026\.$"),
        ("1899", r"^Check the year: the diary begins in 1900\.$"),
        ("march 0000", r"^Check the year: the diary begins in 1900\.$"),
        ("summer 9999", r"^Check the year: it is too far ahead\.$"),
        ("31/12/9999", r"^Check the year: it is too far ahead\.$"),
        ("past 999 years", r"^Check the year: the diary begins in 1900\.$"),
    ],
)
def test_days_that_no_calendar_shows_are_refused_in_a_sentence(words, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_span(words, TODAY)


@given(DAYS, st.integers(0, 600))
def test_months_before_is_never_a_later_day_of_the_month(day, months):
    earlier = months_before(day, months)
    assert earlier <= day
    assert earlier.day <= day.day
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months


@given(
    DAYS, st.sampled_from(["last winter", "last summer", "last march", "last week", "last month"])
)
def test_last_is_over_and_not_older_than_it_need_be(today, words):
    span = read_span(words, today)
    assert span
    assert span.first <= span.last < today
    assert (today - span.last).days <= 366 + 91
