"""Rows of people whom nobody knows yet: they wait, and are filed when the person is known."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from contacts.actions.filing import file_contacts, file_waiting
from contacts.formats import clock
from contacts.models import (
    AccessRule,
    AuditEntry,
    Contact,
    ImportBatch,
    Person,
    ReadRow,
    SourceRecord,
    StagedRow,
)
from tests.brought import heaps

pytestmark = pytest.mark.django_db
SEEN = "X482913,2026-03-03,Seen at home.,1"
NOBODY = "Z999999,2026-03-03,Somebody.,5"


def test_a_row_of_nobody_known_waits_once_and_shows_nothing(bring, person):
    first = bring(NOBODY, NOBODY, SEEN)
    second = bring(NOBODY)
    assert (heaps(first), heaps(second)) == (
        {"new": 1, "held": 2},
        {"held": 1},
    )
    row = ReadRow.objects.get()
    assert (row.batch, row.also, row.waits) == (first, [second.pk], True)
    assert not StagedRow.objects.exists()
    assert not first.staged.unreadable().exists()
    assert SourceRecord.objects.count() == 1


def test_it_is_filed_when_the_person_is_known_under_the_batch_that_brought_it(
    bring, add_person, ada
):
    first, second = bring(NOBODY, by=ada), bring(NOBODY, by=ada)
    file_waiting(by=None)
    assert ReadRow.objects.count() == 1
    person = add_person(crn="Z999999")
    file_waiting(by=ada)
    contact = Contact.objects.get()
    assert (contact.person, contact.notes) == (person, "Somebody.")
    record = contact.source_records.get()
    assert record.batch == first
    assert {row.batch for row in record.rows.all()} == {first, second}
    assert not ReadRow.objects.exists()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.people, entry.object) == (
        "import_contacts",
        [person.pk],
        f"batch {first.pk}",
    )
    assert [heaps(batch) for batch in ImportBatch.objects.order_by("pk")] == [{"new": 1}] * 2
    assert heaps(bring(NOBODY)) == {"already_here": 1}


def test_a_file_counts_as_filed_what_waited_in_it_and_waits_no_longer(bring, add_person, person):
    rows = (SEEN, NOBODY, "Z999998,2026-03-03,Nobody.,6")
    again = (NOBODY, "Z999999,2026-03-03,Otherwise.,5")
    one, other = bring(*rows), bring(*again)
    assert (heaps(one), heaps(other)) == ({"new": 1, "held": 2}, {"held": 2})
    add_person(crn="Z999999")
    file_waiting(by=None)
    for batch in (one, other):
        batch.refresh_from_db()
    assert heaps(one) == {"new": 2, "held": 1}
    assert heaps(other) == {"new": 1, "to_check": 1}


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_what_is_filed_of_somebody_hidden_stays_held_to_whoever_brought_it(
    bring, add_person, ada, pat, kind
):
    one, other = bring(NOBODY, by=ada), bring(NOBODY, by=None)
    person = add_person(crn="Z999999")
    user = ada if kind == AccessRule.Kind.EXCLUSION else pat
    AccessRule.objects.create(person=person, user=user, kind=kind, set_at=clock.now())
    file_waiting(by=pat)
    for batch in (one, other):
        batch.refresh_from_db()
    assert Contact.objects.get().person == person
    seen = {"exclusion": {"new": 1}, "restriction": {"held": 1}}[kind]
    assert (heaps(one), heaps(other)) == ({"held": 1}, seen)


@pytest.mark.parametrize("number", ["prison_number", "pnc"])
def test_a_number_that_becomes_one_persons_is_enough(bring, add_person, number):
    typed = {"prison_number": "A1234BC", "pnc": "1954/0018147W"}[number]
    bring(f"{typed},2026-03-03,Seen.", head=f"{number},occurred,notes")
    one, other = (add_person(**{number: typed}) for _ in range(2))
    file_waiting(by=None)
    assert not Contact.objects.exists()
    Person.objects.filter(pk=other.pk).update(**{number: ""})
    file_waiting(by=None)
    assert Contact.objects.get().person == one


def test_versions_that_waited_are_filed_as_versions(bring, add_person):
    bring(NOBODY)
    bring("Z999999,2026-03-03,Somebody. Rang later.,5")
    add_person(crn="Z999999")
    file_waiting(by=None)
    newest = Contact.objects.get(state="shown")
    assert newest.notes == "Somebody. Rang later."
    assert Contact.objects.get(state="joined").lead == newest


@pytest.mark.django_db(transaction=True)
def test_nobody_made_known_while_a_file_is_filed_is_left_waiting(was_read, add_person):
    batch, begun = was_read(NOBODY, NOBODY.replace(",5", ",6")), threading.Event()

    def make_known():
        try:
            with transaction.atomic():
                add_person(crn="Z999999")
                begun.set()
                file_waiting(by=None)
        finally:
            connections.close_all()

    thread = threading.Thread(target=make_known)
    with transaction.atomic():
        file_contacts(batch=batch, by=None)
        thread.start()
        assert begun.wait(10)
        until = time.monotonic() + 10
        while not _somebody_waits() and time.monotonic() < until:
            time.sleep(0.02)
    thread.join()
    assert Contact.objects.count() == 2
    assert not ReadRow.objects.exists()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]
