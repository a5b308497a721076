import datetime as dt

import pytest

from contacts.actions.filing import file_waiting
from contacts.actions.refused import Refused
from contacts.actions.undoing import undo_import
from contacts.models import (
    Appointment,
    AuditEntry,
    BatchRow,
    Contact,
    ImportBatch,
    ReadRow,
    SourceRecord,
    StagedRow,
)
from contacts.queries.timeline import timeline
from tests.brought import heaps

pytestmark = pytest.mark.django_db
ROWS = [
    "X482913,2026-03-03,Seen at home.,1",
    "X482913,2026-12-24,Planned.,2",
    "X482913,2026-03-05,Rang.,3",
]


def shown(person):
    return [one.notes for one in timeline(person=person).entries]


def undo(batch):
    return undo_import(batch=batch, by=None)


def test_it_takes_a_batch_off_every_page_and_keeps_it_in_evidence(bring, person, ada):
    batch = bring(*ROWS)
    assert undo_import(batch=batch, by=ada) == 2
    assert shown(person) == []
    assert set(Contact.objects.values_list("state", flat=True)) == {"undone"}
    assert Appointment.objects.get().state == "undone"
    assert SourceRecord.objects.count() == BatchRow.objects.count() == 3
    assert ImportBatch.objects.get().undone_at
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.username, entry.people) == ("undo_import", "ada", [person.pk])


def test_loading_the_file_again_brings_the_same_rows_back(bring, person):
    undo(bring(*ROWS))
    ids = set(Contact.objects.values_list("pk", flat=True))
    again = bring(*ROWS)
    assert heaps(again) == {"new": 3}
    assert shown(person) == ["Rang.", "Seen at home."]
    assert set(Contact.objects.values_list("pk", flat=True)) == ids
    assert Appointment.objects.get().state == "planned"
    assert heaps(bring(*ROWS)) == {"already_here": 3}
    assert SourceRecord.objects.count() == 3


def test_again_and_again(bring, person):
    for _ in range(3):
        batch = bring(*ROWS)
        assert len(shown(person)) == 2
        assert undo(batch) == 2
        assert shown(person) == []


def test_what_another_batch_holds_too_stays_until_that_is_undone(bring, person):
    first, second = bring(*ROWS), bring(ROWS[0], ROWS[1])
    assert undo(first) == 1
    assert shown(person) == ["Seen at home."]
    assert Appointment.objects.get().state == "planned"
    assert undo(second) == 1
    assert shown(person) == []
    assert Appointment.objects.get().state == "undone"


def test_in_whatever_order_they_are_undone(bring, person):
    first, second = bring(*ROWS), bring(ROWS[0])
    assert undo(second) == 0
    assert len(shown(person)) == 2
    assert undo(first) == 2


def test_the_version_before_stands_again(bring, person):
    bring("X482913,2026-03-03,Rang.,1")
    second = bring("X482913,2026-03-03,Rang. And again.,1")
    third = bring("X482913,2026-03-03,Not he.,1")
    undo(third)
    assert shown(person) == ["Rang. And again."]
    undo(second)
    assert shown(person) == ["Rang."]
    assert Contact.objects.get(notes="Rang.").lead is None


def test_so_does_one_that_was_told_of_quite_another_day(bring, person):
    bring("X482913,2026-03-03,Rang.,1")
    undo(bring("X482913,2026-05-12,Rang. And again.,1"))
    assert shown(person) == ["Rang."]
    assert Contact.objects.get(notes="Rang.").lead is None


def test_the_oldest_version_goes_from_beneath_the_newest(bring, person):
    first = bring("X482913,2026-03-03,Rang.,1")
    bring("X482913,2026-03-03,Rang. And again.,1")
    undo(first)
    assert shown(person) == ["Rang. And again."]
    assert Contact.objects.get(notes="Rang.").state == "undone"


def test_what_came_back_after_a_newer_version_is_no_newer(bring, person):
    first = bring("X482913,2026-03-03,Rang.,1")
    bring("X482913,2026-03-03,Rang. And again.,1")
    undo(first)
    bring("X482913,2026-03-03,Rang.,1")
    assert shown(person) == ["Rang. And again."]
    assert Contact.objects.get(notes="Rang.").state == "joined"


