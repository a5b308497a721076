import datetime as dt
import uuid

import pytest
from django.db import connection

from contacts.actions.amendment import amend, replace_words
from contacts.actions.anew import match_late, newest
from contacts.models import Contact
from tests.events import DAY, NOTE, row, shown

pytestmark = pytest.mark.django_db


def test_an_entry_put_right_is_matched_with_what_is_there_and_parted_from_what_was(
    bring, typed, pat
):
    entry = typed()
    bring(row(), row(at="2026-04-20 10:15", number=2))
    assert shown() == [["here", "nDelius"], ["nDelius"]]
    there = dt.datetime(2026, 4, 20, 9, 15, tzinfo=dt.UTC)
    amend(contact=entry, author=pat, token=uuid.uuid4(), notes="", occurred_at=there)
    assert shown() == [["nDelius"], ["here", "nDelius"]]


def test_another_outcome_parts_what_was_joined(bring, typed, pat):
    head = "crn,occurred,notes,id,outcome"
    entry = typed()
    bring(row() + ",Attended", head=head)
    assert shown() == [["here", "nDelius"]]
    outcome = "acceptable_absence"
    amend(contact=entry, author=pat, token=uuid.uuid4(), notes="", outcome=outcome)
    assert [len(one) for one in shown()] == [1, 1]


def test_words_that_only_add_leave_what_all_records_say(bring, typed, pat):
    entry = typed("Rang the hostel, no answer.", kind="phone")
    bring(row())
    Contact.objects.filter(pk=entry.pk).update(seen="not_known")
    amend(contact=entry, author=pat, token=uuid.uuid4(), notes="He rang back.")
    assert Contact.objects.get(pk=entry.pk).seen == "not_known"


def test_replaced_words_are_what_is_matched(bring, typed, pat):
    entry = typed("Something else entirely.")
    bring(row(at=f"{entry.occurred_at:%Y-%m-%d %H:%M}"))
    assert [len(one) for one in shown()] == [1, 1]
    replace_words(contact=entry, author=pat, token=uuid.uuid4(), notes=NOTE)
    assert shown() == [["here", "nDelius"]]
    replace_words(contact=entry, author=pat, token=uuid.uuid4(), notes="No, not he.")
    assert [len(one) for one in shown()] == [1, 1]


def test_recording_where_nothing_else_is_asks_the_database_once(
    person, typed, django_assert_num_queries, monkeypatch
):
    typed()
    asked_of: list[str] = []
    with connection.execute_wrapper(
        lambda run, sql, *more: (asked_of.append(sql), run(sql, *more))[1]
    ):
        typed("Rang, no answer at all.")
    assert len([sql for sql in asked_of if "SELECT NOT EXISTS" in sql]) == 1
    assert not [sql for sql in asked_of if "to_match" in sql]


def test_what_was_typed_while_a_file_was_filed_is_matched_after_it(bring, person, pat, add_contact):
    began = newest()
    bring(row())
    add_contact(person, pat, notes=NOTE, occurred_at=DAY)
    assert [len(one) for one in shown()] == [1, 1]
    match_late([person.pk], began)
    assert shown() == [["here", "nDelius"]]
