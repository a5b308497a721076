import uuid

import pytest

from contacts.actions.refused import Refused
from contacts.actions.talks import NobodyToAsk, ask_for_talk, close_talk, take_back_talk
from contacts.formats import clock
from contacts.models import AccessRule, Allocation, AuditEntry, Talk, Team
from tests.open_things import talk

TOKEN = uuid.UUID(int=7)
WORDS = "No recall. See him weekly."


@pytest.fixture(autouse=True)
def spo(sam):
    """There is somebody to ask."""
    return sam


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("act", "people"))


def test_a_talk_is_asked_for_about_the_person_or_about_an_entry(person, pat, contact):
    ask_for_talk(person=person, by=pat)
    ask_for_talk(person=person, by=pat, contact=contact)
    asked = Talk.objects.order_by("pk").values_list("person", "contact", "asked_by")
    assert list(asked) == [(person.pk, None, pat.pk), (person.pk, contact.pk, pat.pk)]
    assert acts() == [("ask_talk", [person.pk])] * 2


def test_asked_twice_it_is_asked_once(person, pat, priya):
    for by in (pat, pat, priya):
        ask_for_talk(person=person, by=by)
    assert Talk.objects.count() == len(acts()) == 2


def test_where_no_spo_would_see_it_nobody_is_left_to_believe_so(person, pat, sam):
    AccessRule.objects.create(person=person, user=sam, kind="exclusion", set_at=clock.now())
    with pytest.raises(NobodyToAsk, match="nobody was asked"):
        ask_for_talk(person=person, by=pat)
    assert not Talk.objects.exists()


def test_it_reaches_the_spo_of_whoever_holds_them(person, pat, north, olu):
    person.team = Team.objects.create(name="North two", pdu=north)
    person.save()
    assert ask_for_talk(person=person, by=pat)
    Allocation.objects.update(practitioner=olu)
    with pytest.raises(NobodyToAsk):
        ask_for_talk(person=person, by=pat)


def test_whoever_asked_takes_it_back_and_nobody_else(person, pat, priya):
    one = ask_for_talk(person=person, by=pat)
    with pytest.raises(Refused, match="can no longer be taken back"):
        take_back_talk(talk=one, by=priya)
    for _ in range(2):
        take_back_talk(talk=one, by=pat)
    assert not Talk.objects.still_open()
    assert [act for act, _ in acts()] == ["ask_talk", "take_back_talk"]


def test_the_spo_says_with_a_press_that_it_was_had(person, pat, sam):
    one = talk(person, pat)
    for _ in range(2):
        close_talk(talk=one, by=sam, token=TOKEN)
    one.refresh_from_db()
    assert (one.closed_by, one.closed_at, one.contact) == (sam, clock.now(), None)
    assert acts() == [("close_talk", [person.pk])]
    with pytest.raises(Refused):
        take_back_talk(talk=one, by=pat)


def test_what_was_said_stands_beneath_the_entry_it_was_asked_at(person, pat, sam, contact):
    one = talk(person, pat, contact)
    for _ in range(2):
        close_talk(talk=one, by=sam, token=TOKEN, notes=WORDS)
    one.refresh_from_db()
    assert contact.amendments.get() == one.what_was_said
    assert (one.what_was_said.notes, one.what_was_said.author) == (WORDS, sam)
    assert [act for act, _ in acts()] == ["close_talk"]


def test_asked_at_no_entry_what_was_said_is_one(person, pat, sam):
    one = talk(person, pat)
    for _ in range(2):
        close_talk(talk=one, by=sam, token=TOKEN, notes=WORDS)
    one.refresh_from_db()
    assert (one.contact.notes, one.contact.author) == (WORDS, sam)
    assert person.contacts.count() == 1


def test_words_that_come_too_late_are_refused_and_not_lost(person, pat, sam):
    one = talk(person, pat)
    close_talk(talk=one, by=sam, token=TOKEN)
    with pytest.raises(Refused, match="Write your words in the box"):
        close_talk(talk=one, by=sam, token=uuid.uuid4(), notes=WORDS)
