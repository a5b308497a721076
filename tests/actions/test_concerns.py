import datetime as dt
import uuid

import pytest

from contacts.actions.concerns import answer_concern, raise_concern, take_back_concern
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import AuditEntry, Concern, Contact, State
from tests.open_things import concern

TOKEN = uuid.UUID(int=7)
WORDS = "Shift ran over, brother confirmed."


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("act", "people"))


def test_one_press_keeps_it_open_without_words(person, pat):
    one = raise_concern(person=person, by=pat)
    assert (one.person, one.contact, one.words) == (person, None, "")
    assert (one.raised_by, one.raised_at) == (pat, clock.now())
    assert acts() == [("raise_concern", [person.pk])]


def test_pressed_twice_it_is_there_once_and_a_colleague_s_is_another(person, pat, priya):
    for by in (pat, pat, priya):
        raise_concern(person=person, by=by)
    assert Concern.objects.count() == len(acts()) == 2


def test_a_slip_is_taken_back_by_whoever_made_it_within_15_minutes(person, pat, sunday_morning):
    one = raise_concern(person=person, by=pat)
    sunday_morning(clock.now() + dt.timedelta(minutes=15))
    for _ in range(2):
        take_back_concern(concern=one, by=pat)
    assert not Concern.objects.on_pages()
    assert Concern.objects.get().taken_back_at == clock.now()
    assert [act for act, _ in acts()] == ["raise_concern", "take_back_concern"]


@pytest.mark.parametrize(("who", "minutes"), [("priya", 1), ("pat", 16)])
def test_else_it_stays_until_it_is_answered(person, pat, priya, sunday_morning, who, minutes):
    one = raise_concern(person=person, by=pat)
    sunday_morning(clock.now() + dt.timedelta(minutes=minutes))
    with pytest.raises(Refused, match="Write what became of it instead"):
        take_back_concern(concern=one, by={"pat": pat, "priya": priya}[who])
    assert Concern.objects.still_open().get() == one


def test_what_became_of_it_stands_beneath_the_entry_and_closes_it(person, pat, priya, contact):
    one = concern(person, pat, contact, words="not like him")
    assert answer_concern(concern=one, by=priya, token=TOKEN, notes=WORDS) == contact
    one.refresh_from_db()
    later = contact.amendments.get()
    assert (later.notes, later.author, one.what_became_of_it) == (WORDS, priya, later)
    assert (one.closed_by, one.closed_at) == (priya, clock.now())
    assert acts() == [("close_concern", [person.pk])]


def test_raised_without_an_entry_what_became_of_it_is_one(person, pat, priya):
    one = raise_concern(person=person, by=pat)
    entry = answer_concern(concern=one, by=priya, token=TOKEN, notes=WORDS)
    one.refresh_from_db()
    assert (entry.notes, entry.author, entry.person) == (WORDS, priya, person)
    assert (one.contact, one.what_became_of_it, one.closed_by) == (entry, None, priya)
    assert [act for act, _ in acts()] == ["raise_concern", "close_concern"]


@pytest.mark.parametrize("of_an_entry", [True, False])
def test_the_same_answer_sent_twice_is_written_once(person, pat, contact, of_an_entry):
    one = concern(person, pat, contact if of_an_entry else None)
    said = {"concern": one, "by": pat, "token": TOKEN, "notes": WORDS}
    assert answer_concern(**said) == answer_concern(**said)
    with pytest.raises(Refused, match="closed this by now"):
        answer_concern(**{**said, "token": uuid.uuid4()})
    assert person.contacts.count() == (1 if of_an_entry else 2)
    assert contact.amendments.count() == (1 if of_an_entry else 0)


def test_what_was_taken_back_is_not_answered(person, pat):
    one = concern(person, pat, taken_back_at=clock.now())
    with pytest.raises(Refused):
        answer_concern(concern=one, by=pat, token=TOKEN, notes=WORDS)
    assert not person.contacts.exists()


def test_of_a_joined_record_it_stands_beneath_the_entry_that_leads(
    person, pat, contact, add_contact
):
    one, lead = concern(person, pat, contact), add_contact(person, pat)
    Contact.objects.filter(pk=contact.pk).update(state=State.JOINED, lead=lead)
    assert answer_concern(concern=one, by=pat, token=TOKEN, notes=WORDS) == lead
    assert lead.amendments.get().notes == WORDS
