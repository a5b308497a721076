import datetime as dt

import pytest

from contacts.actions.judging import judge
from contacts.formats import clock
from contacts.models import Alias, WhoIsIt
from contacts.queries.who_is_it import asked_who

pytestmark = pytest.mark.django_db
HEAD = "crn,occurred,notes,id,name,dob"


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


def test_what_was_answered_stays_beside_what_is_asked_since(bring, ada, sam, person):
    bring(row("Ann Cole", ""), head=HEAD, by=ada)
    WhoIsIt.objects.update(answer="other", decided_by=sam, decided_at=clock.now())
    rows = [row("Ann Cole", "", "2"), row("Ann Cole", "", "3"), row("Bo Cole", "", "4")]
    answered, asked = asked_who(batch=bring(*rows, head=HEAD, by=ada), viewer=ada)
    assert answered.said == "Sam Whitlock said: somebody else (today)."
    assert answered.rows == "2 rows stay waiting with this file, shown to nobody"
    assert (asked.said, asked.rows) == ("", "1 row waits")


@pytest.mark.parametrize(("days", "told"), [(-1, 0), (1, 1)])
def test_whoever_was_said_to_be_the_same_before_a_file_came_is_not_told_of_again(
    was_read, ada, person, days, told
):
    batch = was_read(row("Ann Cole", ""), head=HEAD, by=ada)
    judge(batch=batch, by=ada)
    at = clock.now() + dt.timedelta(days=days)
    WhoIsIt.objects.update(answer="same", decided_by=ada, decided_at=at)
    said = [(one.said, one.rows) for one in asked_who(batch=batch, viewer=ada)]
    assert (
        said == [("You said: the same person (tomorrow).", "1 row is filed with this file")][:told]
    )
