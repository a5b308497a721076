import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import AccessRule, Concern, Contact, Draft, Talk
from contacts.queries.draft import drafts, how_kept, unfinished
from tests.cast import NOW
from tests.open_things import asked, concern, talk

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def begin(person, pat):
    def act(notes="Seen.", ago=HOUR, **known):
        usual = {"user": pat, "person": person, "token": uuid.uuid4(), "saved_at": NOW - ago}
        return Draft.objects.create(**{**usual, "notes": notes, **known})

    return act


@pytest.mark.parametrize(
    ("ago", "said", "offered"),
    [
        (HOUR, "Draft kept 10:00", "today, 10:00"),
        (DAY, "Draft kept yesterday, 11:00", "yesterday, 11:00"),
        (5 * DAY, "Draft kept Tuesday 17 November, 11:00", "on Tuesday 17 November, 11:00"),
        (
            400 * DAY,
            "Draft kept Saturday 18 October 2025, 12:00",
            "on Saturday 18 October 2025, 12:00",
        ),
    ],
)
def test_when_a_draft_was_kept_is_said_as_people_say_it(begin, person, pat, ago, said, offered):
    draft = begin(ago=ago)
    assert how_kept(draft) == said
    assert drafts(person=person, user=pat).this.when == offered


def test_without_a_draft_nothing_is_said(person, pat):
    assert how_kept(None) == ""
    found = drafts(person=person, user=pat)
    assert (found.opened, found.this, found.others, found.box()) == (None, None, [], {})


def test_the_latest_is_opened_and_the_others_are_offered_latest_first(begin, person, pat):
    old, older, latest = begin(ago=2 * HOUR), begin(ago=3 * HOUR), begin(ago=HOUR)
    found = drafts(person=person, user=pat)
    assert found.opened == latest
    assert [one.id for one in found.others] == [old.pk, older.pk]


def test_another_is_opened_where_it_is_asked_for(begin, person, pat):
    latest, old = begin(ago=HOUR), begin(ago=2 * HOUR)
    found = drafts(person=person, user=pat, asked=str(old.pk))
    assert (found.opened, [one.id for one in found.others]) == (old, [latest.pk])
    for nothing in ("999999", "x", "\x00", "9" * 40):
        assert drafts(person=person, user=pat, asked=nothing).opened == latest


def test_none_is_opened_where_another_is_begun_or_a_form_is_shown_again(begin, person, pat):
    this, other = begin(), begin(ago=2 * HOUR)
    found = drafts(person=person, user=pat, asked="new")
    assert (found.opened, [one.id for one in found.others]) == (None, [this.pk, other.pk])
    found = drafts(person=person, user=pat, token=str(this.token))
    assert (found.opened, [one.id for one in found.others]) == (None, [other.pk])


def test_the_box_begins_with_what_was_typed(begin, person, pat):
    draft = begin("Seen at", fields={"kind": "phone", "minutes": "1h"}, version=7)
    assert drafts(person=person, user=pat).box() == {
        "notes": "Seen at",
        "token": draft.token,
        "version": 7,
        "kind": "phone",
        "minutes": "1h",
        "occurred": "",
    }


@pytest.mark.parametrize(
    ("ago", "fields", "occurred"),
    [
        (HOUR, {}, ""),
        (DAY, {}, "21 November 11:00"),
        (400 * DAY, {}, "18 October 2025 12:00"),
        (DAY, {"occurred": "friday 2pm"}, "friday 2pm"),
    ],
)
def test_what_was_begun_another_day_is_not_dated_today(begin, person, pat, ago, fields, occurred):
    begin(ago=ago, fields=fields)
    assert drafts(person=person, user=pat).box()["occurred"] == occurred


def test_nobody_elses_and_nobody_elses_persons_are_among_them(begin, person, pat, priya):
    begin(user=priya)
    assert drafts(person=person, user=pat).opened is None
    assert unfinished(user=pat) == []


