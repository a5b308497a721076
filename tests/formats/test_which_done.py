import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.which_done import which_done

with (Path(__file__).parent / "which_done.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))
TEXTS = st.text(max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['done']}-{case['open']}")
def test_what_is_meant_is_as_the_table_says(case):
    still_open = case["open"].split(" / ") if case["open"] else []
    meant = which_done(case["done"], still_open, names=["Dean"])
    assert meant == (int(case["which"]) - 1 if case["which"] else None)


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_it_is_one_of_them_or_none(done, still_open):
    assert which_done(done, still_open) in (None, *range(len(still_open)))


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_the_same_words_twice_are_never_chosen_between(done, still_open):
    assert which_done(done, still_open * 2) is None
