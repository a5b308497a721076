from contacts.formats import clock
from contacts.models import Contact, Decision, State
from tests.open_things import decision


def marked():
    return list(Contact.objects.filter(Decision.objects.that_stand().are_at()))


def test_an_entry_is_a_decision_where_it_or_a_record_beneath_it_is_marked(
    contact, add_contact, person, pat
):
    lead, plain = add_contact(person, pat), add_contact(person, pat)
    decision(contact, pat)
    assert marked() == [contact]
    Contact.objects.filter(pk=contact.pk).update(state=State.JOINED, lead=lead)
    assert set(marked()) == {contact, lead}
    assert plain not in marked()


def test_a_mark_that_was_taken_back_marks_nothing(contact, pat):
    decision(contact, pat, taken_back_at=clock.now(), taken_back_by=pat)
    assert marked() == []
