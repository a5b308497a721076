import datetime as dt

import pytest

from contacts.actions import filing
from contacts.actions.filing import file_contacts
from contacts.actions.refused import Refused
from contacts.actions.undoing import undo_import
from contacts.models import (
    AccessRule,
    Amendment,
    Appointment,
    AuditEntry,
    BatchRow,
    Contact,
    ReadRow,
    SourceRecord,
    StagedRow,
    Words,
)
from tests.brought import heaps

pytestmark = pytest.mark.django_db
SEEN = "X482913,2026-03-03,Seen at home.,1"
NOBODY = "Z999999,2026-03-03,Somebody.,5"
NO_ID = "crn,occurred,notes"


def test_a_row_becomes_a_contact_and_keeps_what_it_was(bring, person, ada):
    head = "crn,occurred,notes,id,author,kind,minutes,outcome,sensitive,heading,written"
    batch = bring(
        "x482913,03/03/2026 10:15,On time.,7,Ann Bell,office,45,attended,Y,Planned,04/03/2026",
        head=head,
        by=ada,
    )
    contact = Contact.objects.get()
    assert (contact.person, contact.author, contact.author_name) == (person, None, "Ann Bell")
    assert contact.occurred_at == dt.datetime(2026, 3, 3, 10, 15, tzinfo=dt.UTC)
    assert contact.written_at == dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    assert (contact.kind, contact.minutes, contact.outcome) == ("office", 45, "attended")
    assert (contact.sensitive, contact.heading, contact.notes) == (True, "Planned", "On time.")
    assert (contact.state, contact.seen, contact.token) == ("shown", "met", None)
    record = contact.source_records.get()
    assert (record.batch, record.foreign_id, record.raw["crn"]) == (batch, "7", "x482913")
    assert (batch.state, heaps(batch)) == ("filed", {"new": 1})


def test_who_wrote_it_is_the_source_where_nobody_is_named(bring, person):
    bring(SEEN, source="Clinic")
    assert Contact.objects.get().author_name == "Clinic"


def test_words_brought_in_are_found(bring, person):
    bring(SEEN)
    assert Words.objects.get().contact == Contact.objects.get()


def test_the_same_file_again_adds_nothing_and_is_named_by_both(bring, person):
    rows = [SEEN, "X482913,2026-12-24,Planned.,2", "X482913,2026-03-05,Third.,3"]
    first, second = bring(*rows), bring(*rows)
    assert (heaps(first), heaps(second)) == ({"new": 3}, {"already_here": 3})
    assert (Contact.objects.count(), Appointment.objects.count()) == (2, 1)
    assert list(BatchRow.objects.values_list("batch", "record", "heap").order_by("pk")) == [
        (batch.pk, record.pk, heap)
        for batch, heap in ((first, "new"), (second, "already_here"))
        for record in SourceRecord.objects.order_by("pk")
    ]


def test_a_repeat_inside_the_file_is_already_here(bring, person):
    assert heaps(bring(SEEN, SEEN, SEEN)) == {"new": 1, "already_here": 2}
    assert Contact.objects.count() == 1


def test_two_equal_rows_without_an_id_stay_two_and_the_same_file_adds_nothing(bring, person):
    rows = ["X482913,2026-03-03,Rang."] * 2
    assert heaps(bring(*rows, head=NO_ID)) == {"new": 2}
    assert heaps(bring(*rows, head=NO_ID)) == {"already_here": 2}
    assert heaps(bring(*rows, rows[0], head=NO_ID)) == {"new": 1, "already_here": 2}
    assert Contact.objects.count() == 3


def test_the_future_is_planned_and_keeps_all_that_was_written_of_it(bring, person):
    dashes = "-" * 57
    notes = f"Bring the letter.\n{dashes}\nComment added by Tom Brady on 01/03/2026 at 09:30\nYes."
    head = "crn,occurred,notes,id,author,kind,sensitive,heading"
    row = f'X482913,22/11/2026 11:01,"{notes}",1,Ann Bell,office,yes,Planned Office Visit'
    bring(row, head=head)
    planned = Appointment.objects.get()
    assert (planned.person, planned.author_name, planned.kind) == (person, "Ann Bell", "office")
    assert (planned.notes, planned.heading) == (notes, "Planned Office Visit")
    assert planned.sensitive
    assert (planned.state, planned.source_record.contact) == ("planned", None)
    assert not Contact.objects.exists()
    assert not Amendment.objects.exists()


def test_additions_glued_in_are_amendments_by_their_authors_on_their_dates(bring, person):
    bring(
        "X482913,2017-04-10,An arm ...[PHILL_GEN updated the case notes on 10-04-2017 14:57:26] "
        "and a leg ...[ANN_GEN updated the case notes on 2017/04/11 08:00:00] and more,1"
    )
    contact = Contact.objects.get()
    assert contact.notes == "An arm"
    assert list(contact.amendments.order_by("pk").values_list("author_name", "notes")) == [
        ("PHILL_GEN", "and a leg"),
        ("ANN_GEN", "and more"),
    ]
    written = [one.written_at.isoformat() for one in contact.amendments.order_by("pk")]
    assert written == ["2017-04-10T13:57:26+00:00", "2017-04-11T07:00:00+00:00"]


