import csv
import json
import os
import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from contacts.actions.rebuild import rebuild_seen
from contacts.models import (
    AccessRule,
    Amendment,
    Appointment,
    AuditEntry,
    Contact,
    ImportBatch,
    Source,
)
from tests.formats import make_odd_files

COUNTS = ["rows", "new", "already_here", "same_event", "to_check", "held", "unreadable"]
NDELIUS = """\
CRN,Contact ID,Contact Date,Start Time,End Time,Contact Type,Officer,Outcome,Sensitive,Notes,\
Last Updated By,Last Updated
X482913,12-1,22/03/2045,10:15,10:30,Planned Video Contact (NS),"Marsh, Will",,N,,"Bell, Ann",\
20/03/2023
X482913,11-2,22/12/2025,09:15,09:30,Phone call,"Marsh, Will",,N,"Rang “to say sorry”.

He will come on Monday.
---------------------------------------------------------
Comment added by Tim Brook on 29/12/2025 at 09:30
Email sent to Dean","Bell, Ann",20/03/2023
X482913,30-3,12/02/2023,10:15,10:30,Online check in submitted,"Marsh, Will",,N,,"Bell, Ann",\
20/04/2023
X482913,13-4,25/01/2025,09:15,09:30,Office appointment,"Marsh, Will",Attended - Complied,N,\
On time.,"Bell, Ann",20/03/2023
"""
NOMIS = """\
NOMS ID,Case Note ID,Occurred,Recorded,Type,Staff,Establishment,Text
A1501AE,152799,2017-04-10T13:55:00.000Z,2017-04-10T13:55:00.000Z,Observations,"Brook, Tim",BMI,\
Quiet ...[TBROOK_GEN updated the case notes on 10-04-2017 14:57:26] Quiet and well
A1403AE,152817,2017-04-09T23:00:00.000Z,2017-04-10T13:55:00.000Z,Alert,"Bell, Ann",LEI,Made active.
"""
PLAIN = "crn,occurred,notes\nX482913,2026-03-03,Seen.\nX482913,never,a\nZ999999,2026-03-03,b\n"


@pytest.fixture
def load(manage, tmp_path):
    """The counts that the command gives of a file, after the words that follow its name."""

    def load_it(text, *more, source="nDelius"):
        file = tmp_path / "contacts.csv"
        file.write_text(text, newline="")
        code, out, err = manage("import_contacts", str(file), "--source", source, "--json", *more)
        assert (code, err) == (0, "")
        counts = json.loads(out)
        assert list(counts) == COUNTS
        assert counts["rows"] == sum(counts[heap] for heap in COUNTS[1:])
        return {heap: rows for heap, rows in counts.items() if rows}

    return load_it


def test_a_file_of_ndelius_goes_in_as_it_is_and_again_adds_nothing(load, person):
    assert load(NDELIUS) == {"rows": 4, "new": 4}
    assert load(NDELIUS) == {"rows": 4, "already_here": 4}
    assert Appointment.objects.get().author_name == "Marsh, Will"
    said = Contact.objects.order_by("occurred_at").values_list("kind", "outcome", "seen", "heading")
    assert list(said) == [
        ("", "", "not_known", "Online check in submitted"),
        ("office", "attended", "met", "Office appointment - Attended - Complied"),
        ("phone", "", "remote", "Phone call"),
    ]
    call = Contact.objects.get(kind="phone")
    assert call.notes == "Rang “to say sorry”.\n\nHe will come on Monday."
    assert (call.minutes, call.amendments.get().author_name) == (15, "Tim Brook")


def test_a_file_of_nomis_finds_people_by_their_prison_numbers(load, add_person):
    add_person(prison_number="A1501AE")
    assert load(NOMIS, source="NOMIS") == {"rows": 2, "new": 1, "held": 1}
    assert Amendment.objects.get().notes == "Quiet and well"


def test_reading_again_who_was_met_changes_nothing(load, person):
    load(NDELIUS)
    load("crn,occurred,notes\nX482913,2026-03-03,Saw Dean at home.\n")
    assert Contact.objects.filter(seen="met").count() == 2
    assert sum(batch.written for batch in rebuild_seen()) == 0


def test_it_says_so_in_words_too(manage, person, tmp_path):
    file = tmp_path / "contacts.csv"
    file.write_text(PLAIN)
    code, out, err = manage("import_contacts", str(file), "--source", "table")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        *("Rows: 3", "New: 1", "Already here: 0", "The same event: 0", "Please check: 0"),
        *("Held: 1", "Cannot be read: 1"),
    ]


