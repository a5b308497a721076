"""What stands beside the box, as one reader is told it."""

import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Allocation, Alongside, Contact, FollowUp, State, User
from contacts.queries.open_things import asks, follow_ups_of, open_things
from tests.open_things import Who, asked, concern, follow_up, talk

TODAY = dt.date(2026, 11, 22)
FIFTH = dt.datetime(2026, 11, 5, 10, tzinfo=dt.UTC)


def said(person, viewer):
    shown = open_things(person=person, viewer=viewer).things
    return [f"{one.who}: {one.words}, {one.when}" for one in shown]


@pytest.fixture
def promised(contact):
    """Pat promised it on 5 November."""
    return follow_up(contact, promised_at=FIFTH)


def test_you_is_whoever_reads_it_and_to_others_it_is_a_name(person, promised, pat, priya):
    assert said(person, pat) == ["You: chase housing duty line, promised 5 November"]
    assert said(person, priya) == ["Pat Okonjo: chase housing duty line, promised 5 November"]


def test_the_person_is_called_as_they_are_called(person, contact, pat):
    follow_up(contact, "bring tenancy agreement", who=Who.PERSON)
    assert said(person, pat) == ["Dean: bring tenancy agreement, promised today"]
    person.preferred_name = "Deano"
    assert said(person, pat)[0].startswith("Deano: ")


def test_what_somebody_else_was_asked_is_awaited(person, contact, pat):
    asked(contact)
    assert said(person, pat) == ["Police: domestic abuse check, asked today, awaited"]
    (one,) = open_things(person=person, viewer=pat).things
    assert one.awaited


def test_the_oldest_comes_first_whatever_it_is(person, contact, pat):
    follow_up(contact)
    concern(person, pat, raised_at=FIFTH)
    talk(person, pat, asked_at=FIFTH - dt.timedelta(days=1))
    whats = [one.what for one in open_things(person=person, viewer=pat).things]
    assert whats == ["talk", "concern", "follow-up"]


def hand_on(person, to, on=TODAY):
    Allocation.objects.filter(person=person, until=None).update(until=on)
    Allocation.objects.create(person=person, practitioner=to, since=on)


def test_a_promise_goes_on_to_whoever_holds_the_person_next(person, promised, pat, priya, sam):
    hand_on(person, priya)
    words = "chase housing duty line, promised 5 November"
    assert said(person, priya) == [f"You (promised by Pat Okonjo): {words}"]
    for other in (pat, sam):
        assert said(person, other) == [f"Priya Nair (promised by Pat Okonjo): {words}"]


def test_what_was_promised_on_duty_stays_with_whoever_did(person, contact, priya, pat):
    follow_up(contact, author=priya)
    assert said(person, pat)[0].startswith("Priya Nair: ")


def test_what_a_co_worker_promised_stays_theirs_while_they_are_one(person, contact, priya, pat):
    Alongside.objects.create(person=person, user=priya, since=dt.date(2026, 1, 5))
    follow_up(contact, author=priya, promised_at=FIFTH)
    assert said(person, pat)[0].startswith("Priya Nair: ")
    Alongside.objects.update(until=TODAY)
    assert said(person, pat)[0].startswith("You (promised by Priya Nair): ")


def test_it_comes_back_to_whoever_holds_them_again(person, promised, pat, priya):
    hand_on(person, priya, dt.date(2026, 11, 10))
    hand_on(person, pat)
    assert said(person, pat)[0].startswith("You: ")


def test_of_somebody_who_left_it_goes_to_the_holder_even_from_duty(person, contact, priya, pat):
    follow_up(contact, author=priya)
    User.objects.filter(pk=priya.pk).update(is_active=False)
    assert said(person, pat)[0].startswith("You (promised by Priya Nair): ")


def test_where_nobody_holds_them_it_is_told_of_whoever_promised(person, promised, priya):
    Allocation.objects.update(until=TODAY)
    assert said(person, priya)[0].startswith("Pat Okonjo: ")


def test_something_feels_off_is_told_with_who_said_so(person, contact, pat, priya):
    concern(person, pat, contact, words="jumpy about work", raised_at=FIFTH)
    concern(person, pat)
    assert said(person, priya) == [
        "Something feels off: jumpy about work, Pat Okonjo, 5 November",
        "Something feels off: can’t say why yet, Pat Okonjo, today",
    ]
    assert said(person, pat)[1].endswith(", you, today")


def test_only_whoever_said_so_may_take_it_back_and_a_concern_only_at_once(person, pat, priya):
    concern(person, pat), talk(person, pat)
    old = clock.now() - dt.timedelta(minutes=16)
    concern(person, pat, raised_at=old), talk(person, pat, asked_at=old)
    shown = open_things(person=person, viewer=pat).things
    assert [(one.what, one.may_take_back) for one in shown] == [
        *(("concern", False), ("talk", True), ("concern", True), ("talk", True))
    ]
    assert not any(one.may_take_back for one in open_things(person=person, viewer=priya).things)


