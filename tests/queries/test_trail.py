import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts import audit
from contacts.actions.access import lift_access, limit_access
from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.formats.places import read_place
from contacts.models import AccessRule, Act, State
from contacts.queries.trail import NO_USER, choices, trail

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def look(person, sunday_morning):
    """Somebody does something to the person's record, so many hours before now."""
    now = clock.now()

    def record(user, act=Act.OPEN_TIMELINE, hours=0, people=(), **known):
        sunday_morning(now - hours * HOUR)
        entry = audit.record(act, user=user, people=[person, *people], **known)
        sunday_morning(now)
        return entry

    return record


@pytest.fixture
def read(person, pat):
    return lambda viewer=pat, **asked: trail(person=person, viewer=viewer, **asked).looks


def test_each_look_says_who_when_what_and_from_where(read, look, person, priya):
    with audit.about(audit.Request(address="10.1.2.3")):
        look(priya, hours=24)
    (one,) = read()
    assert (one.day, one.time, one.what) == ("yesterday", "11:00", "Opened the timeline")
    assert (one.who, one.known_as) == ("Priya Nair", "priya, practitioner")
    assert one.address == "10.1.2.3"


def test_the_role_is_the_one_they_had_then(read, look, priya):
    look(priya)
    priya.role = "spo"
    priya.save()
    assert read()[0].known_as == "priya, practitioner"


def test_times_are_those_of_london(read, look, pat):
    look(pat, hours=24 * 120)  # in July
    assert read()[0].time == "12:00"


def test_the_newest_stands_first_and_each_day_under_its_name_once(read, look, pat, priya, sam):
    for hours, user in ((30, pat), (1, sam), (2, priya)):
        look(user, hours=hours)
    assert [one.who for one in read()] == ["Sam Whitlock", "Priya Nair", "Pat Okonjo"]
    assert [one.continued for one in read()] == [False, True, False]


def test_neither_a_look_at_somebody_else_nor_a_refusal_is_in_it(read, person, pat, olu, add_person):
    audit.record(Act.OPEN_TIMELINE, user=pat, people=[add_person()])
    audit.record(Act.REFUSED, user=olu, detail={"crn": person.crn})
    assert read() == []


def test_the_command_line_stands_by_its_name(read, look):
    look(None)
    assert (read()[0].who, read()[0].known_as) == ("command line", "")


def test_an_entry_about_many_says_only_that_this_person_was_shown(
    read, look, pat, add_person, person
):
    look(pat, Act.MY_PEOPLE)
    alone = read()
    others = [add_person() for _ in range(3)]
    look(pat, Act.MY_PEOPLE, people=others, detail={"find": others[0].crn})
    among_others = read()[0]
    assert alone[0].among
    assert among_others == alone[0]


def test_whom_else_an_entry_names_is_not_even_read(read, look, pat):
    look(pat, Act.MY_PEOPLE)
    with CaptureQueriesContext(connection) as asked:
        read()
    assert [one for one in asked if '"contacts_auditentry"."people",' in one["sql"]] == []


def test_an_entry_of_the_diary_is_named_by_when_it_happened(read, look, pat, contact):
    look(pat, Act.OPEN_CONTACT, object=f"contact {contact.pk}")
    assert (read()[0].contact, read()[0].of) == (contact.pk, "today, 11:00")


def test_an_entry_undone_or_of_somebody_else_is_not_named(
    read, look, pat, contact, add_contact, add_person
):
    other = add_contact(add_person(), pat)
    contact.state = State.UNDONE
    contact.save()
    for one in (contact, other):
        look(pat, Act.OPEN_CONTACT, object=f"contact {one.pk}")
    look(pat, Act.OPEN_CONTACT, object="contact 99999999999999999")
    assert {one.contact for one in read()} == {None}


def test_the_administrator_is_led_to_no_entry_and_told_no_change(read, look, pat, ada, contact):
    detail = {"changed": {"kind": ["office", "phone"]}}
    look(pat, Act.AMEND, object=f"contact {contact.pk} amendment 7", detail=detail)
    assert (read(ada)[0].contact, read(ada)[0].of, read(ada)[0].changes) == (None, "", [])
    assert read(ada)[0].what == "Added to an entry"


def test_what_was_put_right_is_said_from_and_to(read, look, pat, contact):
    changed = {
        "occurred_at": ["2026-11-21T10:00:00+00:00", "2026-11-22T00:00:00+00:00"],
        "time_known": [True, False],
        "kind": ["", "phone"],
        "minutes": [None, 25],
        "outcome": ["attended", ""],
    }
    look(pat, Act.AMEND, object=f"contact {contact.pk} amendment 1", detail={"changed": changed})
    assert read()[0].changes == [
        "time from yesterday, 10:00 to today",
        "kind from not said to Phone",
        "length from not said to 25 minutes",
        "outcome from Attended to not said",
    ]


