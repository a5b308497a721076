import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.formats import clock
from contacts.models import AccessRule
from contacts.queries import without_a_team as query
from contacts.queries.without_a_team import without_a_team


def test_those_without_team_and_holder_stand_by_crn_and_name(add_person, person, ada):
    add_person(crn="X100001", last_name="Moss")
    add_person(crn="X100002", last_name="Cole", preferred_name="Dee")
    found = without_a_team(viewer=ada)
    assert [(one.crn, one.called) for one in found.people] == [
        ("X100002", "Dee Cole"),
        ("X100001", "Dean Moss"),
    ]
    assert (found.more, found.done) == (False, "")
    assert found.ids == [one.id for one in found.people]


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_nothing_tells_of_anybody_with_limited_access(add_person, team, ada, pat, kind):
    add_person(crn="X100001")
    before = without_a_team(viewer=ada, given="X100002")
    for crn, in_team in (("X100002", team), ("X100003", None)):
        hidden = add_person(crn=crn, team=in_team)
        for user in (pat, ada):
            AccessRule.objects.create(person=hidden, user=user, kind=kind, set_at=clock.now())
    assert without_a_team(viewer=ada, given="X100002") == before


def test_nobody_but_an_administrator_is_told(add_person, pat, sam):
    add_person()
    assert without_a_team(viewer=pat).ids == without_a_team(viewer=sam).ids == []


def test_who_was_just_given_a_team_is_said_and_counts_as_shown(person, ada):
    found = without_a_team(viewer=ada, given="x482913")
    assert found.done == "Dean Hartley, X482913, is now in North one."
    assert found.ids == [person.pk]


@pytest.mark.parametrize("given", ["X100001", "Z999999", "nonsense", "", "\0"])
def test_an_address_can_have_nothing_said_that_did_not_happen(add_person, ada, given):
    add_person(crn="X100001")
    assert without_a_team(viewer=ada, given=given).done == ""


def test_a_long_list_ends_and_says_so(add_person, ada, monkeypatch):
    monkeypatch.setattr(query, "AT_MOST", 2)
    people = [add_person(crn=f"X10000{number}") for number in range(2)]
    assert not without_a_team(viewer=ada).more
    people.append(add_person(crn="X100009"))
    found = without_a_team(viewer=ada)
    assert found.more
    assert found.ids == [one.pk for one in people[:2]]


def test_sixty_people_cost_what_one_does(add_person, person, ada):
    counts = []
    for rounds in (range(1), range(1, 60)):
        for number in rounds:
            add_person(crn=f"Y{100000 + number}")
        with CaptureQueriesContext(connection) as asked:
            without_a_team(viewer=ada, given=person.crn)
        counts.append(len(asked))
    assert counts == [2, 2]