@pytest.mark.parametrize("state", ["withdrawn", "moved"])
def test_what_was_withdrawn_or_moved_goes_and_comes_back_so(bring, person, state):
    batch = bring(*ROWS)
    Contact.objects.filter(notes="Rang.").update(state=state)
    undo(batch)
    assert timeline(person=person).entries == []
    bring(*ROWS)
    assert Contact.objects.get(notes="Rang.").state == state
    assert Contact.objects.get(notes="Seen at home.").state == "shown"


def test_what_somebody_added_here_goes_and_comes_back_with_its_entry(bring, person, pat):
    batch = bring(*ROWS)
    entry = Contact.objects.get(notes="Rang.")
    entry.amendments.create(author=pat, recorded_at=entry.recorded_at, notes="He was well.")
    undo(batch)
    bring(*ROWS)
    assert [len(one.additions) for one in timeline(person=person).entries] == [1, 0]


def test_what_waits_goes_with_it_or_waits_on_where_another_file_held_it(bring, add_person):
    waiting, bad = "Z999999,2026-03-03,Somebody.,5", "X482913,never,a,2"
    first, second, third = (bring(waiting, bad) for _ in range(3))
    undo(second)
    undo(first)
    row = ReadRow.objects.get(problem="")
    assert (row.batch, row.also) == (third, [])
    add_person(crn="Z999999")
    file_waiting(by=None)
    assert Contact.objects.get().source_records.get().rows.get().batch == third
    undo(third)
    assert not ReadRow.objects.exists()
    assert not StagedRow.objects.exists()
    assert Contact.objects.get().state == "undone"


def test_what_waits_on_is_not_mistaken_for_another_row_of_the_file_it_waits_in(bring, add_person):
    one, other = "Z999999,2026-03-03,One.,5", "Z999999,2026-03-03,Other.,6"
    first = bring(one)
    bring(other, one)
    undo(first)
    add_person(crn="Z999999")
    file_waiting(by=None)
    assert set(Contact.objects.values_list("notes", "state")) == {
        ("One.", "shown"),
        ("Other.", "shown"),
    }


def test_nothing_waits_for_a_file_that_was_undone(bring, add_person):
    undo(bring("Z999999,2026-03-03,Somebody.,5"))
    add_person(crn="Z999999")
    file_waiting(by=None)
    assert not Contact.objects.exists()
    assert not ReadRow.objects.exists()


GIVEN_OUT = "crn,occurred,author,kind,minutes,outcome,sensitive,heading,source,id,notes"
FIRST, LATER = (
    f"X482913,2026-03-03,Pat Okonjo,,,,,,nDelius,{number},{notes}"
    for number, notes in (("D7", "First."), ("D7/1", "Later."))
)


def test_later_words_alone_do_not_take_their_entry_with_them(bring, person):
    bring(FIRST, head=GIVEN_OUT)
    batch = bring(FIRST, LATER, head=GIVEN_OUT)
    assert sorted(shown(person)) == ["First.", "Later."]
    undo(batch)
    assert shown(person) == ["First."]


def test_an_entry_that_another_file_holds_too_stays_when_its_later_words_go(bring, person):
    batch = bring(FIRST, LATER, head=GIVEN_OUT)
    bring(FIRST, head=GIVEN_OUT)
    undo(batch)
    assert shown(person) == ["First."]


def test_only_what_is_in_the_diary_is_taken_back_and_once(bring, was_read, person):
    with pytest.raises(Refused, match="nothing to take back"):
        undo(was_read(*ROWS))
    batch = bring(*ROWS)
    undo(batch)
    with pytest.raises(Refused, match="nothing to take back"):
        undo(batch)


def test_what_was_cancelled_or_moved_here_stays_so_when_the_file_is_loaded_again(bring, person):
    bring(*ROWS)
    for state in ("cancelled", "moved", "kept"):
        Appointment.objects.update(state=state)
        assert heaps(bring(*ROWS)) == {"already_here": 3}
        assert Appointment.objects.get().state == state


def test_what_was_moved_here_stays_moved_when_a_newer_version_of_it_is_taken_back(bring, person):
    bring("X482913,2026-12-24,Planned.,2")
    first = Appointment.objects.get()
    later = {"person": person, "at": first.at + dt.timedelta(days=1), "author_name": "Clerk"}
    Appointment.objects.create(moved_from=first, **later)
    Appointment.objects.filter(pk=first.pk).update(state="moved")
    undo(bring("X482913,2026-12-27,Planned anew.,2"))
    first.refresh_from_db()
    assert first.state == "moved"
    assert first.moved_to.state == "planned"
