import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def test_the_process_is_up_whatever_the_database_does(client):
    """No database is allowed in this test."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_up_to_date(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client):
    ((_, latest),) = MigrationLoader(connection).graph.leaf_nodes("contacts")
    MigrationRecorder(connection).record_unapplied("contacts", latest)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"Migrations are waiting.")


@pytest.mark.django_db
def test_not_ready_when_the_database_does_not_answer(client, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("host and password")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The database does not answer.")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_neither_opens_a_session_or_is_kept(client, address):
    answer = client.get(address)
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
