import pytest

from contacts.actions.places import Places
from contacts.models import Role, Team, User


@pytest.fixture
def places(team, other_team, pat, priya, ada) -> Places:
    return Places()


@pytest.mark.parametrize("named", ["North one", "NORTH ONE"])
def test_a_team_is_found_by_its_name_whatever_its_capitals(places, team, named):
    assert places.team(named) == team
    assert places.team("North") is None


def test_of_two_teams_that_differ_in_capitals_the_exact_one_is_meant(team, north):
    Team.objects.create(name="north ONE", pdu=north)
    assert Places().team("North one") == team
    assert Places().team("NORTH one") is None


@pytest.mark.parametrize("named", ["pat", "PAT", "Pat Okonjo", "Okonjo, Pat", "okonjo, pat"])
def test_a_practitioner_is_found_by_username_or_name_either_way_round(places, pat, named):
    assert places.practitioner(named) == pat


def test_nobody_is_found_of_whom_there_are_two_or_who_holds_nobody(places, team):
    User.objects.create_user("pat2", name="Pat Okonjo", role=Role.PRACTITIONER, team=team)
    assert Places().practitioner("Pat Okonjo") is None
    assert places.practitioner("ada") is None
