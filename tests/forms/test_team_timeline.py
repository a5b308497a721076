import pytest
from django.http import QueryDict

from contacts.forms.team_timeline import TeamTimelineForm
from contacts.queries.team import Practitioner
from contacts.queries.team_timeline import Member, Team

TEAM = Team(
    people=[Member(4, "X482913", "Dean Hartley", 7)],
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


@pytest.mark.parametrize("crn", ["X100000", "Z999999"])
def test_a_crn_of_nobody_there_is_kept_as_it_is(crn):
    assert [chip.words for chip in form_of(f"person={crn}").chips] == [crn]


@pytest.mark.parametrize("typed", ["Hartley", "X48291", "", "X4829133", "'"])
def test_what_is_no_crn_asks_for_nothing(typed):
    assert form_of(f"person={typed}").asked == {}
