from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError, connection

from contacts import audit
from contacts.actions import exporting
from contacts.actions.exporting import take_out
from contacts.formats import exported_rows, stopping
from contacts.formats.exported_rows import COLUMNS
from contacts.models import AuditEntry
from contacts.models.export_progress import how_far, newest
from contacts.queries import export
from contacts.queries.export import Exported, Wanted
from tests.taken_out import read

CHOSEN = {"sensitive_entries": False}


class Rows:
    """Three pieces of a row each, about one person; it goes wrong before the one of this number."""

    def __init__(self, person: int, wrong: BaseException | None = None) -> None:
        self.rows, self.closed = 0, False
        self.person, self.wrong = person, wrong

    def __iter__(self) -> Iterator[bytes]:
        for number in range(3):
            if number == 2 and self.wrong:
                raise self.wrong
            self.rows += 1
            yield b"row\r\n"

    def people(self) -> list[int]:
        assert self.closed
        return [self.person]

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def taken(ada, person):
    def take(wrong: BaseException | None = None):
        rows = Rows(person.pk, wrong)
        return take_out(rows=rows, by=ada, purpose="An audit", chosen=CHOSEN)

    return take


def trail() -> list[tuple[str, list[int], dict]]:
    entries = AuditEntry.objects.filter(act="export_contacts").order_by("id")
    assert len({entry.object for entry in entries}) == 1
    return [(entry.detail.pop("export"), entry.people, entry.detail) for entry in entries]


def test_what_is_taken_out_is_written_down_before_and_after(taken, ada, person):
    file = taken()
    told = {"purpose": "An audit", **CHOSEN}
    assert trail() == [("begun", [], told)]
    assert b"".join(file) == b"row\r\n" * 3
    assert file.complete
    assert trail()[1:] == [("ended", [person.pk], {**told, "rows": 3, "people": 1})]
    file.close()
    assert len(trail()) == 2


def test_it_is_written_down_where_it_was_asked_from(taken):
    with audit.about(audit.Request(id="abc", address="192.0.2.7")):
        file = taken()
    list(file)
    assert set(AuditEntry.objects.values_list("request_id", "address")) == {("abc", "192.0.2.7")}


def test_whoever_hangs_up_has_had_what_was_read_by_then(taken, person):
    file = taken()
    next(file)
    file.close()
    assert not file.complete
    (how, people, detail), _ = trail()[1], file.close()
    assert (how, people, detail["rows"]) == ("broken off", [person.pk], 1)
    assert list(file) == []
    assert len(trail()) == 2


def test_a_file_that_nobody_ever_read_is_written_down_too(taken):
    taken().close()
    assert [how for how, _, _ in trail()] == ["begun", "broken off"]


def test_a_database_that_goes_is_told_in_the_last_line_and_the_log(taken, caplog):
    file = taken(psycopg.OperationalError("the notes of Dean Hartley"))
    assert list(file)[2:] == [exported_rows.incomplete(2)]
    assert not file.complete
    assert [(how, detail.get("rows")) for how, _, detail in trail()][1:] == [("broken off", 2)]
    assert "An export broke off: OperationalError" in caplog.text
    assert "Dean" not in caplog.text


def test_a_server_that_stops_ends_the_file(taken, monkeypatch):
    file = taken()
    next(file)
    monkeypatch.setattr(stopping.told, "is_set", lambda: True)
    assert list(file) == [exported_rows.incomplete(1)]
    assert trail()[1][0] == "broken off"


def test_being_ended_from_outside_leaves_it_to_whoever_closes_the_file(taken):
    file = taken(SystemExit(143))
    with pytest.raises(SystemExit):
        list(file)
    assert file.break_off() == exported_rows.incomplete(2)
    assert trail()[1][0] == "broken off"


def refuse(*args: object, **kwargs: object) -> None:
    raise audit.NotRecorded


def test_nothing_is_taken_out_that_cannot_be_written_down(taken, monkeypatch):
    monkeypatch.setattr(exporting.audit, "record", refuse)
    with pytest.raises(audit.NotRecorded):
        taken()


def test_a_file_whose_end_cannot_be_written_down_is_not_complete(taken, monkeypatch, caplog):
    file = taken()
    monkeypatch.setattr(exporting.audit, "record", refuse)
    assert list(file)[3:] == [exported_rows.incomplete(3)]
    assert not file.complete
    assert "is not in the trail: NotRecorded" in caplog.text


def test_how_far_it_has_come_is_told_now_and_then(taken, ada, monkeypatch):
    file = taken()
    told = how_far(ada, newest(ada))
    assert (told.how, told.rows) == ("begun", 0)
    next(file)
    assert how_far(ada, newest(ada)).rows == 0
    monkeypatch.setattr(exporting, "TOLD_EVERY", -1)
    next(file)
    assert how_far(ada, newest(ada)).rows == 2
    list(file)
    told = how_far(ada, newest(ada))
    assert (told.how, told.rows) == ("ended", 3)


def test_a_file_that_broke_off_is_told_too(taken, ada):
    taken().close()
    assert how_far(ada, newest(ada)).how == "broken off"


def test_a_file_does_not_depend_on_telling_how_far_it_has_come(taken, monkeypatch, caplog):
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("somebody's notes")

    monkeypatch.setattr(exporting.told_so_far, "tell", fail)
    file = taken()
    assert b"".join(file) == b"row\r\n" * 3
    assert file.complete
    assert "was not told: DatabaseError" in caplog.text
    assert "notes" not in caplog.text


@pytest.fixture
def diary(monkeypatch, ada, pat, person, add_contact):
    """Three contacts that go out in a piece each."""
    monkeypatch.setattr(export, "PIECE", 1)
    for number in range(3):
        add_contact(person, pat, notes=f"{number}")


@pytest.mark.django_db(transaction=True)
def test_hanging_up_midway_is_in_the_trail_with_what_was_read(diary, ada, person):
    file = take_out(rows=Exported(Wanted(), ada), by=ada, purpose="", chosen={})
    assert read(next(file) + next(file))[0]["notes"] == "0"
    file.close()
    how, people, detail = trail()[1]
    assert (how, people, detail["rows"]) == ("broken off", [person.pk], 1)


@pytest.mark.django_db(transaction=True)
def test_a_database_session_that_is_ended_leaves_a_file_that_says_so(
    monkeypatch, ada, pat, person, add_contact
):
    monkeypatch.setattr(export, "PIECE", 1)
    for _ in range(20):  # more than is under way at any moment
        add_contact(person, pat, notes="words " * 30_000)
    file = take_out(rows=Exported(Wanted(), ada), by=ada, purpose="", chosen={})
    begun = next(file) + next(file)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    *rows, last = read(begun + b"".join(file))
    assert 1 <= len(rows) < 20
    said = f"This file is incomplete: it broke off after {len(rows)} rows."
    assert last == {**dict.fromkeys(COLUMNS, ""), "crn": said}
    how, people, detail = trail()[1]
    assert (how, people, detail["rows"]) == ("broken off", [person.pk], len(rows))
