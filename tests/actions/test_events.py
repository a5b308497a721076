import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.actions.events import join_events, keep_apart, part_events
from contacts.actions.refused import Refused
from contacts.actions.undoing import undo_import
from contacts.models import AuditEntry, Contact, EventPair
from tests.events import RECORDS, check_join_then_part

pytestmark = pytest.mark.django_db
NOTE = "Seen at home with his mum. He has the letter from the council about the flat at last."
DAY = dt.datetime(2026, 3, 12, 10, 15, tzinfo=dt.UTC)
HERE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15
)


@pytest.fixture
def records(add_contact, person, pat, bring):
    """Typed here, and of two systems, three events on one day."""
    bring("X482913,2026-03-12 11:00,Rang his mum.,1")
    bring("X482913,2026-03-12 12:00,Rang the hostel.,1", source="NOMIS")
    add_contact(person, pat, notes="Seen today.", occurred_at=DAY)
    return {one.notes: one for one in Contact.objects.all()}


def states():
    return list(Contact.objects.order_by("pk").values_list("state", "lead__notes", "seen"))


def test_two_records_that_somebody_joins_are_one_entry_led_by_what_was_typed_here(records, pat):
    mum, _, seen = records.values()
    assert join_events(contact=mum, other=seen, by=pat) == seen
    assert Contact.objects.get(pk=mum.pk).lead == seen
    pair = EventPair.objects.get()
    assert (pair.answer, pair.decided_by) == ("same", pat)


def test_joining_and_parting_is_logged_with_both_records_named(records, pat, person):
    mum, hostel, _ = records.values()
    join_events(contact=mum, other=hostel, by=pat)
    part_events(contact=hostel, by=pat)
    parted, joined = AuditEntry.objects.order_by("-pk")[:2]
    assert (joined.act, joined.object) == ("join_events", f"contact {mum.pk}")
    assert joined.detail == {"other": f"contact {hostel.pk}"}
    assert (parted.act, parted.people) == ("part_events", [person.pk])
    assert {parted.object, parted.detail["other"]} == {f"contact {one.pk}" for one in (mum, hostel)}


def test_parting_takes_what_the_same_press_joined_with_it(records, pat):
    mum, hostel, seen = records.values()
    join_events(contact=mum, other=hostel, by=pat)
    before = states()
    join_events(contact=hostel, other=seen, by=pat)
    assert [one.state for one in fresh(mum, hostel, seen)] == ["joined", "joined", "shown"]
    part_events(contact=hostel, by=pat)
    assert states() == before


def test_one_of_three_is_parted_alone(records, pat):
    mum, hostel, seen = records.values()
    join_events(contact=seen, other=mum, by=pat)
    join_events(contact=seen, other=hostel, by=pat)
    part_events(contact=mum, by=pat)
    assert [one.lead for one in fresh(mum, hostel, seen)] == [None, seen, None]
    part_events(contact=hostel, by=pat)
    assert [one.state for one in fresh(mum, hostel, seen)] == ["shown"] * 3


def test_what_leads_is_parted_from_the_rest(records, pat):
    mum, hostel, seen = records.values()
    join_events(contact=mum, other=hostel, by=pat)
    join_events(contact=hostel, other=seen, by=pat)
    part_events(contact=seen, by=pat)
    assert [one.state for one in fresh(seen)] == ["shown"]
    assert {one.state for one in fresh(mum, hostel)} == {"shown", "joined"}


def fresh(*contacts):
    return [Contact.objects.select_related("lead").get(pk=one.pk) for one in contacts]


def test_what_was_joined_by_a_rule_stays_parted_also_when_more_comes(bring, person, pat):
    for source in ("nDelius", "NOMIS"):
        bring(f'X482913,2026-03-12 10:15,"{NOTE}",1', source=source)
    part_events(contact=Contact.objects.get(state="joined"), by=pat)
    assert set(Contact.objects.values_list("state", flat=True)) == {"shown"}
    bring("X482913,2026-03-12 10:30,Something else.,2", source="NOMIS")
    assert set(Contact.objects.values_list("state", flat=True)) == {"shown"}
    assert not EventPair.objects.open()


