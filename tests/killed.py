"""A load that is killed at any moment has done all of its work or none."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from contacts.models import Contact, ImportBatch, ReadRow, SourceRecord, StagedRow

HOUSE = Path(__file__).parent.parent
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = %s
"""
PATIENCE = 60  # seconds
KILLED = "to be killed"  # as the server knows a process that is


def write_file(folder: Path, rows: int) -> Path:
    """Contacts of one person, with a repeat, an addition and somebody unknown among each ten."""
    file = folder / "contacts.csv"
    glued = "...[A_GEN updated the case notes on 2026/04/11 08:00:00] More."
    lines = ["crn,occurred,notes,id"]
    for n in range(0, rows, 10):
        lines += [f"X482913,2026-03-03,Seen at home. {n}.,{n + i}" for i in range(7)]
        lines += [f"X482913,2026-03-03,Rang. {glued},{n + 7}", f"Z999999,2026-03-03,a,{n + 8}"]
        lines += [f"X482913,2026-03-03,Seen at home. {n}.,{n}"]
    file.write_text("\n".join(lines) + "\n")
    return file


def start(*typed: str) -> subprocess.Popen[bytes]:
    """A command on the database of this test, in a process of its own."""
    address = urlsplit(os.environ["DATABASE_URL"])
    database = str(connection.settings_dict["NAME"])
    there = address._replace(path=f"/{database}").geturl()
    return subprocess.Popen(
        [sys.executable, "manage.py", *typed],
        cwd=HOUSE,
        env={**os.environ, "DATABASE_URL": there, "PGAPPNAME": KILLED},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, b"")


def kill_after(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Ended without a chance to tidy up; gone when the server has noticed."""
    time.sleep(seconds)
    process.kill()
    process.communicate(timeout=PATIENCE)
    until = time.monotonic() + PATIENCE
    while _others() and time.monotonic() < until:
        time.sleep(0.05)
    assert not _others()


def _others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, [KILLED])
        return cursor.fetchone()[0]


def held(source: str) -> tuple[int, ...]:
    """How much of what came from a source there is, in every table that an import writes."""
    batches = ImportBatch.objects.filter(source__name=source)
    return (
        batches.count(),
        Contact.objects.filter(author_name=source).count(),
        SourceRecord.objects.filter(source__name=source).count(),
        StagedRow.objects.filter(batch__in=batches).count(),
        ReadRow.objects.filter(batch__in=batches).count(),
    )


def kill_at_random(file: Path, points: int) -> int:
    """Loads a file as often as there are points, killed somewhere; how many got to their end."""
    begun = time.monotonic()
    finish(start("import_contacts", str(file), "--source", "whole"))
    took, whole, rng = time.monotonic() - begun, held("whole"), random.Random(points)
    assert whole[0] == 1
    ended = 0
    for point in range(points):
        source = f"killed {point}"
        kill_after(
            start("import_contacts", str(file), "--source", source), took * rng.uniform(0.2, 1.1)
        )
        found = held(source)
        assert found in (whole, (0,) * len(whole)), source
        ended += found == whole
    return ended
