import datetime as dt

import pytest

from contacts import audit
from contacts.formats import clock, mask
from contacts.models import Act, Amendment, Contact, State
from contacts.queries.contact import Later, one_contact


@pytest.fixture
def read(contact, pat):
    return lambda viewer=pat: one_contact(contact=contact, viewer=viewer)


def replace(contact, author, notes):
    known = {"contact": contact, "author": author, "recorded_at": clock.now()}
    return Amendment.objects.create(**known, notes=notes, replaces=True)


def join(contact, lead):
    Contact.objects.filter(pk=contact.pk).update(state=State.JOINED, lead=lead)
    contact.refresh_from_db()


def test_an_entry_by_itself_has_its_address_and_has_no_other_records(read, person):
    one = read()
    assert (one.entry.notes, one.entry.crn) == ("On time. Slept badly.", person.crn)
    assert (one.entry.first_wording, one.joined, one.joined_to) == ("", [], None)


def test_the_first_wording_is_told_where_other_words_stand(read, contact, pat):
    replace(contact, pat, "On time. Slept well.")
    replace(contact, pat, "Late. Slept well.")
    one = read()
    assert (one.entry.notes, one.entry.first_wording) == (
        "Late. Slept well.",
        "On time. Slept badly.",
    )


def test_an_addition_is_no_first_wording(read, contact, pat):
    Amendment.objects.create(contact=contact, author=pat, recorded_at=clock.now(), notes="More.")
    assert read().entry.first_wording == ""


def test_records_of_the_same_event_are_told_in_full(read, contact, person, pat, add_contact):
    earlier = add_contact(person, pat, notes="Also.", occurred_at=clock.now() - dt.timedelta(1))
    later = add_contact(person, author_name="R. Shah", notes="The same event.")
    for joined in (earlier, later):
        join(joined, contact)
    one = read()
    assert [entry.notes for entry in one.joined] == ["Also.", "The same event."]
    assert {entry.crn for entry in one.joined} == {person.crn}


def add(contact, notes):
    known = {"author_name": "R. Shah", "recorded_at": clock.now()}
    Amendment.objects.create(contact=contact, notes=notes, **known)


HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("first", "other", "differ"),
    [
        ({}, {}, "All of them say the same."),
        ({"outcome": "attended"}, {}, "All of them say the same."),
        ({"outcome": "attended"}, {"outcome": "did_not_attend"}, "Outcome differs."),
        (
            {"outcome": "attended", "minutes": 40},
            {"outcome": "did_not_attend", "minutes": 45, "kind": "phone"},
            "Outcome and length differ.",
        ),
        (
            {"kind": "office"},
            {"kind": "phone", "occurred_at": clock.now() - HOUR, "notes": "Late."},
            "Kind, time and notes differ.",
        ),
        ({}, {"notes": "On time. Slept badly. Rang his sister."}, "Notes differ."),
    ],
)
def test_it_is_said_what_records_of_one_event_say_differently(
    person, pat, add_contact, first, other, differ
):
    lead = add_contact(person, pat, **{"notes": "On time. Slept badly.", **first})
    known = {"notes": lead.notes, "author_name": "R. Shah", **other}
    join(add_contact(person, **known), lead)
    assert one_contact(contact=lead, viewer=pat).differ == differ


def test_what_was_added_to_one_record_alone_is_a_difference(person, pat, contact, add_contact):
    other = add_contact(person, author_name="R. Shah", notes=contact.notes)
    join(other, contact)
    add(other, "Rang back.")
    assert one_contact(contact=contact, viewer=pat).differ == "What was added later differs."


def test_a_record_shown_with_another_leads_to_it(contact, person, pat, add_contact):
    joined = add_contact(person, pat)
    join(joined, contact)
    assert one_contact(contact=joined, viewer=pat).joined_to == contact.pk


def test_its_author_may_replace_the_words_for_fifteen_minutes(read, sunday_morning, priya):
    assert read().replaceable is True
    assert read(priya).replaceable is False
    sunday_morning(clock.now() + dt.timedelta(minutes=15))
    assert read().replaceable is True
    sunday_morning(clock.now() + dt.timedelta(seconds=1))
    assert read().replaceable is False


@pytest.mark.parametrize(
    "act",
    [
        *(Act.OPEN_TIMELINE, Act.OPEN_CONTACT, Act.MY_PEOPLE, Act.AMEND),
        *(Act.SEARCH_PEOPLE, Act.TEAM_TIMELINE, Act.PRINT),
    ],
)
def test_once_somebody_else_has_seen_it_the_words_stay(read, person, priya, act):
    audit.record(act, user=priya, people=[person])
    assert read().replaceable is False


