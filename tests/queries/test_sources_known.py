import datetime as dt
import itertools

import pytest

from contacts.formats import clock
from contacts.models import Contact, ImportBatch, Source, State
from contacts.queries import sources_known as queries
from contacts.queries.sources_known import sources_known

NEVER = ["nDelius never loaded", "NOMIS never loaded", "OASys never loaded"]
numbers = itertools.count()


@pytest.fixture
def load(db):
    """A file of a source, filed; it reaches to so many days ago."""

    def loaded(source, reaches_ago=0, **known):
        of, _ = Source.objects.get_or_create(name=source)
        reaches = clock.now() - dt.timedelta(days=reaches_ago)
        return ImportBatch.objects.create(
            source=of, **{"loaded_at": clock.now(), "reaches": reaches, **known}
        )

    return loaded


@pytest.fixture
def tell(add_contact, person):
    """What the file told of the person, so many days ago each."""

    def told(batch, *days_ago, about=person, **known):
        for days in days_ago:
            at = clock.now() - dt.timedelta(days=days)
            contact = add_contact(about, author_name="R. Shah", occurred_at=at, **known)
            digest = str(next(numbers)).encode()
            batch.records.create(source=batch.source, contact=contact, digest=digest, raw={})

    return told


def known(person):
    return sources_known(person=person).split(" · ")


def test_what_was_never_loaded_is_said_of_the_systems_everybody_counts_on(person):
    assert known(person) == NEVER


def test_each_system_is_told_in_its_own_way(person, load, tell):
    tell(load("nDelius", reaches_ago=19), 40, 60)
    tell(load("NOMIS"), *range(19, 40))
    assert known(person) == [
        "nDelius to 3 November",
        "NOMIS silent 19 days, usually daily",
        "OASys never loaded",
    ]


def test_a_system_that_holds_nothing_on_this_person_was_loaded(person, load, tell, add_person):
    tell(load("nomis"), 1, about=add_person())
    assert known(person) == [NEVER[0], "no notes from nomis", NEVER[2]]


def test_a_file_of_people_is_not_one_of_contacts(person, load):
    load("nDelius", what=ImportBatch.What.PEOPLE, reaches=None)
    assert known(person) == ["nDelius contacts never loaded", *NEVER[1:]]


def test_of_other_sources_those_are_told_that_hold_something(person, load, tell, add_person):
    tell(load("Team sheet", reaches_ago=1), 3)
    tell(load("Other sheet"), 3, about=add_person())
    load("people file", what=ImportBatch.What.PEOPLE)
    assert known(person) == [*NEVER, "Team sheet to 21 November"]


@pytest.mark.parametrize(
    "not_filed",
    [{"state": ImportBatch.State.READ}, {"undone_at": dt.datetime(2026, 11, 1, tzinfo=dt.UTC)}],
)
def test_a_file_that_is_not_filed_is_not_loaded(person, load, not_filed):
    load("NOMIS", **not_filed)
    assert known(person) == NEVER


def test_the_newest_of_several_files_counts(person, load, tell):
    for days in (30, 2, 50):
        tell(load("NOMIS", reaches_ago=days), 60)
    assert known(person)[1] == "NOMIS to 20 November"


def test_a_file_under_a_name_of_its_own_is_of_its_system(person, load, tell):
    tell(load("OASys sentence plans", reaches_ago=2), 60)
    assert known(person)[2] == "OASys sentence plans to 20 November"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.WITHDRAWN, "NOMIS to 22 November"),
        (State.MOVED, "no notes from NOMIS"),
        (State.UNDONE, "no notes from NOMIS"),
    ],
)
def test_what_was_about_somebody_else_or_taken_back_does_not_count(person, load, tell, state, told):
    tell(load("NOMIS"), 3, state=state)
    assert known(person)[1] == told


def test_a_record_shown_with_another_counts(person, load, tell, contact):
    tell(load("NOMIS", reaches_ago=19), 40)
    Contact.objects.filter(author=None).update(state=State.JOINED, lead=contact)
    assert known(person)[1] == "NOMIS to 3 November"


@pytest.fixture
def long(monkeypatch):
    """Three entries are very many."""
    monkeypatch.setattr(queries, "SOURCES", queries.SOURCES.replace("500", "3"))


def test_of_a_very_long_diary_nothing_is_claimed_that_was_not_looked_for(person, load, tell, long):
    tell(load("nDelius"), 1, 2, 3)
    tell(load("NOMIS"), 4)
    none = "no notes from NOMIS after 19 November, older ones not looked for"
    assert known(person) == ["nDelius to 22 November", none, NEVER[2]]


def test_of_very_many_records_shown_with_others_it_is_the_same(person, load, tell, contact, long):
    tell(load("NOMIS"), 2, 3, 4, 5)
    Contact.objects.filter(author=None).update(state=State.JOINED, lead=contact)
    tell(load("OASys"), 20, state=State.UNDONE)
    none = "no notes from OASys after 18 November, older ones not looked for"
    assert known(person)[1:] == ["NOMIS to 22 November", none]


def test_facts_of_a_system_that_gave_no_notes_are_not_denied(person, load, fact):
    load("nDelius")
    fact(person, "tier", "B2")
    assert known(person) == ["No notes from nDelius", *NEVER[1:]]


def test_it_takes_one_statement(person, load, tell, django_assert_num_queries):
    for source in ("nDelius", "NOMIS", "OASys"):
        tell(load(source), *range(10))
    with django_assert_num_queries(1):
        sources_known(person=person)
