"""Two records of one person are read as one, and are parted again as they were."""

import datetime as dt
import uuid
from contextlib import closing

import pytest
from django.db import DatabaseError, connection, transaction

from contacts.actions.access import limit_access
from contacts.actions.joining_people import WhoHolds, join_people, part_people
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import (
    Act,
    Alias,
    Allocation,
    Amendment,
    Appointment,
    AuditEntry,
    Contact,
    Draft,
    EventPair,
    ImportBatch,
    Person,
    PersonFact,
    Source,
    SourceRecord,
    Standing,
    State,
    Words,
)
from tests import open_things
from tests.actions.both_records import TODAY, day, everything


@pytest.fixture
def other(add_person, team):
    return add_person(crn="X482999", first_name="Deen", team=team)


@pytest.fixture
def fill(pat, plan):
    """One of everything that hangs on a record."""

    def filled(person):
        source, _ = Source.objects.get_or_create(name="nDelius")
        told = {"recorded_at": clock.now(), "occurred_at": clock.now(), "person": person}
        lead = Contact.objects.create(author=pat, token=uuid.uuid4(), notes="Seen.", **told)
        also = Contact.objects.create(author_name="R. Shah", state="joined", lead=lead, **told)
        said = {"answer": "same", "decided_at": clock.now(), "decided_by": pat}
        EventPair.objects.create(one=lead, other=also, **said)
        Contact.objects.create(author_name="R. Shah", state="withdrawn", notes="Not his.", **told)
        later = {"author": pat, "token": uuid.uuid4(), "recorded_at": clock.now()}
        Amendment.objects.create(contact=lead, notes="And early.", **later)
        PersonFact.objects.create(
            person=person, what="phone", value="07700 900100", source=source, as_at=TODAY
        )
        Standing.objects.create(person=person, what="custody", since=TODAY, source=source)
        Standing.objects.create(person=person, what="hospital", since=TODAY, contact=lead)
        Alias.objects.create(person=person, last_name="Ash")
        now = {"token": uuid.uuid4(), "saved_at": clock.now()}
        Draft.objects.create(user=pat, person=person, notes="Rang", **now)
        plan(person, clock.now() + dt.timedelta(days=3))
        open_things.follow_up(lead), open_things.decision(lead, pat)
        for contact in (lead, None):
            open_things.concern(person, pat, contact), open_things.talk(person, pat, contact)
        return person

    return filled


def test_everything_of_the_other_is_read_under_the_one_that_is_kept(person, other, fill, sam):
    fill(other)
    join = join_people(kept=person, joined=other, by=sam)
    assert join.kept == person
    for rows in (other.contacts, other.facts, other.standings, other.appointments, other.aliases):
        assert not rows.exists()
    for rows in (other.follow_ups, other.concerns, other.talks):
        assert not rows.exists()
    assert (person.follow_ups.count(), person.concerns.count(), person.talks.count()) == (1, 2, 2)
    assert person.contacts.count() == 3
    assert Words.objects.filter(person=person).count() == Words.objects.count() == 3
    other.refresh_from_db()
    assert other.joined_into == person


def test_the_join_and_the_parting_are_in_the_trail_of_both(person, other, sam):
    part_people(join=join_people(kept=person, joined=other, by=sam), by=sam)
    entries = AuditEntry.objects.order_by("id").values_list("act", "username", "people", "detail")
    told = ("sam", [person.pk, other.pk], {"kept": "X482913", "joined": "X482999"})
    assert list(entries) == [(Act.JOIN_PEOPLE, *told), (Act.PART_PEOPLE, *told)]


def test_parting_gives_each_its_own_again(person, other, fill, sam):
    fill(person), fill(other)
    before = everything()
    join = join_people(kept=person, joined=other, by=sam)
    assert everything() != before
    part_people(join=join, by=sam)
    assert everything() == before


def test_what_was_recorded_since_stays_with_the_one_that_was_kept(
    person, other, fill, sam, pat, add_contact
):
    fill(other)
    join = join_people(kept=person, joined=other, by=sam)
    since = add_contact(person, pat)
    part_people(join=join, by=sam)
    assert list(person.contacts.all()) == [since]
    assert other.contacts.count() == 3


def test_what_a_file_brought_since_under_the_others_crn_goes_to_the_other(
    person, other, sam, add_contact
):
    join = join_people(kept=person, joined=other, by=sam)
    source = Source.objects.create(name="nDelius")
    came = {"loaded_at": clock.now(), "header": ["CRN", "Text"], "columns": {"crn": 0, "notes": 1}}
    batch = ImportBatch.objects.create(source=source, **came)
    for crn in ("x482999", "X482913"):
        contact = add_contact(person, author_name="R. Shah", notes=crn)
        SourceRecord.objects.create(
            source=source, batch=batch, contact=contact, digest=crn.encode(), raw={"CRN": crn}
        )
    part_people(join=join, by=sam)
    assert [one.notes for one in other.contacts.all()] == ["x482999"]
    assert [one.notes for one in person.contacts.all()] == ["X482913"]


