import pytest

from contacts.formats import clock
from contacts.models import Cover, Role, Team
from tests.world_away import away


def in_force() -> list[Cover]:
    return list(Cover.objects.in_force(clock.today()))


def test_somebody_is_away_from_the_first_day_to_the_last(pat, priya, sam, olu):
    whole = [away(pat, since=0, last=0), away(priya, since=-9, last=0), away(sam, since=0, last=9)]
    away(olu, since=1, last=4)
    assert in_force() == whole


def test_nobody_is_away_whose_last_day_has_passed_or_who_is_back(pat, priya):
    away(pat, since=-5, last=-1)
    away(priya, taken_back_at=clock.now())
    assert in_force() == []


def test_the_last_day_is_one_before_they_are_back(pat):
    assert away(pat, last=0).last_day == clock.today()


def test_each_says_it_of_themselves_and_an_spo_of_whom_their_team_serves(
    pat, priya, sam, olu, ada, add_user, north
):
    two = Team.objects.create(name="North two", pdu=north)
    tess = add_user("tess", "Tess Amoah", Role.PRACTITIONER, two)
    of_pat, of_olu, of_tess = away(pat, priya), away(olu), away(tess)
    away(priya, taken_back_at=clock.now())
    assert list(Cover.objects.told_by(pat)) == [of_pat]
    assert list(Cover.objects.told_by(priya)) == []
    assert list(Cover.objects.told_by(sam).order_by("pk")) == [of_pat, of_tess]
    assert list(Cover.objects.told_by(olu)) == [of_olu]
    assert list(Cover.objects.told_by(ada)) == []


@pytest.mark.parametrize("role", [Role.SPO, Role.ADMIN])
def test_whoever_is_in_no_team_says_it_of_nobody_in_none(add_user, role, pat):
    pat.team = None
    pat.save()
    away(pat)
    assert not Cover.objects.told_by(add_user("tess", "Tess Amoah", role, None))
