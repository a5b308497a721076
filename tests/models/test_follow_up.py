import pytest

from contacts.formats import clock
from contacts.models import Contact, FollowUp, State
from tests.open_things import asked, follow_up

DONE, TAKEN_BACK = FollowUp.State.DONE, FollowUp.State.TAKEN_BACK


@pytest.fixture
def closed(pat):
    return {"closed_at": clock.now(), "closed_by": pat}


def test_what_is_done_or_was_never_meant_is_open_no_longer(contact, closed):
    still = follow_up(contact)
    done = follow_up(contact, "ring the depot", state=DONE, **closed)
    follow_up(contact, "never meant", state=TAKEN_BACK, **closed)
    assert list(FollowUp.objects.still_open()) == [still]
    assert set(FollowUp.objects.on_pages()) == {still, done}


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED, State.UNDONE])
def test_nothing_is_read_of_an_entry_that_is_not(contact, state):
    follow_up(contact)
    Contact.objects.filter(pk=contact.pk).update(state=state)
    assert not FollowUp.objects.still_open()
    assert not FollowUp.objects.on_pages()


def test_what_is_open_of_a_joined_record_is_read_with_its_event(contact, add_contact, person, pat):
    still = follow_up(contact)
    lead = add_contact(person, pat)
    Contact.objects.filter(pk=contact.pk).update(state=State.JOINED, lead=lead)
    assert list(FollowUp.objects.still_open()) == [still]


def test_only_what_was_asked_of_somebody_else_is_awaited(contact):
    assert asked(contact).is_awaited
    assert not follow_up(contact).is_awaited
