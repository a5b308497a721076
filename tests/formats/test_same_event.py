import csv
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import met, same_event
from contacts.formats.same_event import FOLDED, JOINED, NOTHING, PROPOSED, Record
from tests.formats import events

with Path(__file__).with_name("same_event_cases.csv").open(encoding="utf-8", newline="") as rows:
    CASES = [tuple(row.values()) for row in csv.DictReader(rows)]

SAID = {
    "source": ["", "nDelius", "NOMIS"],
    "foreign_id": ["", "152799", "12-1"],
    "other_id": ["", "152799"],
    "mentions": ["", "1", "2", "1+2"],
    "time": ["10:00", "11:00", "15:00", ""],
    "day": ["1", "2"],
    "kind": ["", "office", "phone", "message"],
    "outcome": ["", "attended", "did_not_attend"],
    "seen": [*met.ANSWERS],
    "text": [events.WORDS, events.WORDS + " and so on", "dna, no answer", "A*50"],
    "common": ["", "yes"],
}
ANY = st.fixed_dictionaries({field: st.sampled_from(values) for field, values in SAID.items()})


@pytest.mark.parametrize(("case", "one", "other", "wanted"), CASES)
def test_two_records_are_one_event_only_where_nothing_is_in_doubt(
    case: str, one: str, other: str, wanted: str
) -> None:
    here, there = events.read(1, one, "NOMIS"), events.read(2, other)
    assert same_event.verdict(here, there) == wanted, case
    assert same_event.verdict(there, here) == wanted, case


def two(one: dict[str, str], other: dict[str, str]) -> tuple[Record, Record]:
    return events.record(1, **one), events.record(2, **other)


@given(ANY, ANY)
def test_which_of_two_comes_first_means_nothing(one: dict[str, str], other: dict[str, str]) -> None:
    here, there = two(one, other)
    assert same_event.verdict(here, there) == same_event.verdict(there, here)
    assert same_event.strength(here, there) == same_event.strength(there, here)
    assert same_event.never(here, there) == same_event.never(there, here)


@given(ANY, ANY)
def test_what_is_never_one_is_not_joined(one: dict[str, str], other: dict[str, str]) -> None:
    here, there = two(one, other)
    found = same_event.verdict(here, there)
    assert found in {JOINED, PROPOSED, FOLDED, NOTHING}
    if found == JOINED:
        assert not same_event.never(here, there)
        assert {here.seen, there.seen} != {met.MET, met.NOT_MET}


@given(ANY, ANY)
def test_short_words_join_nothing_by_themselves(one: dict[str, str], other: dict[str, str]) -> None:
    bare = {"foreign_id": "", "other_id": "", "mentions": ""}
    here, there = two(one | bare | {"text": "A*39"}, other | bare)
    assert same_event.verdict(here, there) == NOTHING


@pytest.mark.parametrize(("one", "other"), [*product(["", "nDelius"], repeat=2)])
def test_a_system_does_not_join_its_own_rows(one: str, other: str) -> None:
    here, there = two({"source": one}, {"source": other, "author": "another"})
    assert same_event.never(here, there) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("7", "7", False), ("7", "8", True), ("7", "", True), ("7+8", "7+8", True)],
)
def test_rows_copied_out_of_one_entry_may_both_stand_with_it(one, other, apart) -> None:
    rows = [{"source": "nDelius", "mentions": each, "text": each} for each in (one, other)]
    assert same_event.never(*two(*rows)) == apart
    assert same_event.verdict(*two(*rows)) == NOTHING