def test_system_made_rows_and_others_without_notes_are_kept(bring, person):
    head = "crn,occurred,notes,id,heading"
    rows = ["X482913,2026-03-03,,1,Tier Change", "X482913,2026-03-03,,2,Planned Office Visit (NS)"]
    assert heaps(bring(*rows, head=head)) == {"new": 2}
    assert set(Contact.objects.values_list("notes", "heading", "seen")) == {
        ("", "Tier Change", "not_known"),
        ("", "Planned Office Visit (NS)", "not_known"),
    }


def test_somebody_named_in_the_notes_is_read_as_the_person(bring, person):
    bring("X482913,2026-03-03,Saw Dean at home.,1", "X482913,2026-03-03,Saw Shaun at home.,2")
    assert list(Contact.objects.order_by("pk").values_list("seen", flat=True)) == [
        "met",
        "not_known",
    ]


def test_what_is_held_from_the_actor_is_filed_for_those_who_may_see_it(bring, person, ada):
    AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at="2026-01-01T00:00Z")
    for _ in range(2):
        assert heaps(bring(SEEN, by=ada)) == {"held": 1}
    assert Contact.objects.get().notes == "Seen at home."
    assert not ReadRow.objects.exists()


def test_unreadable_rows_are_kept_to_be_given_back(bring, person):
    batch = bring(SEEN, "X482913,never,a,2", NOBODY)
    assert [row.cells for row in batch.staged.unreadable()] == [["X482913", "never", "a", "2"]]
    assert StagedRow.objects.count() == 1
    assert heaps(batch) == {"new": 1, "held": 1, "unreadable": 1}


def test_unreadable_rows_that_are_alike_are_all_given_back(bring, person):
    batch = bring("X482913,never,a,2", "X482913,never,a,2")
    assert [row.line for row in batch.staged.unreadable()] == [2, 3]
    assert ReadRow.objects.count() == 2


def test_who_brought_what_about_whom_is_recorded(bring, person, add_person, ada):
    other = add_person()
    batch = bring(SEEN, f"{other.crn},2026-03-03,a,2", "X482913,never,a,3", by=ada)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.username, entry.object) == (
        "import_contacts",
        "ada",
        f"batch {batch.pk}",
    )
    assert entry.people == sorted([person.pk, other.pk])
    assert entry.detail == {"source": "nDelius", "rows": batch.counts}
    assert bring(SEEN).pk
    assert AuditEntry.objects.latest("pk").people == []


def test_a_batch_is_filed_once(bring, person):
    batch = bring(SEEN)
    with pytest.raises(Refused, match="not waiting"):
        file_contacts(batch=batch, by=None)
    undo_import(batch=batch, by=None)
    with pytest.raises(Refused, match="not waiting"):
        file_contacts(batch=batch, by=None)


def test_all_or_nothing(was_read, person, monkeypatch):
    batch = was_read(SEEN, NOBODY)
    monkeypatch.setattr(filing, "WAITS", "SELECT 1 / 0")
    with pytest.raises(Exception, match="division by zero"):
        file_contacts(batch=batch, by=None)
    assert not Contact.objects.exists()
    assert not SourceRecord.objects.exists()
    assert not BatchRow.objects.exists()
    assert ReadRow.objects.filter(waits=False).count() == 2


DIARY = "crn,occurred,author,kind,minutes,outcome,sensitive,heading,source,id,notes"


def given_out(id, notes, crn="X482913", day="2026-03-03"):
    return f"{crn},{day},Pat Okonjo,,,,,,nDelius,{id},{notes}"


def test_later_words_that_the_diary_gave_out_are_amendments_again(bring, person):
    rows = [given_out("D7/1", "Later.", day="2026-03-04"), given_out("D7", "First.")]
    batch = bring(*rows, head=DIARY)
    assert heaps(batch) == {"new": 2}
    contact = Contact.objects.get()
    later = contact.amendments.get()
    assert (contact.notes, later.notes, later.author_name) == ("First.", "Later.", "Pat Okonjo")
    assert later.written_at.date() == dt.date(2026, 3, 4)
    assert heaps(bring(*rows, head=DIARY)) == {"already_here": 2}


@pytest.mark.parametrize(
    ("entry", "later"),
    [
        (None, given_out("D7/1", "Later.")),
        (given_out("D7", "First."), given_out("D7/1", "")),
        (given_out("D7", "First."), given_out("D7/1", "Later.", crn="X100001")),
        (given_out("D7", "First.", day="2027-03-03"), given_out("D7/1", "Later.")),
    ],
)
def test_later_words_whose_entry_is_not_there_stand_by_themselves(
    bring, person, add_person, entry, later
):
    add_person(crn="X100001")
    bring(*filter(None, [entry, later]), head=DIARY)
    record = SourceRecord.objects.get(foreign_id="D7/1")
    assert record.contact.notes == record.raw["notes"]
    assert not Amendment.objects.exists()


def test_later_words_are_not_put_to_an_entry_that_comes_back(bring, person):
    first, later = given_out("D7", "First."), given_out("D7/1", "Later.")
    undo_import(batch=bring(first, head=DIARY), by=None)
    bring(first, later, head=DIARY)
    assert {one.notes for one in Contact.objects.all()} == {"First.", "Later."}
    assert not Amendment.objects.exists()
