import pytest
from django.db import OperationalError, connection

from contacts.actions import working
from contacts.actions.working import work_once
from contacts.models import Contact, ImportBatch, ReadRow
from tests.brought import heaps

pytestmark = pytest.mark.django_db
ROWS = ["X482913,2026-03-03,Seen.,1", "X482913,2026-03-04,Rang.,2", "Z999999,2026-03-04,a,3"]
State = ImportBatch.State


def now(batch, state):
    ImportBatch.objects.filter(pk=batch.pk).update(state=state)


def test_what_is_staged_is_read_and_counted_and_waits_for_somebody(staged, person):
    batch = staged(*ROWS)
    assert work_once()
    batch.refresh_from_db()
    assert (batch.state, batch.done, batch.problem) == (State.READ, 3, "")
    assert heaps(batch) == {"new": 2, "held": 1}
    assert not Contact.objects.exists()
    assert not work_once()


def test_what_is_confirmed_is_filed(was_read, person):
    batch = was_read(*ROWS)
    now(batch, State.CONFIRMED)
    assert work_once()
    batch.refresh_from_db()
    assert (batch.state, heaps(batch)) == (State.FILED, {"new": 2, "held": 1})
    assert Contact.objects.count() == 2
    assert not work_once()


@pytest.mark.parametrize(("left", "comes_to"), [("reading", State.READ), ("filing", State.FILED)])
def test_what_a_killed_worker_left_is_taken_up(was_read, person, left, comes_to):
    batch = was_read(*ROWS)
    now(batch, left)
    assert work_once()
    batch.refresh_from_db()
    assert batch.state == comes_to
    assert ReadRow.objects.count() == (3 if left == "reading" else 1)


def test_what_another_worker_is_at_is_left_to_it(staged, person, monkeypatch):
    first, second = staged(*ROWS), staged(*ROWS)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [working.LOCKS, first.pk])
    try:
        assert work_once()
        assert not work_once()
    finally:
        other.close()
    assert ImportBatch.objects.get(pk=second.pk).state == State.READ
    assert work_once()
    assert ImportBatch.objects.get(pk=first.pk).state == State.READ


def test_a_file_that_is_left_as_the_worker_comes_to_it_stays_left(staged, monkeypatch):
    batch, begin = staged(*ROWS), working._try

    def left_first(found):
        now(batch, "left")
        begin(found)

    monkeypatch.setattr(working, "_try", left_first)
    assert work_once()
    batch.refresh_from_db()
    assert batch.state == State.LEFT
    assert not ReadRow.objects.exists()


@pytest.mark.parametrize("state", ["read", "filed", "refused", "left"])
def test_what_waits_for_somebody_or_is_done_is_left_alone(staged, state):
    now(staged(*ROWS), state)
    assert not work_once()


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(staged):
    dates, columns = staged("X482913,03/25/2026,a,1"), staged("a,b,c", head="crn,notes,id")
    assert work_once()
    assert work_once()
    dates.refresh_from_db()
    columns.refresh_from_db()
    assert dates.state == columns.state == State.REFUSED
    assert dates.problem.startswith("Row 2: 03/25/2026 is no date day first, 25 March 2026 month")
    assert columns.problem.startswith("There is no column for: when it happened (occurred).")


def test_a_file_that_goes_wrong_keeps_none_after_it_waiting(staged, person, monkeypatch, caplog):
    bad, good = staged(*ROWS), staged(*ROWS)

    def read(*, batch):
        if batch == bad:
            raise RuntimeError(batch)
        reading(batch=batch)

    reading = working.read
    monkeypatch.setattr(working, "read", read)
    assert work_once()
    assert work_once()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (State.REFUSED, State.READ)
    assert bad.problem == working.FAILED
    assert "could not be done" in caplog.text


def test_when_the_database_is_away_it_is_tried_again(staged, monkeypatch):
    batch = staged(*ROWS)

    def away(*, batch):
        raise OperationalError

    monkeypatch.setattr(working, "read", away)
    with pytest.raises(OperationalError):
        work_once()
    assert ImportBatch.objects.get(pk=batch.pk).state == State.READING


def test_how_far_it_has_come_is_seen_while_it_runs(was_read, person, monkeypatch):
    batch, told = was_read(*ROWS), []

    def file_contacts(*, batch, by, done):
        done(1)
        told.append(done)

    now(batch, State.CONFIRMED)
    monkeypatch.setattr(working, "file_contacts", file_contacts)
    assert work_once()
    assert len(told) == 1
