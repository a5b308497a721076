import pytest
from django.db import connection

from contacts.actions import written
from contacts.actions.filing import file_contacts
from contacts.actions.rebuild import rebuild_seen
from contacts.models import Contact, SourceRecord

pytestmark = pytest.mark.django_db
NOTES = [
    *("Saw Dean at home.", "Dean not in, card left.", "Seen today, on time.", "Rang Dean."),
    *("Deano came in.", "Saw dean at home.", "DEAN attended.", "Spoke to Dean's mum.", "He rang."),
    *("", "Visited. Dean answered the door.", "Ｄｅａｎ came in today.", "Saw Zoë at home."),
]


@pytest.mark.parametrize(("first", "preferred"), [("Dean", ""), ("Robert", "Dean"), ("Zoë", "")])
@pytest.mark.parametrize("kind", ["", "office", "Home visit"])
def test_whether_somebody_was_met_is_read_as_it_would_be_read_again(
    bring, person, first, preferred, kind
):
    person.first_name, person.preferred_name = first, preferred
    person.save()
    outcomes = ["", "attended", "Failed to attend"]
    bring(
        *[
            f"X482913,2026-03-03,{notes},{n},{kind},{outcome}"
            for n, notes in enumerate(NOTES)
            for outcome in outcomes
        ],
        head="crn,occurred,notes,id,kind,outcome",
    )
    assert Contact.objects.filter(state="shown", seen="met").exists()
    assert sum(batch.written for batch in rebuild_seen()) == 0


@pytest.mark.parametrize(("rows", "size"), [(1, 10**6), (3, 10**6), (100, 1), (100, 40)])
def test_however_few_are_written_at_once_none_is_left_out(
    was_read, person, monkeypatch, rows, size
):
    monkeypatch.setattr(written, "AT_ONCE", rows)
    monkeypatch.setattr(written, "SIZE", size)
    lines = [f"X482913,2026-03-03,{'Seen. ' * n},{n}" for n in range(1, 11)]
    batch = was_read(*lines, *lines, "X482913,2026-12-24,Planned.,11")
    told = []
    file_contacts(batch=batch, by=None, done=told.append)
    assert (Contact.objects.count(), SourceRecord.objects.count()) == (10, 11)
    assert told == sorted(told)
    assert told[-1] == 11
    ids = Contact.objects.order_by("pk").values_list("source_records__foreign_id", flat=True)
    assert list(ids) == [str(n) for n in range(1, 11)]


def test_what_is_checked_at_the_end_still_is_after(bring, person):
    bring("X482913,2026-03-03,Seen.,1")
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        cursor.execute(
            "INSERT INTO contacts_batchrow (batch_id, record_id) VALUES (0, 0)"
        )  # refused when the transaction ends, not at once
        cursor.execute("DELETE FROM contacts_batchrow WHERE batch_id = 0")
