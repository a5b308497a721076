import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Alias
from contacts.queries.imports import asked_who, brought

pytestmark = pytest.mark.django_db
HEAD = "crn,occurred,notes,id,name,dob"


def test_the_list_costs_one_statement_however_long(staged, ada):
    for number in range(3):
        staged(f"X482913,2026-03-03,a,{number}", by=ada)
    with CaptureQueriesContext(connection) as asked:
        found, older = brought(viewer=ada)
    assert (len(found), older, len(asked)) == (3, "", 1)
    assert [one.state for one in found] == ["Waiting to be read"] * 3


def test_the_name_of_a_file_is_told_to_whoever_brought_it(staged, ada, sam):
    staged("X482913,2026-03-03,a,1", by=ada)
    ((one,), _), ((other,), _) = brought(viewer=ada), brought(viewer=sam)
    assert (one.called, one.by) == ("contacts.csv", "you")
    assert (other.called, other.by) == ("A file of contacts", ada.name)


def row(name, born, id="1"):
    return f"X482913,2026-03-03,Seen.,{id},{name},{born}"


@pytest.mark.parametrize(
    ("name", "born", "other"),
    [
        ("Ann Cole", "12/04/1991", (True, False)),
        ("Dean Hartley", "12/04/1919", (False, True)),
        ("Ann Cole", "12/04/1919", (True, True)),
        ("Dee Ash", "12/04/1919", (False, True)),
        ("Ann Cole", "", (True, False)),
        ("", "12/04/1919", (False, True)),
    ],
)
def test_both_names_and_dates_of_birth_stand_side_by_side_and_what_differs_is_marked(
    bring, ada, person, name, born, other
):
    Alias.objects.create(person=person, first_name="Dee", last_name="Ash")
    batch = bring(row(name, born), head=HEAD, by=ada)
    (asked,) = asked_who(batch=batch, viewer=ada)
    ((named, on, other_name, other_born),) = asked.theirs
    assert (asked.crn, asked.name, asked.born) == ("X482913", "Dean Hartley", "born 12 April 1991")
    assert named == (name or "no name")
    assert (other_name, other_born) == other
    if born:
        assert on == f"born 12 April {born[-4:]}"
    else:
        assert on == "no date of birth"


def test_a_date_of_birth_that_we_do_not_know_is_no_other(bring, ada, person):
    person.date_of_birth = None
    person.save()
    (asked,) = asked_who(batch=bring(row("Ann Cole", "1/2/1990"), head=HEAD, by=ada), viewer=ada)
    assert asked.born == "date of birth not known"
    assert not asked.theirs[0].other_born


def test_whoever_is_asked_about_costs_the_same_however_many(
    bring, ada, person, add_person, django_assert_num_queries
):
    add_person(crn="X482999")
    rows = [row("Ann Cole", ""), row("Bo Cole", "", "2"), "X482999,2026-03-03,Seen.,3,Ann Cole,"]
    batch = bring(*rows, head=HEAD, by=ada)
    with django_assert_num_queries(4):
        assert len(asked_who(batch=batch, viewer=ada)) == 2
