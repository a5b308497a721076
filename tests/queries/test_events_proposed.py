import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Contact, EventPair, ImportBatch, Source, SourceRecord, State
from contacts.queries.entry import entries
from contacts.queries.events import Maybe

AT = dt.datetime(2026, 11, 17, 10, 15, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def lead(add_contact, person, pat):
    return add_contact(person, pat, occurred_at=AT, outcome="attended")


@pytest.fixture
def nomis(add_contact, person):
    """A record of this person as NOMIS gave it."""

    def add(at=AT + HOUR, **known):
        source, _ = Source.objects.get_or_create(name="NOMIS")
        contact = add_contact(person, author_name="R. Shah", occurred_at=at, **known)
        batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
        told = {"source": source, "batch": batch, "contact": contact, "raw": {}}
        SourceRecord.objects.create(digest=str(contact.pk).encode(), **told)
        return contact

    return add


def propose(one, other, answer=""):
    decided = clock.now() if answer else None
    first, second = sorted([one.pk, other.pk])
    EventPair.objects.create(one_id=first, other_id=second, answer=answer, decided_at=decided)


def read(contact):
    (shown,) = entries([contact.pk], today=clock.today())
    return shown


def test_what_may_be_the_same_event_is_asked_once_at_the_newer_entry(lead, nomis):
    other = nomis()
    propose(lead, other)
    (asks,) = read(other).maybe
    assert asks == Maybe(lead.pk, "Tuesday 17 November, 10:15, written here", why="", asks=True)
    (silent,) = read(lead).maybe
    assert silent == Maybe(other.pk, "Tuesday 17 November, 11:15, NOMIS", why="", asks=False)
    assert not read(other).plain


@pytest.mark.parametrize("answer", ["same", "two"])
def test_what_was_answered_is_not_asked_again(lead, nomis, answer):
    other = nomis()
    propose(lead, other, answer)
    assert read(other).maybe == read(lead).maybe == []
    assert read(lead).plain


def test_nobody_is_asked_about_what_is_no_longer_shown(lead, nomis):
    other = nomis(AT - HOUR)
    propose(lead, other)
    Contact.objects.filter(pk=other.pk).update(state=State.WITHDRAWN)
    assert read(lead).maybe == read(other).maybe == []


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({}, ""),
        ({"outcome": "did_not_attend"}, "the outcomes differ"),
        ({"at": AT + 20 * HOUR}, "on another day"),
        ({"at": AT + 7.5 * HOUR}, "7 hours apart"),
        ({"at": AT + 7.5 * HOUR, "time_known": False}, ""),
        ({"at": AT + 7.5 * HOUR, "outcome": "unacceptable_absence"}, "the outcomes differ"),
    ],
)
def test_it_is_said_what_speaks_against_it(lead, nomis, known, why):
    other = nomis(**known)
    propose(lead, other)
    assert read(other).maybe[0].why == read(lead).maybe[0].why == why
