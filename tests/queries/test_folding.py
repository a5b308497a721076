import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Amendment, Contact
from contacts.queries.entry import entries
from contacts.queries.folding import folded
from contacts.queries.interleaved import Whose, interleaved
from contacts.queries.timeline import Narrowed, timeline

MADE = "Online check in submitted"


@pytest.fixture
def add(add_contact, person):
    """What a source gave so many hours ago, without notes unless it has some."""

    def add_it(hours_ago, heading=MADE, notes="", **known):
        at = clock.now() - dt.timedelta(hours=hours_ago)
        return add_contact(
            person, author_name="nDelius", occurred_at=at, heading=heading, notes=notes, **known
        )

    return add_it


def read(contacts):
    ids = [contact.pk for contact in contacts]
    return folded(entries(ids, today=clock.today()))


def lines(shown):
    return [(one.notes or one.heading, one.opens, one.closes) for one in shown]


def test_those_of_one_day_are_one_line_below_what_people_wrote(add):
    made = [add(1), add(2, notes="Rang."), add(3, "Tier Change"), add(4, notes="Came in.")]
    made += [add(30, notes="The day before."), add(31)]
    assert lines(read(made)) == [
        ("Rang.", "", False),
        ("Came in.", "", False),
        (MADE, "2 automatic entries", False),
        ("Tier Change", "", True),
        ("The day before.", "", False),
        (MADE, "1 automatic entry", True),
    ]


def test_a_day_of_nothing_else_is_one_line(add):
    assert lines(read([add(1), add(2)])) == [
        (MADE, "2 automatic entries", False),
        (MADE, "", True),
    ]


@pytest.mark.parametrize(
    "known",
    [
        {"notes": "Somebody wrote."},
        {"outcome": "attended"},
        {"heading": "Planned Office Visit (NS)"},
        {"heading": ""},
        {"sensitive": True},
        {"state": "withdrawn"},
    ],
)
def test_an_entry_that_says_anything_stands_by_itself(add, known):
    assert [one.opens for one in read([add(1, **known)])] == [""]


def test_an_automatic_entry_that_somebody_added_to_stands_by_itself(add, pat):
    made = add(1)
    Amendment.objects.create(contact=made, author=pat, recorded_at=clock.now(), notes="Read it.")
    assert [one.opens for one in read([made])] == [""]


def test_one_that_another_record_is_shown_with_stands_by_itself(add):
    made = add(1)
    add(2, state="joined", lead=made, notes="Checked in.")
    assert [one.opens for one in read([made])] == [""]


def test_the_timeline_and_pages_of_several_people_fold_them(add, person):
    add(1)
    add(2)
    assert [one.opens for one in timeline(person=person).entries] == ["2 automatic entries", ""]
    several = interleaved(people=[Whose(person.pk, person.crn, "Dean Hartley")])
    assert [one.entry.opens for one in several.written] == ["2 automatic entries", ""]


def test_what_is_looked_for_is_not_folded(add, person):
    add(1)
    found = Narrowed(author="nDelius")
    assert [one.opens for one in timeline(person=person, narrowed=found).entries] == [""]
    whose = [Whose(person.pk, person.crn, "Dean Hartley")]
    shown = interleaved(people=whose, narrowed=found)
    assert [one.entry.opens for one in shown.written] == [""]


def test_a_page_ends_where_it_did(add, person, monkeypatch):
    monkeypatch.setattr("contacts.queries.timeline.PAGE", 2)
    for hours_ago, notes in ((1, ""), (2, "Rang."), (3, ""), (4, "")):
        add(hours_ago, notes=notes)
    first = timeline(person=person)
    assert [one.notes for one in first.entries] == ["Rang.", ""]
    assert first.position == "1 to 2 of 4"
    assert first.older.endswith(str(Contact.objects.get(notes="Rang.").pk))


def test_what_was_planned_stands_above_what_systems_wrote_that_day(add, plan, person):
    add(1)
    add(3, notes="Rang.")
    plan(person, clock.now() - dt.timedelta(hours=2), heading="Planned Office Visit (NS)")
    add(4)
    assert lines(timeline(person=person).lines) == [
        ("Planned Office Visit (NS)", "", False),
        ("Rang.", "", False),
        (MADE, "2 automatic entries", False),
        (MADE, "", True),
    ]
