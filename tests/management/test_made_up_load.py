"""The made-up data has what the demo is there to show."""

import datetime as dt
import random
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import Q

from contacts.formats.places import read_place
from contacts.management.made_up.diary import Diary
from contacts.management.made_up.load import SEED, load, make_lives
from contacts.management.made_up.sources.bring import TOLD_OF, bring
from contacts.models import (
    AccessRule,
    Amendment,
    Concern,
    Contact,
    Decision,
    EventPair,
    FollowUp,
    Person,
    Role,
    Seen,
    SourceRecord,
    State,
    Talk,
    Team,
    User,
)
from contacts.queries.my_people import my_people
from contacts.queries.timeline import timeline
from contacts.queries.write_up import to_write_up

TODAY = dt.date(2026, 11, 22)
PASSED = ["Wednesday 18 November, 10:30", "Friday 20 November, 14:00"]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for all these tests, and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # as for any command
        yield load(TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def pats_list(demo, db):
    return my_people(user=User.objects.get(username="pat"))


def test_there_are_two_pdus_three_teams_and_eleven_users(demo, db):
    assert Team.objects.count() == 3
    assert Counter(User.objects.values_list("role", flat=True)) == {
        Role.PRACTITIONER: 8,
        Role.SPO: 2,
        Role.ADMIN: 1,
    }


def test_every_practitioner_holds_sixty(demo, db):
    for user in User.objects.filter(role=Role.PRACTITIONER):
        assert user.allocations.filter(until=None).count() == 60


def test_pats_list_has_twelve_in_custody_and_nine_suspended(pats_list):
    assert (len(pats_list.custody), len(pats_list.suspended)) == (12, 9)
    assert len(pats_list.ids) == 60


def test_one_was_released_nine_days_ago_and_not_met_since(pats_list):
    [row] = [row for row in pats_list.community if "release" in row.last_met]
    assert (row.last_met, row.how_long) == ("Not met since release on 13 November", "9 days")
    assert row.first_words


def test_no_two_rows_of_a_list_begin_alike(demo, db):
    for user in User.objects.filter(role=Role.PRACTITIONER):
        people = my_people(user=user)
        rows = [*people.community, *people.custody, *people.suspended]
        words = [row.first_words for row in rows if row.first_words]
        assert len(words) == len(set(words))


def test_two_have_nearly_the_same_name(pats_list):
    assert {"Mohammed Iqbal", "Mohamed Iqbal"} <= {row.called for row in pats_list.community}


def test_fifteen_thousand_contacts_a_fifth_from_two_sources(demo, db):
    total = Contact.objects.count()
    brought = Contact.objects.filter(author=None)
    assert total >= 15_000
    assert 0.18 <= brought.count() / total <= 0.27
    assert set(brought.values_list("source_records__source__name", flat=True)) == {
        "nDelius",
        "NOMIS",
    }


def test_some_are_joined_withdrawn_moved_or_amended(demo, db):
    states = Counter(Contact.objects.values_list("state", flat=True))
    assert min(states[State.JOINED], states[State.WITHDRAWN], states[State.MOVED]) >= 5
    assert Amendment.objects.count() > 100


def test_one_has_fifteen_hundred_and_one_has_none(demo, db):
    counts = [person.contacts.on_timeline().count() for person in Person.objects.all()]
    assert max(counts) >= 1490
    assert counts.count(0) == 1


def test_two_people_are_of_limited_access_and_one_is_held_by_nobody(demo, db):
    assert AccessRule.objects.values("person").distinct().count() == 2
    assert Person.objects.filter(allocations=None).count() == 1


def test_no_page_shows_a_paragraph_twice(demo, db):
    for person in Person.objects.all():
        place = ""
        while True:
            page = timeline(person=person, before=read_place(place))
            notes = [entry.notes for entry in page.entries if entry.notes]
            assert len(notes) == len(set(notes))
            place = page.older
            if not place:
                break


def test_something_is_open_about_people_of_pats_and_sam_is_asked_to_talk(demo, db):
    pat = User.objects.get(username="pat")
    kept = FollowUp.objects.still_open()
    assert set(kept.values_list("who", flat=True)) == set(FollowUp.Who)
    for one in (*kept, *Concern.objects.still_open(), *Talk.objects.still_open()):
        assert one.person.allocations.on(TODAY).get().practitioner == pat
    for concern in Concern.objects.still_open():
        assert f"?? {concern.words}" in concern.contact.notes
    decision = Decision.objects.that_stand().get().contact
    assert decision.written_at - decision.occurred_at > dt.timedelta(days=4)
    assert Talk.objects.still_open().count() == 1


def test_some_of_what_pat_planned_passed_unwritten_and_some_is_to_come(demo, db):
    pat = User.objects.get(username="pat")
    waits = to_write_up(user=pat)
    assert len(waits.today) == 3
    assert [one.when for one in waits.earlier] == PASSED
    rows = my_people(user=pat).community
    assert [row.next for row in rows if row.next] == ["tomorrow 09:30", "tomorrow 11:00"]


def test_what_three_systems_tell_of_the_same_events_is_put_together(demo, db):
    tellings = bring(demo, TODAY)
    event = {told.id: told.event for told in tellings}
    records = SourceRecord.objects.filter(foreign_id__in=event)
    of = dict(records.values_list("contact", "foreign_id"))
    brought = Contact.objects.filter(pk__in=of).select_related("lead", "person")
    joined = [(contact, contact.lead) for contact in brought if contact.lead]
    assert len(joined) > 150
    for contact, lead in joined:
        typed = f"{contact.person.crn} typed {lead.pk}"
        assert event[of[contact.pk]] == event.get(of.get(lead.pk, ""), typed)
    for contact in brought:
        if " typed " in event[of[contact.pk]] and not contact.lead:
            asked = Q(one=contact) | Q(other=contact)
            assert "(diary D" not in contact.notes
            assert EventPair.objects.filter(asked, answer="").exists()
    disagree = Q(seen=Seen.MET, lead__seen=Seen.NOT_MET) | Q(seen=Seen.NOT_MET, lead__seen=Seen.MET)
    assert not Contact.objects.filter(disagree, state=State.JOINED).exists()


def test_whom_three_systems_tell_of_is_said_where_the_demo_is_explained(demo, pats_list):
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    people = [demo[place].person for place in TOLD_OF]
    assert [person.called for person in people if person.called not in readme] == []
    assert {person.pk for person in people} <= set(pats_list.ids)


def test_the_same_day_gives_the_same_diary():
    def notes() -> list[str]:
        team = Team(pk=1, name="one")
        holder = User(pk=1, username="pat", name="Pat Okonjo", team=team, role=Role.PRACTITIONER)
        rng = random.Random(SEED)
        lives = make_lives(rng, TODAY, {"pat": holder})
        return [event.notes for event in Diary(rng, TODAY).events(lives)]

    first = notes()
    assert first == notes()
    assert len(first) > 1500