def test_a_time_that_was_midnight_and_is_not_known_is_said(read, look, pat, contact):
    changed = {"time_known": [True, False]}
    look(pat, Act.AMEND, object=f"contact {contact.pk} amendment 1", detail={"changed": changed})
    assert read()[0].changes == ["time from midnight to not known"]


def test_who_is_on_the_lists_is_told_to_the_spo_alone(read, person, pat, priya, sam, ada):
    kind = AccessRule.Kind.RESTRICTION
    limit_access(person=person, kind=kind, users=[pat, ada], by=sam)
    lift_access(person=person, kind=kind, users=[ada], by=sam)
    told = [one.changes for one in read(sam)]
    assert told == [
        ["Only those named may see: lifted Ada Kowalczyk"],
        ["Only those named may see: added Ada Kowalczyk, Pat Okonjo, Sam Whitlock"],
    ]
    for viewer in (pat, ada):
        assert [one.changes for one in read(viewer)] == [[], []]


def test_nothing_is_said_of_what_any_other_entry_keeps(read, look, pat, sam):
    look(pat, Act.FIND_PEOPLE, detail={"typed": "Hartley", "exclusion": [[], ["sam"]]})
    assert read(sam)[0].changes == []


def test_an_act_that_the_diary_does_not_know_keeps_its_own_word(read, look, pat):
    look(pat, "some_act_to_come")
    assert read()[0].what == "some_act_to_come"


def test_the_trail_is_narrowed_by_who_what_and_when(read, look, pat, priya):
    look(pat)
    look(priya, Act.OPEN_CONTACT, hours=24)
    look(None, Act.SET_ACCESS, hours=48)
    assert [one.who for one in read(who=str(priya.pk))] == ["Priya Nair"]
    assert [one.who for one in read(who=NO_USER)] == ["command line"]
    assert [one.what for one in read(act=Act.OPEN_CONTACT)] == ["Opened an entry"]
    yesterday = clock.today() - dt.timedelta(days=1)
    assert [one.who for one in read(dates=Period(yesterday, yesterday))] == ["Priya Nair"]
    assert len(read(dates=Period(None, yesterday))) == 2
    assert len(read(dates=Period(yesterday, None))) == 2
    assert read(who=str(pat.pk), act=Act.OPEN_CONTACT) == []


def test_a_day_begins_at_midnight_in_london(read, person, pat, sunday_morning):
    sunday_morning(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC))  # the 2nd in London
    audit.record(Act.OPEN_TIMELINE, user=pat, people=[person])
    assert len(read(dates=Period(dt.date(2026, 7, 2), dt.date(2026, 7, 2)))) == 1
    assert read(dates=Period(dt.date(2026, 7, 1), dt.date(2026, 7, 1))) == []


@pytest.mark.parametrize("year", [1900, 2999])
def test_the_first_and_last_day_that_can_be_asked_for_can_be(read, look, pat, year):
    look(pat)
    day = dt.date(year, 1, 1) if year == 1900 else dt.date(year, 12, 31)
    assert read(dates=Period(day, day)) == []


def test_fifty_stand_on_a_page_and_each_once(person, pat, look):
    for number in range(103):
        look(pat, hours=number // 7)  # several at the same moment
    asked, seen, before = [], [], None
    while True:
        page = trail(person=person, viewer=pat, before=before)
        asked.append(len(page.looks))
        seen += page.looks
        if not page.older:
            break
        before = read_place(page.older)
    assert asked == [50, 50, 3]
    assert page.since
    assert len(seen) == 103


def test_what_can_be_chosen_is_what_is_in_the_trail(person, look, pat, priya, olu):
    look(priya)
    look(pat, Act.MY_PEOPLE)
    look(None, Act.SET_ACCESS)
    offered = choices(person=person)
    assert offered.who == [
        (NO_USER, "command line"),
        (str(pat.pk), "Pat Okonjo"),
        (str(priya.pk), "Priya Nair"),
    ]
    assert offered.acts == [
        (Act.SET_ACCESS, "Limited who may see"),
        (Act.MY_PEOPLE, "Looked at their own people"),
        (Act.OPEN_TIMELINE, "Opened the timeline"),
    ]


def test_a_long_trail_costs_the_statements_of_a_short_one(person, look, pat, sam, add_contact):
    counts = []
    for _ in range(60):
        contact = add_contact(person, pat)
        look(pat, Act.OPEN_CONTACT, object=f"contact {contact.pk}")
        with CaptureQueriesContext(connection) as asked:
            trail(person=person, viewer=sam)
        counts.append(len(asked))
    assert set(counts) == {5}


def test_the_trail_is_found_by_the_index_of_people_and_not_by_reading_it_all(person, look, pat):
    look(pat)
    with CaptureQueriesContext(connection) as asked:
        trail(person=person, viewer=pat)
        choices(person=person)
    of_the_trail = [
        one["sql"] for one in asked if '"contacts_auditentry"."people" @>' in one["sql"]
    ]
    assert len(of_the_trail) == 2
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        for statement in of_the_trail:
            cursor.execute(f"EXPLAIN {statement}")
            assert "people_idx" in str(cursor.fetchall())
