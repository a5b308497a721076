import pytest
from django.http import QueryDict

from contacts.forms.team_timeline import TeamTimelineForm
from contacts.queries.team import Practitioner
from contacts.queries.team_timeline import Member, Team

TEAM = Team(
    people=[
        Member(4, "X482913", "Dean Hartley", "with Pat Okonjo", 7),
        Member(5, "X482914", "Bea Quill", "held by nobody", None),
    ],
    practitioners=[Practitioner(7, "Pat Okonjo", gone=False)],
)


def form_of(query):
    form = TeamTimelineForm(QueryDict(query), team=TEAM)
    form.is_valid()
    return form


def test_everything_narrows_and_no_name_stands_in_an_address():
    query = "practitioner=7&person=x482913&kind=phone&when=3/3/2026&words=rent"
    form = form_of(query)
    assert [chip.words for chip in form.chips] == [
        *("Pat Okonjo", "Dean Hartley, X482913", "Phone", "3 March", "rent")
    ]
    assert form.query() == (
        "?practitioner=7&person=X482913&kind=phone&when=3+March+2026&words=rent"
    )


def test_a_practitioner_who_is_not_offered_asks_for_nothing():
    for asked in ("8", "pat", "", "7'"):
        assert form_of(f"practitioner={asked}").asked == {}


def among(query, **left_out):
    return [one.id for one in form_of(query).among(**left_out)]


def test_it_is_about_those_whom_the_practitioner_holds_and_about_one_person():
    assert among("") == [4, 5]
    assert among("practitioner=7") == [4]
    assert among("person=X482914") == [5]
    both = "practitioner=7&person=X482914"
    assert among(both) == []
    assert among(both, leaving_out="practitioner") == [5]
    assert among(both, leaving_out="person") == [4]


@pytest.mark.parametrize("crn", ["X100000", "Z999999"])
def test_a_crn_of_nobody_there_is_kept_as_it_is(crn):
    assert [chip.words for chip in form_of(f"person={crn}").chips] == [crn]


@pytest.mark.parametrize("typed", ["Hartley", "X48291", "", "X4829133", "'"])
def test_what_is_no_crn_asks_for_nothing(typed):
    assert form_of(f"person={typed}").asked == {}
