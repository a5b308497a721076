import pytest

from contacts import audit
from contacts.actions.joined_events import events_of_both, events_of_each
from contacts.formats import clock
from contacts.models import Act, Contact, EventPair, ImportBatch, Seen, Source, SourceRecord, State

WORDS = "Dean came in on time and spoke of his tenancy. The landlord rang on Monday; he is calm."


@pytest.fixture
def other(add_person):
    return add_person()


@pytest.fixture
def brought(add_contact):
    def bring(person, source, **known):
        of = Source.objects.create(name=source)
        batch = ImportBatch.objects.create(source=of, loaded_at=clock.now())
        contact = add_contact(person, author_name="R. Shah", **{"notes": WORDS, **known})
        SourceRecord.objects.create(
            source=of, batch=batch, contact=contact, foreign_id=source, digest=b"1", raw={}
        )
        return contact

    return bring


def move(from_, to, **which):
    """As joining and parting do, with the entry in the trail without which nothing moves."""
    audit.record(Act.JOIN_PEOPLE, user=None, people=[from_, to])
    Contact.objects.filter(person=from_, **which).update(person=to)


def shown(contact):
    contact.refresh_from_db()
    return contact.state, contact.lead, contact.seen


def test_one_event_that_both_records_hold_is_one_entry_meanwhile(person, other, brought):
    ours = brought(person, "nDelius", outcome="attended", kind="office")
    theirs = brought(other, "NOMIS")
    before = [shown(ours), shown(theirs)]
    move(other, person)
    changed = events_of_both(person, [theirs.pk])
    assert shown(ours)[:2] == (State.JOINED, theirs)
    move(person, other, pk=theirs.pk)
    events_of_each(person, other, changed)
    assert [shown(ours), shown(theirs)] == before


def test_nothing_is_asked_any_more_of_two_entries_of_two_people(person, other, brought):
    ours, theirs = brought(person, "nDelius"), brought(other, "NOMIS", notes=f"{WORDS} Yard next.")
    EventPair.objects.create(one=ours, other=theirs)
    events_of_each(person, other, {})
    assert not EventPair.objects.exists()


def test_what_was_joined_since_says_what_it_says_itself(person, other, brought):
    ours = brought(person, "nDelius", outcome="attended", kind="office")
    theirs = brought(other, "NOMIS", notes="Rang.")
    joined = Contact.objects.filter(pk=theirs.pk)
    joined.update(state=State.JOINED, lead=ours, seen=Seen.MET)
    events_of_each(person, other, {})
    assert shown(theirs) == (State.SHOWN, None, Seen.REMOTE)
