"""What comes out of the diary, read as somebody with the file would."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from contacts.models import User
from contacts.queries import export
from contacts.queries.export import Exported, Wanted

Rows = list[dict[str, str]]


@contextmanager
def within_the_test() -> Iterator[Any]:
    """What a test has written, and not committed, is there for its own connection alone."""
    with transaction.atomic():
        connection.ensure_connection()
        yield connection.connection
        transaction.set_rollback(True)


@pytest.fixture
def seen_within_the_test(monkeypatch) -> None:
    monkeypatch.setattr(export, "snapshot", within_the_test)


@pytest.fixture
def file_of(seen_within_the_test) -> Callable[..., bytes]:
    def whole(by: User | None = None, **wanted: Any) -> bytes:
        return b"".join(Exported(Wanted(**wanted), by))

    return whole


@pytest.fixture
def rows_of(file_of) -> Callable[..., Rows]:
    return lambda by=None, **wanted: read(file_of(by, **wanted))


def read(file: bytes) -> Rows:
    before = csv.field_size_limit(1_000_000)
    try:
        return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    finally:
        csv.field_size_limit(before)
