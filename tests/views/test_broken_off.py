"""A file that breaks off on its way, for each reason that there is, says so and so does the log."""

import http.client
import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from contacts.formats import exported_rows
from contacts.models import AuditEntry
from contacts.models.export_progress import how_far, newest
from contacts.queries import export
from tests.taken_out import read

pytestmark = pytest.mark.django_db(transaction=True)
SENT = {"purpose": "An audit"}
ENTRIES = 60  # about 15 MB, more than is under way at any moment


@pytest.fixture
def diary(add_contact, person) -> None:
    for _ in range(ENTRIES):
        # Long in the name, since notes that long take long to be made ready for searching.
        add_contact(person, author_name="Ann Bell" * 30_000, notes="Dean said.")


@pytest.fixture
def begun(as_, ada, diary) -> Iterator[Iterator[bytes]]:
    """The pieces of a file of which the first has been read."""
    answer = as_(ada).post("/export/", SENT)
    pieces = iter(answer.streaming_content)
    assert next(pieces) == exported_rows.BEGINNING
    yield pieces
    answer.close()


def trail() -> tuple[str, list[int], int]:
    entry = AuditEntry.objects.filter(act="export_contacts").latest("id")
    return entry.detail["export"], entry.people, entry.detail.get("rows", 0)


def says_so(file: bytes, person: int) -> bool:
    """Whether the last line of the file and the trail say that it broke off, and where."""
    *rows, last = read(exported_rows.BEGINNING + file)
    assert 1 <= len(rows) < ENTRIES
    said = f"This file is incomplete: it broke off after {len(rows)} rows."
    return last["crn"] == said and trail() == ("broken off", [person], len(rows))


def test_a_database_that_is_restarted(begun, person, ada, caplog):
    """Every session is ended, those included by which it is written down and told."""
    before = next(begun)
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert says_so(before + b"".join(begun), person.pk)
    assert how_far(ada, newest(ada)).how == "broken off"
    assert re.search("An export broke off: (AdminShutdown|OperationalError)", caplog.text)
    assert "Dean said" not in caplog.text


@pytest.fixture
def in_a_blink(monkeypatch) -> None:
    monkeypatch.setattr(export, "AT_MOST", "300ms")


def test_an_error_of_the_database_in_the_middle(in_a_blink, begun, person, caplog):
    """Here that it takes longer than it may."""
    before = next(begun)
    time.sleep(0.5)
    assert says_so(before + b"".join(begun), person.pk)
    assert "An export broke off: QueryCanceled" in caplog.text
    assert "Dean said" not in caplog.text


@pytest.fixture
def ask(live_server, as_, ada) -> Callable[..., http.client.HTTPResponse]:
    """Ada asks a server that is really there."""
    client = as_(ada)
    csrf = client.get("/export/").context["csrf_token"]
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    assert settings.SESSION_COOKIE_NAME in cookies

    def post() -> http.client.HTTPResponse:
        link = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, 60)
        sent = urlencode({**SENT, "csrfmiddlewaretoken": str(csrf)})
        kind = "application/x-www-form-urlencoded"
        link.request("POST", "/export/", sent, {"Cookie": cookies, "Content-Type": kind})
        return link.getresponse()

    return post


def test_a_browser_that_goes_away(ask, diary, person, ada):
    answer = ask()
    assert answer.status == 200
    assert answer.read(300_000).startswith(exported_rows.BEGINNING)
    answer.close()
    wait_until(lambda: trail()[0] == "broken off")
    _, people, rows = trail()
    assert people == [person.pk]
    assert 1 <= rows < ENTRIES
    wait_until(lambda: how_far(ada, newest(ada)).how == "broken off")


def wait_until(so: Callable[[], bool]) -> None:
    for _ in range(400):
        if so():
            return
        time.sleep(0.05)
    raise AssertionError
