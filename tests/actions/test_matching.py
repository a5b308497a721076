import datetime as dt
from itertools import permutations

import pytest
from django.db import connection

from contacts.actions.amendment import amend, replace_words
from contacts.actions.anew import match_late, newest
from contacts.actions.contact import record_contact
from contacts.actions.filing import file_waiting
from contacts.actions.undoing import undo_import
from contacts.formats.references import reference
from contacts.models import BatchRow, Contact, EventPair, ImportBatch
from tests.brought import heaps

pytestmark = pytest.mark.django_db
NOTE = "Seen at home with his mum. He has the letter from the council about the flat at last."
MORE = f"{NOTE} He starts on Monday and will ring me before."
ALIKE = "At home with his mum. He has the letter from the council about the flat, and is well."
DAY = dt.datetime(2026, 3, 12, 10, 15, tzinfo=dt.UTC)
TOKENS = iter(f"00000000-0000-4000-8000-{number:012d}" for number in range(1, 1000))


def row(notes=NOTE, at="2026-03-12 10:15", number=1, crn="X482913"):
    return f'{crn},{at},"{notes}",{number}'


@pytest.fixture
def typed(person, pat):
    def record(notes=NOTE, at=DAY, **known):
        return record_contact(
            person=person, author=pat, token=next(TOKENS), notes=notes, occurred_at=at, **known
        )

    return record


def shown(**known):
    """The sources of each entry that is shown, oldest first, and of what is shown with it."""
    entries = Contact.objects.filter(state="shown", **known).order_by("occurred_at", "pk")
    return [[source(one), *sorted(map(source, one.joined.all()))] for one in entries]


def source(contact):
    record = contact.source_records.select_related("source").order_by("pk").first()
    return record.source.name if record else "here"


def asked():
    return [
        tuple(sorted([source(pair.one), source(pair.other)]))
        for pair in EventPair.objects.open().select_related("one", "other").order_by("pk")
    ]


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


def test_a_note_that_names_the_entry_is_joined_to_it(bring, typed):
    entry = typed("Rang.", kind="phone")
    bring(row(f"Rang, diary {reference(entry.pk)}", at="2026-03-12 10:15"))
    assert shown() == [["here", "nDelius"]]


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


def test_a_text_of_three_people_is_joined_nowhere_also_where_it_was(bring, person, add_person):
    for crn in ("X100001", "X100002"):
        add_person(crn=crn)
    bring(row())
    bring(row(), source="NOMIS")
    assert [len(one) for one in shown()] == [2]
    bring(row(crn="X100001"))
    assert [len(one) for one in shown(person=person)] == [2]
    third = bring(row(crn="X100002"))
    assert [len(one) for one in shown(person=person)] == [1, 1]
    undo_import(batch=third, by=None)
    assert [len(one) for one in shown(person=person)] == [2]


def test_a_text_that_one_person_has_on_three_days_is_joined_on_none(bring, person):
    bring(row(), row(at="2026-03-19", number=2))
    bring(row(), source="NOMIS")
    assert [len(one) for one in shown()] == [2, 1]
    third = bring(row(at="2026-03-26", number=3))
    assert [len(one) for one in shown()] == [1, 1, 1, 1]
    undo_import(batch=third, by=None)
    assert [len(one) for one in shown()] == [2, 1]


def test_three_systems_that_have_one_event_do_not_make_its_text_common(bring, typed):
    typed()
    for name in ("nDelius", "NOMIS", "OASys"):
        bring(row(), source=name)
    assert shown() == [["here", "NOMIS", "OASys", "nDelius"]]


def test_undo_leaves_what_was_before(bring, typed):
    typed(kind="home_visit")
    bring(row(), row(ALIKE, at="2026-03-13 09:00", number=2))
    before = stands()
    batch = bring(row(number=8), row(MORE, at="2026-03-13 09:00", number=9), source="NOMIS")
    assert stands() != before
    undo_import(batch=batch, by=None)
    assert stands() == before


