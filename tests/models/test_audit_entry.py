import datetime as dt

import pytest

from contacts import audit
from contacts.formats import clock
from contacts.models import Act, AuditEntry


def test_a_person_has_the_entries_that_name_them(person, add_person, pat):
    other = add_person()
    both = audit.record(Act.MY_PEOPLE, user=pat, people=[person, other])
    audit.record(Act.OPEN_TIMELINE, user=pat, people=[other])
    audit.record(Act.REFUSED, user=pat)
    assert [*AuditEntry.objects.naming(person.pk)] == [both]


@pytest.mark.parametrize("act", [Act.MY_PEOPLE, Act.OPEN_TIMELINE, Act.OPEN_CONTACT])
def test_whoever_looked_since_has_been_shown_it(contact, person, priya, act):
    audit.record(act, user=priya, people=[person])
    assert AuditEntry.objects.shown_to_others(contact).exists()


def test_its_author_is_no_other(contact, person, pat):
    audit.record(Act.OPEN_TIMELINE, user=pat, people=[person])
    assert not AuditEntry.objects.shown_to_others(contact).exists()


def test_looks_before_it_was_recorded_do_not_count(contact, person, priya, sunday_morning):
    sunday_morning(clock.now() - dt.timedelta(minutes=1))
    audit.record(Act.OPEN_TIMELINE, user=priya, people=[person])
    assert not AuditEntry.objects.shown_to_others(contact).exists()


def test_acts_that_show_no_notes_do_not_count(contact, person, ada):
    audit.record(Act.SET_ACCESS, user=ada, people=[person])
    assert not AuditEntry.objects.shown_to_others(contact).exists()
