from contacts.models import PDU, Team


def test_a_team_serves_its_own_pdu_and_those_it_is_told_to(north, south):
    court = Team.objects.create(name="Court", pdu=north)
    court.serves.add(south)
    assert {*PDU.objects.served_by(court.pk)} == {north, south}


def test_other_teams_of_a_pdu_do_not_serve_what_one_does(north, south, team):
    Team.objects.create(name="Court", pdu=north).serves.add(south)
    assert {*PDU.objects.served_by(team.pk)} == {north}


def test_nobody_without_a_team_serves_a_pdu(north):
    assert not PDU.objects.served_by(None).exists()