def test_undoing_what_leads_matches_the_rest_again(bring, person):
    first = bring(row(), source="OASys")
    bring(row(), source="NOMIS")
    bring(row())
    undo_import(batch=first, by=None)
    assert sorted(map(sorted, shown())) == [["NOMIS", "nDelius"]]


def stands():
    contacts = Contact.objects.exclude(state="undone").order_by("pk")
    pairs = EventPair.objects.order_by("one", "other").values_list("one", "other", "answer")
    return list(contacts.values_list("pk", "state", "lead", "seen")), list(pairs)


def test_rows_that_waited_for_their_person_are_matched_when_filed(bring, add_person):
    for name in ("nDelius", "NOMIS"):
        bring(row(crn="X777777"), source=name)
    assert shown() == []
    add_person(crn="X777777")
    file_waiting(by=None)
    assert [len(one) for one in shown()] == [2]


def test_an_entry_put_right_is_matched_with_what_is_there_and_parted_from_what_was(
    bring, typed, pat
):
    entry = typed()
    bring(row(), row(at="2026-04-20 10:15", number=2))
    assert shown() == [["here", "nDelius"], ["nDelius"]]
    there = dt.datetime(2026, 4, 20, 9, 15, tzinfo=dt.UTC)
    amend(contact=entry, author=pat, token=next(TOKENS), notes="", occurred_at=there)
    assert shown() == [["nDelius"], ["here", "nDelius"]]


def test_another_outcome_parts_what_was_joined(bring, typed, pat):
    head = "crn,occurred,notes,id,outcome"
    entry = typed()
    bring(row() + ",Attended", head=head)
    assert shown() == [["here", "nDelius"]]
    outcome = "acceptable_absence"
    amend(contact=entry, author=pat, token=next(TOKENS), notes="", outcome=outcome)
    assert [len(one) for one in shown()] == [1, 1]


def test_words_that_only_add_leave_what_all_records_say(bring, typed, pat):
    entry = typed("Rang the hostel, no answer.", kind="phone")
    bring(row())
    Contact.objects.filter(pk=entry.pk).update(seen="not_known")
    amend(contact=entry, author=pat, token=next(TOKENS), notes="He rang back.")
    assert Contact.objects.get(pk=entry.pk).seen == "not_known"


def test_replaced_words_are_what_is_matched(bring, typed, pat):
    entry = typed("Something else entirely.")
    bring(row(at=f"{entry.occurred_at:%Y-%m-%d %H:%M}"))
    assert [len(one) for one in shown()] == [1, 1]
    replace_words(contact=entry, author=pat, token=next(TOKENS), notes=NOTE)
    assert shown() == [["here", "nDelius"]]
    replace_words(contact=entry, author=pat, token=next(TOKENS), notes="No, not he.")
    assert [len(one) for one in shown()] == [1, 1]


def test_a_newer_version_is_joined_and_the_older_follow_it(bring, typed):
    typed(MORE)
    bring(row("Rang."))
    assert [len(one) for one in shown()] == [1, 1]
    assert heaps(bring(row(MORE))) == {"to_check": 1}
    assert shown() == [["here", "nDelius", "nDelius"]]


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


def test_recording_where_nothing_else_is_asks_the_database_once(
    person, typed, django_assert_num_queries, monkeypatch
):
    typed()
    asked_of: list[str] = []
    with connection.execute_wrapper(
        lambda run, sql, *more: (asked_of.append(sql), run(sql, *more))[1]
    ):
        typed("Rang, no answer at all.")
    assert len([sql for sql in asked_of if "SELECT NOT EXISTS" in sql]) == 1
    assert not [sql for sql in asked_of if "to_match" in sql]


def test_what_was_typed_while_a_file_was_filed_is_matched_after_it(bring, person, pat, add_contact):
    began = newest()
    bring(row())
    add_contact(person, pat, notes=NOTE, occurred_at=DAY)
    assert [len(one) for one in shown()] == [1, 1]
    match_late([person.pk], began)
    assert shown() == [["here", "nDelius"]]