def test_each_leads_to_the_entry_in_which_it_can_be_read(person, promised, add_contact, pat):
    lead = add_contact(person, pat)
    Contact.objects.filter(pk=promised.contact.pk).update(state=State.JOINED, lead=lead)
    (one,) = open_things(person=person, viewer=pat).things
    assert one.contact == lead.pk


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED, State.UNDONE])
def test_of_an_entry_that_is_not_read_nothing_is_told(person, contact, pat, state):
    follow_up(contact), concern(person, pat, contact), talk(person, pat, contact)
    Contact.objects.filter(pk=contact.pk).update(state=state)
    assert said(person, pat) == []


def test_what_is_closed_or_of_somebody_else_is_not_open(person, contact, pat, add_person):
    closed = {"closed_at": clock.now(), "closed_by": pat}
    follow_up(contact, state="done", **closed)
    concern(person, pat, contact, **closed), talk(person, pat, **closed)
    concern(add_person(), pat)
    assert said(person, pat) == []


def test_an_entry_tells_what_was_to_do_by_it_and_what_became_of_that(contact, pat):
    follow_up(contact)
    closed = {"closed_at": clock.now(), "closed_by": pat, "state": "done"}
    follow_up(contact, "ring the depot", promised_at=FIFTH, **closed)
    follow_up(contact, "never meant", **{**closed, "state": "taken_back"})
    shown = [(one.words, one.when) for one in follow_ups_of(contact=contact, viewer=pat)]
    assert shown == [
        ("ring the depot", "promised 5 November, done today"),
        ("chase housing duty line", "promised today"),
    ]


@pytest.mark.parametrize(
    ("state", "did", "words", "undone"),
    [
        ("done", "done", "Done: chase housing duty line", True),
        ("open", "open", "Open again: chase housing duty line", False),
    ],
)
def test_what_a_press_did_is_said_with_what_undoes_it(
    person, contact, pat, state, did, words, undone
):
    closed = {"closed_at": clock.now(), "closed_by": pat} if state == "done" else {}
    one = follow_up(contact, state=state, **closed)
    told = open_things(person=person, viewer=pat, did=f"{did}-{one.pk}").did
    assert (told.said, told.undo) == (words, one.pk if undone else None)


def test_what_the_words_of_an_entry_closed_is_said_and_one_alone_undone(
    person, contact, pat, add_contact, add_person
):
    later = add_contact(person, author=pat)
    closed = {"state": "done", "closed_at": clock.now(), "closed_by": pat, "closed_in": later}
    one = follow_up(contact, **closed)
    told = open_things(person=person, viewer=pat, did=f"closed-{later.pk}").did
    assert (told.said, told.undo) == ("Done: chase housing duty line", one.pk)
    follow_up(contact, "ring the depot", **closed)
    told = open_things(person=person, viewer=pat, did=f"closed-{later.pk}").did
    assert (told.said, told.undo) == ("Done: chase housing duty line; ring the depot", None)
    assert open_things(person=person, viewer=pat, did=f"closed-{contact.pk}").did is None
    assert open_things(person=add_person(), viewer=pat, did=f"closed-{later.pk}").did is None


@pytest.mark.parametrize(
    "did", ["", "done", "done-", "done-x", "done-0", "done-²", "done-" + "9" * 99]
)
def test_what_names_nothing_that_was_done_says_nothing(person, pat, did):
    assert open_things(person=person, viewer=pat, did=did).did is None


def test_nothing_is_said_of_what_is_not_done_or_of_somebody_else(
    person, promised, add_person, add_contact, pat
):
    assert open_things(person=person, viewer=pat, did=f"done-{promised.pk}").did is None
    FollowUp.objects.update(state="done", closed_at=clock.now(), closed_by=pat)
    assert open_things(person=add_person(), viewer=pat, did=f"done-{promised.pk}").did is None


def test_sixty_of_everything_take_two_statements(person, contact, pat, django_assert_num_queries):
    for number in range(60):
        follow_up(contact, f"thing {number}"), concern(person, pat), talk(person, pat)
    with django_assert_num_queries(2):
        assert len(open_things(person=person, viewer=pat).things) == 180


def test_the_question_says_what_it_is_about_and_where_the_words_will_stand(
    person, contact, pat, priya
):
    reply = asks(asked(contact), viewer=pat)
    assert (reply.title, reply.contact) == ("The reply of police", contact.pk)
    assert reply.about == "domestic abuse check, asked today"
    off = asks(concern(person, pat, contact, words="jumpy"), viewer=priya)
    assert (off.about, off.contact) == ("jumpy (Pat Okonjo, today)", contact.pk)
    without = asks(concern(person, pat), viewer=pat)
    assert (without.about, without.contact) == ("can’t say why yet (you, today)", None)
    assert asks(talk(person, pat), viewer=priya).about == "asked by Pat Okonjo, today"
