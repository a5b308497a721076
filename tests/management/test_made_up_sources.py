"""Three systems' files about the same made-up people, of which it is known what is one event."""

from collections import defaultdict
from itertools import permutations

import pytest
from django.db import transaction

from contacts.formats import clock
from contacts.formats.canonical import canonical, fingerprint
from contacts.formats.grouping import grouped
from contacts.management.made_up.sources.bring import TOLD_OF, file_one
from contacts.management.made_up.sources.files import written
from contacts.management.made_up.sources.telling import SYSTEMS, Telling
from contacts.models import Contact, EventPair, SourceRecord
from tests.tellings import asked, disagreeing, joined, pairs, people, records, told_of, truth


@pytest.fixture(scope="module")
def tellings() -> list[Telling]:
    return told_of(people())


def test_nothing_is_joined_that_is_not_one_event(tellings: list[Telling]) -> None:
    found = [grouped(of) for of in records(tellings).values()]
    what = {told.id: told.event for told in tellings}
    wrong = joined(found) - truth(tellings)
    assert [[what[one] for one in pair] for pair in wrong] == []


def test_nine_in_ten_of_what_is_one_event_are_joined_or_asked_about(
    tellings: list[Telling],
) -> None:
    found = [grouped(of) for of in records(tellings).values()]
    same = truth(tellings)
    assert len(same & (joined(found) | asked(found))) >= 0.9 * len(same)
    assert len(same & joined(found)) >= 0.75 * len(same)


def test_few_are_asked_about_that_are_two_events(tellings: list[Telling]) -> None:
    found = [grouped(of) for of in records(tellings).values()]
    questions = {frozenset(map(str, pair)) for one in found for pair in one.proposed}
    people = {told.life.person.crn for told in tellings}
    assert len(questions - truth(tellings)) <= 5 * len(people)


def test_no_joined_pair_disagrees_on_whether_they_came(tellings: list[Telling]) -> None:
    assert [list(disagreeing(some)) for some in records(tellings).values()] == [[]] * len(TOLD_OF)


def test_a_few_people_have_the_hard_ones(tellings: list[Telling]) -> None:
    texts = [told.notes for told in tellings]
    assert any(text.isupper() and len(text) > 200 for text in texts)
    assert any(len(text) == 200 for text in texts)
    assert any(text.startswith("GEN OSE\n") for text in texts)
    assert any("updated the case notes on" in text for text in texts)
    assert any(fingerprint(canonical(text)) is None for text in texts)
    assert len({told.life.person.crn for told in tellings}) == len(TOLD_OF)
    assert {told.system for told in tellings} == set(SYSTEMS)


def test_one_text_stands_under_four_types_at_one_time(tellings: list[Telling]) -> None:
    same = defaultdict(set)
    for told in tellings:
        same[told.life.person.crn, told.system, told.at, told.notes].add(told.type)
    assert max(map(len, same.values())) == 4


def test_each_id_is_given_once_and_the_same_day_gives_the_same_files(
    tellings: list[Telling],
) -> None:
    assert len({told.id for told in tellings}) == len(tellings)
    again = told_of(people())
    for system in SYSTEMS:
        assert written(again, system) == written(tellings, system)


def test_boilerplate_is_of_a_monday_in_one_system_and_of_a_tuesday_in_the_other(
    tellings: list[Telling],
) -> None:
    days = {
        (told.event.split()[1], told.at.astimezone(clock.LONDON).weekday())
        for told in tellings
        if told.notes.startswith("Attended on time. No issues.")
    }
    assert {("monday", 0), ("tuesday", 1)} <= days


@pytest.fixture
def known(db: None) -> list[Telling]:
    """What is told of people whom the diary knows."""
    lives = people()
    for life in lives:
        life.person.team = None
        life.person.save()
    return told_of(lives)


def timeline() -> dict[str, tuple[str, str, bool]]:
    """By the id in its system what each record is shown with, as what, and whether it is asked."""
    of = dict(SourceRecord.objects.values_list("contact", "foreign_id"))
    asked = {id_ for pair in EventPair.objects.values_list("one", "other") for id_ in pair}
    return {
        of[contact.pk]: (of[contact.lead_id or contact.pk], contact.seen, contact.pk in asked)
        for contact in Contact.objects.all()
    }


def test_in_whatever_order_the_files_come_the_timeline_is_the_same(known: list[Telling]) -> None:
    found = []
    for order in permutations(SYSTEMS):
        with transaction.atomic():
            for system in order:
                file_one(known, system, None)
            found.append(timeline())
            transaction.set_rollback(True)
    assert len(found[0]) == len(known)
    assert all(one == found[0] for one in found)


def test_the_diary_joins_nothing_that_is_not_one_event(known: list[Telling]) -> None:
    for system in SYSTEMS:
        file_one(known, system, None)
    shown = defaultdict(list)
    for one, (lead, _, _) in timeline().items():
        shown[lead].append(one)
    same, together = truth(known), pairs(shown.values())
    assert together <= same
    assert len(together) >= 0.75 * len(same)