def test_the_list_says_about_whom_and_when(begin, person, pat, add_person, team):
    other = add_person(first_name="Ama", last_name="Boateng", team=team)
    begin(ago=DAY), begin(person=other)
    assert [(one.called, one.crn, one.person, one.when) for one in unfinished(user=pat)] == [
        ("Ama Boateng", other.crn, other.pk, "today, 10:00"),
        ("Dean Hartley", "X482913", person.pk, "yesterday, 11:00"),
    ]


def test_somebody_who_may_not_be_seen_any_more_is_not_in_the_list(begin, person, pat):
    begin()
    AccessRule.objects.create(person=person, user=pat, kind="exclusion", set_at=NOW)
    assert unfinished(user=pat) == []


def test_each_takes_one_statement_however_many_there_are(begin, person, pat):
    for number in range(30):
        begin(ago=number * HOUR)
    for ask in (lambda: drafts(person=person, user=pat), lambda: unfinished(user=pat)):
        with CaptureQueriesContext(connection) as asked:
            ask()
        assert len(asked) == 1


def test_what_was_begun_in_another_form_is_of_that_form_alone(begin, person, pat):
    new, added = begin(ago=2 * HOUR), begin("She", ago=2 * DAY, place="contacts/12/amend/")
    begin(place="contacts/13/amend/")
    here = drafts(person=person, user=pat)
    assert (here.opened, here.others) == (new, [])
    there = drafts(person=person, user=pat, place="contacts/12/amend/")
    assert (there.opened, there.others, there.place) == (added, [], "contacts/12/amend/")
    assert there.box() == {"token": added.token, "version": 1, "notes": "She"}
    again = drafts(person=person, user=pat, token=str(added.token), place="contacts/12/amend/")
    assert (again.opened, again.others) == (None, [])


def test_asked_for_on_the_persons_page_it_is_opened_there(begin, person, pat):
    """As where its form is gone."""
    added = begin("She", place="contacts/12/amend/")
    assert drafts(person=person, user=pat, asked=str(added.pk)).opened == added


def test_the_list_leads_to_each_form_while_one_can_write_there(begin, pat, person, contact):
    raised, had = concern(person, pat), talk(person, pat)
    forms = {
        f"contacts/{contact.pk}/amend/": "added to an entry",
        f"contacts/{contact.pk}/replace/": "other words for an entry",
        f"to-do/{asked(contact).pk}/reply/": "a reply",
        f"concerns/{raised.pk}/": "what became of it",
        f"talks/{had.pk}/": "what was said",
    }
    for place in forms:
        begin(place=place)
    assert {one.place: one.what for one in unfinished(user=pat)} == forms
    Contact.objects.filter(pk=contact.pk).update(state="withdrawn")
    Concern.objects.filter(pk=raised.pk).update(taken_back_at=NOW)
    Talk.objects.filter(pk=had.pk).update(closed_at=NOW, closed_by=pat)
    assert [one.place for one in unfinished(user=pat)] == [""] * 5
    assert {one.what for one in unfinished(user=pat)} == set(forms.values())


def test_nor_to_what_is_of_somebody_else(begin, pat, add_person, add_contact, team):
    other = add_contact(add_person(team=team), pat)
    begin(place=f"contacts/{other.pk}/amend/")
    assert [one.place for one in unfinished(user=pat)] == [""]


def test_the_list_costs_one_statement_more_for_each_sort_of_form(begin, pat, contact):
    counts = []
    for many in (1, 20):
        for _ in range(many):
            begin(place=f"contacts/{contact.pk}/amend/"), begin(place="talks/7/"), begin()
        with CaptureQueriesContext(connection) as asked:
            unfinished(user=pat)
        counts.append(len(asked))
    assert counts == [3, 3]


def test_a_draft_of_what_was_planned_is_of_that_whatever_the_day(begin, person, pat):
    begin(ago=2 * DAY, fields={"planned": "7"})
    found = drafts(person=person, user=pat)
    assert found.planned == "7"
    assert "occurred" not in found.box(planned=7)
    assert found.box(planned=None)["occurred"] == "20 November 11:00"
