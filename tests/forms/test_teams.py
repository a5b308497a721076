import pytest
from django.http import QueryDict

from contacts.actions.refused import Refused
from contacts.actions.teams import pdu_version, team_version
from contacts.forms.teams import PDUForm, TeamForm


def test_a_pdu_stands_in_its_form_as_it_is(north):
    form = PDUForm(pdu=north)
    assert form["phone"].value() == "0113 496 0101"
    assert form["version"].value() == pdu_version(north)


def test_a_pdu_needs_a_name_and_a_number_that_rings():
    form = PDUForm(QueryDict("name=&phone=the desk"))
    assert not form.is_valid()
    assert form.errors["name"] == ["Write a name."]
    assert form.errors["phone"] == ["Give one number to ring, like 0113 496 0101."]
    assert form["phone"].value() == "the desk"


def test_a_new_one_is_made_of_all_but_the_mark(north, south):
    pdu = PDUForm(QueryDict("name=West&phone=0113 496 0404"))
    assert pdu.is_valid()
    assert pdu.said() == {"name": "West", "phone": "0113 496 0404"}
    team = TeamForm(QueryDict(f"name=Court&pdu={north.pk}&serves={south.pk}"))
    assert team.is_valid()
    said = team.said()
    assert (said["name"], said["pdu"], list(said["serves"])) == ("Court", north, [south])


def test_a_team_stands_in_its_form_as_it_is(team, north, south):
    team.serves.add(south)
    form = TeamForm(team=team)
    assert form["pdu"].value() == north.pk
    assert form["serves"].value() == [south.pk]
    assert form["version"].value() == team_version(team)


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("name=Court", "pdu", "Choose a PDU."),
        ("name=Court&pdu=x", "pdu", "Choose a PDU from the list."),
        ("name=Court&pdu=" + "9" * 40, "pdu", "Choose a PDU from the list."),
        ("name=Court&pdu={pdu}&serves=x", "serves", "Choose PDUs from the list."),
        ("name=Court&pdu={pdu}&serves=999999999", "serves", "Choose PDUs from the list."),
        ("name=%E2%80%8B&pdu={pdu}", "name", "Give the name that colleagues know"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(north, query, field, said):
    form = TeamForm(QueryDict(query.format(pdu=north.pk)))
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert said in form.errors[field][0]


def test_what_was_refused_keeps_every_tick(north, south):
    form = TeamForm(QueryDict(f"name=Court&pdu={north.pk}&serves={north.pk}&serves={south.pk}"))
    assert form.is_valid()
    form.refuse(Refused("Somebody else changed this team."), version="new")
    assert form["serves"].value() == [str(north.pk), str(south.pk)]
    assert form["version"].value() == "new"
