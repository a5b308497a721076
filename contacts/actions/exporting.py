"""Taking contacts out of the diary is written down before it begins and however it ends."""

import logging
import time
import uuid
from collections.abc import Iterator
from typing import Any, Protocol

from django.db import Error as DatabaseError
from django.db import connection

from contacts import audit
from contacts.formats import exported_rows, stopping
from contacts.models import Act, User
from contacts.models import export_progress as told_so_far
from contacts.models.export_progress import How

TOLD_EVERY = 1.0  # seconds, and not rows: what it costs is then the same for every file

logger = logging.getLogger(__name__)


class Rows(Protocol):
    """Pieces of a file as they are read, how many rows they held, and about whom."""

    rows: int

    def __iter__(self) -> Iterator[bytes]: ...
    def people(self) -> list[int]: ...
    def close(self) -> None: ...


class Stopping(Exception):
    """The server is about to stop."""


def take_out(*, rows: Rows, by: User | None, purpose: str, chosen: dict[str, Any]) -> "TakenOut":
    """Write down that an export begins, and give back the file that may now be sent.

    `chosen` says what was asked for, in values that JSON has. Nobody is named yet: whose entries
    are in it is written down as it ends. Raises NotRecorded, and then nothing may be sent.
    """
    detail = {"purpose": purpose, **chosen}
    taken = TakenOut(rows, by, detail)
    taken.record(How.BEGUN)
    taken.tell(How.BEGUN)
    return taken


class TakenOut:
    """The pieces of one file. Whichever way it ends is written down, once, before it is over.

    Where it breaks off, because the database has gone or the server is to stop, its last line says
    so. Where nobody reads any further there is nobody to tell, and it is written down as it is
    closed. What cannot be written down makes the file incomplete too.
    """

    def __init__(self, rows: Rows, by: User | None, detail: dict[str, Any]) -> None:
        self.complete = False
        self._rows, self._by, self._detail = rows, by, detail
        self._id, self._told = uuid.uuid4().hex[:8], 0.0
        self._asked_by = audit.this_request()
        self._over = False
        self._pieces = iter(rows)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self._over:
            raise StopIteration
        try:
            return self._next()
        except StopIteration:
            self.complete = self._over = True
            raise
        except Exception as error:
            # Its class alone: what the database says of an error may hold somebody's notes.
            logger.warning("An export broke off: %s", type(error).__name__)
            return self.break_off()

    def close(self) -> None:
        """Nobody reads any further."""
        if not self._over:
            self.break_off()

    def break_off(self) -> bytes:
        """Write down that it is incomplete. Gives back the line that says so in the file."""
        self._over = True
        # First, or its rows would hold on to what the entry needs.
        self._rows.close()
        try:
            self.record(How.BROKEN_OFF)
        except DatabaseError as error:
            logger.error("That an export broke off is not in the trail: %s", type(error).__name__)
        self.tell(How.BROKEN_OFF)
        return exported_rows.incomplete(self._rows.rows)

    def record(self, how: str) -> None:
        """On a connection that nothing has happened to."""
        people = [] if how == How.BEGUN else self._people()
        counts = {} if how == How.BEGUN else {"rows": self._rows.rows, "people": len(people)}
        detail = {"export": str(how), **self._detail, **counts}
        with audit.about(self._asked_by):
            audit.record(
                Act.EXPORT_CONTACTS,
                user=self._by,
                people=people,
                object=f"export {self._id}",
                detail=detail,
            )

    def tell(self, how: str) -> None:
        """How far it has come, for the page it was asked from. The file does not depend on it."""
        self._told = time.monotonic()
        try:
            if self._by:
                rows = self._rows.rows
                told_so_far.tell(self._by, id=self._id, how=how, rows=rows)
        except DatabaseError as error:
            logger.warning("How far an export is was not told: %s", type(error).__name__)
            _begin_afresh()

    def _people(self) -> list[int]:
        _begin_afresh()
        return self._rows.people()

    def _next(self) -> bytes:
        if stopping.told.is_set():
            raise Stopping
        try:
            piece = next(self._pieces)
        except StopIteration:
            self._rows.close()
            self.record(How.ENDED)
            self.tell(How.ENDED)
            raise
        if time.monotonic() - self._told > TOLD_EVERY:
            self.tell(How.BEGUN)
        return piece


def _begin_afresh() -> None:
    """What is said to the database next is said on a connection that nothing has happened to."""
    if not connection.in_atomic_block:
        connection.close()
