from contacts.formats import clock
from contacts.models import Contact, State, Talk
from tests.open_things import talk


def test_it_is_asked_for_until_it_was_had_or_is_taken_back(person, pat):
    still = talk(person, pat)
    had = talk(person, pat, closed_at=clock.now(), closed_by=pat)
    talk(person, pat, taken_back_at=clock.now())
    assert list(Talk.objects.still_open()) == [still]
    assert set(Talk.objects.on_pages()) == {still, had}


def test_about_an_entry_that_cannot_be_read_nobody_is_asked(person, pat, contact):
    talk(person, pat, contact)
    Contact.objects.filter(pk=contact.pk).update(state=State.WITHDRAWN)
    assert not Talk.objects.still_open()
