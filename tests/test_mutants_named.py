"""What `tests/proofs/mutants.csv` names is there: a line that names moved code proves nothing."""

import csv
from pathlib import Path

HOUSE = Path(__file__).parent.parent


def mutants() -> list[dict[str, str]]:
    with (HOUSE / "tests/proofs/mutants.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def text(file: str) -> str:
    return (HOUSE / file).read_text() if (HOUSE / file).exists() else ""


def test_each_names_a_text_that_stands_once_in_its_file() -> None:
    found = {one["mutant"]: text(one["file"]).count(one["old"]) for one in mutants()}
    assert {mutant: times for mutant, times in found.items() if times != 1} == {}


def test_each_names_tests_that_are_there() -> None:
    named = {test for one in mutants() for test in one["tests"].split()}
    gone = {
        test
        for test in named
        if f"def {test.partition('::')[2] or 'test_'}" not in text(test.partition("::")[0])
    }
    assert gone == set()


def test_no_two_are_called_alike() -> None:
    called = [one["mutant"] for one in mutants()]
    assert len(called) == len(set(called))
