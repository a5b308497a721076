import csv
import html
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contacts.formats.canonical import SHORTEST, canonical, fingerprint, holds

HERE = Path(__file__).parent


def table(name: str) -> list[tuple[str, str, str]]:
    """Cases with two texts; what an editor would change or nobody sees is written as &#x301;."""
    with (HERE / name).open(encoding="utf-8", newline="") as rows:
        return [
            (row["case"], html.unescape(row["one"]), html.unescape(row["other"]))
            for row in csv.DictReader(rows)
        ]


@pytest.mark.parametrize(("case", "one", "other"), table("canonical_notes.csv"))
def test_the_same_words_are_the_same_whatever_a_system_makes_of_them(
    case: str, one: str, other: str
) -> None:
    assert canonical(one) == canonical(other), case
    assert canonical(one)


@pytest.mark.parametrize(("case", "one", "other"), table("canonical_two.csv"))
def test_other_words_stay_other_words(case: str, one: str, other: str) -> None:
    assert canonical(one) != canonical(other), case


def test_what_is_compared_is_in_one_line_and_small_letters() -> None:
    assert canonical("  Seen AT home.\n\nAll well. ") == "seen at home. all well"
    assert canonical("") == canonical(" \n-- ") == ""


@example("' 0")
@given(st.text())
def test_any_text_can_be_compared(text: str) -> None:
    found = canonical(text)
    assert "\n" not in found
    assert found == " ".join(found.split())


@given(st.text("abc XYZ.\n", min_size=1))
def test_spaces_and_capitals_mean_nothing(text: str) -> None:
    once = canonical(text)
    assert canonical(once.upper()) == canonical(f"  {once}  ")


def test_equal_texts_have_one_signed_number_and_short_ones_none() -> None:
    long = "seen at home with his mother, who is better"
    assert fingerprint(long) == -6887260022930326866
    assert -(2**63) <= (fingerprint(long + "x") or 0) < 2**63
    assert fingerprint(long + "x") != fingerprint(long)
    assert fingerprint("x" * (SHORTEST - 1)) is None
    assert fingerprint("x" * SHORTEST) is not None


@given(st.text(min_size=SHORTEST))
def test_any_text_long_enough_has_a_number(text: str) -> None:
    assert fingerprint(text) is not None


@pytest.mark.parametrize(
    ("long", "short", "held"),
    [
        ("he was seen at home, and rang", "seen at home", True),
        ("he was seen at homes", "seen at home", False),
        ("unseen at home; seen at home.", "seen at home", True),
        ("unseen at home", "seen at home", False),
        ("een at home and more", "een at home", True),  # a narrow field cut its first letter off
    ],
)
def test_a_text_stands_in_another_in_whole_words(long: str, short: str, held: bool) -> None:
    assert holds(long, short) == held
