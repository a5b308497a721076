import stat

import pytest

from contacts.formats import clock, exported_rows
from contacts.management.commands import export_contacts
from contacts.models import AccessRule, AuditEntry
from contacts.queries.export import Exported
from tests.taken_out import read


@pytest.fixture
def take(manage, seen_within_the_test, tmp_path):
    file = tmp_path / "out.csv"

    def run(*typed: str):
        ended = manage("export_contacts", "-o", str(file), *typed)
        return (*ended, file.read_bytes() if file.exists() else b"")

    return run


def test_contacts_are_taken_out_and_the_rows_counted(take, person, contact, tmp_path):
    code, out, err, file = take("--purpose", "A move")
    assert (code, out, err) == (0, "Taken out: 1 rows.\n", "")
    assert [row["notes"] for row in read(file)] == ["On time. Slept badly."]
    begun, ended = AuditEntry.objects.order_by("id")
    assert (begun.username, begun.detail["purpose"]) == ("command line", "A move")
    assert (ended.people, ended.detail["rows"]) == ([person.pk], 1)
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600


def test_everything_narrows(take, ada, pat, team, person, contact):
    narrowed = ["--as", "ada", "--from", "2026-11-22", "--to", "22/11/2026", "--crn", "x482913"]
    narrowed += ["--team", "North one", "--practitioner", "pat", "--sensitive", "--passages"]
    assert len(read(take(*narrowed)[3])) == 1
    assert AuditEntry.objects.latest("id").detail == {
        "export": "ended",
        "purpose": "",
        "from": "2026-11-22",
        "until": "2026-11-22",
        "team": "North one",
        "practitioner": "pat",
        "crn": "X482913",
        "sensitive_entries": True,
        "sensitive_passages": True,
        "rows": 1,
        "people": 1,
    }
    assert read(take("--to", "2026-11-21")[3]) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["--as", "pat"], "Only an administrator takes contacts out, and pat is none."),
        (["--as", "nobody"], "There is no user called nobody."),
        (["--crn", "Z999999"], "There is no person with the CRN Z999999."),
        (["--team", "None"], "There is no team called None."),
        (["--from", "whenever"], "Write it like"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(take, pat, contact, typed, sentence):
    code, out, err, file = take(*typed)
    assert code
    assert (out, file) == ("", b"")
    assert sentence in err
    assert not AuditEntry.objects.exists()


def test_the_command_line_cannot_tell_that_somebody_limited_is_there(take, person, contact, olu):
    AccessRule.objects.create(person=person, user=olu, kind="exclusion", set_at=clock.now())
    assert take("--crn", person.crn)[2].strip().endswith("no person with the CRN X482913.")
    assert read(take()[3]) == []


def test_a_file_that_cannot_be_written_is_said(manage, contact, tmp_path):
    err = manage("export_contacts", "-o", str(tmp_path))[2]
    assert "cannot be written: Is a directory." in err
    assert not AuditEntry.objects.exists()


def test_a_file_that_breaks_off_says_so_and_so_does_the_command(take, contact, monkeypatch):
    def gone(self: Exported):
        yield exported_rows.BEGINNING
        raise OSError

    monkeypatch.setattr(Exported, "_read", gone)
    code, out, err, file = take()
    assert code
    assert not out
    assert "out.csv is incomplete: see its last line." in err
    assert file.endswith(exported_rows.incomplete(0))


def test_being_told_to_stop_leaves_a_file_that_says_so(take, contact, monkeypatch):
    def told(self: Exported):
        yield exported_rows.BEGINNING
        export_contacts._stop(15, None)

    monkeypatch.setattr(Exported, "_read", told)
    code, _, _, file = take()
    assert code == 143
    assert file == exported_rows.BEGINNING + exported_rows.incomplete(0)
    assert AuditEntry.objects.latest("id").detail["export"] == "broken off"
