"""What it costs to bring a million rows into a diary of a million contacts, and what it does to it.

Each stage, and the whole, is set beside two speeds, in rows a second: of a bare COPY of the same
rows into a table of their columns, without an index; and of a bare INSERT ... SELECT of contacts
into the same table, with its indexes, checks and words, where nothing is read, compared, kept as
it came or told apart. Of that the whole should reach a quarter: each row of a file is set beside
a row inserted, for one that repeats another is staged, read and judged like any. Beside the time
in which the new ones alone are inserted the whole is told as well, which is the harder measure.
The events are others than the diary holds: what it takes to find those that are the same is told by
`bench matching`, and what it takes here stands apart as `import-matching`, in the whole only as
`import-and-matching`.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from supervision.private_postgres import Cluster
from tests.proofs.bench_measure import once, say
from tests.proofs.bench_worlds import World, copy_of

ROWS = Path(__file__).with_suffix(".sql")
STAGES = ("staging", "reading", "judging", "filing")
MEMORY = 300  # megabytes that it may take
PAUSE, PATIENCE = 0.25, 20  # seconds between pages, and for which they are asked for at rest
BROUGHT = ("new", "to_check", "same_event")  # heaps of which each row makes a contact
SOURCE = "another system"
BLOCK = 1 << 20  # bytes
# What is new: what was not brought in before, and newer words of what was.
READY = """
CREATE TABLE ready AS
SELECT DISTINCT ON (bare."Contact ID") person.id AS person_id, "Officer" AS author_name,
    to_timestamp("Contact Date" || "Start Time", 'DD/MM/YYYYHH24:MI') AS occurred_at,
    coalesce("Contact Type", '') AS heading, coalesce("Notes", '') AS notes
FROM bare JOIN contacts_person AS person ON person.crn = bare."CRN"
WHERE bare."Contact ID"::bigint % 5 <> 0 OR bare."Contact ID"::bigint % 500 = 0
"""
INSERT = """
INSERT INTO contacts_contact (person_id, author_name, occurred_at, time_known, written_at,
    recorded_at, kind, outcome, sensitive, heading, notes, state, seen)
SELECT person_id, author_name, occurred_at, true, occurred_at, now(), '', '', false, heading, notes,
    'shown', 'not_known' FROM ready
"""


@dataclass
class Load:
    """What one load took: seconds by stage, megabytes, and pages meanwhile, in milliseconds."""

    took: dict[str, float] = field(default_factory=dict)
    heaps: dict[str, int] = field(default_factory=dict)
    memory: float = 0
    pages: dict[str, list[float]] = field(default_factory=dict)


def imports(large: World, cluster: Cluster) -> None:
    """By stage the rows a second, the memory they take, and what other pages take meanwhile."""
    with _folder() as folder:
        before, whole = _write(large, folder)
        bare = [_bare(cluster, large, whole)]
        with copy_of(cluster, large, "brought") as brought:
            _bring(brought, cluster, before)
            rest = _at_rest(brought)
            load = _bring(brought, cluster, whole)
        # Once more: what else the machine has to do changes in the minutes between.
        bare.append(_bare(cluster, large, whole))
    _tell(load, *map(statistics.mean, zip(*bare, strict=True)))
    say("import-memory", load.memory, "MB", load.memory / MEMORY, f"the {MEMORY} MB it may take")
    for page, took in rest.items():
        meanwhile = statistics.median(load.pages[page])
        say(f"import-{page}", meanwhile, "ms", meanwhile / took, "the same while nothing runs")


def _tell(load: Load, copy: float, insert: float) -> None:
    rows, new = sum(load.heaps.values()), sum(map(load.heaps.__getitem__, BROUGHT))
    whole = sum(load.took[stage] for stage in STAGES)
    took = {f"import-{stage}": load.took[stage] for stage in (*STAGES, "matching")}
    took |= {"import": whole, "import-and-matching": whole + load.took["matching"]}
    for name, seconds in took.items():
        speed = rows / seconds
        say(f"{name}-copy", speed, "rows/s", copy / seconds, "a bare COPY of the same rows")
        say(name, speed, "rows/s", speed * insert / new, "a bare INSERT of contacts")
        of = "what a bare INSERT of its new rows takes"
        say(f"{name}-took", seconds, "s", seconds / insert, of)


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="bench-import-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _write(large: World, folder: Path) -> tuple[Path, Path]:
    """A file of which every row is in the other too, and that: as many rows as the diary has."""
    large.use()
    files = folder / "before.csv", folder / "whole.csv"
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE numbered AS"
            " SELECT id AS contact, row_number() OVER (ORDER BY id) AS n FROM contacts_contact"
        )
        cursor.execute("CREATE UNIQUE INDEX ON numbered (n)")
        cursor.execute("ANALYZE numbered")
        for file, again in zip(files, ("false", "true"), strict=True):
            select = ROWS.read_text().replace(":again", again)
            with (
                cursor.copy(f"COPY ({select}) TO STDOUT (FORMAT csv, HEADER)") as copy,
                file.open("wb") as written,
            ):
                written.writelines(copy)
    return files


def _bare(cluster: Cluster, large: World, file: Path) -> tuple[float, float]:
    """Seconds that the bare COPY and the bare INSERT take."""
    with copy_of(cluster, large, "bare"), connection.cursor() as cursor:
        with file.open("rb") as opened:
            names = opened.readline().decode().strip().split(",")
        columns = ", ".join(f'"{name}" text' for name in names)
        cursor.execute(f"CREATE TABLE bare ({columns})")
        copied = once(lambda: _copy(cursor, file))
        cursor.execute(READY)
        cursor.execute("ANALYZE ready")
        cursor.execute("CHECKPOINT")
        return copied / 1000, once(lambda: cursor.execute(INSERT)) / 1000


def _copy(cursor: Any, file: Path) -> None:
    with (
        file.open("rb") as opened,
        cursor.copy("COPY bare FROM STDIN (FORMAT csv, HEADER)") as copy,
    ):
        while block := opened.read(BLOCK):
            copy.write(block)


def _bring(world: World, cluster: Cluster, file: Path) -> Load:
    """In a process of its own, as the worker is; pages are asked for until it ends."""
    load = Load()
    loading = subprocess.Popen(
        [sys.executable, "-m", "tests.proofs.bench_bringing", str(file), SOURCE],
        env={**os.environ, "DATABASE_URL": cluster.url(world.name)},
        stdout=subprocess.PIPE,
    )
    while loading.poll() is None:
        _look(world, load.pages)
    printed, _ = loading.communicate()
    if loading.returncode:
        raise RuntimeError(f"The load ended with {loading.returncode}.")
    told = dict(map(json.loads, printed.splitlines()))
    load.memory, load.heaps = told.pop("memory"), told.pop("heaps")
    load.took = told
    return load


def _at_rest(world: World) -> dict[str, float]:
    pages: dict[str, list[float]] = {}
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        _look(world, pages)
    return {page: statistics.median(took) for page, took in pages.items()}


def _look(world: World, pages: dict[str, list[float]]) -> None:
    """Now and then, as people do: asked for without a pause they would take half the machine."""
    addresses = {"my-people": "/people/", "timeline": f"/people/{world.person.crn}/"}
    for page, address in addresses.items():
        time.sleep(PAUSE)
        pages.setdefault(page, []).append(once(lambda at=address: world.get(at)))
