from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import PDU, Team
from contacts.queries.teams import named_by, teams


def test_each_pdu_has_its_number_and_its_teams_by_name(south, north, team, other_team):
    PDU.objects.create(name="East")
    Team.objects.create(name="Approved premises", pdu=north).serves.add(south, north)
    shown = [
        (unit.name, unit.phone, [(one.name, one.serves) for one in unit.teams]) for unit in teams()
    ]
    assert shown == [
        ("East", "", []),
        ("North", "0113 496 0101", [("Approved premises", "North, South"), ("North one", "")]),
        ("South", "0113 496 0202", [("South one", "")]),
    ]


def test_a_pdu_and_a_team_are_named_by_their_marks(team, other_team):
    units = teams()
    assert named_by(units, f"pdu-{team.pdu_id}") == "North"
    assert named_by(units, f"team-{other_team.pk}") == "South one"
    assert named_by(units, "team-0") == named_by(units, "") == ""


def test_sixty_teams_cost_what_one_does(north, south, team):
    counts = []
    for rounds in (range(1), range(1, 60)):
        for number in rounds:
            pdu = PDU.objects.create(name=f"PDU {number}")
            Team.objects.create(name=f"Team {number}", pdu=pdu).serves.add(north, south)
        with CaptureQueriesContext(connection) as asked:
            teams()
        counts.append(len(asked))
    assert counts == [3, 3]
