"""The sweeps can fail: in a copy, what keeps the diary is removed piece by piece, and they go red.

`mutants.csv` names each piece, the text that makes it and what stands in its place, and the tests
that must notice. A mutant that goes unnoticed is a hole in those tests, not in this proof.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
LEFT = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "staticfiles", "journeys")
AT_ONCE = 2
LONGEST = 1200  # seconds, on a machine that has much else to do

with Path(__file__).with_name("mutants.csv").open(encoding="utf-8", newline="") as table:
    MUTANTS = list(csv.DictReader(table))
ALL_TESTS = sorted({test for mutant in MUTANTS for test in mutant["tests"].split()})


def run(tree: Path, tests: list[str], number: int) -> subprocess.CompletedProcess[str]:
    """The tests in a copy of the tree, on a database of their own."""
    known = urlsplit(os.environ["DATABASE_URL"])
    database = known._replace(path=f"{known.path}_mutant_{number}").geturl()
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    return subprocess.run(
        command,
        cwd=tree,
        env={**os.environ, "DATABASE_URL": database, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def mutated(folder: Path, number: int, mutant: dict[str, str]) -> subprocess.CompletedProcess[str]:
    tree = folder / str(number)
    shutil.copytree(HOUSE, tree, ignore=LEFT)
    file = tree / mutant["file"]
    text = file.read_text()
    found = text.count(mutant["old"])
    if found != 1:
        raise LookupError(f"{mutant['file']} holds that text {found} times: {mutant['old']}")
    file.write_text(text.replace(mutant["old"], mutant["new"]))
    try:
        return run(tree, mutant["tests"].split(), number)
    finally:
        shutil.rmtree(tree)


@pytest.fixture(scope="module")
def outcomes(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[dict[str, Future]]:
    """Every mutant that was asked for, a few at once; the first result is waited for here."""
    folder = tmp_path_factory.mktemp("mutants")
    asked = {item.name for item in request.session.items}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {
            mutant["mutant"]: pool.submit(mutated, folder, number, mutant)
            for number, mutant in enumerate(MUTANTS)
            if any(f"[{mutant['mutant']}]" in name for name in asked)
        }
        pool.shutdown(cancel_futures=True)


def test_unchanged_every_one_of_these_tests_passes(tmp_path):
    tree = tmp_path / "unchanged"
    shutil.copytree(HOUSE, tree, ignore=LEFT)
    done = run(tree, ["-n", str(AT_ONCE), *ALL_TESTS], len(MUTANTS))
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant["mutant"])
def test_without_it_the_suite_goes_red(outcomes, mutant):
    done = outcomes[mutant["mutant"]].result()
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout[-3000:]
    assert "FAILED tests/" in done.stdout, "an error in the set-up does not count as noticed"
