import datetime as dt

import pytest

from contacts.formats import clock, mask
from contacts.formats.places import read_place
from contacts.models import Amendment, Contact, State
from contacts.queries.timeline import saved_entry, timeline

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def write(person, pat):
    """So many contacts, each a minute before the one written before it."""

    def add(count, every=MINUTE):
        now = clock.now()
        Contact.objects.bulk_create(
            Contact(
                person=person,
                author=pat,
                occurred_at=now - number * every,
                recorded_at=now,
                notes=f"{number}",
                seen="met",
            )
            for number in range(count)
        )

    return add


def pages(person):
    """Every screenful, as its links lead from one to the next."""
    page = timeline(person=person)
    yield page
    while page.older:
        page = timeline(person=person, before=read_place(page.older))
        yield page


def test_nothing_recorded_has_no_position_and_nothing_older(person):
    shown = timeline(person=person)
    assert (shown.entries, shown.position, shown.older) == ([], "", "")


def test_fifty_entries_newest_first_and_where_one_is_among_them(person, write):
    write(1312, every=dt.timedelta(hours=5))
    whole = list(pages(person))
    assert [page.position for page in whole[:2]] == ["1 to 50 of 1,312", "51 to 100 of 1,312"]
    assert whole[-1].position == "1,301 to 1,312 of 1,312"
    assert [entry.notes for page in whole for entry in page.entries] == [
        str(number) for number in range(1312)
    ]
    assert [len(page.entries) for page in whole] == [50] * 26 + [12]


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (50, [50]), (51, [50, 1]), (100, [50, 50])])
def test_the_last_page_leads_nowhere(person, write, count, sizes):
    write(count)
    assert [len(page.entries) for page in pages(person)] == sizes


def test_contacts_of_the_same_moment_are_each_shown_once(person, write):
    write(120, every=dt.timedelta())
    shown = [entry.id for page in pages(person) for entry in page.entries]
    assert shown == sorted(shown, reverse=True)
    assert len(set(shown)) == 120


def test_each_entry_stands_under_its_day(person, write):
    write(5, every=dt.timedelta(hours=6))
    shown = [entry.day for entry in timeline(person=person).entries]
    assert shown == ["today"] * 2 + ["yesterday"] * 3


def test_each_entry_knows_whose_it_is(person, write):
    write(1)
    assert timeline(person=person).entries[0].crn == person.crn


def test_joined_and_undone_contacts_are_not_on_it_and_stubs_keep_their_place(
    person, pat, add_contact
):
    lead = add_contact(person, pat)
    for state in (State.WITHDRAWN, State.MOVED, State.UNDONE, State.JOINED):
        gone = add_contact(person, pat, occurred_at=clock.now() - MINUTE)
        joined_to = lead if state == State.JOINED else None
        Contact.objects.filter(pk=gone.pk).update(state=state, lead=joined_to)
    shown = timeline(person=person)
    assert [bool(entry.stub) for entry in shown.entries] == [False, True, True]
    assert shown.position == "1 to 3 of 3"


def test_nobody_elses_contacts_are_on_it(person, pat, add_person, add_contact):
    add_contact(add_person(), pat)
    assert timeline(person=person).position == ""


def test_a_full_page_takes_the_statements_of_one_entry(
    person, pat, write, django_assert_max_num_queries
):
    write(60)
    for contact in person.contacts.all():
        Amendment.objects.create(contact=contact, author=pat, recorded_at=clock.now(), notes="x")
    with django_assert_max_num_queries(6):
        timeline(person=person)
    before = read_place(timeline(person=person).older)
    with django_assert_max_num_queries(6):
        assert len(timeline(person=person, before=before).entries) == 10


def test_what_was_just_saved_says_how_its_time_was_understood(person, contact, add_contact, pat):
    saved = saved_entry(person=person, id=contact.pk, viewer=pat)
    assert (saved.id, saved.when) == (contact.pk, "today, 11:00")
    day = dt.datetime(2026, 11, 17, tzinfo=dt.UTC)
    only_day = add_contact(person, pat, occurred_at=day, time_known=False)
    assert saved_entry(person=person, id=str(only_day.pk), viewer=pat).when == "Tuesday 17 November"


@pytest.mark.parametrize("id", ["", "x", "-1", "0", "1.5", "9" * 18, "9" * 19, "9" * 5_000, "²"])
def test_what_names_no_saved_entry_says_nothing(person, contact, pat, id):
    assert saved_entry(person=person, id=id, viewer=pat) is None


def test_somebody_elses_entry_or_one_that_is_gone_was_not_just_saved(
    person, contact, add_person, add_contact, pat
):
    other = add_contact(add_person(), pat)
    assert saved_entry(person=person, id=other.pk, viewer=pat) is None
    Contact.objects.filter(pk=contact.pk).update(state=State.UNDONE)
    assert saved_entry(person=person, id=contact.pk, viewer=pat) is None


def test_an_author_whose_brackets_do_not_match_is_told_until_the_words_are_put_right(
    person, add_contact, pat
):
    contact = add_contact(person, pat, notes="His [[aunt rang.")
    assert saved_entry(person=person, id=contact.pk, viewer=pat).unmatched == mask.NOT_CLOSED
    known = {"contact": contact, "author": pat, "recorded_at": clock.now()}
    Amendment.objects.create(**known, notes="His [[aunt]] rang.", replaces=True)
    assert saved_entry(person=person, id=contact.pk, viewer=pat).unmatched == ""


def test_of_matching_brackets_and_of_a_stub_nothing_is_told(person, add_contact, pat):
    contact = add_contact(person, pat, notes="His [[aunt]] rang.")
    gone = add_contact(person, pat, notes="His [[aunt rang.", state=State.WITHDRAWN)
    for one in (contact, gone):
        assert saved_entry(person=person, id=one.pk, viewer=pat).unmatched == ""