def test_what_others_saw_before_or_of_others_does_not_count(
    read, person, pat, priya, add_person, sunday_morning
):
    now = clock.now()
    sunday_morning(now - dt.timedelta(seconds=1))
    audit.record(Act.OPEN_TIMELINE, user=priya, people=[person])
    sunday_morning(now)
    audit.record(Act.OPEN_TIMELINE, user=priya, people=[add_person()])
    audit.record(Act.OPEN_TIMELINE, user=pat, people=[person])
    audit.record(Act.REFUSED, user=priya, people=[person])
    assert read().replaceable is True


def test_what_the_command_line_saw_counts_as_somebody_else(read, person):
    audit.record(Act.OPEN_TIMELINE, user=None, people=[person])
    assert read().replaceable is False


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED])
def test_the_words_of_a_stub_are_not_told_nor_replaced(read, contact, pat, state):
    replace(contact, pat, "Other words.")
    Contact.objects.filter(pk=contact.pk).update(state=state)
    contact.refresh_from_db()
    one = read()
    assert (one.entry.notes, one.entry.first_wording, one.replaceable) == ("", "", False)


def test_one_entry_takes_the_same_statements_however_much_there_is_of_it(
    read, contact, person, pat, add_contact, django_assert_num_queries
):
    def fill(count):
        for _ in range(count):
            join(add_contact(person, author_name="R. Shah"), contact)
            known = {"contact": contact, "author": pat, "recorded_at": clock.now()}
            Amendment.objects.create(**known, notes="More.")

    fill(1)
    with django_assert_num_queries(5):
        read()
    fill(20)
    with django_assert_num_queries(5):
        read()


@pytest.mark.parametrize("replaces", [True, False])
def test_words_just_saved_are_told_of_with_brackets_that_do_not_match(contact, pat, replaces):
    known = {"contact": contact, "author": pat, "recorded_at": clock.now(), "replaces": replaces}
    later = Amendment.objects.create(**known, notes="His aunt]] rang.")
    saved = one_contact(contact=contact, viewer=pat, saved=str(later.pk)).saved
    assert saved == Later(replaced=replaces, unmatched=mask.NOT_OPENED)


def test_words_put_right_since_are_not_told_of_again(contact, pat):
    known = {"contact": contact, "author": pat, "recorded_at": clock.now(), "replaces": True}
    first = Amendment.objects.create(**known, notes="His [[aunt rang.")
    Amendment.objects.create(**known, notes="His [[aunt]] rang.")
    saved = one_contact(contact=contact, viewer=pat, saved=str(first.pk)).saved
    assert saved == Later(replaced=True, unmatched="")


@pytest.mark.parametrize("saved", ["", "x", "0", "-1", "9" * 5_000, "²"])
def test_what_names_no_words_just_saved_says_nothing(contact, pat, saved):
    assert one_contact(contact=contact, viewer=pat, saved=saved).saved is None


def test_words_of_another_entry_or_of_a_stub_were_not_just_saved(contact, person, pat, add_contact):
    known = {"author": pat, "recorded_at": clock.now(), "notes": "[[More."}
    other = Amendment.objects.create(contact=add_contact(person, pat), **known)
    own = Amendment.objects.create(contact=contact, **known)
    Contact.objects.filter(pk=contact.pk).update(state=State.WITHDRAWN)
    contact.refresh_from_db()
    for one in (other, own):
        assert one_contact(contact=contact, viewer=pat, saved=str(one.pk)).saved is None


def test_an_event_of_which_any_record_is_sensitive_is_sensitive_whichever_is_read(
    read, contact, person, pat, add_contact
):
    plain, secret = add_contact(person, pat), add_contact(person, pat, sensitive=True)
    join(plain, contact)
    assert not any(one_contact(contact=one, viewer=pat).sensitive for one in (contact, plain))
    join(secret, contact)
    assert all(one_contact(contact=one, viewer=pat).sensitive for one in (contact, plain, secret))
    assert read().entry.sensitive


def test_the_entry_beside_a_sensitive_one_is_not(read, person, pat, add_contact):
    add_contact(person, pat, sensitive=True)
    assert not read().sensitive
    assert not read().entry.sensitive


def test_a_record_whose_import_was_undone_makes_nothing_sensitive(
    read, contact, person, pat, add_contact
):
    secret = add_contact(person, pat, sensitive=True)
    join(secret, contact)
    Contact.objects.filter(pk=secret.pk).update(state=State.UNDONE, lead=None)
    assert not read().sensitive
    assert not read().entry.sensitive
