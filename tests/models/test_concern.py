import pytest

from contacts.formats import clock
from contacts.models import Concern, Contact, State
from tests.open_things import concern


def test_it_is_open_until_somebody_writes_what_became_of_it(person, pat, contact):
    still = concern(person, pat)
    closed = {"contact": contact, "closed_at": clock.now(), "closed_by": pat}
    answered = concern(person, pat, **closed)
    concern(person, pat, taken_back_at=clock.now())
    assert list(Concern.objects.still_open()) == [still]
    assert set(Concern.objects.on_pages()) == {still, answered}


@pytest.mark.parametrize(("state", "read"), [("withdrawn", 0), ("undone", 0), ("joined", 1)])
def test_it_is_read_where_its_entry_is(person, pat, contact, add_contact, state, read):
    concern(person, pat, contact, words="jumpy")
    lead = add_contact(person, pat) if state == State.JOINED else None
    Contact.objects.filter(pk=contact.pk).update(state=state, lead=lead)
    assert Concern.objects.still_open().count() == read
