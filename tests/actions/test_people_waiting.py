"""Contacts that came before anybody knew their person are filed when a file makes them known."""

import io
from pathlib import Path

import pytest

from contacts.actions.access import limit_access
from contacts.actions.filing import file_contacts
from contacts.actions.importing import read, stage
from contacts.actions.people_file import file_people
from contacts.models import (
    AccessRule,
    AuditEntry,
    Contact,
    ImportBatch,
    Person,
    ReadRow,
    Source,
)

SAMPLE = (Path(__file__).parent.parent / "sample_people.csv").read_text()
NDELIUS = """CRN,Contact ID,Contact Date,Start Time,Contact Type,Officer,Outcome,Notes
X000001,21,03/03/2025,10:15,Office visit,"Jones, Terry",Attended - Complied,Came in.
X000009,22,04/03/2025,10:15,Office visit,"Jones, Terry",,Nobody knows who.
X000001,23,05/03/2025,10:15,Phone call,"Jones, Terry",,Rang.
"""
NOMIS = """NOMS ID,Case Note ID,Occurred,Type,Staff,Text
A1501AE,152799,2017-04-10T13:55:00.000Z,Observations,"Brady, Phill",Up early.
A1403AE,152817,2017-04-09T23:00:00.000Z,Alert,"Richardson, Trevor",Alert made active.
A1301AB,152837,2017-04-12T09:28:00.000Z,General,"Brady, Phill",On the wing.
A1479AE,152838,2017-04-12T13:12:00.000Z,Training,"Brady, Phill",Started a course.
"""


@pytest.fixture
def contacts_file(db):
    """Brings in a file of contacts: how many rows fell in each heap that has any."""

    def bring(text, source, by=None):
        of, _ = Source.objects.get_or_create(name=source)
        batch = stage(source=of, by=by, file=io.BytesIO(text.encode()))
        read(batch=batch)
        counts = file_contacts(batch=batch, by=by)
        return {heap: rows for heap, rows in counts.items() if rows}

    return bring


def test_rows_that_waited_are_filed_under_the_batch_that_brought_them(
    pat, priya, olu, contacts_file, staged_people
):
    assert contacts_file(NDELIUS, "nDelius") == {"held": 3}
    assert contacts_file(NOMIS, "NOMIS") == {"held": 4}
    assert not Contact.objects.exists()
    file_people(batch=staged_people(SAMPLE), by=None)
    assert Contact.objects.count() == 6
    came = ("person__crn", "source_records__batch__source__name", "notes")
    assert [*Contact.objects.order_by("source_records__foreign_id").values_list(*came)] == [
        ("X000002", "NOMIS", "Up early."),
        ("X000003", "NOMIS", "Alert made active."),
        ("X000004", "NOMIS", "On the wing."),
        ("X000005", "NOMIS", "Started a course."),
        ("X000001", "nDelius", "Came in."),
        ("X000001", "nDelius", "Rang."),
    ]
    assert ReadRow.objects.get().crn == "X000009"
    stuart = Person.objects.get(crn="X000001")
    acts = AuditEntry.objects.naming(stuart.pk).order_by("pk").values_list("act", flat=True)
    assert [*acts] == ["import_people", "import_contacts"]
    assert contacts_file(NDELIUS, "nDelius") == {"held": 1, "already_here": 2}
    assert contacts_file(NOMIS, "NOMIS") == {"already_here": 4}


def test_a_number_learnt_of_a_known_person_brings_their_notes(person, contacts_file, people_file):
    contacts_file(NOMIS, "NOMIS")
    people_file("prison_number", "X482913,Dean,Hartley,A1501AE")
    assert person.contacts.get().notes == "Up early."
    assert ReadRow.objects.filter(waits=True).count() == 3


def test_a_number_that_two_people_have_goes_on_waiting(person, contacts_file, people_file):
    contacts_file(NOMIS, "NOMIS")
    row = "X{},Dean,Hartley,A1501AE"
    people_file("prison_number", row.format("482913"), row.format("000007"))
    assert not Contact.objects.exists()
    assert ReadRow.objects.filter(waits=True).count() == 4


def test_notes_of_somebody_hidden_wait_for_nobody(person, ada, sam, contacts_file, people_file):
    limit_access(person=person, kind=AccessRule.Kind.EXCLUSION, users=[ada], by=sam)
    contacts_file(NOMIS, "NOMIS", by=ada)
    filed = people_file("prison_number", "X482913,Dean,Hartley,A1501AE", by=ada)
    assert filed.counts["new"] == 1
    assert person.contacts.get().notes == "Up early."


def test_what_was_filed_later_goes_with_its_own_batch(contacts_file, people_file):
    contacts_file(NDELIUS, "nDelius")
    people_file("", "X000001,Stuart,Wetherby")
    batch = ImportBatch.objects.get(what="contacts")
    assert {record.batch for record in batch.records.all()} == {batch}
    assert batch.rows.count() == 2