def test_what_was_read_in_an_entry_that_goes_to_the_other_goes_with_it(
    bring, person, other, sam, pat, add_contact
):
    join = join_people(kept=person, joined=other, by=sam)
    bring("X482999,2026-03-03,Taken to HMP Leeds.,1")
    for contact in (Contact.objects.get(), add_contact(person, pat)):
        Standing.objects.create(person=person, what="custody", since=TODAY, contact=contact)
        plan = {"at": clock.now(), "author": pat, "read_in": contact}
        Appointment.objects.create(person=person, **plan)
    part_people(join=join, by=sam)
    for one in (person, other):
        contact = one.contacts.get()
        assert (one.standings.get().contact, one.appointments.get().read_in) == (contact, contact)


def test_an_entry_shown_with_one_of_the_other_stands_by_itself_again(
    person, other, sam, pat, add_contact
):
    lead, also = add_contact(person, pat), add_contact(other, pat)
    join = join_people(kept=person, joined=other, by=sam)
    Contact.objects.filter(pk=also.pk).update(state=State.JOINED, lead=lead)
    part_people(join=join, by=sam)
    also.refresh_from_db()
    assert (also.person, also.state, also.lead) == (other, State.SHOWN, None)


def test_a_record_without_a_team_has_the_others_meanwhile(add_person, other, sam):
    kept = add_person()
    join = join_people(kept=kept, joined=other, by=sam)
    kept.refresh_from_db()
    assert kept.team == other.team
    part_people(join=join, by=sam)
    kept.refresh_from_db()
    assert kept.team is None


def test_records_that_two_people_hold_are_joined_once_an_spo_says_who_holds(
    person, other, sam, ada, pat, priya
):
    Allocation.objects.create(person=other, practitioner=priya, since=day(-30))
    for who in ({"by": sam}, {"by": ada}, {"by": ada, "holder": priya}, {"by": sam, "holder": sam}):
        with pytest.raises(WhoHolds, match="An SPO has to say who holds them"):
            join_people(kept=person, joined=other, **who)
    assert not AuditEntry.objects.exists()
    before = everything()
    join = join_people(kept=person, joined=other, holder=priya, by=sam)
    held = person.allocations.order_by("since").values_list("practitioner__username", "until")
    assert list(held) == [("pat", TODAY), ("priya", None)]
    part_people(join=join, by=sam)
    assert everything() == before
    join_people(kept=person, joined=other, holder=pat, by=sam)
    held = person.allocations.order_by("since").values_list("practitioner__username", "until")
    assert list(held) == [("pat", None)]


def test_who_holds_is_not_asked_where_one_holds_both_or_one_is_held_no_more(
    person, other, sam, pat, priya
):
    Allocation.objects.create(person=other, practitioner=priya, since=day(-30), until=TODAY)
    Allocation.objects.create(person=other, practitioner=pat, since=TODAY)
    join_people(kept=person, joined=other, by=sam)
    assert person.allocations.on(TODAY).get().practitioner == pat


def test_whoever_was_made_to_hold_since_goes_on_to(person, other, sam, pat, priya, olu):
    Allocation.objects.create(person=other, practitioner=priya, since=day(-30))
    join = join_people(kept=person, joined=other, holder=priya, by=sam)
    person.allocations.filter(practitioner=priya).update(until=TODAY)
    Allocation.objects.create(person=person, practitioner=olu, since=TODAY)
    part_people(join=join, by=sam)
    assert person.allocations.on(TODAY).get().practitioner == olu
    assert not other.allocations.on(TODAY).exists()


def test_a_record_is_part_of_one_join_and_whatever_is_joined_to_it_first_parted(
    person, other, add_person, sam
):
    third = add_person()
    join = join_people(kept=person, joined=other, by=sam)
    for two in ((third, other), (other, third), (person, person)):
        with pytest.raises(Refused, match="One of these records is joined by now"):
            join_people(kept=two[0], joined=two[1], by=sam)
    with pytest.raises(Refused, match="Another record is joined to X482913"):
        join_people(kept=third, joined=person, by=sam)
    join_people(kept=person, joined=third, by=sam)
    part_people(join=join, by=sam)
    with pytest.raises(Refused, match="parted by now"):
        part_people(join=join, by=sam)


def test_a_join_that_shuts_everybody_out_is_refused(person, other, sam, priya):
    person.allocations.all().delete()
    Allocation.objects.create(person=other, practitioner=priya, since=TODAY)
    limit_access(person=other, kind="exclusion", users=[sam], by=None)
    limit_access(person=person, kind="restriction", users=[], by=sam)
    with pytest.raises(Refused, match="could open the timeline then"):
        join_people(kept=person, joined=other, by=None)


def test_a_limit_that_was_set_meanwhile_holds_for_both(person, other, sam, priya):
    join = join_people(kept=person, joined=other, by=sam)
    limit_access(person=person, kind="exclusion", users=[priya], by=sam)
    part_people(join=join, by=sam)
    for one in (person, other):
        assert not Person.objects.visible_to(priya, Act.OPEN_TIMELINE).filter(pk=one.pk).exists()


def test_nothing_is_left_with_a_record_that_is_joined(person, other, sam, pat, add_contact):
    join_people(kept=person, joined=other, by=sam)
    with pytest.raises(DatabaseError, match="joined to another"), transaction.atomic():
        add_contact(other, pat)


def test_while_a_file_is_filed_nobody_is_joined(person, other, sam):
    with closing(connection.copy()) as filing, filing.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(4100001)")
        with pytest.raises(Refused, match="A file is being filed just now"):
            join_people(kept=person, joined=other, by=sam)
