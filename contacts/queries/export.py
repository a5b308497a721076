"""Contacts on their way out of the diary, row by row: constant memory, whatever their number."""

import datetime as dt
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from psycopg import Connection, sql

from contacts.formats import clock, exported_rows
from contacts.formats.periods import Period
from contacts.models import Act, Person, Team, User
from contacts.models.exported import (
    AS_IT_HAPPENED,
    AS_RECORDED,
    EXPORTED,
    HAPPENED,
    NOT_SENSITIVE,
    OF_OTHERS,
    OF_THEM,
)
from contacts.models.person import PersonQuerySet

PIECE = 64 * 1024  # bytes handed on at a time
# A reader so slow would keep the database from tidying up after everybody else.
AT_MOST = "1h"
EVERY_DAY = Period()

Database = Connection[Any]


@dataclass(frozen=True)
class Wanted:
    """What is taken out: whose contacts, of which days, and whether what is sensitive is in it.

    A team's people are those whose team it is and those whom somebody of it holds today; a
    practitioner's those whom they hold or work alongside today. Of several all must hold.
    """

    period: Period = EVERY_DAY
    team: Team | None = None
    practitioner: User | None = None
    person: Person | None = None
    sensitive: bool = False
    passages: bool = False

    @property
    def of_few(self) -> bool:
        return bool(self.team or self.practitioner or self.person)

    def chosen(self) -> dict[str, Any]:
        """The same for the trail, days as ISO 8601; null where nothing narrows it."""
        first, last = self.period
        return {
            "from": first and first.isoformat(),
            "until": last and last.isoformat(),
            "team": self.team and self.team.name,
            "practitioner": self.practitioner and self.practitioner.username,
            "crn": self.person and self.person.crn,
            "sensitive_entries": self.sensitive,
            "sensitive_passages": self.passages,
        }


def exportable(*, by: User | None) -> PersonQuerySet:
    """Whose contacts an administrator may take out; for the command line nobody with a list."""
    if by is None:
        return Person.objects.without_lists()
    return Person.objects.visible_to(by, Act.EXPORT_CONTACTS)


class Exported:
    """The bytes of a file of contacts, in pieces, and what of it has been read so far.

    UTF-8 with a byte-order mark, CRLF, the columns of `exported_rows`, from one snapshot that is
    read on a connection of its own. An event is one entry, however many records tell of it; what
    the others say, and what was added later, are rows beneath it, so that nothing is lost.
    Withdrawn, moved and undone contacts are left out; so is, unless it is wanted, an event of
    which any record is sensitive.

    A whole diary goes out in the order in which it was recorded, for whose sake nothing has to be
    sorted first. Where few are wanted, it is person by person, and what happened first comes first.

    What goes wrong is raised while it is read, as psycopg's or Django's error. Closing it ends the
    reading, wherever it is.
    """

    def __init__(self, wanted: Wanted, by: User | None) -> None:
        self.wanted, self.by = wanted, by
        self.rows = 0
        self._crns: set[bytes] = set()
        self._pieces = self._read()

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        self._pieces.close()

    def people(self) -> list[int]:
        """The ids of those of whom a row has been read. One statement."""
        crns = [crn.decode() for crn in self._crns]
        of_them = Person.objects.extra(where=["crn = ANY(%s)"], params=[crns])
        return list(of_them.order_by("pk").values_list("pk", flat=True))

    def _read(self) -> Generator[bytes]:
        yield exported_rows.BEGINNING
        with snapshot() as database:
            _settle(database, whole=not self.wanted.of_few)
            asked = _asked(database, self.wanted, self.by)
            with database.cursor() as cursor, cursor.copy(asked) as rows:
                yield from self._in_pieces(rows)

    def _in_pieces(self, rows: Iterable[Any]) -> Iterator[bytes]:
        """Whatever is done here is done a million times: they are put aside, and then together."""
        aside: list[bytes] = []
        size = 0
        for row in rows:
            aside.append(bytes(row))
            size += len(row)
            if size >= PIECE:
                yield self._piece(aside)
                aside, size = [], 0
        if aside:
            yield self._piece(aside)

    def _piece(self, rows: list[bytes]) -> bytes:
        """Only what is handed on counts: what was read beside it is in no file."""
        piece, count = exported_rows.lines(rows, passages=self.wanted.passages)
        self._crns.update([row[:7] for row in rows])
        self.rows += count
        return piece


@contextmanager
def snapshot() -> Iterator[Database]:
    """The diary as it is at one moment, on a connection that nobody else uses."""
    with closing(connection.copy()) as own:
        own.ensure_connection()
        own.connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield own.connection


def _settle(database: Database, *, whole: bool) -> None:
    """Of a whole diary the first row must not wait for all of them to be sorted."""
    told = ["TIME ZONE 'Europe/London'", f"statement_timeout = '{AT_MOST}'"]
    told += ["max_parallel_workers_per_gather = 0"]
    if whole:
        told += ["enable_sort = off"]
    for one in told:
        database.execute(f"SET LOCAL {one}")


def _asked(database: Database, wanted: Wanted, by: User | None) -> sql.Composed:
    """The statement that reads it, with everything it is told written into it."""
    ids = sql.Literal(_people(database, wanted, by))
    narrowed = _of_days(wanted.period)
    if not wanted.sensitive:
        narrowed.append(sql.Composed([sql.SQL(NOT_SENSITIVE)]))
    of_them, of_others = (
        sql.SQL(one).format(ids=ids) if wanted.of_few else sql.SQL("")
        for one in (OF_THEM, OF_OTHERS)
    )
    return sql.SQL(EXPORTED).format(
        ids=ids,
        of_them=of_them,
        of_others=of_others,
        narrowed=sql.Composed(narrowed),
        order=sql.SQL(AS_IT_HAPPENED if wanted.of_few else AS_RECORDED),
    )


def _people(database: Database, wanted: Wanted, by: User | None) -> list[int]:
    """The ids of those whose contacts are asked for, in the same snapshot."""
    asked, today = exportable(by=by).order_by(), clock.today()
    if wanted.person:
        asked = asked.filter(pk=wanted.person.pk)
    if wanted.team:
        asked = asked.of_team(wanted.team.pk, today)
    if wanted.practitioner:
        asked = asked.with_practitioner(wanted.practitioner, today)
    try:
        found = asked.values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    return [pk for (pk,) in database.execute(*found)]


def _of_days(period: Period) -> list[sql.Composed]:
    """Both days in it, in London. An event is of the day it is shown at."""
    asked = []
    if period.from_:
        asked.append(_happened(">=", clock.begins(period.from_)))
    if period.until:
        asked.append(_happened("<", clock.begins(period.until + dt.timedelta(days=1))))
    return asked


def _happened(when: str, moment: dt.datetime) -> sql.Composed:
    return sql.SQL(HAPPENED).format(when=sql.SQL(when), moment=sql.Literal(moment))
