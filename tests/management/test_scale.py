"""Made-up data by the million: here by the thousand, the rest is the same."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import Count

from contacts.actions.rebuild import rebuild_seen
from contacts.formats import clock
from contacts.management.scale.load import load
from contacts.management.scale.people import how_many_contacts
from contacts.management.scale.sentences import says_nothing_of_meeting, sentences
from contacts.management.scale.words import Words, first_names, read_column, spoken
from contacts.models import (
    Act,
    Amendment,
    AuditEntry,
    Contact,
    Person,
    Role,
    SourceRecord,
    State,
    User,
)
from contacts.models import Words as SearchedWords

TODAY = dt.date(2026, 11, 22)
PEOPLE, CONTACTS = 1_000, 4_000


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """Loaded once for all these tests, and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(today=TODAY, people=PEOPLE, contacts=CONTACTS)
        yield
        transaction.set_rollback(True)


def test_it_holds_exactly_as_many_as_asked_for(region, db):
    assert (Person.objects.count(), Contact.objects.count()) == (PEOPLE, CONTACTS)


def test_whether_they_were_met_is_what_the_words_say(region, db):
    assert sum(batch.written for batch in rebuild_seen()) == 0


def test_what_was_written_is_found_by_its_words(region, db):
    assert SearchedWords.objects.filter(amendment=None).count() >= CONTACTS
    assert SearchedWords.objects.exclude(amendment=None).count() == Amendment.objects.count()


def test_some_are_joined_withdrawn_moved_amended_or_replaced(region, db):
    states = Counter(Contact.objects.values_list("state", flat=True))
    assert states[State.JOINED] >= 100
    assert min(states[State.WITHDRAWN], states[State.MOVED]) >= 1
    assert Amendment.objects.filter(replaces=True).exists()
    brought = Contact.objects.filter(author=None).count()
    assert SourceRecord.objects.count() == brought > CONTACTS / 10


def test_it_goes_back_more_than_two_years_and_ends_before_the_day(region, db):
    days = [clock.london_day(at) for at in Contact.objects.values_list("occurred_at", flat=True)]
    assert min(days) < TODAY - dt.timedelta(days=800)
    assert max(days) < TODAY
    assert max(Contact.objects.values_list("recorded_at", flat=True)) < clock.now()


def test_teams_are_of_eight_who_hold_sixty_each_under_an_spo(region, db):
    scale = User.objects.get(username="scale")
    of_team = Counter(User.objects.filter(team=scale.team).values_list("role", flat=True))
    assert of_team == {Role.PRACTITIONER: 8, Role.SPO: 1}
    assert scale.allocations.filter(until=None).count() == 60


def test_one_in_two_hundred_is_held_by_nobody_and_stands_in_a_team(region, db):
    nobodys = Person.objects.filter(allocations=None)
    assert nobodys.count() == PEOPLE // 200
    assert not nobodys.filter(team=None).exists()


def test_whom_most_is_written_of_is_in_the_pdu_and_in_another_team(region, db):
    scale = User.objects.get(username="scale")
    others = Person.objects.exclude(allocations__practitioner=scale)
    busiest = others.alias(n=Count("contacts")).order_by("-n").first()
    assert busiest.team != scale.team
    assert Person.objects.visible_to(scale, Act.OPEN_TIMELINE).filter(pk=busiest.pk).exists()


def test_those_who_sign_in_have_the_password_of_the_demo(region, db, rf):
    for username in ("scale", "scale-spo", "scale-admin"):
        assert authenticate(rf.get("/"), username=username, password="harbour-lantern-42")


def test_what_is_recorded_next_comes_after(region, db, add_contact):
    person = Person.objects.first()
    assert add_contact(person, User.objects.get(username="scale")).pk == CONTACTS + 1


def test_it_says_in_the_trail_that_the_data_are_made_up(region, db):
    [entry] = AuditEntry.objects.filter(act=Act.MADE_UP_DATA)
    assert entry.detail == {"people": PEOPLE, "contacts": CONTACTS}


def test_most_people_have_tens_some_thousands_and_one_45_000():
    counts = how_many_contacts(random.Random(1), 10_000, 1_000_000)
    assert (sum(counts), len(counts)) == (1_000_000, 10_000)
    assert 45_000 <= max(counts) < 46_000
    assert sum(1_000 <= count < 10_000 for count in counts) > 20
    assert sum(10 <= count < 100 for count in counts) > 5_000


@pytest.mark.parametrize(("people", "contacts"), [(1, 1), (3, 2), (60, 500), (61, 10)])
def test_small_loads_add_up_too(people, contacts):
    counts = how_many_contacts(random.Random(1), people, contacts)
    assert (len(counts), sum(counts)) == (people, contacts)
    assert min(counts) >= 0


def test_the_first_caseload_is_the_same_in_a_small_load_and_a_large_one():
    small = how_many_contacts(random.Random(1), 500, 10_000)
    large = how_many_contacts(random.Random(1), 10_000, 1_000_000)
    assert small[:60] == large[:60]


def test_no_made_up_name_is_a_word_that_notes_use():
    words = Words(random.Random(1))
    made = [*words.families, *words.places, *words.firms, *words.pets, *words.firsts]
    assert not spoken() & {word.casefold() for word in made}
    assert len(first_names()) > 300


def test_what_follows_an_opening_says_nothing_of_meeting():
    assert [one for one in read_column("details", "text") if not says_nothing_of_meeting(one)] == []
    assert not says_nothing_of_meeting("Saw {him} at the office.")
    assert not says_nothing_of_meeting("No answer at the door.")
    assert len(sentences(random.Random(1)).texts) > 1_000
