"""The databases that are measured, each with somebody signed in and somebody to look at."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from supervision.private_postgres import Cluster

PHRASE, ABSENT = "safety plan", "quizzaciously"
PAGE = 50
# Of words typed as they are kept: the one nearest a tenth of the notes, and one in a note or two.
WORDS = """
SELECT word, ndoc FROM ts_stat(format(
    'SELECT vector FROM contacts_words WHERE person_id = ANY(%%L::bigint[])', %s::bigint[]::text))
WHERE word ~ '^[a-z]{5,}$' AND plainto_tsquery('public.diary', word)::text = quote_literal(word)
"""


@dataclass
class World:
    """One database, and how to use it as if it were the only one."""

    size: int
    connection: Any
    user: Any = None
    clients: dict[str, Client] = field(default_factory=dict)
    caseload: list[int] = field(default_factory=list)
    team: list[int] = field(default_factory=list)
    person: Any = None  # whom the caseload has most about
    busiest: Any = None

    @property
    def name(self) -> str:
        return str(self.connection.settings_dict["NAME"])

    def use(self) -> "World":
        connections["default"] = self.connection
        return self

    def get(self, address: str, username: str = "scale", **asked: str) -> Any:
        self.use()
        response = self.clients[username].get(address, asked)
        if response.status_code != 200:
            raise LookupError(f"{address} answers {response.status_code}")
        return response

    def rows(self, sql: str, *values: object) -> list[tuple]:
        self.use()
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def joined(self, sql: str, *values: object) -> list[str]:
        """What a page costs at the least: its rows as strings."""
        return ["".join(map(str, row)) for row in self.rows(sql, *values)]

    def picked(self, people: list[int]) -> dict[str, str]:
        """A common word and a rare one of what is written about these people; and two more."""
        found = self.rows(WORDS, people)
        tenth = len(self.rows("SELECT FROM contacts_words WHERE person_id = ANY(%s)", people)) / 10
        rare = min((word for word, notes in found if notes == 1 and len(word) > 6), default="")
        common = min(found, key=lambda one: (abs(one[1] - tenth), one[0]))[0]
        return {"common": common, "rare": rare, "absent": ABSENT, "phrase": PHRASE}


def make_database(cluster: Cluster, name: str) -> str:
    """Its address; where it is kept from another run, as it is."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as link:
        known = link.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if not known.rowcount:
            link.execute(f"CREATE DATABASE {name}")
    return cluster.url(name)


def world(cluster: Cluster, name: str, people: int, contacts: int) -> World:
    """A database with so much in it, and who is to be looked at."""
    make_database(cluster, name)
    connections["default"] = made = connection.copy()
    made.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not apps.get_model("contacts.User").objects.exists():
        said = io.StringIO()
        call_command("load_scale", people=people, contacts=contacts, stdout=said)
        print(said.getvalue().splitlines()[0], file=sys.stderr)
        with connection.cursor() as cursor:  # what autovacuum would come to
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")
    return _peopled(World(contacts, made))


@contextlib.contextmanager
def copy_of(cluster: Cluster, one: World, name: str) -> Iterator[World]:
    """The same once more, to be written in; gone afterwards, so that the first stays as it is."""
    one.connection.close()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        link.execute(f"CREATE DATABASE {name} TEMPLATE {one.name} STRATEGY file_copy")
        connections["default"] = made = connection.copy()
        made.settings_dict["NAME"] = name
        try:
            yield _peopled(World(one.size, made))
        finally:
            made.close()
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")
            one.use()


def _peopled(one: World) -> World:
    users = apps.get_model("contacts.User").objects
    people = apps.get_model("contacts.Person").objects
    one.user = users.get(username="scale")
    for username in ("scale", "scale-spo"):
        one.clients[username] = Client(SERVER_NAME="127.0.0.1")
        one.clients[username].force_login(users.get(username=username))
    held = "SELECT person_id FROM contacts_allocation WHERE practitioner_id = %s AND until IS NULL"
    one.caseload = [pk for (pk,) in one.rows(held, one.user.pk)]
    one.team = list(people.filter(team=one.user.team).values_list("pk", flat=True))
    one.person = people.get(pk=_most(one, one.caseload))
    of_pdu = people.filter(team__pdu=one.user.team.pdu).values_list("pk", flat=True)
    one.busiest = people.get(pk=_most(one, list(of_pdu)))
    return one


def _most(one: World, people: list[int]) -> int:
    sql = "SELECT person_id FROM contacts_contact WHERE person_id = ANY(%s)"
    return one.rows(f"{sql} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1", people)[0][0]


def restart(cluster: Cluster, worlds: list[World]) -> None:
    """Nothing is kept in memory: neither by the server nor, as far as it lets go, the machine."""
    for one in worlds:
        one.connection.close()
    cluster._stop()
    os.sync()
    for file in Path(cluster.data).rglob("[0-9]*"):
        with contextlib.suppress(OSError):
            handle = os.open(file, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)
    cluster._start()
    for one in worlds:
        one.rows("SELECT 1")
