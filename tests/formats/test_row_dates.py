import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contacts.formats import clock
from contacts.formats.row_dates import (
    DAY_FIRST,
    MONTH_FIRST,
    ORDERS,
    by_now,
    read_row_date,
    reading,
    write_row_date,
)


def rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.mark.parametrize(
    "row", rows("row_dates.csv"), ids=lambda row: f"{row['value']} {row['time']}"
)
def test_dates_are_read_as_people_and_systems_write_them(row: dict[str, str]) -> None:
    at, known = read_row_date(row["value"], row["order"], row["time"])
    assert at.tzinfo is dt.UTC
    assert at.replace(tzinfo=None).isoformat() == row["utc"]
    assert known == (row["known"] == "yes")


@pytest.mark.parametrize(
    "row", rows("row_dates_unreadable.csv"), ids=lambda row: f"{row['value']} {row['time']}"
)
def test_what_is_in_no_calendar_and_on_no_clock_is_refused_with_a_reason(
    row: dict[str, str],
) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z0-9].+\.$") as refused:
        read_row_date(row["value"], row["order"], row["time"])
    assert row["said"].lower() in str(refused.value).lower()


FIRST = dt.datetime(1900, 1, 2, tzinfo=dt.UTC)
YEARS = 299 * 365 * 86_400 * 10**6  # microseconds
MOMENTS = st.integers(0, YEARS).map(lambda since: FIRST + dt.timedelta(microseconds=since))


@given(MOMENTS | MOMENTS.map(lambda at: at.replace(second=0, microsecond=0)))
@example(dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC))
@example(dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC))
@example(dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC))
@example(dt.datetime(2026, 6, 30, 23, 0, tzinfo=dt.UTC))
@example(dt.datetime(2026, 1, 1, 0, 0, tzinfo=dt.UTC))
def test_a_time_that_was_written_out_is_read_back_as_the_same(at: dt.datetime) -> None:
    for order in ORDERS:
        assert read_row_date(write_row_date(at, True), order) == (at, True)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day: dt.date) -> None:
    begins = clock.begins(day).astimezone(dt.UTC), False
    assert read_row_date(write_row_date(*begins), DAY_FIRST) == begins
    assert read_row_date(f"{day:%d/%m}/{day.year}", DAY_FIRST) == begins
    assert read_row_date(f"{day:%m/%d}/{day.year}", MONTH_FIRST) == begins
    assert reading(f"{day:%d.%m}.{day.year}", DAY_FIRST) == day


def test_a_year_of_two_digits_is_the_latest_in_which_somebody_can_have_been_born() -> None:
    assert by_now("12/04/54", dt.date(2054, 4, 12)) == dt.date(1954, 4, 12)
    assert by_now("12/04/26", dt.date(2026, 4, 12)) == dt.date(2026, 4, 12)
    assert by_now("", None) is None
    with pytest.raises(ValueError, match="has not come yet"):
        by_now("12/04/2054", dt.date(2054, 4, 12))


@pytest.mark.parametrize(
    ("at", "known", "written"),
    [
        ((2026, 3, 3, 14, 30), True, "2026-03-03T14:30+00:00"),
        ((2026, 7, 3, 13, 30), True, "2026-07-03T14:30+01:00"),
        ((2026, 7, 3, 13, 30, 5), True, "2026-07-03T14:30:05+01:00"),
        ((2026, 7, 3, 13, 30, 0, 7), True, "2026-07-03T14:30:00.000007+01:00"),
        ((2026, 7, 2, 23, 0), False, "2026-07-03"),
        ((2026, 7, 2, 23, 0), True, "2026-07-03T00:00+01:00"),
    ],
)
def test_an_exported_time_is_londons(at: tuple[int, ...], known: bool, written: str) -> None:
    assert write_row_date(dt.datetime(*at, tzinfo=dt.UTC), known) == written


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9T: .Z+-]{1,20}"))
@example("2026-03-25T10:15:00+14:00")
def test_whatever_a_cell_holds_it_is_a_date_or_a_reason(value: str) -> None:
    for order in ORDERS:
        for time in ("", value, "10:15"):
            reason = ""
            try:
                at, _ = read_row_date(value, order, time)
            except ValueError as refused:
                reason = str(refused)
            assert reason.endswith(".") if reason else 1899 <= at.year <= 2200
