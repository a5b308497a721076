import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.actions.people_file import judge_people
from contacts.actions.undoing import undo_import
from contacts.formats import clock
from contacts.models import AccessRule, WhoIsIt
from contacts.queries.imports import brought, doubted

pytestmark = pytest.mark.django_db
HEAD = "crn,occurred,notes,id,name,dob"


def row(name, born, id="1"):
    return f"X482913,2026-03-03,Seen.,{id},{name},{born}"


def test_the_list_costs_the_same_however_long(staged, bring, ada, person):
    counts = []
    for number in range(3):
        staged(f"X482913,2026-03-03,a,{number}", by=ada)
        bring(row("Ann Cole", "", str(number)), head=HEAD, by=ada)
        with CaptureQueriesContext(connection) as asked:
            found, older = brought(viewer=ada)
        counts.append(len(asked))
    assert (len(found), older, counts) == (6, "", [3, 3, 3])
    assert [one.state for one in found] == [
        *("Filed, 1 question open, 1 row waits", "Waiting to be read"),
    ] * 3


def states(viewer):
    return [one.state for one in brought(viewer=viewer)[0]]


def test_a_file_that_is_filed_says_what_is_still_open(bring, ada, person, add_person):
    add_person(crn="X482999")
    rows = [row("Ann Cole", ""), row("Bo Cole", "", "2"), row("Dean Hartley", "", "3")]
    rows += ["X482999,2026-03-03,Seen.,4,Ann Cole,", "Z999999,2026-03-03,Seen.,5,Ann Cole,"]
    bring(*rows, head=HEAD, by=ada)
    assert states(ada) == ["Filed, 2 questions open, 4 rows wait"]
    WhoIsIt.objects.filter(person=person).update(answer="other")
    assert states(ada) == ["Filed, 1 question open, 4 rows wait"]
    WhoIsIt.objects.update(answer="other")
    assert states(ada) == ["Filed, 4 rows wait"]


def test_what_is_open_is_told_to_whoever_may_answer_it(bring, ada, add_user, team, person):
    bring(row("Ann Cole", ""), head=HEAD, by=ada)
    ana = add_user("ana", "Ana Ruiz", "admin", team)
    assert states(ana) == ["Filed"]
    bring(row("Ann Cole", "", "2"), head=HEAD)
    assert states(ana) == ["Filed, 1 question open", "Filed"]
    AccessRule.objects.create(person=person, user=ana, kind="exclusion", set_at=clock.now())
    assert states(ana) == ["Filed", "Filed"]


def test_a_file_that_was_taken_back_asks_nothing(bring, ada, person):
    undo_import(batch=bring(row("Ann Cole", ""), head=HEAD, by=ada), by=ada)
    assert states(ada) == ["Taken back"]


def test_the_name_of_a_file_is_told_to_whoever_brought_it(staged, ada, sam):
    staged("X482913,2026-03-03,a,1", by=ada)
    ((one,), _), ((other,), _) = brought(viewer=ada), brought(viewer=sam)
    assert (one.called, one.by) == ("contacts.csv", "you")
    assert (other.called, other.by) == ("A file of contacts", ada.name)


@pytest.fixture
def file(staged_people, ada, person):
    """A file of people that Ada had read."""

    def judged(columns, *rows):
        text = "\n".join([f"crn,first_name,last_name,{columns}", *rows])
        batch = staged_people(text, ada)
        judge_people(batch=batch, by=ada)
        return batch

    return judged


def test_what_disagrees_is_told_with_the_number_and_both_values(file, ada, person):
    rows = ["X482913,Dan,Hartley,13/04/1991", "X000001,A,B,1/2/1990", "X000001,A,B,1/2/1991"]
    batch = file("date_of_birth", *rows)
    told = [(one.line, one.whose, one.said, one.id) for one in doubted(batch=batch, viewer=ada)]
    dan, born = ", X482913 Dan Hartley", "The diary has born 12 April 1991; the file 13 April 1991."
    assert told == [
        (2, dan, "The diary has the name Dean Hartley; the file Dan Hartley.", person.pk),
        (2, dan, born, person.pk),
        (
            4,
            ", X000001 A B",
            born.replace("12 April 1991", "1 February 1990").replace("13 April", "1 February"),
            None,
        ),
    ]


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_of_whoever_was_hidden_since_no_doubt_is_told(file, ada, pat, person, kind):
    batch = file("date_of_birth", "X482913,Dean,Hartley,13/04/1991", "X000001,A,B,", "X000001,B,B,")
    user = ada if kind == AccessRule.Kind.EXCLUSION else pat
    AccessRule.objects.create(person=person, user=user, kind=kind, set_at=clock.now())
    assert [one.crn for one in doubted(batch=batch, viewer=ada)] == ["X000001"]


def test_a_doubt_about_a_record_that_is_joined_names_the_one_that_is_kept(
    file, ada, person, add_person
):
    add_person(crn="X482999", joined_into=person)
    (one,) = doubted(batch=file("phone", "X482999,Dan,Hartley,1"), viewer=ada)
    assert (one.crn, one.id) == ("X482999", person.pk)


def test_what_was_kept_before_values_were_told_is_shown_as_it_was(staged, ada):
    batch = staged("X482913,2026-03-03,a,1", by=ada)
    batch.examples = {"to_check": [[2, "The diary has another name."]]}
    (one,) = doubted(batch=batch, viewer=ada)
    assert (one.line, one.whose, one.said) == (2, "", "The diary has another name.")
