import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.likely_duplicates import Named, is_likely, near_dates

with (Path(__file__).parent / "likely_duplicates.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2020, 12, 31))
NAMES = st.text(max_size=12)
NAMED = st.builds(Named, NAMES, NAMES, st.none() | DATES)


def named(case: dict[str, str], which: str) -> Named:
    first, last, born, pnc, prison = (
        case[f"{which}{name}"] for name in ("first", "last", "born", "pnc", "prison")
    )
    return Named(first, last, dt.date.fromisoformat(born) if born else None, pnc, prison)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case.values()))
def test_who_may_be_here_twice_is_as_the_table_says(case):
    one, other = named(case, ""), named(case, "other_")
    assert is_likely(one, other) is is_likely(other, one) is (case["likely"] == "yes")


@given(NAMED, NAMED)
def test_it_does_not_matter_which_record_came_first(one, other):
    assert is_likely(one, other) == is_likely(other, one)


@given(DATES, DATES)
def test_a_date_is_near_those_that_are_near_it(one, other):
    assert one in near_dates(one)
    assert (other in near_dates(one)) == (one in near_dates(other))


@given(DATES)
def test_every_date_that_is_near_one_is_near_it_in_turn(one):
    assert all(one in near_dates(other) for other in near_dates(one))
