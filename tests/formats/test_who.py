import csv
import inspect
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import identifiers, who


def rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def numbers(row: dict[str, str]) -> tuple[str, str, str]:
    return row["crn"], row["prison_number"], row["pnc"]


@pytest.mark.parametrize("row", rows("who.csv"), ids=lambda row: ascii(numbers(row)))
def test_the_first_number_filled_in_says_who_a_row_is_about(row: dict[str, str]) -> None:
    assert who.read_who(*numbers(row)) == (row["what"], row["number"])


@pytest.mark.parametrize("row", rows("who_unreadable.csv"), ids=lambda row: ascii(numbers(row)))
def test_a_number_in_doubt_is_refused_with_its_reason(row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=re.escape(row["said"])):
        who.read_who(*numbers(row))


def test_a_control_character_is_named_and_not_repeated() -> None:
    with pytest.raises(ValueError, match=r"cannot be seen \(U\+001B\)") as refused:
        who.read_who("X0\x1b00001")
    assert "\x1b" not in str(refused.value)


PATTERNS = {
    who.CRN: identifiers.CRN_PATTERN,
    who.PRISON_NUMBER: identifiers.PRISON_NUMBER_PATTERN,
    who.PNC: identifiers.PNC_PATTERN,
}


@given(*[st.text(max_size=12) | st.from_regex(r"[A-Za-z][0-9 ]{6}")] * 3)
def test_whatever_the_cells_hold_it_is_a_number_or_a_reason(a: str, b: str, c: str) -> None:
    try:
        what, number = who.read_who(a, b, c)
    except ValueError as refused:
        reason = str(refused)
    else:
        reason = "."
        assert re.fullmatch(PATTERNS[what], number)
    assert reason.endswith(".")


def test_a_name_is_not_asked_for() -> None:
    assert [*inspect.signature(who.read_who).parameters] == [who.CRN, who.PRISON_NUMBER, who.PNC]
