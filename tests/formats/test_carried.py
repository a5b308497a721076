import datetime as dt

import pytest

from contacts.formats.carried import With, carried_to

PAT, PRIYA, OLU = 1, 2, 3
TODAY = dt.date(2026, 11, 22)
PROMISED = dt.date(2026, 11, 5)
MAY, TENTH = dt.date(2024, 5, 1), dt.date(2026, 11, 10)


def held(user, since=MAY, until=None, *, holds=True):
    return With(user, f"Name {user}", holds, since, until)


def whose(spells, author=PAT, *, works=True):
    found = carried_to(author, works=works, promised=PROMISED, today=TODAY, spells=spells)
    return found.user if found else None


@pytest.mark.parametrize(
    ("spells", "carried"),
    [
        ([held(PAT)], None),
        ([held(PAT, until=TENTH), held(PRIYA, TENTH)], PRIYA),
        ([held(PAT, until=TODAY), held(PRIYA, TODAY)], PRIYA),
        ([held(PAT, until=TENTH), held(PRIYA, TENTH), held(PAT, TENTH, holds=False)], None),
        ([held(PAT, until=TENTH), held(PRIYA, TENTH, TODAY), held(OLU, TODAY)], OLU),
        ([held(PAT, until=TENTH), held(PRIYA, TENTH, TODAY), held(PAT, TODAY)], None),
        ([held(PAT, until=TENTH)], None),
        ([held(PAT, until=TENTH), held(PRIYA, TENTH, holds=False)], None),
        ([held(PRIYA)], None),
        ([], None),
    ],
)
def test_it_goes_on_to_whoever_holds_them_once_its_author_does_no_more(spells, carried):
    assert whose(spells) == carried


def test_a_co_worker_s_goes_to_the_holder_once_they_are_none():
    beside = held(OLU, until=TENTH, holds=False)
    assert whose([held(PAT), beside], OLU) == PAT
    assert whose([held(PAT), beside._replace(until=None)], OLU) is None


@pytest.mark.parametrize(("spells", "carried"), [([held(PAT)], PAT), ([held(OLU)], None)])
def test_of_whoever_left_it_goes_to_the_holder_if_that_is_somebody_else(spells, carried):
    assert whose(spells, OLU, works=False) == carried
