import pytest

from contacts.actions.decisions import mark_decision
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import AuditEntry, Contact, Decision, State
from tests.open_things import decision


def test_an_entry_is_marked_and_the_mark_taken_away(contact, pat, priya):
    for _ in range(2):
        mark_decision(contact=contact, decision=True, by=pat)
    for _ in range(2):
        mark_decision(contact=contact, decision=False, by=priya)
    mark = Decision.objects.get()
    assert (mark.marked_by, mark.taken_back_by, mark.taken_back_at) == (pat, priya, clock.now())
    entries = AuditEntry.objects.order_by("id").values_list("act", "object", "detail")
    said = [[False, True], [True, False]]
    object_ = f"contact {contact.pk}"
    assert list(entries) == [("mark_decision", object_, {"decision": one}) for one in said]


def test_it_is_marked_again_and_both_are_kept(contact, pat):
    for marked in (True, False, True):
        mark_decision(contact=contact, decision=marked, by=pat)
    assert Decision.objects.count() == 2
    assert Decision.objects.that_stand().count() == 1


def test_what_is_shown_as_one_entry_is_marked_as_one(contact, add_contact, person, pat):
    lead = add_contact(person, pat)
    decision(contact, pat)
    Contact.objects.filter(pk=contact.pk).update(state=State.JOINED, lead=lead)
    mark_decision(contact=lead, decision=True, by=pat)
    assert Decision.objects.count() == 1
    mark_decision(contact=lead, decision=False, by=pat)
    assert not Decision.objects.that_stand()


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.JOINED])
def test_what_is_not_shown_by_itself_is_not_marked(contact, add_contact, person, pat, state):
    lead = add_contact(person, pat) if state == State.JOINED else None
    Contact.objects.filter(pk=contact.pk).update(state=state, lead=lead)
    with pytest.raises(Refused, match="cannot be marked"):
        mark_decision(contact=contact, decision=True, by=pat)
