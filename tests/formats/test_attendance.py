import csv
from itertools import permutations
from pathlib import Path

import pytest

from contacts.formats.attendance import seen_of
from tests.formats import events

with Path(__file__).with_name("seen_cases.csv").open(encoding="utf-8", newline="") as rows:
    SEEN_CASES = [tuple(row.values()) for row in csv.DictReader(rows)]


@pytest.mark.parametrize(("case", "members", "seen"), SEEN_CASES)
def test_whether_they_were_met_is_known_where_no_record_disagrees(
    case: str, members: str, seen: str
) -> None:
    records = [events.read(n, each) for n, each in enumerate(members.split(";"), 1)]
    for mixed in permutations(records):
        assert seen_of(mixed) == seen, case
