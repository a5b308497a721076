import pytest
from django.db import IntegrityError

from contacts.actions.refused import Refused
from contacts.actions.teams import (
    add_pdu,
    add_team,
    change_pdu,
    change_team,
    pdu_version,
    team_version,
)
from contacts.models import PDU, Act, AuditEntry, Team

PHONE = "0113 496 0404"


@pytest.fixture
def change(ada):
    """Ada changes some of what stands on the page she has just opened."""

    def changed(team, **said):
        shown = {"name": team.name, "pdu": team.pdu, "serves": [*team.serves.all()]}
        version = team_version(team)
        return change_team(**{"team": team, **shown, "version": version, "by": ada, **said})

    return changed


def last() -> tuple:
    entry = AuditEntry.objects.latest("id")
    return entry.act, entry.username, entry.object, entry.detail


def test_a_pdu_is_made_with_its_number(ada):
    pdu = add_pdu(name="West", phone=PHONE, by=ada)
    assert (pdu.name, pdu.duty_manager_phone) == ("West", PHONE)
    detail = {"name": [None, "West"], "phone": [None, PHONE]}
    assert last() == (Act.ADD_PDU, "ada", f"pdu {pdu.pk}", detail)


def test_another_number_is_written_down_with_from_and_to(ada, north):
    change_pdu(pdu=north, name="North", phone=PHONE, version=pdu_version(north), by=ada)
    north.refresh_from_db()
    assert north.duty_manager_phone == PHONE
    detail = {"phone": ["0113 496 0101", PHONE]}
    assert last() == (Act.CHANGE_PDU, "ada", f"pdu {north.pk}", detail)


@pytest.mark.parametrize("name", ["South", "south", "SOUTH"])
def test_two_pdus_never_have_one_name(ada, north, south, name):
    with pytest.raises(Refused, match="there is a PDU called"):
        add_pdu(name=name, phone=PHONE, by=ada)
    with pytest.raises(Refused, match="there is a PDU called"):
        change_pdu(pdu=north, name=name, phone=PHONE, version=pdu_version(north), by=ada)
    assert not AuditEntry.objects.exists()


def test_a_pdu_changed_meanwhile_is_not_changed_over_it(ada, north):
    shown = pdu_version(north)
    change_pdu(pdu=north, name="Northern", phone=PHONE, version=shown, by=ada)
    with pytest.raises(Refused, match="meanwhile: Northern, 0113 496 0404"):
        change_pdu(pdu=north, name="North", phone="0113 496 0909", version=shown, by=ada)
    change_pdu(pdu=north, name="Northern", phone=PHONE, version=shown, by=ada)  # so already
    assert AuditEntry.objects.count() == 1


def test_a_team_is_made_and_serves_its_own_pdu_without_being_told(ada, north, south):
    team = add_team(name="Court", pdu=north, serves=[north, south], by=ada)
    assert [*team.serves.all()] == [south]
    detail = {"name": [None, "Court"], "pdu": [None, "North"], "serves": [None, ["South"]]}
    assert last() == (Act.ADD_TEAM, "ada", f"team {team.pk}", detail)


def test_a_team_moves_and_is_renamed(change, team, south):
    change(team, name="South three", pdu=south)
    team.refresh_from_db()
    assert (team.name, team.pdu) == ("South three", south)
    detail = {"name": ["North one", "South three"], "pdu": ["North", "South"]}
    assert last() == (Act.CHANGE_TEAM, "ada", f"team {team.pk}", detail)


def test_a_team_serves_others_and_no_longer(change, team, south):
    change(team, serves=[south])
    assert last()[3] == {"serves": [[], ["South"]]}
    change(team, serves=[])
    assert last()[3] == {"serves": [["South"], []]}
    assert not team.serves.exists()


def test_what_a_team_is_already_is_left_alone(change, team):
    change(team, version="of another day")
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("name", ["South one", "south ONE"])
def test_two_teams_never_have_one_name(change, ada, north, team, other_team, name):
    with pytest.raises(Refused, match="there is a team called"):
        change(team, name=name)
    with pytest.raises(Refused, match="there is a team called"):
        add_team(name=name, pdu=north, serves=[], by=ada)
    assert Team.objects.count() == 2


def test_a_team_changed_meanwhile_is_not_changed_over_it(change, team, south):
    shown = team_version(team)
    change(team, serves=[south])
    said = "meanwhile: North one, of North, serving South. Save again"
    with pytest.raises(Refused, match=said):
        change(team, name="North two", serves=[], version=shown)
    team.refresh_from_db()
    assert team.name == "North one"


def test_a_name_given_in_the_same_moment_is_refused_too(ada, monkeypatch, db):
    """What the check before it could not see, the database does."""

    def taken(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(PDU, "save", taken)
    with pytest.raises(Refused, match="there is a PDU called West already"):
        add_pdu(name="West", phone=PHONE, by=ada)
