import datetime as dt
from itertools import permutations

import pytest

from contacts.actions import matching
from contacts.actions.filing import file_waiting
from contacts.actions.undoing import undo_import
from contacts.models import BatchRow, Contact, EventPair, ImportBatch
from tests.brought import heaps
from tests.events import ALIKE, DAY, MORE, NOTE, asked, row, shown

pytestmark = pytest.mark.django_db


def test_the_same_words_in_two_systems_are_one_entry_and_counted_so(bring, person):
    assert heaps(bring(row())) == {"new": 1}
    batch = bring(row(at="2026-03-12 10:40", number=7), source="NOMIS")
    assert heaps(batch) == {"same_event": 1}
    assert BatchRow.objects.get(batch=batch).heap == "same_event"
    assert shown() == [["nDelius", "NOMIS"]]


def test_a_contact_typed_here_and_coming_back_is_joined_to_it(bring, typed):
    entry = typed()
    assert heaps(bring(row())) == {"same_event": 1}
    assert shown() == [["here", "nDelius"]]
    assert Contact.objects.get(state="joined").lead == entry


def test_so_is_what_came_before_it_was_typed(bring, typed):
    bring(row())
    entry = typed()
    assert Contact.objects.get(state="joined").lead == entry


def test_nothing_is_joined_where_any_rule_forbids_it(bring, typed, person, add_person):
    typed(at=DAY + dt.timedelta(days=1))
    bring(row(at="2026-03-13 14:15"))
    add_person(crn="X100001")
    bring(row(crn="X100001", at="2026-03-13 10:15"), source="NOMIS")
    assert [len(one) for one in shown()] == [1, 1, 1]


def test_what_is_alike_is_asked_and_not_joined(bring, typed):
    typed()
    batch = bring(row(ALIKE))
    assert heaps(batch) == {"new": 1}
    assert asked() == [("here", "nDelius")]
    assert [len(one) for one in shown()] == [1, 1]


@pytest.mark.parametrize("order", [*permutations(range(4))][::3])
def test_loading_sources_in_any_order_gives_the_same_timeline(bring, person, order):
    files = [
        ("nDelius", [row(), row(MORE, at="2026-03-14 09:00", number=2)]),
        ("NOMIS", [row(at="2026-03-12 11:00"), row(ALIKE, at="2026-03-14 09:30", number=2)]),
        ("OASys", [row(MORE, at="2026-03-12"), row(NOTE, at="2026-03-15", number=2)]),
        ("Sheet", [row("Rang.", at="2026-03-12"), row(MORE, at="2026-03-14", number=2)]),
    ]
    for number in order:
        name, rows = files[number]
        bring(*rows, source=name)
    assert sorted(map(sorted, shown())) == [
        ["NOMIS"],
        ["NOMIS", "OASys", "nDelius"],
        ["OASys"],
        ["Sheet"],
        ["Sheet", "nDelius"],
    ]
    assert sorted(asked()) == [("NOMIS", "OASys"), ("NOMIS", "Sheet"), ("OASys", "Sheet")]


def stands():
    contacts = Contact.objects.exclude(state="undone").order_by("pk")
    pairs = EventPair.objects.order_by("one", "other").values_list("one", "other", "answer")
    return list(contacts.values_list("pk", "state", "lead", "seen")), list(pairs)


def test_undo_leaves_what_was_before(bring, typed):
    typed(kind="home_visit")
    bring(row(), row(ALIKE, at="2026-03-13 09:00", number=2))
    before = stands()
    batch = bring(row(number=8), row(MORE, at="2026-03-13 09:00", number=9), source="NOMIS")
    assert stands() != before
    undo_import(batch=batch, by=None)
    assert stands() == before


def test_of_very_many_records_some_days_are_decided_at_a_time(bring, person, monkeypatch):
    monkeypatch.setattr(matching, "AT_ONCE", 1)
    words = [f"{NOTE} The {number}th of March." for number in range(10, 16)]
    rows = [row(one, at=f"2026-03-{day} 10:15", number=day) for day, one in enumerate(words, 10)]
    bring(*rows)
    bring(*rows[:3], row(ALIKE, at="2026-03-13 10:20", number=30), *rows[4:], source="NOMIS")
    assert [len(one) for one in shown()] == [2, 2, 2, 1, 1, 2, 2]
    assert ("NOMIS", "nDelius") in asked()


def test_undo_takes_back_what_a_record_said_of_the_meeting(bring, typed):
    words = "Plans for the coming weeks, work at the depot and the flat above the shop, as before."
    entry = typed(words, kind="home_visit")
    assert entry.seen == "not_known"
    batch = bring(
        f'X482913,2026-03-12 10:15,"{words}",1,attended', head="crn,occurred,notes,id,outcome"
    )
    entry.refresh_from_db()
    assert entry.seen == "met"
    undo_import(batch=batch, by=None)
    entry.refresh_from_db()
    assert entry.seen == "not_known"


def test_undoing_what_leads_matches_the_rest_again(bring, person):
    first = bring(row(), source="OASys")
    bring(row(), source="NOMIS")
    bring(row())
    undo_import(batch=first, by=None)
    assert sorted(map(sorted, shown())) == [["NOMIS", "nDelius"]]


def test_rows_that_waited_for_their_person_are_matched_when_filed(bring, add_person):
    for name in ("nDelius", "NOMIS"):
        bring(row(crn="X777777"), source=name)
    assert shown() == []
    add_person(crn="X777777")
    file_waiting(by=None)
    assert [len(one) for one in shown()] == [2]


def test_one_text_under_several_types_is_folded_and_counts_as_new(bring, person):
    head = "CRN,Contact ID,Contact Date,Start Time,End Time,Contact Type,Officer,Outcome,Sensitive"
    head += ",Notes,Last Updated,Last Updated By"
    lines = [
        f'X482913,{number},12/03/2026,10:15,,{kind},Ann Bell,,N,"{MORE}",,'
        for number, kind in enumerate(("Office Visit", "Review", "Home Visit", "Other"), 1)
    ]
    assert heaps(bring(*lines, head=head)) == {"new": 4}
    assert shown() == [["nDelius"] * 4]


def test_how_far_a_source_is_known_is_kept_with_its_file(bring, person):
    bring(row(at="2026-03-12"), row(at="2027-01-01", number=2), row(at="2026-03-14", number=3))
    assert ImportBatch.objects.get().reaches.date() == dt.date(2026, 3, 14)


def test_who_brings_a_file_in_does_not_matter(bring, typed, ada):
    typed()
    bring(row(), by=ada)
    assert shown() == [["here", "nDelius"]]
