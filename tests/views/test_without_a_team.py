import pytest

from contacts.models import AuditEntry
from tests.reading import text_of


@pytest.fixture
def adas(as_, ada):
    return as_(ada)


@pytest.fixture
def alone(add_person):
    """Somebody whom nobody can open."""
    return add_person(crn="X100001", last_name="Moss")


def test_somebody_is_given_a_team_whose_pdu_then_opens_them(adas, as_, pat, alone, team):
    assert as_(pat).get("/people/X100001/").status_code == 404
    page = adas.get("/people/without-a-team/")
    assert "Dean Moss X100001" in text_of(page)
    assert 'href="/people/X100001/team/"' in page.text
    assert "Team of Dean Moss, X100001" in text_of(adas.get("/people/X100001/team/"))
    answer = adas.post("/people/X100001/team/", {"team": team.pk})
    assert (answer.status_code, answer.url) == (303, "/people/without-a-team/?given=X100001")
    after = text_of(adas.get(answer.url))
    assert "Dean Moss, X100001, is now in North one." in after
    assert "Nobody." in after
    assert as_(pat).get("/people/X100001/").status_code == 200


def test_whoever_was_given_another_meanwhile_keeps_it(adas, alone, team, other_team):
    adas.post("/people/X100001/team/", {"team": other_team.pk})
    late = adas.post("/people/X100001/team/", {"team": team.pk})
    assert late.status_code == 422
    assert "X100001 is in South one by now, so nothing was changed." in text_of(late)
    alone.refresh_from_db()
    assert alone.team == other_team


def test_a_team_has_to_be_chosen(adas, alone):
    for sent in ({}, {"team": ""}, {"team": "x"}, {"team": "9" * 40}):
        answer = adas.post("/people/X100001/team/", sent)
        assert answer.status_code == 422
        assert "Choose a team" in text_of(answer)


def test_giving_a_team_opens_no_timeline(adas, alone):
    assert adas.get("/people/X100001/").status_code == 404
    assert "/people/X100001/contacts/" not in adas.get("/people/X100001/team/").text


def test_the_trail_of_each_keeps_that_they_were_shown_and_given_a_team(adas, alone, team):
    adas.get("/people/without-a-team/")
    adas.get("/people/X100001/team/")
    adas.post("/people/X100001/team/", {"team": team.pk})
    acts = AuditEntry.objects.naming(alone.pk).order_by("id").values_list("act", flat=True)
    assert list(acts) == ["without_a_team", "without_a_team", "give_team"]
