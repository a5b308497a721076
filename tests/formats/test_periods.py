import datetime as dt
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contacts.formats.periods import (
    LONGEST,
    NOT_UNDERSTOOD,
    Period,
    read_day_or_period,
    read_ends,
    read_period,
    said,
)

TODAY = dt.date(2026, 11, 22)  # a Sunday
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
PIECES = """since from to until before after between and - – / . , 1 3 14 31 99 999 2025 2026
9999 0000 march feb winter summer christmas yesterday last this past week weeks month months
year weekend the monday 3/3 31/2 on onwards up end of in ’ ’s ago day any"""
TYPED = st.lists(st.sampled_from(PIECES.split()), max_size=8).map(" ".join)


def period(first: str | None, last: str | None) -> Period:
    return Period(
        dt.date.fromisoformat(first) if first else None,
        dt.date.fromisoformat(last) if last else None,
    )


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("", None, None),
        ("  ", None, None),
        ("3/3/2026", "2026-03-03", "2026-03-03"),
        ("3 March", "2026-03-03", "2026-03-03"),
        ("MARCH.", "2026-03-01", "2026-03-31"),
        ("in March", "2026-03-01", "2026-03-31"),
        ("during last winter", "2025-12-01", "2026-02-28"),
        ("since March", "2026-03-01", None),
        ("since 3/3", "2026-03-03", None),
        ("from March onwards", "2026-03-01", None),
        ("March onwards", "2026-03-01", None),
        ("since yesterday", "2026-11-21", None),
        ("after March", "2026-04-01", None),
        ("after 3 March", "2026-03-04", None),
        ("before Christmas", None, "2025-12-24"),
        ("before 2025", None, "2024-12-31"),
        ("until March", None, "2026-03-31"),
        ("till 3 March", None, "2026-03-03"),
        ("up to 3 March", None, "2026-03-03"),
        ("until the end of March", None, "2026-03-31"),
        ("between 1 and 14 March", "2026-03-01", "2026-03-14"),
        ("between 1st and 14th March", "2026-03-01", "2026-03-14"),
        ("1/3 to 14/3", "2026-03-01", "2026-03-14"),
        ("1/3/2025 – 14/3/2025", "2025-03-01", "2025-03-14"),
        ("1-14 March", "2026-03-01", "2026-03-14"),
        ("from 1 to 14 March", "2026-03-01", "2026-03-14"),
        ("from 1 March until yesterday", "2026-03-01", "2026-11-21"),
        ("March to May", "2026-03-01", "2026-05-31"),
        ("march-may 2024", "2024-03-01", "2024-05-31"),
        ("November to February", "2025-11-01", "2026-02-28"),
        ("28 December to 3 January", "2025-12-28", "2026-01-03"),
        ("2024-2025", "2024-01-01", "2025-12-31"),
        ("2026-03-01", "2026-03-01", "2026-03-01"),
        ("last summer to now", "2026-06-01", "2026-11-22"),
        ("New Year’s Eve", "2025-12-31", "2025-12-31"),
        ("the day before yesterday", "2026-11-20", "2026-11-20"),
        ("past 3 months", "2026-08-22", "2026-11-22"),
    ],
)
def test_dates_are_read_as_people_say_them(typed, first, last):
    assert read_period(typed, TODAY) == period(first, last)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("soon", NOT_UNDERSTOOD),
        ("since", NOT_UNDERSTOOD),
        ("3-3", NOT_UNDERSTOOD),
        ("März", NOT_UNDERSTOOD),
        ("3 March\x00", NOT_UNDERSTOOD),
        ("1" * (LONGEST + 1), NOT_UNDERSTOOD),
        ("since 31/2", "There is no 31 February. Check the date."),
        ("between 14/3/2026 and 1/3/2026", "Write the earlier day first."),
        ("3/25", "There is no such month. Write the day first, like 25/3."),
    ],
)
def test_anything_else_is_answered_with_what_to_write(typed, sentence):
    with pytest.raises(ValueError) as refused:  # noqa: PT011  (the whole sentence is compared)
        read_period(typed, TODAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("typed", ["", "since March", "1 to 14 March"])
def test_a_single_stretch_has_both_its_ends(typed):
    assert read_day_or_period("last winter", TODAY) == period("2025-12-01", "2026-02-28")
    with pytest.raises(ValueError, match=r"^Write it like"):
        read_day_or_period(typed, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "ends"),
    [
        ("", "", (None, None)),
        ("March", "", ("2026-03-01", None)),
        ("", "March", (None, "2026-03-31")),
        ("March", "May", ("2026-03-01", "2026-05-31")),
        ("1", "14 March", ("2026-03-01", "2026-03-14")),
        ("last winter", "yesterday", ("2025-12-01", "2026-11-21")),
    ],
)
def test_each_of_two_boxes_works_alone(first, last, ends):
    assert read_ends(first, last, TODAY) == period(*ends)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-12-01", "2026-02-28", "1 December 2025 to 28 February 2026"),
        ("2026-03-01", "2026-03-14", "1 March to 14 March"),
        ("2026-03-01", None, "since 1 March"),
        ("2025-03-01", None, "since 1 March 2025"),
        (None, "2026-03-03", "up to 3 March"),
        ("2026-03-03", "2026-03-03", "3 March"),
        ("2026-11-01", "2026-11-30", "1 November 2026 to 30 November 2026"),
        (None, None, "any day"),
    ],
)
def test_a_period_is_said_as_dates(first, last, words):
    assert said(period(first, last), TODAY) == words


@given(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS), DAYS)
@example(dt.date(2026, 11, 22), dt.date(2026, 11, 22), dt.date(2026, 11, 22))
def test_what_is_said_is_read_back_as_the_same_days(first, last, today):
    if first and last and first > last:
        first, last = last, first
    assert read_period(said(Period(first, last), today), today) == Period(first, last)


@given(st.one_of(TYPED, st.text()), st.one_of(TYPED, st.text()), DAYS)
def test_any_text_is_read_or_answered_with_a_sentence(typed, other, today):
    readings = (
        lambda: read_period(typed, today),
        lambda: read_day_or_period(typed, today),
        lambda: read_ends(typed, other, today),
    )
    sentences = []
    for read in readings:
        try:
            first, last = read()
        except ValueError as refused:
            sentences.append(str(refused))
        else:
            assert not (first and last) or first <= last
    assert all(re.fullmatch(r"[0-9A-Z].+\.", sentence) for sentence in sentences)
