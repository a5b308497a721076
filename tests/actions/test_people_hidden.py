"""What is counted of a row must not tell whether the diary has somebody whom one may not see."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.actions.access import limit_access
from contacts.actions.people_hidden import Hidden
from contacts.actions.people_told import Places
from contacts.formats import clock
from contacts.models import AccessRule, Allocation, Person, PersonFact, Standing

COLUMNS = (
    "prison_number,date_of_birth,phone,team,practitioner,standing,standing_from,aliases,order_end"
)
ROW = "Dean,Hartley,A1234BC,12/04/1991,07700 900111,South one,olu,custody,01/02/2026,Deano H,"


@pytest.fixture
def hidden(person, ada, sam, other_team, olu):
    """Dean, whom Ada may not see; nobody has the CRN that differs from his in its last digit."""
    limit_access(person=person, kind=AccessRule.Kind.EXCLUSION, users=[ada], by=sam)
    return person


def test_a_row_of_somebody_hidden_is_new_once_and_is_filed(hidden, ada, people_file):
    for heap in ("new", "already_here", "already_here"):
        filed = people_file(COLUMNS, f"X482913,{ROW}", by=ada)
        assert (filed.counts[heap], filed.to_check) == (1, [])
    assert Person.objects.count() == 1
    hidden.refresh_from_db()
    assert hidden.team.name == "South one"
    assert PersonFact.objects.get().value == "07700 900111"
    assert Standing.objects.get().what == "custody"
    assert Allocation.objects.get().practitioner.username == "pat"


def test_the_terminal_is_on_no_restriction_list(person, sam, people_file):
    limit_access(person=person, kind=AccessRule.Kind.RESTRICTION, users=[], by=sam)
    for heap in ("new", "already_here"):
        assert people_file("phone", "X482913,Another,Name,1").counts[heap] == 1
    assert people_file("phone", "X482913,Another,Name,1", by=sam).counts["already_here"] == 1
    assert people_file("phone", "X482913,Another,Name,2", by=sam).counts["to_check"] == 1


def test_the_team_of_somebody_restricted_stays(person, sam, other_team, people_file):
    limit_access(person=person, kind=AccessRule.Kind.RESTRICTION, users=[], by=sam)
    filed = people_file("team", "X482913,Dean,Hartley,South one", by=sam)
    said = [one.said for one in filed.to_check]
    assert said == ["Who may see them is limited, so their team stays."]
    person.refresh_from_db()
    assert person.team.name == "North one"


def test_a_number_of_somebody_hidden_puts_nothing_in_doubt(hidden, ada, people_file):
    Person.objects.update(prison_number="A1234BC")
    filed = people_file("prison_number", "X000001,Stuart,Wetherby,A1234BC", by=ada)
    assert filed.counts["new"] == 1


def test_of_somebody_hidden_what_disagrees_is_what_the_actors_own_files_said(
    hidden, ada, people_file
):
    people_file("date_of_birth", "X482913,Dean,Hart,11/01/1980", by=ada)
    (told,) = people_file("date_of_birth", "X482913,Dean,Hart,01/11/1980", by=ada).to_check
    assert told.said == "The diary has born 11 January 1980; the file 1 November 1980."
    assert not told.ours


def test_what_others_brought_is_in_no_shadow(hidden, ada, sam, people_file):
    people_file("phone", "X482913,Dean,Hartley,1", by=sam)
    assert Hidden(Places(), ada).people == {}
    people_file("phone", "X482913,Dean,Hartley,2", by=ada)
    shadow = Hidden(Places(), ada).people["X482913"]
    assert [fact.value for *_, fact in shadow.facts["phone"]] == ["2"]


_cell = st.sampled_from
# S is the CRN of somebody, T that of a neighbour; AA and AB are prison numbers.
_rows = st.tuples(
    _cell(["S", "S", "T"]),
    _cell(["Dean,Hartley", "Dan,Hartley"]),
    _cell(["", "AA", "AB"]),
    _cell(["", "12/04/1991", "12/04/1981"]),
    _cell(["", "07700 900111", "07700 900222"]),
    _cell(["", "North one", "South one", "Nowhere"]),
    _cell(["", "pat", "olu", "nobody"]),
    _cell(["", "custody", "community", "rubbish"]),
    _cell(["", "01/02/2026", "30/02/2026"]),
    _cell(["", "Deano H", "Dee Hartley"]),
    _cell(["", "01/02/2027"]),
).map(",".join)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=st.lists(st.lists(_rows, min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_counts_are_those_of_somebody_the_diary_never_had(
    hidden, add_person, ada, people_file, files
):
    number = f"{Person.objects.count():04d}"
    somebody = add_person(crn=f"H00{number}", team=hidden.team, prison_number=f"Z{number}AA")
    now = clock.now()
    AccessRule.objects.create(person=somebody, user=ada, kind="exclusion", set_at=now)
    told = []
    for letter in "HN":
        told.append([])
        for rows in files:
            filed = people_file(COLUMNS, *(_of(row, letter, number) for row in rows), by=ada)
            # But for their numbers, which are another's, and whether there was anybody to hide.
            said = [_said(doubt, letter, number) for doubt in filed.to_check]
            told[-1].append((filed.counts, said, filed.unreadable))
    assert told[0] == told[1]


def _said(doubt, letter, number):
    return (
        str(doubt)
        .replace(f"{letter}00{number}", "S")
        .replace(f"{letter}11{number}", "T")
        .replace(f"{letter}{number}", "")
    )


def _of(row, letter, number):
    who, first, last, prison_number, *rest = row.split(",")
    crn = f"{letter}{'00' if who == 'S' else '11'}{number}"
    prison_number = prison_number and f"{letter}{number}{prison_number}"
    return ",".join([crn, first, last, prison_number, *rest])
