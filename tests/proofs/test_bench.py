"""The measuring itself, at a hundredth of its size: every figure comes with its ratio."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent.parent
LINE = re.compile(
    r"[a-z0-9-]+ \d+\.\d (ms|s|statements|rows/s|MB|records|pairs) \(ratio \d+\.\d\d of [^()]+\)"
)
LEFT_OUT = re.compile(r"[a-z-]+ is left out: .+")


@pytest.fixture(scope="module")
def printed() -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.proofs.bench", "--small", "1000", "--large", "10000"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_every_line_is_a_name_a_figure_and_its_ratio(printed):
    assert [one for one in printed if not (LINE.fullmatch(one) or LEFT_OUT.fullmatch(one))] == []


@pytest.mark.parametrize(
    "name",
    ["load-scale", "my-people", "timeline", "team-timeline", "timeline-page-1", "record"]
    + ["save", "save-bare", "draft", "draft-statements"]
    + [f"request-{part}" for part in ("session", "access", "query", "rendering", "audit")]
    + [f"search-{where}-{sort}" for where in ("person", "team") for sort in ("common", "rare")]
    + ["search-team-absent", "search-team-phrase", "search-person-rare-cold"]
    + ["export", "export-first", "export-memory"]
    + ["matching", "matching-share", "matching-fetched", "matching-pairs", "matching-fuzzy"]
    + ["admin-person-list", "admin-busiest-search", "reading", "reading-longest"],
)
def test_what_is_measured_is_told(printed, name):
    assert [one for one in printed if one.startswith((f"{name} ", f"{name.rsplit('-', 1)[0]} is"))]
