"""A diary as it stands in an office: one database role owns the tables, another one uses them."""

import io
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg import sql

HERE = Path(__file__).parent
NAME = f"evidence_{os.getpid()}"


@dataclass(frozen=True)
class KeptDiary:
    """Its roles, a way to come in as one of them, and what must stay as it is."""

    owner: str
    application: str
    password: str
    digest: Callable[[], list[Any]]

    def connect(self, role: str) -> psycopg.Connection:
        return psycopg.connect(**_as(role, self.password, NAME), autocommit=True)

    @contextmanager
    def in_django(self, role: str) -> Iterator[None]:
        """Everything that Django asks the database inside, it asks as this role."""
        usual = connections["default"]
        ours = usual.copy()
        ours.settings_dict.update(NAME=NAME, USER=role, PASSWORD=self.password)
        connections["default"] = ours
        try:
            yield
        finally:
            ours.close()
            connections["default"] = usual


def _as(role: str | None, password: str | None, database: str) -> dict[str, Any]:
    """How to reach a database of the server the tests use; as its own user without a role."""
    usual = connections["default"].get_connection_params()
    known = {name: usual[name] for name in ("host", "port", "user", "password") if name in usual}
    return {**known, **({"user": role, "password": password} if role else {}), "dbname": database}


@pytest.fixture(scope="session")
def kept(django_db_setup, django_db_blocker) -> Iterator[KeptDiary]:
    owner, application, password = f"{NAME}_owner", f"{NAME}_application", secrets.token_hex()
    with psycopg.connect(**_as(None, None, "postgres"), autocommit=True) as server:
        for role in (owner, application):
            server.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), password)
            )
        server.execute(f"CREATE DATABASE {NAME} OWNER {owner}")
        with psycopg.connect(**_as(None, None, NAME), autocommit=True) as watching:
            look = (HERE / "evidence_digest.sql").read_text()
            diary = KeptDiary(
                owner, application, password, lambda: watching.execute(look).fetchall()
            )
            with django_db_blocker.unblock():
                _fill(diary)
            yield diary
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
        server.execute(f"DROP ROLE {owner}, {application}")


def _fill(diary: KeptDiary) -> None:
    with diary.in_django(diary.owner):
        call_command("migrate", verbosity=0)
        call_command("grant_application", diary.application, stdout=io.StringIO())
    with diary.connect(diary.owner) as link:
        link.execute((HERE / "evidence_rows.sql").read_text())
