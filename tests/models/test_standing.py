import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Contact, ImportBatch, Source, Standing, State

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def stand(person):
    delius = Source.objects.create(name="nDelius")

    def stand(what, since, until=None, **known):
        source = None if "contact" in known else delius
        ago = [
            DAY - dt.timedelta(days=days) if days is not None else None for days in (since, until)
        ]
        return Standing.objects.create(
            person=person, what=what, since=ago[0], until=ago[1], source=source, **known
        )

    return stand


def test_the_latest_that_has_begun_and_not_ended_is_in_force(stand):
    custody = stand("custody", 90)
    stand("hospital", 20, 10)
    stand("custody", -5)
    assert Standing.objects.in_force(DAY).first() == custody
    recalled = stand("recalled", 3)
    assert Standing.objects.in_force(DAY).first() == recalled


def test_one_that_ends_today_is_over(stand):
    stand("custody", 90, 0)
    assert Standing.objects.in_force(DAY).first() is None


def test_the_last_word_on_a_spell_stands_for_it(stand):
    stand("custody", 90)
    assert Standing.objects.in_force(DAY).exists()
    ended = stand("custody", 90, 30)
    assert [*Standing.objects.kept()] == [ended]
    assert not Standing.objects.in_force(DAY).exists()
    source = ended.source
    now = clock.now()
    ended.batch = ImportBatch.objects.create(source=source, loaded_at=now, undone_at=now)
    ended.save()
    assert Standing.objects.in_force(DAY).exists()


def test_what_was_said_of_two_records_as_one_is_nothing_once_they_are_parted(stand):
    custody = stand("custody", 90)
    stand("custody", 90, 30, lapsed=True)
    stand("hospital", 20, lapsed=True)
    assert [*Standing.objects.in_force(DAY)] == [custody]


def test_what_an_entry_says_counts_until_it_is_taken_back(stand, contact, pat):
    custody, released = stand("custody", 90), stand("community", 0, contact=contact)
    assert Standing.objects.in_force(DAY).first() == released
    assert [*Standing.objects.of_files()] == [custody]
    released.taken_back_at, released.taken_back_by = clock.now(), pat
    released.save()
    assert Standing.objects.in_force(DAY).first() == custody


@pytest.mark.parametrize("state", State)
def test_and_while_the_entry_can_be_read(stand, contact, add_contact, person, pat, state):
    lead = add_contact(person, pat) if state == State.JOINED else None
    custody, released = stand("custody", 90), stand("community", 0, contact=contact)
    Contact.objects.filter(pk=contact.pk).update(state=state, lead=lead)
    read = state in (State.SHOWN, State.JOINED)
    assert Standing.objects.in_force(DAY).first() == (released if read else custody)
