import pytest
from django.db import OperationalError

from contacts.management.commands import work
from contacts.models import ImportBatch


def test_it_does_all_there_is_and_stops_if_told_to(manage, staged):
    for _ in range(2):
        staged("X482913,2026-03-03,Seen.,1")
    assert manage("work", "--once") == (0, "", "")
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {"read"}


def test_a_database_that_is_away_is_asked_again(manage, monkeypatch):
    asked = []

    def work_once():
        asked.append(1)
        raise OperationalError("password")

    monkeypatch.setattr(work, "work_once", work_once)
    code, _, err = manage("work", "--once")
    assert (code, err) == (0, "The database does not answer: OperationalError.\n")
    assert len(asked) == 1


def test_it_goes_on_until_it_is_stopped_and_lets_pages_go_first(manage, staged, monkeypatch):
    gentle = []

    def pause(seconds):
        if ImportBatch.objects.filter(state="read").exists():
            raise KeyboardInterrupt
        staged("X482913,2026-03-03,Seen.,1")

    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(work.time, "sleep", pause)
    monkeypatch.setattr(work.os, "nice", gentle.append)
    with pytest.raises(KeyboardInterrupt):
        manage("work")
    assert ImportBatch.objects.get().state == "read"
    assert gentle == [work.GENTLE]
