import hashlib

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import digests

ROWS = st.dictionaries(st.text(max_size=4), st.text(max_size=6), max_size=4)
KEPT = {"crn": "X000001", "occurred": "2026-03-03", "notes": "Seen at home."}


def test_a_digest_is_32_bytes_and_stays_what_it_was() -> None:
    written = b"3:crn7:X0000015:notes13:Seen at home.8:occurred10:2026-03-03"
    assert digests.digest(KEPT) == hashlib.sha256(written).digest()
    counted = hashlib.sha256(written).digest() + bytes(7) + b"\x02"
    assert digests.nth(digests.digest(KEPT), 2) == hashlib.sha256(counted).digest()


def test_the_order_of_columns_and_empty_ones_mean_nothing() -> None:
    turned = dict(reversed(KEPT.items()))
    assert digests.digest(turned | {"kind": ""}) == digests.digest(KEPT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "bc"}, {"ab": "c"}),
        ({"a": "b", "c": "d"}, {"a": "bc", "d": ""}),
        ({"a": "1:b"}, {"a": "1", "b": ""}),
        ({"a": "x1:b1:y"}, {"a": "x", "b": "y"}),
        ({"a": " x"}, {"a": "x"}),
        ({"a": "\u00e9"}, {"a": "e\u0301"}),
        ({"a": "x\n"}, {"a": "x"}),
        ({"a": "x"}, {"b": "x"}),
        ({"a": "x"}, {}),
    ],
)
def test_rows_that_differ_have_digests_that_differ(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert digests.digest(one) != digests.digest(other)


@given(ROWS, ROWS)
def test_two_rows_share_a_digest_only_if_they_hold_the_same(
    one: dict[str, str], other: dict[str, str]
) -> None:
    same = {k: v for k, v in one.items() if v} == {k: v for k, v in other.items() if v}
    assert (digests.digest(one) == digests.digest(other)) == same


@given(st.text())
def test_any_text_has_a_digest(text: str) -> None:
    assert len(digests.digest({"notes": text, "heading": "\ud800"})) == 32


def test_equal_rows_of_a_file_stay_two() -> None:
    row = digests.digest(KEPT)
    assert len({row, *(digests.nth(row, ordinal) for ordinal in range(300))}) == 301


@pytest.mark.django_db
@pytest.mark.parametrize("ordinal", [0, 1, 255, 256, 2**40])
def test_the_database_counts_the_same_rows_to_the_same_digests(ordinal: int) -> None:
    row = digests.digest(KEPT)
    with connection.cursor() as cursor:
        nth = digests.NTH.format(digest="%s::bytea", ordinal="%s::bigint")
        cursor.execute(f"SELECT {nth}", [row, ordinal])
        assert bytes(cursor.fetchone()[0]) == digests.nth(row, ordinal)
