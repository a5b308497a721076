"""Puts as much into an empty database as a region holds, the same every time for the same day."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from contacts import audit
from contacts.formats import clock
from contacts.management.made_up.facts import Facts
from contacts.management.made_up.load import PASSWORD, SEED, SOURCES
from contacts.management.made_up.people import Life
from contacts.management.scale.copying import copy_lines, copy_objects, count_on, one_ahead
from contacts.management.scale.diary import Batch, Diary
from contacts.management.scale.people import Staff, how_many_contacts, lives, staff
from contacts.management.scale.sentences import sentences
from contacts.management.scale.words import Words
from contacts.models import (
    AccessRule,
    Act,
    Amendment,
    BatchRow,
    Contact,
    ImportBatch,
    Source,
    SourceRecord,
)

EXCLUDED = 300  # of one person in so many, somebody else's practitioner may see nothing
COLUMNS = {
    "contacts_contact": "id, person_id, author_id, author_name, occurred_at, time_known,"
    " written_at, recorded_at, kind, minutes, outcome, sensitive, heading, notes, token, state,"
    " lead_id, seen, hash",
    "contacts_amendment": "id, contact_id, author_id, author_name, written_at, recorded_at, notes,"
    " changed, replaces, token",
    "contacts_sourcerecord": "id, source_id, foreign_id, digest, batch_id, contact_id, raw",
    "contacts_batchrow": "id, batch_id, record_id",
}


@transaction.atomic
def load(
    *, today: dt.date, people: int, contacts: int, told: Callable[[int], None] = lambda _: None
) -> None:
    """Everything up to and without that day, by COPY; all of it or nothing.

    `told` hears how many contacts are in. The database must hold nobody yet.
    """
    rng = random.Random(SEED)  # noqa: S311  (made-up data, the same every time)
    words = Words(rng)
    with connection.cursor() as cursor:
        # Kept for the end, the checks of a million rows would fill the memory.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    everybody = staff(words, people, make_password(PASSWORD))
    sources = [Source(name=name) for name in SOURCES.values()]
    for made in (everybody.pdus, everybody.teams, everybody.users, sources):
        copy_objects(made)
    counts = how_many_contacts(rng, people, contacts)
    found = list(lives(rng, words, today, everybody.practitioners(), counts))
    _people(rng, today, found, everybody, sources)
    diary = Diary(
        words, sentences(rng), found, everybody.practitioners(), _batches(sources, today), today
    )
    for batch in one_ahead(diary.batches()):
        _copy(batch)
        told(len(batch.contacts))
    audit.record(Act.MADE_UP_DATA, user=None, detail={"people": people, "contacts": contacts})
    _finish()


def _people(
    rng: random.Random,
    today: dt.date,
    found: list[Life],
    everybody: Staff,
    sources: list[Source],
) -> None:
    copy_objects([life.person for life in found])
    about = Facts(rng, today, {source.name: source for source in sources})
    made: list[Callable[[Life], Any]] = [
        about.facts,
        about.standings,
        about.allocations,
        about.aliases,
    ]
    for of_life in made:
        copy_objects([row for life in found for row in of_life(life)])
    copy_objects(
        [
            AccessRule(
                person=life.person,
                user=rng.choice(everybody.practitioners()),
                kind=AccessRule.Kind.EXCLUSION,
                set_at=clock.now(),
            )
            for life in found[EXCLUDED::EXCLUDED]
        ]
    )


def _batches(sources: Sequence[Source], today: dt.date) -> dict[str, tuple[int, int]]:
    """One file of each source, with the id of both."""
    loaded = dt.datetime.combine(today, dt.time(), tzinfo=clock.LONDON)
    batches = [ImportBatch(source=source, loaded_at=loaded) for source in sources]
    copy_objects(batches)
    return {
        name: (source.pk, batch.pk)
        for name, source, batch in zip(SOURCES, sources, batches, strict=True)
    }


def _copy(batch: Batch) -> None:
    lines = (batch.contacts, batch.amendments, batch.records, batch.rows)
    for (table, columns), of_table in zip(COLUMNS.items(), lines, strict=True):
        copy_lines(table, columns, of_table)


def _finish() -> None:
    """Ids go on from the last, and the planner knows what there is."""
    count_on([Contact, Amendment, SourceRecord, BatchRow])
    ours = [model._meta.db_table for model in apps.get_app_config("contacts").get_models()]
    with connection.cursor() as cursor:  # not the server's own tables, which others may hold
        cursor.execute(f"ANALYZE {', '.join(ours)}")
