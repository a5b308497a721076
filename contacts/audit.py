"""Who did what, to whose record: the one way an entry gets into the trail."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import Error as DatabaseError
from django.http.response import HttpResponseBase

from contacts.formats import clock
from contacts.models import AuditEntry, Person, User


class NotRecorded(DatabaseError):
    """The trail cannot be written, so nothing is shown and nothing is done."""


@dataclass
class Request:
    """What an entry says of where it came from, and whether one was written meanwhile."""

    id: str = ""
    address: str = ""
    recorded: list[AuditEntry] = field(default_factory=list)


_request: ContextVar[Request | None] = ContextVar("request", default=None)

COMMAND_LINE = "command line"


@contextmanager
def about(request: Request) -> Iterator[Request]:
    """Everything recorded inside comes from this request."""
    before = _request.set(request)
    try:
        yield request
    finally:
        _request.reset(before)


def this_request() -> Request:
    """Where what is done now comes from, for what is recorded once its answer is on its way."""
    return _request.get() or Request()


def recorded_by_an_action(response: HttpResponseBase) -> bool:
    """An action has written the entry for this answer; what it refused, nobody has recorded."""
    request = _request.get()
    return response.status_code == 200 and bool(request and request.recorded)


def record(
    act: str,
    *,
    user: User | None,
    people: Iterable[Person | int] = (),
    object: str = "",
    detail: dict[str, Any] | None = None,
    username: str = "",
) -> AuditEntry:
    """Add one entry to the trail, in the transaction of whatever it speaks of.

    `people` are those whose record was shown or changed; `detail` is from and to, never notes.
    Without a user the actor is the command line, or the name given. Raises NotRecorded.
    """
    request = this_request()
    entry = AuditEntry(
        at=clock.now(),
        **_who(user, username or COMMAND_LINE, request),
        act=act,
        people=[one.pk if isinstance(one, Person) else one for one in people],
        object=object,
        detail=detail or {},
    )
    try:
        entry.save(force_insert=True)
    except DatabaseError as error:
        raise NotRecorded from error
    request.recorded.append(entry)
    return entry


def _who(user: User | None, name: str, request: Request) -> dict[str, Any]:
    where = {"request_id": request.id, "address": request.address}
    if user is None:
        return {"username": name, **where}
    return {"user_id": user.pk, "username": user.username, "role": user.role, **where}