def test_a_dry_run_counts_and_files_nothing(load, person):
    assert load(PLAIN, "--dry-run") == {"rows": 3, "new": 1, "held": 1, "unreadable": 1}
    for model in (Contact, ImportBatch, Source, AuditEntry):
        assert not model.objects.exists()
    assert load(PLAIN)["new"] == 1


def test_it_acts_for_whoever_is_named(load, person, ada):
    AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at="2026-01-01T00:00Z")
    assert load(PLAIN, "--as", "ada") == {"rows": 3, "held": 2, "unreadable": 1}
    assert ImportBatch.objects.get().loaded_by == ada
    assert AuditEntry.objects.get().username == "ada"
    assert load(PLAIN) == {"rows": 3, "already_here": 1, "held": 1, "unreadable": 1}
    assert AuditEntry.objects.latest("pk").username == "command line"


def test_how_dates_are_written_can_be_said(load, person):
    text = "crn,occurred,notes\nX482913,03/25/2026,Seen.\n"
    assert load(text, "--dates", "month_first") == {"rows": 1, "new": 1}
    assert Contact.objects.get().occurred_at.isoformat() == "2026-03-25T00:00:00+00:00"
    assert ImportBatch.objects.get().dates == "month_first"


@pytest.mark.parametrize("name", ["absent.csv", ".", "\udcff\n.csv"])
def test_a_file_that_cannot_be_opened_is_refused_in_a_sentence(manage, tmp_path, name):
    code, out, err = manage("import_contacts", str(tmp_path / name), "--source", "nDelius")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.endswith((": No such file or directory.\n", ": Is a directory.\n"))


def test_a_source_has_a_name(manage, tmp_path):
    for name in ("", "  ", "a\nb", "\udcff"):
        code, _, err = manage("import_contacts", str(tmp_path / "a.csv"), "--source", name)
        assert code == 1
        assert err == "CommandError: Name the source in characters that can be shown.\n"


def test_a_name_of_a_file_that_is_no_text_is_kept_so_that_it_can_be_shown(manage, person, tmp_path):
    file = tmp_path / os.fsdecode(b"caf\xe9.csv")
    file.write_text(PLAIN)
    assert manage("import_contacts", str(file), "--source", "table")[0] == 0
    assert ImportBatch.objects.get().file_name == "'caf\\udce9.csv'"


with Path(__file__).with_name("odd_files_filed.csv").open(encoding="utf-8", newline="") as table:
    FILED = {row["name"]: row for row in csv.DictReader(table)}
ODD = [odd for odd in make_odd_files.odd_files() if odd["about"] == "contacts"]


@pytest.mark.parametrize("odd", ODD, ids=[odd["name"] for odd in ODD])
def test_every_odd_file_gets_its_counts_or_one_sentence(manage, tmp_path, add_person, odd):
    add_person(crn="X123456", prison_number="A1234BC")
    file = tmp_path / f"{odd['name']}.csv"
    file.write_bytes(make_odd_files.content(odd))
    code, out, err = manage("import_contacts", str(file), "--source", "odd", "--json")
    sentence = odd["sentence"] or FILED[odd["name"]]["sentence"]
    if sentence:
        assert (code, out, err) == (2, "", f"{sentence}\n")
        assert not Contact.objects.exists()
        assert not Source.objects.exists()
        return
    assert (code, err) == (0, "")
    counts = json.loads(out)
    assert counts.pop("rows") == int(odd["rows"]) + int(odd["unreadable"])
    found = " ".join(f"{heap}={rows}" for heap, rows in counts.items() if rows)
    assert found == FILED[odd["name"]]["heaps"]


@pytest.mark.django_db(transaction=True)
def test_two_people_loading_the_same_file_at_once_have_it_in_once(person, tmp_path, capsys):
    file = tmp_path / "contacts.csv"
    rows = "".join(f"X482913,2026-03-03,Seen.,{n % 500}\n" for n in range(1_000))
    file.write_text(f"crn,occurred,notes,id\n{rows}")

    def load_it():
        try:
            call_command("import_contacts", file, "--source", "nDelius", "--json")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=load_it) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted((one["new"], one["already_here"]) for one in counts) == [
        (0, 1_000),
        (0, 1_000),
        (500, 500),
    ]
    assert Contact.objects.count() == 500
