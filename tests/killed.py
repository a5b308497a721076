"""A load that is killed at any moment has done all of its work or none."""

import json
import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from contacts.actions.importing import stage
from contacts.models import (
    Amendment,
    AuditEntry,
    BatchRow,
    Contact,
    ImportBatch,
    Person,
    PersonFact,
    ReadRow,
    Source,
    SourceRecord,
    StagedRow,
    Standing,
)

HOUSE = Path(__file__).parent.parent
# Its own alone: whoever else is in the database is nothing to it.
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"
PATIENCE = 120  # seconds, on a machine that has much else to do
WHOLE = "W00"  # the source of the load that nobody disturbs
READ, CONFIRMED = ImportBatch.State.READ, ImportBatch.State.CONFIRMED
Counts = tuple[int, ...]


@dataclass(frozen=True)
class Started:
    """A command in a process of its own, and the name its connections go by."""

    process: subprocess.Popen[bytes]
    name: str


@dataclass(frozen=True)
class Load:
    """One sort of file: `file` gives that of a source, `filed` how much of it came about."""

    what: str
    file: Callable[[str], Path]
    filed: Callable[[str], Counts]

    def typed(self, source: str) -> list[str]:
        return [f"import_{self.what}", str(self.file(source)), "--source", source, "--json"]

    def held(self, source: str) -> Counts:
        """How much of what came from a source there is, in every table that an import writes."""
        batches = ImportBatch.objects.filter(source__name=source)
        read, staged = (of.objects.filter(batch__in=batches).count() for of in (ReadRow, StagedRow))
        return (batches.count(), read, staged, *self.filed(source))

    def staged(self, source: str) -> ImportBatch:
        """Such a file as a page leaves it to the worker."""
        of = Source.objects.create(name=source)
        with self.file(source).open("rb") as opened:
            return stage(source=of, by=None, file=opened, what=self.what)


def contacts(folder: Path, rows: int) -> Load:
    """Of one person, with a repeat, an addition and somebody unknown among each ten."""
    file = folder / "contacts.csv"
    glued = " ...[A_GEN updated the case notes on 2026/04/11 08:00:00] More."
    lines = ["crn,occurred,notes,id"]
    for n in range(0, rows, 10):
        lines += [f"X482913,2026-03-03,Seen at home. {n}.,{n + i}" for i in range(7)]
        lines += [f"X482913,2026-03-03,Rang.{glued},{n + 7}", f"Z999999,2026-03-03,a,{n + 8}"]
        lines += [f"X482913,2026-03-03,Seen at home. {n}.,{n}"]
    file.write_text("\n".join(lines) + "\n")
    return Load("contacts", lambda _: file, _filed_contacts)


def people(folder: Path, rows: int) -> Load:
    """Those of each source are people of their own: its name is how their CRNs begin."""

    def file(source: str) -> Path:
        written = folder / f"{source}.csv"
        lines = ["crn,first_name,last_name,tier,standing,standing_place,standing_from"]
        lines += [
            f"{source}{n:04d},Dean,Hartley,B2,custody,HMP Leeds,2026-03-03" for n in range(rows)
        ]
        written.write_text("\n".join(lines) + "\n")
        return written

    return Load("people", file, _filed_people)


def _filed_contacts(source: str) -> Counts:
    brought = Contact.objects.filter(author_name=source)
    return (
        brought.count(),
        Amendment.objects.filter(contact__in=brought).count(),
        *_filed(source),
    )


def _filed_people(source: str) -> Counts:
    found = Person.objects.filter(crn__startswith=source)
    about = (of.objects.filter(person__in=found).count() for of in (PersonFact, Standing))
    return (found.count(), *about, *_filed(source))


def _filed(source: str) -> Counts:
    return (
        SourceRecord.objects.filter(source__name=source).count(),
        BatchRow.objects.filter(batch__source__name=source).count(),
        AuditEntry.objects.filter(detail__source=source).count(),
    )


def start(*typed: str) -> Started:
    """A command on the database of this test, in a process of its own."""
    address = urlsplit(os.environ["DATABASE_URL"])
    database, name = str(connection.settings_dict["NAME"]), f"started {uuid.uuid4().hex}"
    url = address._replace(path=f"/{database}").geturl()
    process = subprocess.Popen(
        [sys.executable, "manage.py", *typed],
        cwd=HOUSE,
        env={**os.environ, "DATABASE_URL": url, "PGAPPNAME": name},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    return Started(process, name)


def finish(started: Started) -> str:
    """What it printed."""
    printed, said = started.process.communicate(timeout=PATIENCE)
    assert (started.process.returncode, said) == (0, b"")
    return printed.decode()


def kill_after(started: Started, seconds: float) -> None:
    """Ended without a chance to tidy up; gone when the server has noticed."""
    time.sleep(seconds)
    started.process.kill()
    started.process.communicate(timeout=PATIENCE)
    until = time.monotonic() + PATIENCE
    while _connections(started) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _connections(started)


def _connections(started: Started) -> int:
    with connection.cursor() as cursor:
        cursor.execute(CONNECTIONS, [started.name])
        return cursor.fetchone()[0]


def kill_command(load: Load, points: int) -> int:
    """Kills a load somewhere on its way, then loads again; how many had got to their end."""
    begun = time.monotonic()
    counts = _brought(load, WHOLE)
    took, whole, rng = time.monotonic() - begun, load.held(WHOLE), random.Random(points)
    assert counts["new"]
    again, ended = _brought(load, WHOLE), 0
    for point in range(points):
        source = f"K{point:02d}"
        kill_after(start(*load.typed(source)), took * rng.uniform(0.2, 1.1))
        found = load.held(source)
        assert found in (whole, (0,) * len(whole)), source
        ended += found == whole
        assert _brought(load, source) == (again if found == whole else counts), source
        assert found == whole or load.held(source) == whole, source
    return ended


def _brought(load: Load, source: str) -> dict[str, int]:
    return json.loads(finish(start(*load.typed(source))))


def kill_worker(load: Load, points: int) -> int:
    """Kills a worker, by turns while it reads and while it files, and lets another take it up.

    How many had got to the end of what they did.
    """
    undisturbed = load.staged(WHOLE)
    took = [_worked(undisturbed), _worked(undisturbed, CONFIRMED)]
    counts, whole, rng, ended = undisturbed.counts, load.held(WHOLE), random.Random(points), 0
    assert counts["new"]
    nothing = (0,) * len(load.filed(WHOLE))
    for point in range(points):
        source, filing = f"K{point:02d}", point % 2
        batch = load.staged(source)
        if filing:
            _worked(batch)
            ImportBatch.objects.filter(pk=batch.pk).update(state=CONFIRMED)
        # Slower than one that lets nobody go first; some are to get to their end.
        kill_after(start("work"), took[filing] * rng.uniform(0.2, 1.6))
        found = load.filed(source)
        assert found in ((load.filed(WHOLE), nothing) if filing else (nothing,)), source
        batch.refresh_from_db()
        ended += batch.state == READ or found != nothing
        _worked(batch)
        if not filing:
            _worked(batch, CONFIRMED)
        assert (batch.counts, load.held(source)) == (counts, whole), source
    return ended


def _worked(batch: ImportBatch, state: str = "") -> float:
    """Seconds that a worker takes to do what there is to do."""
    if state:
        ImportBatch.objects.filter(pk=batch.pk).update(state=state)
    begun = time.monotonic()
    finish(start("work", "--once"))
    batch.refresh_from_db()
    return time.monotonic() - begun