def test_whoever_says_that_two_are_not_one_is_not_asked_again(bring, person, pat):
    bring(f'X482913,2026-03-12 10:15,"{NOTE}",1')
    bring(f'X482913,2026-03-13 09:15,"{NOTE}",1', source="NOMIS")
    one, other = Contact.objects.all()
    assert EventPair.objects.open().count() == 1
    keep_apart(contact=other, other=one, by=pat)
    assert AuditEntry.objects.latest("id").act == "keep_apart"
    bring("X482913,2026-03-13 10:15,Something else.,2")
    assert not EventPair.objects.open()
    assert EventPair.objects.get().answer == "two"


def test_what_was_asked_is_answered_by_joining(bring, person, pat):
    bring(f'X482913,2026-03-12 10:15,"{NOTE}",1')
    bring(f'X482913,2026-03-13 09:15,"{NOTE}",1', source="NOMIS")
    one, other = Contact.objects.all()
    lead = join_events(contact=one, other=other, by=pat)
    assert lead.joined.count() == 1
    assert not EventPair.objects.open()


def test_what_somebody_joined_holds_for_newer_versions_and_after_it_came_back(bring, person, pat):
    bring("X482913,2026-03-12,Rang.,1")
    batch = bring("X482913,2026-03-14,He rang.,1", source="NOMIS")
    join_events(**dict(zip(("contact", "other"), Contact.objects.all(), strict=True)), by=pat)
    bring("X482913,2026-03-12,Rang. Rang again.,1")
    assert Contact.objects.filter(state="shown").count() == 1
    undo_import(batch=batch, by=None)
    assert Contact.objects.filter(state="shown").count() == 1
    bring("X482913,2026-03-14,He rang.,1", source="NOMIS")
    assert Contact.objects.filter(state="shown").count() == 1
    assert Contact.objects.filter(state="joined").count() == 2


def test_a_record_is_parted_with_its_older_versions(bring, person, pat):
    bring("X482913,2026-03-12,Rang.,1")
    bring("X482913,2026-03-12,Rang. Rang again.,1")
    bring("X482913,2026-03-14,He rang.,1", source="NOMIS")
    before = states()
    newest, other = Contact.objects.filter(state="shown")
    join_events(contact=newest, other=other, by=pat)
    part_events(contact=Contact.objects.filter(state="joined").latest("occurred_at"), by=pat)
    assert states() == before


def test_of_what_all_records_say_the_entry_says(bring, person, pat, add_contact):
    visit = add_contact(person, pat, kind="home_visit", notes="Called round.", occurred_at=DAY)
    assert visit.seen == "not_known"
    bring(
        "X482913,2026-03-12 10:15,Office,Attended,Fine.,1",
        head="crn,occurred,kind,outcome,notes,id",
    )
    record = Contact.objects.exclude(pk=visit.pk).get()
    assert record.seen == "met"
    join_events(contact=visit, other=record, by=pat)
    assert [one.seen for one in fresh(visit, record)] == ["met", "met"]
    part_events(contact=record, by=pat)
    assert [one.seen for one in fresh(visit, record)] == ["not_known", "met"]


@pytest.mark.parametrize("action", [join_events, keep_apart])
def test_two_people_or_what_is_no_longer_shown_are_refused(
    action, records, pat, add_person, add_contact
):
    mum, hostel, _ = records.values()
    with pytest.raises(Refused, match="two people"):
        action(contact=mum, other=add_contact(add_person(), pat), by=pat)
    with pytest.raises(Refused, match="another"):
        action(contact=mum, other=mum, by=pat)
    Contact.objects.filter(pk=mum.pk).update(state="withdrawn")
    with pytest.raises(Refused, match="no longer shown"):
        action(contact=hostel, other=mum, by=pat)
    assert not EventPair.objects.exists()


def test_what_is_joined_or_alone_already_is_refused(records, pat):
    mum, hostel, _ = records.values()
    with pytest.raises(Refused, match="by itself already"):
        part_events(contact=mum, by=pat)
    join_events(contact=mum, other=hostel, by=pat)
    with pytest.raises(Refused, match="one event already"):
        join_events(contact=hostel, other=mum, by=pat)
    with pytest.raises(Refused, match="Part them first"):
        keep_apart(contact=hostel, other=mum, by=pat)


@HERE
@given(RECORDS, st.data())
def test_join_then_part_for_any_pair_in_any_order_leaves_every_row_as_it_was(
    person, pat, told, data
):
    with transaction.atomic():
        check_join_then_part(person, pat, told, data.draw)
        transaction.set_rollback(True)
