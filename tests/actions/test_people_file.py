import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.actions import people_file as filing
from contacts.actions.people_file import file_people, judge_people
from contacts.formats.date_order import DatesUnclear
from contacts.formats.file_kinds import Unusable
from contacts.models import (
    Alias,
    Allocation,
    AuditEntry,
    Person,
    PersonFact,
    SourceRecord,
    StagedRow,
    Standing,
)

TODAY = dt.date(2026, 11, 22)
SAMPLE = (Path(__file__).parent.parent / "sample_people.csv").read_text()
DEAN = "X482913,Dean,Hartley"


def heaps(filed):
    """The heaps that anything fell in."""
    assert filed.counts["rows"] == sum(filed.counts.values()) - filed.counts["rows"]
    return {heap: rows for heap, rows in filed.counts.items() if rows and heap != "rows"}


@pytest.fixture
def cast(pat, priya, olu):
    """Those whom the sample file names."""


def test_everything_a_file_says_of_people_is_filed(cast, staged_people):
    filed = file_people(batch=staged_people(SAMPLE), by=None)
    assert (heaps(filed), filed.to_check) == ({"new": 5}, [])
    stuart = Person.objects.get(crn="X000001")
    assert (stuart.full_name, stuart.date_of_birth) == ("Stuart Wetherby", dt.date(1988, 6, 14))
    assert stuart.team.name == "North one"
    assert [*stuart.aliases.values_list("first_name", "last_name")] == [("Stu", "Wetherby")]
    order = stuart.facts.get(what="order")
    assert (order.value, order.starts, order.ends, order.as_at, order.source.name) == (
        *("Community order", dt.date(2024, 2, 1), dt.date(2027, 1, 31)),
        *(TODAY, "people file"),
    )
    assert {fact.what: fact.value for fact in stuart.facts.exclude(what="order")} == {
        "phone": "07700 900111, voicemail safe",
        "rosh": "Medium",
        "rosh_to_whom": "known adult",
        "tier": "B2",
    }


def test_everybody_stands_and_is_held_as_a_file_says(cast, staged_people):
    file_people(batch=staged_people(SAMPLE), by=None)
    custody = Standing.objects.in_force(TODAY).get(person__crn="X000002")
    assert (custody.what, custody.place, custody.since, custody.expected_release) == (
        *("custody", "HMP Birmingham"),
        *(dt.date(2017, 1, 3), dt.date(2026, 12, 12)),
    )
    held = Allocation.objects.order_by("person__crn").values_list(
        "person__crn", "practitioner__username", "since"
    )
    assert [*held] == [
        ("X000001", "pat", TODAY),
        ("X000002", "priya", TODAY),
        ("X000003", "priya", TODAY),
        ("X000005", "olu", TODAY),
    ]


def test_the_same_file_again_adds_nothing(cast, staged_people):
    file_people(batch=staged_people(SAMPLE), by=None)
    models = (Person, PersonFact, Standing, Alias, Allocation, SourceRecord)
    before = [model.objects.count() for model in models]
    again = staged_people(SAMPLE)
    assert heaps(file_people(batch=again, by=None)) == {"already_here": 5}
    assert [model.objects.count() for model in models] == before
    assert again.rows.count() == 5


def test_another_row_that_says_nothing_new_is_already_here(people_file):
    people_file("phone,tier", "X000001,Zoë,O'Leary,07700 900111,B2")
    assert heaps(people_file("phone", "x000001,ZOE,OLEARY,07700 900111")) == {"already_here": 1}
    assert PersonFact.objects.count() == 2


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("phone", "07700 900222"),
        ("standing", "in custody"),
        ("aliases", "Deano Hart"),
        ("pnc", "54/18147w"),
        ("prison_number", "a1234bc"),
        ("team", "South one"),
        ("preferred_name", "Deano"),
        ("order_end", "31/01/2027"),
    ],
)
def test_something_new_of_a_known_person_is_a_change(person, other_team, people_file, column, cell):
    assert heaps(people_file(column, f"{DEAN},{cell}")) == {"changed": 1}
    assert heaps(people_file(f"{column},tier", f"{DEAN},{cell},")) == {"already_here": 1}


def test_an_empty_cell_says_nothing(person, people_file):
    assert heaps(people_file("phone,team,date_of_birth,standing", f"{DEAN},,,,")) == {
        "already_here": 1
    }
    assert not PersonFact.objects.exists()
    person.refresh_from_db()
    assert person.team
    assert person.date_of_birth


