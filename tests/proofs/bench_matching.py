"""What it costs to find the records of one event, when another system's million rows come in.

All of the diary's people have what is in it, and as many rows again of a system of its own: most
of other events, every fifth of one that the diary holds, some minutes later and in the same words.
Told are the rows matched a second, the records of another system that each was held against, and
the share of the whole import; beside them what the same rows cost where nothing else is.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.db import connection

from supervision.private_postgres import Cluster
from tests.proofs.bench_measure import say
from tests.proofs.bench_worlds import World, copy_of

SOURCE = "a prison"
# Of every fifth the same words within the hour; the rest words of their own, some days off.
ROWS = """
SELECT person.crn AS crn, contact.id AS id,
    to_char(contact.occurred_at AT TIME ZONE 'UTC' + CASE WHEN contact.id % 5 = 0
        THEN interval '20 minutes' ELSE make_interval(days => contact.id::int % 7) END,
        'YYYY-MM-DD"T"HH24:MI"Z"') AS occurred,
    contact.notes || CASE WHEN contact.id % 5 = 0 THEN ''
        ELSE ' Wing ' || md5(contact.id::text) END AS notes
FROM contacts_contact AS contact JOIN contacts_person AS person ON person.id = contact.person_id
ORDER BY contact.id
"""


def matching(large: World, cluster: Cluster) -> None:
    """Rows a second, records looked at for each, and the share of the whole import."""
    with tempfile.TemporaryDirectory(prefix="bench-matching-") as folder:
        file = Path(folder) / "rows.csv"
        large.use()
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY ({ROWS}) TO STDOUT (FORMAT csv, HEADER)") as copy,
            file.open("wb") as written,
        ):
            written.writelines(copy)
        with copy_of(cluster, large, "matched") as matched:
            told = _bring(matched, cluster, file)
    _tell(told)


def _bring(world: World, cluster: Cluster, file: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.proofs.bench_matched", str(file), SOURCE],
        env={**os.environ, "DATABASE_URL": cluster.url(world.name)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return dict(map(json.loads, done.stdout.splitlines()))


def _tell(told: dict[str, float]) -> None:
    whole, rows = told["whole"], told["rows"]
    say("matching", rows / told["matching"], "rows/s", told["matching"] / whole, "the whole import")
    rest = whole - told["matching"]
    say("matching-share", told["matching"], "s", told["matching"] / rest, "the rest of the import")
    asked = told["fetched"] / rows
    say("matching-fetched", asked, "records", told["fetched"] / rows, "the rows brought in")
    say(
        "matching-pairs", told["pairs"] / rows, "pairs", told["pairs"] / rows, "the rows brought in"
    )
    fuzzy = told["fuzzy"] / max(told["pairs"], 1)
    say("matching-fuzzy", told["fuzzy"] / rows, "pairs", fuzzy, "those that blocking leaves")
