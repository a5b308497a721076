"""Both cores are kept busy, with nothing that takes long made on each of them."""

from pathlib import Path

import pytest

from tests.shared_out import SMALL, TOGETHER, piece_of

HOUSE = Path(__file__).parent.parent


@pytest.mark.parametrize("those", [*TOGETHER, SMALL])
def test_what_is_named_is_there(those):
    assert [*HOUSE.glob(f"{those.removesuffix('.py')}*")]


def test_what_is_made_once_stays_on_one_core():
    evidence = ["tests/models/test_evidence.py::test_a[x]", "tests/models/test_evidence_kept.py::b"]
    assert {piece_of(test) for test in evidence} == {"tests/models/test_evidence"}


def test_every_other_test_goes_where_there_is_room():
    assert (
        piece_of("tests/models/test_words.py::test_a[x]") == "tests/models/test_words.py::test_a[x]"
    )
