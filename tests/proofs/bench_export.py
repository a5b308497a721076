"""What it costs to take a whole diary out, beside psycopg's bare copy of the same rows."""

import resource
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.utils.module_loading import import_string

from tests.proofs.bench_measure import once, say
from tests.proofs.bench_worlds import World

EXPORT = "contacts.queries.export"
TIMES = 3
FIRST_BYTE = 1_000  # milliseconds that it may take
# The rows of the file, in no order and as they are kept.
BARE = """
COPY (
    SELECT person.crn, occurred_at, coalesce(author.name, contact.author_name), kind, minutes,
        outcome, sensitive, heading, source.name, record.foreign_id, notes
    FROM contacts_contact AS contact
    JOIN contacts_person AS person ON person.id = contact.person_id
    LEFT JOIN contacts_user AS author ON author.id = contact.author_id
    LEFT JOIN contacts_sourcerecord AS record ON record.contact_id = contact.id
    LEFT JOIN contacts_source AS source ON source.id = record.source_id
    WHERE contact.state IN ('shown', 'joined')
    UNION ALL
    SELECT person.crn, coalesce(later.written_at, later.recorded_at),
        coalesce(author.name, later.author_name), '', NULL, '', contact.sensitive, '', '', '',
        later.notes
    FROM contacts_amendment AS later
    JOIN contacts_contact AS contact ON contact.id = later.contact_id
    JOIN contacts_person AS person ON person.id = contact.person_id
    LEFT JOIN contacts_user AS author ON author.id = later.author_id
    WHERE contact.state IN ('shown', 'joined') AND NOT later.replaces AND later.notes <> ''
) TO STDOUT (FORMAT csv)
"""


@dataclass
class Read:
    """One file that was read to its end."""

    rows: int
    first: float  # milliseconds until the first row was there
    memory: float  # megabytes that it took at most


def exports(small: World, large: World) -> None:
    """Rows a second, how long the first of them takes, and how much memory all of them take."""
    # First, before anything has asked for memory that a later reading may use again.
    few, all_ = _read(small), _read(large)
    took = [(once(lambda: _read(large)), once(lambda: _bare(large))) for _ in range(1 + TIMES)][1:]
    ours, bare = (statistics.median(one) for one in zip(*took, strict=True))
    a_second = all_.rows / ours * 1000
    say("export", a_second, "rows/s", bare / ours, "psycopg's bare copy of the same rows")
    say("export-first", all_.first, "ms", all_.first / FIRST_BYTE, "the second it may take")
    of = f"what {small.size:,} contacts take"
    say("export-memory", all_.memory, "MB", all_.memory / max(few.memory, 1), of)


def _read(world: World) -> Read:
    world.use()
    users = apps.get_model("contacts.User").objects
    # By name, since its models are there only once Django is set up.
    exported, wanted = map(import_string, (f"{EXPORT}.Exported", f"{EXPORT}.Wanted"))
    rows = exported(wanted(sensitive=True), users.get(role="admin"))
    pieces, begun, before = iter(rows), time.perf_counter(), _memory()
    next(pieces)
    next(pieces)
    first = (time.perf_counter() - begun) * 1000
    most = max((_memory() for _ in pieces), default=before)
    return Read(rows.rows, first, (most - before) / 1e6)


def _bare(world: World) -> int:
    world.use()
    with connection.cursor() as cursor, cursor.copy(BARE) as copy:
        return sum(1 for _ in copy)


def _memory() -> int:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize()
