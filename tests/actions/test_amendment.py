import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from contacts import audit
from contacts.actions.amendment import NothingToAdd, NotReplaceable, NotShown, amend, replace_words
from contacts.actions.refused import TokenSpent
from contacts.formats import clock
from contacts.models import Act, Amendment, AuditEntry, Contact, State

YESTERDAY = dt.datetime(2026, 11, 21, 14, 0, tzinfo=dt.UTC)


@pytest.fixture
def contact(add_contact, person, pat):
    return add_contact(person, pat, notes="He came in.", kind="office", minutes=45)


@pytest.fixture
def add(contact, pat):
    def act(notes="", **put_right):
        known = {"contact": contact, "author": pat, "token": uuid.uuid4()}
        return amend(**{**known, "notes": notes, **put_right})

    return act


@pytest.fixture
def replace(contact, pat):
    def act(notes, **known):
        return replace_words(
            **{"contact": contact, "author": pat, "token": uuid.uuid4(), "notes": notes, **known}
        )

    return act


def in_two_threads(act):
    def one(number):
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(one, range(2)))


def test_later_words_are_added_and_the_first_stay(add, contact, pat):
    amendment = add("He rang back.")
    contact.refresh_from_db()
    assert contact.notes == "He came in."
    assert (amendment.notes, amendment.author, amendment.changed) == ("He rang back.", pat, {})
    assert amendment.written_at == amendment.recorded_at == clock.now()
    assert amendment.replaces is False


def test_what_is_put_right_is_kept_from_and_to_and_the_entry_leads_with_the_latest(add, contact):
    amendment = add(kind="phone", minutes=None, occurred_at=YESTERDAY, time_known=False)
    assert amendment.changed == {
        "occurred_at": ["2026-11-22T11:00:00+00:00", "2026-11-21T14:00:00+00:00"],
        "time_known": [True, False],
        "kind": ["office", "phone"],
        "minutes": [45, None],
    }
    contact.refresh_from_db()
    assert (contact.kind, contact.minutes, contact.occurred_at) == ("phone", None, YESTERDAY)
    assert contact.time_known is False


def test_what_is_as_it_was_counts_for_nothing(add):
    assert add("More.", kind="office", minutes=45, outcome="").changed == {}
    with pytest.raises(NothingToAdd, match="says so already"):
        add(kind="office")


def test_a_kind_put_right_may_make_a_meeting_none_and_back(add, contact):
    for kind, seen in (("phone", "remote"), ("office", "met"), ("home_visit", "not_known")):
        add(kind=kind)
        contact.refresh_from_db()
        assert contact.seen == seen
    add(outcome="did_not_attend")
    contact.refresh_from_db()
    assert contact.seen != "met"


def test_it_is_in_the_trail_with_from_and_to_and_without_words(add, contact, pat, person):
    amendment = add("Private words.", kind="phone")
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.user_id, entry.people) == ("amend", pat.pk, [person.pk])
    assert entry.object == f"contact {contact.pk} amendment {amendment.pk}"
    assert entry.detail == {"changed": {"kind": ["office", "phone"]}}


def test_the_same_form_sent_twice_adds_it_once(add, replace, contact):
    token = uuid.uuid4()
    for _ in range(2):
        add("More.", token=token, kind="phone")
    for _ in range(2):
        replace("He came in late.", token=uuid.UUID(int=1))
    assert contact.amendments.count() == 2
    assert AuditEntry.objects.count() == 2


def test_a_spent_form_with_other_words_or_of_another_entry_is_refused(
    add, replace, contact, add_contact, person, pat
):
    token = uuid.uuid4()
    add("More.", token=token)
    other = add_contact(person, pat)
    for again in (
        lambda: add("Other words.", token=token),
        lambda: add("More.", token=token, contact=other),
        lambda: replace("Other words.", token=token),
    ):
        with pytest.raises(TokenSpent):
            again()
    assert contact.amendments.count() == 1


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED, State.UNDONE, State.JOINED])
def test_nothing_is_added_to_what_does_not_stand_by_itself(
    add, replace, contact, state, add_contact, person, pat
):
    lead = add_contact(person, pat) if state == State.JOINED else None
    Contact.objects.filter(pk=contact.pk).update(state=state, lead=lead)
    with pytest.raises(NotShown, match="no longer shown by itself"):
        add("More.")
    with pytest.raises(NotShown):
        replace("Other words.")
    assert not contact.amendments.exists()


def test_its_author_may_replace_the_words_and_the_first_stay_in_the_evidence(replace, contact):
    amendment = replace("He rang.")
    contact = Contact.objects.get(pk=contact.pk)
    assert (contact.notes, contact.notes_that_stand) == ("He came in.", "He rang.")
    assert amendment.replaces is True
    assert AuditEntry.objects.get().act == "replace_words"


def test_other_words_may_say_that_a_meeting_was_none(add_contact, person, pat, replace):
    visit = add_contact(person, pat, kind="home_visit", notes="Seen at home.")
    assert visit.seen == "met"
    replace("No answer, card left.", contact=visit)
    visit.refresh_from_db()
    assert visit.seen == "not_met"
    amend(contact=visit, author=pat, token=uuid.uuid4(), notes="Seen at home.", minutes=5)
    visit.refresh_from_db()
    assert visit.seen == "not_met"


def test_after_fifteen_minutes_the_words_stay(replace, sunday_morning):
    sunday_morning(clock.now() + dt.timedelta(minutes=15, seconds=1))
    with pytest.raises(NotReplaceable, match="Add to the entry instead"):
        replace("Other words.")


def test_nobody_replaces_the_words_of_another(replace, priya):
    with pytest.raises(NotReplaceable):
        replace("Other words.", author=priya)


def test_once_somebody_else_has_opened_it_the_words_stay(replace, priya, person):
    audit.record(Act.OPEN_TIMELINE, user=priya, people=[person])
    with pytest.raises(NotReplaceable):
        replace("Other words.")


@pytest.mark.django_db(transaction=True)
def test_two_who_amend_at_the_same_moment_are_both_kept(contact, pat, priya):
    both = [(pat, {"kind": "phone"}), (priya, {"kind": "video", "minutes": 5})]

    def act(number):
        author, right = both[number]
        known = {"contact": Contact.objects.get(pk=contact.pk), "author": author}
        return amend(**known, token=uuid.uuid4(), notes=author.name, **right)

    in_two_threads(act)
    first, second = contact.amendments.order_by("pk")
    assert {first.notes, second.notes} == {"Pat Okonjo", "Priya Nair"}
    assert first.changed["kind"][0] == "office"
    assert second.changed["kind"] == [first.changed["kind"][1], Contact.objects.get().kind]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_the_same_thing_right_the_second_is_told(contact, pat, priya):
    both = [pat, priya]

    def act(number):
        known = {"contact": contact, "author": both[number], "token": uuid.uuid4()}
        try:
            return amend(**known, notes="", kind="phone")
        except NothingToAdd as refused:
            return refused

    came = in_two_threads(act)
    assert {type(one) for one in came} == {Amendment, NothingToAdd}
    assert contact.amendments.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_the_same_moment_amends_once(contact, pat):
    known = {"contact": contact, "author": pat, "token": uuid.uuid4(), "notes": "More."}
    first, second = in_two_threads(lambda number: amend(**known, kind="phone"))
    assert first.pk == second.pk
    assert contact.amendments.count() == AuditEntry.objects.count() == 1
