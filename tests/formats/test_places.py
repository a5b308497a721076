import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import clock
from contacts.formats.places import place, read_place

AT = dt.datetime(2026, 3, 3, 10, 30, 0, 5, tzinfo=dt.UTC)


def test_a_place_is_a_moment_in_utc_and_an_id():
    assert place(AT, 123) == "20260303T103000.000005Z-123"
    later = AT.astimezone(dt.timezone(dt.timedelta(hours=5)))
    assert place(later, 123) == place(AT, 123)


@given(
    st.datetimes(
        min_value=AT.replace(year=1000, tzinfo=None),
        max_value=AT.replace(year=9998, tzinfo=None),
        timezones=st.just(dt.UTC),
    ),
    st.integers(min_value=1, max_value=10**18 - 1),
)
def test_every_place_is_read_as_it_was_written(at, id):
    assert read_place(place(at, id)) == (at, id)


@pytest.mark.parametrize(
    "text",
    [
        *("", "123", "-", "x", "20260303T103000.000005Z", "20260303T103000.000005Z-"),
        *("20260303T103000.000005Z-0", "20260303T103000.000005Z-01"),
        "20260303T103000.000005Z-" + "9" * 19,
        *("20260303T103000Z-1", "20260303T103000.000005-1", "2026-03-03T10:30:00.000005Z-1"),
        *("20260230T103000.000005Z-1", "20261303T103000.000005Z-1", "20260303T250000.000005Z-1"),
        *("00000101T000000.000000Z-1", "00010101T000000.000000Z-1", "09991231T235959.999999Z-1"),
        *("99990101T000000.000000Z-1", "99991231T235959.999999Z-1"),
        *("20260303T103000.000005Z-1\n", " 20260303T103000.000005Z-1"),
        "٢٠٢٦٠٣٠٣T103000.000005Z-1",
    ],
)
def test_what_names_no_place_is_read_as_none(text):
    assert read_place(text) is None


@given(st.text())
def test_no_text_is_an_error(text):
    assert read_place(text) is None


@given(
    st.from_regex(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}Z-[1-9][0-9]{0,17}", fullmatch=True)
    | st.sampled_from(["10000101T000000.000000Z-1", "99981231T235959.999999Z-1"])
)
def test_every_place_that_is_read_has_a_day_in_london_and_one_before_and_after(text):
    if read := read_place(text):
        for days in (-1, 0, 1):
            clock.london_day(read[0] + dt.timedelta(days))
