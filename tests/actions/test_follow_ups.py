import uuid

import pytest

from contacts.actions.amendment import NotShown
from contacts.actions.follow_ups import Awaited, note_follow_up, set_follow_up, write_reply
from contacts.actions.open_things import Promised
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import AuditEntry, Contact, FollowUp, State
from tests.open_things import Who, asked, follow_up

HOUSING = Promised(Who.PRACTITIONER, "chase housing duty line")
DONE, OPEN, TAKEN_BACK = FollowUp.State.DONE, FollowUp.State.OPEN, FollowUp.State.TAKEN_BACK
TOKEN = uuid.UUID(int=7)


def trail():
    return list(AuditEntry.objects.order_by("id").values_list("act", "detail"))


def test_what_nothing_read_is_noted_at_the_entry(contact, priya, person):
    kept = note_follow_up(contact=contact, by=priya, promised=HOUSING)
    assert (kept.person, kept.contact, kept.author) == (person, contact, priya)
    assert (kept.words, kept.promised_at) == (HOUSING.words, clock.now())
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.people) == ("note_follow_up", [person.pk])
    assert entry.object == f"contact {contact.pk} follow-up {kept.pk}"


def test_noted_twice_it_is_there_once_and_again_once_it_is_done(contact, pat):
    one, again = (note_follow_up(contact=contact, by=pat, promised=HOUSING) for _ in range(2))
    assert one == again
    set_follow_up(follow_up=one, state=DONE, by=pat)
    assert note_follow_up(contact=contact, by=pat, promised=HOUSING) != one


def test_nothing_is_noted_at_an_entry_that_was_withdrawn(contact, pat):
    Contact.objects.filter(pk=contact.pk).update(state=State.WITHDRAWN)
    with pytest.raises(Refused, match="no longer shown"):
        note_follow_up(contact=contact, by=pat, promised=HOUSING)


def test_whoever_may_write_says_that_it_is_done_and_opens_it_again(contact, priya, pat):
    one = follow_up(contact)
    done = set_follow_up(follow_up=one, state=DONE, by=priya)
    assert (done.state, done.closed_by, done.closed_at) == (DONE, priya, clock.now())
    again = set_follow_up(follow_up=one, state=OPEN, by=pat)
    assert (again.state, again.closed_by, again.closed_at) == (OPEN, None, None)
    said = [["open", "done"], ["done", "open"]]
    assert trail() == [("change_follow_up", {"state": one}) for one in said]


def test_pressed_twice_it_is_done_once(contact, pat, priya):
    one = follow_up(contact)
    for by in (pat, priya):
        set_follow_up(follow_up=one, state=DONE, by=by)
    one.refresh_from_db()
    assert one.closed_by == pat
    assert len(trail()) == 1


def test_what_was_never_meant_is_on_no_page_and_not_lost(contact, pat):
    one = follow_up(contact)
    set_follow_up(follow_up=one, state=TAKEN_BACK, by=pat)
    assert not FollowUp.objects.on_pages()
    assert FollowUp.objects.get().closed_by == pat


def test_what_was_asked_stays_open_until_a_reply_is_written(contact, pat):
    one = asked(contact)
    with pytest.raises(Awaited, match="until the reply is written"):
        set_follow_up(follow_up=one, state=DONE, by=pat)
    reply = write_reply(follow_up=one, by=pat, token=TOKEN, notes="Nothing since March.")
    one.refresh_from_db()
    assert (one.state, one.reply, one.closed_by) == (DONE, reply, pat)
    assert (reply.contact, reply.notes, reply.author) == (contact, "Nothing since March.", pat)
    assert [act for act, _ in trail()] == ["write_reply"]


def test_the_same_reply_sent_twice_is_written_once(contact, pat):
    one = asked(contact)
    said = {"follow_up": one, "by": pat, "token": TOKEN, "notes": "Nothing since March."}
    assert write_reply(**said) == write_reply(**said)
    with pytest.raises(Refused, match="closed by now"):
        write_reply(**{**said, "token": uuid.uuid4()})
    assert contact.amendments.count() == 1


def test_opened_again_a_reply_is_no_longer_its_own(contact, pat):
    one = asked(contact)
    write_reply(follow_up=one, by=pat, token=TOKEN, notes="Nothing.")
    again = set_follow_up(follow_up=one, state=OPEN, by=pat)
    assert again.reply is None
    assert contact.amendments.get().notes == "Nothing."


def test_a_reply_stands_beneath_the_entry_that_the_record_is_shown_with(
    contact, add_contact, person, pat
):
    one, lead = asked(contact), add_contact(person, pat)
    Contact.objects.filter(pk=contact.pk).update(state=State.JOINED, lead=lead)
    assert write_reply(follow_up=one, by=pat, token=TOKEN, notes="No.").contact == lead


def test_no_reply_is_lost_to_an_entry_that_was_withdrawn_meanwhile(contact, pat):
    one = asked(contact)
    Contact.objects.filter(pk=contact.pk).update(state=State.WITHDRAWN)
    with pytest.raises(NotShown):
        write_reply(follow_up=one, by=pat, token=TOKEN, notes="No.")
    assert FollowUp.objects.get().state == OPEN
