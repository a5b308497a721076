import datetime as dt

import pytest

from contacts import audit
from contacts.formats import clock
from contacts.models import Act, Amendment, Contact, Seen, State


def replacing(contact, author, notes):
    return Amendment.objects.create(
        contact=contact, author=author, recorded_at=clock.now(), notes=notes, replaces=True
    )


def test_contacts_are_read_newest_first_and_the_later_written_of_two_at_once(
    add_contact, person, pat
):
    first, second = add_contact(person, pat), add_contact(person, pat)
    older = add_contact(person, pat, occurred_at=clock.now() - dt.timedelta(days=1))
    assert [*person.contacts.newest_first()] == [second, first, older]
    before = person.contacts.before(second.occurred_at, second.pk).newest_first()
    assert [*before] == [first, older]


@pytest.mark.parametrize(
    ("state", "timeline", "evidence"),
    [
        (State.SHOWN, True, True),
        (State.WITHDRAWN, True, True),
        (State.MOVED, True, True),
        (State.UNDONE, False, False),
    ],
)
def test_a_stub_keeps_its_place_and_what_was_undone_has_none(contact, state, timeline, evidence):
    Contact.objects.filter(pk=contact.pk).update(state=state)
    assert Contact.objects.on_timeline().exists() is timeline
    assert Contact.objects.in_evidence().exists() is evidence


def test_the_last_words_put_in_their_place_are_the_ones_that_stand(contact, pat):
    assert contact.notes_that_stand == contact.notes
    replacing(contact, pat, "One.")
    replacing(contact, pat, "Two.")
    assert contact.notes_that_stand == "Two."


def test_its_author_may_replace_its_words_for_fifteen_minutes(contact, pat, sunday_morning):
    sunday_morning(contact.recorded_at + dt.timedelta(minutes=15))
    assert contact.replaceable_by(pat)
    sunday_morning(contact.recorded_at + dt.timedelta(minutes=15, seconds=1))
    assert not contact.replaceable_by(pat)


def test_nobody_else_may_replace_its_words(contact, priya):
    assert not contact.replaceable_by(priya)


def test_words_somebody_has_read_are_not_replaced(contact, person, pat, priya):
    audit.record(Act.OPEN_TIMELINE, user=priya, people=[person])
    assert not contact.replaceable_by(pat)


def test_words_of_a_withdrawn_entry_are_not_replaced(contact, pat):
    contact.state = State.WITHDRAWN
    assert not contact.replaceable_by(pat)


def test_whether_they_were_met_is_read_as_it_is_added(add_contact, person, pat):
    here = add_contact(person, pat, kind="office", notes="On time.")
    brought = add_contact(person, author_name="Nair, Priya", kind="office", notes="Case noted.")
    assert (here.seen, brought.seen) == (Seen.MET, Seen.NOT_KNOWN)


def test_their_own_name_is_known_when_it_is_read(add_contact, person, pat):
    visit = add_contact(person, pat, kind="home_visit", notes="Saw Dean at home.")
    assert visit.seen == Seen.MET