@pytest.mark.parametrize(
    ("column", "row", "doubt"),
    [
        ("phone", "X482913,Dan,Hartley,1", "has the name Dean Hartley; the file Dan Hartley."),
        (
            "phone,date_of_birth",
            f"{DEAN},1,13/04/1991",
            "has born 12 April 1991; the file 13 April",
        ),
        ("phone,team", f"{DEAN},1,Nowhere", "There is no one team called “Nowhere”."),
        ("phone,practitioner", f"{DEAN},1,nobody", "There is no one practitioner called “nobody”."),
        ("phone,practitioner", f"{DEAN},1,Priya Nair", "Somebody else holds them."),
        ("phone,practitioner", f"{DEAN},1,ada", "There is no one practitioner called “ada”."),
        ("phone,standing_place", f"{DEAN},1,HMP Leeds", "does not say where they stand"),
    ],
)
def test_what_disagrees_is_to_be_checked_and_the_rest_is_filed(
    person, priya, ada, people_file, column, row, doubt
):
    filed = people_file(column, row)
    assert heaps(filed) == {"to_check": 1}
    (told,) = filed.to_check
    assert (told.line, told.crn, told.ours) == (2, "X482913", True)
    assert doubt in told.said
    assert person.facts.get().what == "phone"
    person.refresh_from_db()
    assert (person.full_name, person.date_of_birth) == ("Dean Hartley", dt.date(1991, 4, 12))
    assert Allocation.objects.get().practitioner.username == "pat"
    assert heaps(people_file(column, row)) == {"already_here": 1}


def test_a_new_person_of_a_team_there_is_not_is_made_and_to_be_checked(people_file):
    assert heaps(people_file("team", "X000001,Stuart,Wetherby,Nowhere")) == {"to_check": 1}
    assert Person.objects.get().team is None


def test_a_number_that_somebody_else_has_is_to_be_checked(add_person, people_file):
    add_person(prison_number="A1234BC")
    filed = people_file("prison_number", "X000001,Stuart,Wetherby,A1234BC", f"{DEAN},A1234BC")
    assert heaps(filed) == {"to_check": 2}
    assert Person.objects.filter(prison_number="A1234BC").count() == 3


def test_rows_that_cannot_be_read_stay_as_they_came_with_the_reason(people_file):
    filed = people_file("pnc", "X000001,Stuart,Wetherby,54/18147A", "X00001,Stuart,Wetherby,", DEAN)
    assert heaps(filed) == {"new": 1, "unreadable": 2}
    kept = [*StagedRow.objects.order_by("line").values_list("line", "problem")]
    assert kept == filed.unreadable
    assert [line for line, _ in kept] == [2, 3]
    assert "last letter" in kept[0][1]
    assert "letter and six digits" in kept[1][1]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("crn,first_name\nX000001,Stuart", Unusable),
        ("crn,first_name,last_name,date_of_birth\nX000001,A,B,03/25/2026", DatesUnclear),
        ("crn,first_name,last_name,as_at,dob\nX000001,A,B,2026-03-03,14/06/1988", DatesUnclear),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused(staged_people, text, refusal):
    with pytest.raises(refusal):
        staged_people(text)


def test_what_would_be_filed_can_be_seen_first(cast, staged_people):
    batch = staged_people(SAMPLE)
    assert heaps(judge_people(batch=batch, by=None)) == {"new": 5}
    assert not Person.objects.exists()
    assert batch.staged.count() == 5
    assert not AuditEntry.objects.exists()
    assert heaps(file_people(batch=batch, by=None)) == {"new": 5}


def test_the_trail_names_everybody_of_whom_the_diary_knows_more(
    person, other_team, sam, people_file
):
    filed = people_file(
        "team", f"{DEAN},South one", "X000001,Stuart,Wetherby,", "X000002,A,B,", "X2,A,B,", by=sam
    )
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.username) == ("import_people", "sam")
    assert entry.people == sorted(Person.objects.values_list("pk", flat=True))
    assert entry.object.startswith("batch ")
    assert entry.detail == {
        "source": "people file",
        "rows": filed.counts,
        "teams": {"X482913": ["North one", "South one"]},
    }


def test_each_chunk_takes_the_same_number_of_statements(cast, staged_people, monkeypatch):
    monkeypatch.setattr(filing, "CHUNK", 50)
    counted = []
    for chunks in (1, 2, 3):
        header, _, *rows = SAMPLE.splitlines()
        made = [
            rows[number % 4].replace(f"X00000{2 + number % 4}", f"Y{chunks}{number:05d}")
            for number in range(50 * chunks)
        ]
        batch = staged_people("\n".join([header, *made]))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            file_people(batch=batch, by=None)
        counted.append(len(asked))
    assert counted[2] - counted[1] == counted[1] - counted[0] <= 28


@pytest.mark.django_db(transaction=True)
def test_two_files_at_once_are_filed_one_after_the_other(cast, staged_people):
    batches = [staged_people(SAMPLE), staged_people(SAMPLE, source="another file")]
    together = Barrier(2)

    def load(batch):
        try:
            together.wait(10)
            return heaps(file_people(batch=batch, by=None))
        finally:
            connection.close()

    with ThreadPoolExecutor() as threads:
        counted = [*threads.map(load, batches)]
    assert sorted(counted, key=str) == [{"already_here": 5}, {"new": 5}]
    assert Person.objects.count() == 5
