import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Allocation, Alongside, Contact, Standing
from contacts.queries.person import header

ALERT = "safety_alert"


@pytest.fixture
def told(person, pat):
    return lambda viewer=pat: header(person=person, viewer=viewer)


def test_the_head_says_who_this_is_and_who_holds_them(person, told):
    head = told()
    assert head.called == "Dean Hartley"
    assert head.full_name == ""
    assert head.born == "born 12 April 1991 (35)"
    assert head.held == "with you since May 2024"
    assert (head.alert, head.facts, head.standing) == (None, [], "")


def test_the_preferred_name_leads_and_the_full_name_follows(person, told):
    person.preferred_name = "Dino"
    assert (told().called, told().full_name) == ("Dino Hartley", "Dean Hartley")


def test_an_unknown_date_of_birth_is_said_as_that(person, told):
    person.date_of_birth = None
    assert told().born == "date of birth not known"


def test_others_are_told_the_name_of_the_holder_and_that_they_can_see_this(told, priya, sam):
    for viewer in (priya, sam):
        assert told(viewer).held == "with Pat Okonjo since May 2024"
        assert told(viewer).told == "Not on your caseload; Pat can see that you opened this."


def test_the_holder_and_whoever_works_alongside_are_told_nothing(person, told, pat, priya):
    Alongside.objects.create(person=person, user=priya, since="2026-01-01")
    assert told(pat).told == told(priya).told == ""


def test_of_somebody_whom_nobody_holds_the_spo_can_see_it(person, told, priya):
    Allocation.objects.update(until=dt.date(2026, 11, 22))
    assert told(priya).held == "nobody holds them"
    assert told(priya).told == "Not on your caseload; the SPO can see that you opened this."


def test_whoever_handed_a_person_on_is_told_who_holds_them_now(person, told, pat, priya):
    Allocation.objects.update(until=dt.date(2026, 11, 1))
    Allocation.objects.create(person=person, practitioner=priya, since=dt.date(2026, 11, 1))
    assert told(pat).held == "with Priya Nair since November 2026"
    assert told(pat).told == "Not on your caseload; Priya can see that you opened this."


def test_each_fact_is_shown_with_who_said_it_and_when(person, told, fact):
    fact(person, "phone", "07700 900123, voicemail safe")
    fact(person, "tier", "C2", as_at="2025-12-30")
    shown = [(one.label, one.value, one.given) for one in told().facts]
    assert shown == [
        ("Phone", "07700 900123, voicemail safe", "nDelius, 15 January"),
        ("Tier", "C2", "nDelius, 30 December 2025"),
    ]


def test_of_each_fact_the_latest_is_shown_and_an_empty_one_takes_it_away(person, told, fact):
    fact(person, "phone", "07700 900123", as_at="2026-02-01")
    fact(person, "phone", "07700 900999", as_at="2026-01-01")
    fact(person, "address", "12 Mill Lane", as_at="2026-01-01")
    fact(person, "address", "", as_at="2026-02-01")
    assert [(one.label, one.value) for one in told().facts] == [("Phone", "07700 900123")]


def test_the_level_of_risk_says_to_whom(person, told, fact):
    fact(person, "rosh", "High")
    fact(person, "rosh_to_whom", "known adult")
    assert [(one.label, one.value) for one in told().facts] == [("RoSH", "High: known adult")]


def test_to_whom_alone_says_nothing(person, told, fact):
    fact(person, "rosh_to_whom", "known adult")
    assert told().facts == []


def test_an_order_says_when_it_ends(person, told, fact):
    fact(person, "order", "Community order, 18 months", ends="2027-05-01")
    assert told().facts[0].value == "Community order, 18 months to 1 May 2027"


@pytest.mark.parametrize(
    ("as_at", "old"), [("2026-11-01", False), ("2025-11-22", False), ("2025-11-21", True)]
)
def test_a_safety_alert_stands_first_and_says_when_older_than_a_year(
    person, told, fact, as_at, old
):
    fact(person, ALERT, "Two officers at all visits.", as_at=as_at)
    fact(person, "phone", "07700 900123")
    head = told()
    assert head.alert.value == "Two officers at all visits."
    assert head.alert.old is old
    assert head.alert.given.startswith("nDelius, ")
    assert [one.label for one in head.facts] == ["Phone"]


def test_where_somebody_is_that_is_not_the_community_is_said(person, told, stands):
    stands(person, "community", "2024-01-01")
    assert told().standing == ""
    stands(person, "custody", "2026-10-03", place="HMP Leeds", expected_release="2027-03-12")
    said = "In custody, HMP Leeds, since 3 October, release expected 12 March 2027"
    assert told().standing == said
    stands(person, "suspended", "2026-11-01", reason="Impact")
    assert told().standing == "Contact suspended, Impact, since 1 November"
    stands(person, "hospital", "2026-11-02", until="2026-11-22")
    stands(person, "recalled", "2026-11-23")
    assert told().standing == "Contact suspended, Impact, since 1 November"


def test_where_an_entry_says_they_are_is_said_with_the_entry(person, told, contact, stands):
    stands(person, "custody", "2026-10-03", place="HMP Leeds")
    assert (told().entry, told().read_in) == (None, "")
    read_in = {"person": person, "contact": contact, "since": "2026-11-20"}
    standing = Standing.objects.create(what="hospital", **read_in)
    assert told().standing == "In hospital, since 20 November"
    assert (told().entry, told().read_in) == (contact.pk, "Entry of 22 November")
    standing.what = "community"
    standing.save()
    assert told().standing == "In the community, since 20 November"


def test_of_a_release_that_an_entry_tells_of_it_says_since_when(person, told, pat, add_contact):
    rang = add_contact(person, pat, kind="phone", notes="Released today.")
    Standing.objects.create(person=person, contact=rang, what="community", since="2026-11-20")
    assert told().last_met == "Not met since release on 20 November (2 days)"


def test_where_that_is_shown_with_another_record_it_is_that_one(
    person, pat, told, contact, add_contact
):
    lead = add_contact(person, pat)
    Standing.objects.create(person=person, contact=contact, what="hospital", since="2026-11-20")
    Contact.objects.filter(pk=contact.pk).update(state="joined", lead=lead)
    assert told().entry == lead.pk


def test_the_head_says_what_is_next(person, told, plan):
    assert told().next is None
    plan(person, clock.now() + dt.timedelta(days=1), heading="Planned Office Visit (NS)")
    assert told().next.first.when == "tomorrow, 11:00"


def test_the_head_takes_three_statements(
    person, priya, fact, stands, plan, django_assert_num_queries
):
    for what in ("phone", "address", "order", "rosh", "rosh_to_whom", "tier", ALERT):
        fact(person, what, "x")
        fact(person, what, "y", as_at="2026-02-01")
    stands(person, "custody", "2026-10-03")
    for days in range(12):
        plan(person, clock.now() + dt.timedelta(days=days))
    with django_assert_num_queries(3):
        header(person=person, viewer=priya)


def test_the_head_says_when_they_were_last_met(person, pat, add_contact):
    at = clock.now() - dt.timedelta(days=33)
    add_contact(person, pat, kind="office", occurred_at=at)
    assert (
        header(person=person, viewer=pat).last_met == "Last met: Office, 20 October (33 days ago)"
    )


def test_a_meeting_before_release_counts_no_more(person, pat, add_contact, stands):
    at = clock.now() - dt.timedelta(days=33)
    add_contact(person, pat, kind="office", occurred_at=at)
    stands(person, "custody", "2026-10-03", until="2026-11-13")
    said = "Not met since release on 13 November (9 days)"
    assert header(person=person, viewer=pat).last_met == said
