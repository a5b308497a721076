"""Of far more records than the demo holds: nothing is joined that is not one event."""

import pytest

from contacts.formats.grouping import grouped
from tests.tellings import asked, disagreeing, everybody, joined, records, told_of, truth

ROWS, CASELOADS = 15_000, 4


@pytest.fixture(scope="module")
def caseloads() -> list[list]:
    return [told_of(everybody(seed)) for seed in range(1, CASELOADS + 1)]


def test_of_fifteen_thousand_records_all_that_is_joined_is_one_event(caseloads) -> None:
    assert sum(map(len, caseloads)) >= ROWS
    for tellings in caseloads:
        found = [grouped(of) for of in records(tellings).values()]
        same, together = truth(tellings), joined(found)
        assert together - same == set()
        assert len(same & (together | asked(found))) >= 0.9 * len(same)
        print(
            f"{len(tellings)} records, {len(same)} pairs of one event: {len(together)} joined,"
            f" {len(same & asked(found) - together)} asked about"
        )


def test_no_joined_pair_of_fifteen_thousand_disagrees_on_whether_they_came(caseloads) -> None:
    found = [
        pair for told in caseloads for of in records(told).values() for pair in disagreeing(of)
    ]
    assert found == []
