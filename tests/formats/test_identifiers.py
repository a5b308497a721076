import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import clock, identifiers


@pytest.fixture(autouse=True)
def in_2026(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 3, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("X123456", "X123456"), ("x123456", "X123456"), ("  a000001\n", "A000001")],
)
def test_a_crn_is_upper_cased_and_trimmed(typed, kept):
    assert identifiers.read_crn(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "X12345", "X1234567", "1234567", "XX23456", "X 123456", "X123456 Y", "X123456\x00"),
        *("X１２３４５６", "Ｘ123456", "ß123456", "ı123456", "X12345٣"),
    ],
)
def test_anything_else_is_not_a_crn(typed):
    with pytest.raises(ValueError, match="a letter and six digits"):
        identifiers.read_crn(typed)


@pytest.mark.parametrize(("typed", "kept"), [("A1234BC", "A1234BC"), (" a1234bc ", "A1234BC")])
def test_a_prison_number_is_upper_cased_and_trimmed(typed, kept):
    assert identifiers.read_prison_number(typed) == kept


@pytest.mark.parametrize("typed", ["", "A1234B", "A12345C", "1234ABC", "A1234BCD", "A１234BC"])
def test_anything_else_is_not_a_prison_number(typed):
    with pytest.raises(ValueError, match="A1234BC"):
        identifiers.read_prison_number(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1954/0018147W", "1954/0018147W"),
        ("54/18147w", "1954/0018147W"),
        (" 54/0018147W ", "1954/0018147W"),
        ("19540018147W", "1954/0018147W"),
        ("540018147W", "1954/0018147W"),
        ("5418147W", "1954/0018147W"),
        ("195418147W", "1954/0018147W"),
        ("2012/1234Y", "2012/0001234Y"),
        ("12/1234567C", "2012/1234567C"),
        ("26/1W", "2026/0000001W"),
        ("27/1L", "1927/0000001L"),
    ],
)
def test_a_pnc_is_kept_in_its_full_form(typed, kept):
    assert identifiers.read_pnc(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "like 2012"),
        ("1954/0018147", "like 2012"),
        ("954/0018147W", "like 2012"),
        ("1954/00018147W", "like 2012"),
        ("1954-0018147W", "like 2012"),
        ("1954/００18147W", "like 2012"),
        ("1954/0018147X", "do not fit"),
        ("1954/0018148W", "do not fit"),
        ("1954/0018147I", "do not fit"),
        ("2054/0018147W", "do not fit"),
        ("1854/0018147W", "do not fit"),
    ],
)
def test_a_pnc_that_cannot_be_right_is_refused_with_what_to_do(typed, said):
    with pytest.raises(ValueError, match=said):
        identifiers.read_pnc(typed)


def test_a_pnc_that_could_be_two_numbers_asks_for_the_slash():
    letters = identifiers.PNC_CHECK_LETTERS
    either = [
        f"{year}{serial}{letters[as_four_digits]}"
        for year in range(1927, 2026)
        for serial in (1, 22, 333, 4444, 55555)
        for as_four_digits in [int(f"{year % 100:02d}{serial:07d}") % 23]
        for century, rest in [(str(year)[:2], f"{str(year)[2:]}{serial}")]
        if as_four_digits == int(f"{century}{int(rest):07d}") % 23
    ]
    assert either
    for typed in either:
        with pytest.raises(ValueError, match="slash"):
            identifiers.read_pnc(typed)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_kept_in_shape_or_refused(typed):
    readers = [
        (identifiers.read_crn, identifiers.CRN_PATTERN),
        (identifiers.read_prison_number, identifiers.PRISON_NUMBER_PATTERN),
        (identifiers.read_pnc, identifiers.PNC_PATTERN),
    ]
    for read, pattern in readers:
        try:
            kept = read(typed)
        except ValueError:
            continue
        assert re.fullmatch(pattern, kept)


@given(st.integers(1927, 2026), st.integers(0, 9_999_999))
def test_one_number_has_one_form_however_it_is_typed(year, serial):
    letter = identifiers.PNC_CHECK_LETTERS[int(f"{year % 100:02d}{serial:07d}") % 23]
    full = f"{year}/{serial:07d}{letter}"
    for typed in (full, f"{year % 100:02d}/{serial}{letter}", f"{year}{serial:07d}{letter}"):
        assert identifiers.read_pnc(typed) == full
