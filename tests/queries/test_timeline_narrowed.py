import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.formats.places import read_place
from contacts.formats.sought import read_sought
from contacts.models import Amendment, ImportBatch, SourceRecord, State
from contacts.queries.timeline import NEWER, Narrowed, above, matches, timeline
from tests.open_things import decision


@pytest.fixture
def notes_of(person):
    def shown(**asked) -> list[str]:
        narrowed = Narrowed(**asked)
        return [entry.notes for entry in timeline(person=person, narrowed=narrowed).entries]

    return shown


def days_ago(days):
    return clock.now() - dt.timedelta(days=days)


def test_words_phrases_and_what_must_not_be_there(add_contact, person, pat, notes_of):
    add_contact(person, pat, notes="Talked about housing. Left early.")
    add_contact(person, pat, notes="House again, and the landlord.")
    assert notes_of(words=read_sought("house -landlord")) == ["Talked about housing. Left early."]
    assert notes_of(words=read_sought('"left early"')) == ["Talked about housing. Left early."]
    assert notes_of(words=read_sought("landl*")) == ["House again, and the landlord."]


def test_later_words_lead_to_their_entry(contact, pat, notes_of):
    Amendment.objects.create(
        contact=contact, author=pat, recorded_at=clock.now(), notes="Brought the letter."
    )
    assert notes_of(words=read_sought("letter")) == [contact.notes]


def test_days_author_kind_source_and_meetings(add_contact, person, pat, source, notes_of):
    add_contact(person, pat, notes="Rang.", kind="phone", occurred_at=days_ago(9))
    add_contact(person, pat, notes="On time.", kind="office", occurred_at=days_ago(5))
    brought = add_contact(person, author_name="Nair, Priya", notes="File read.")
    SourceRecord.objects.create(
        source=source,
        digest=b"1",
        batch=ImportBatch.objects.create(source=source, loaded_at=clock.now()),
        contact=brought,
        raw={},
    )
    day = clock.london_day(days_ago(5))
    assert notes_of(when=Period(until=day)) == ["On time.", "Rang."]
    assert notes_of(when=Period(from_=day)) == ["File read.", "On time."]
    assert notes_of(author="okonjo") == ["On time.", "Rang."]
    assert notes_of(author="nair") == ["File read."]
    assert notes_of(kind="phone") == ["Rang."]
    assert notes_of(source=source.name.lower()) == ["File read."]
    assert notes_of(met=True) == ["On time."]
    decision(brought, pat)
    assert notes_of(decisions=True) == ["File read."]


@pytest.mark.parametrize("asked", [{"kind": "office"}, {"words": read_sought("slept")}])
def test_a_stub_matches_nothing(contact, person, asked):
    contact.state = State.WITHDRAWN
    contact.save(update_fields=["state"])
    assert not matches(person=person, narrowed=Narrowed(**asked))


def test_an_entry_is_shown_with_its_neighbours(add_contact, person, pat):
    contacts = [add_contact(person, pat, occurred_at=days_ago(day)) for day in range(20)]
    wanted = contacts[12]
    shown = timeline(person=person, before=above(person=person, id=str(wanted.pk)))
    ids = [entry.id for entry in shown.entries]
    assert ids.index(wanted.pk) == NEWER
    assert above(person=person, id=str(contacts[2].pk)) is None


@pytest.mark.parametrize("id", ["", "x", "9" * 40, "999999"])
def test_what_leads_to_no_entry_begins_at_the_newest(contact, person, id):
    assert above(person=person, id=id) is None
    assert read_place(id) is None
