import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.formats import clock
from contacts.queries.away import away as who_is_away
from contacts.queries.away import away_to, away_today
from tests.world_away import away


def said(viewer) -> list[tuple]:
    return [(one.name, one.when, one.covered_by) for one in who_is_away(viewer=viewer)]


def test_who_is_away_until_when_and_who_covers(pat, priya, sam):
    away(pat, priya)
    away(priya, sam, since=8, last=12)
    away(sam, since=0, last=0)
    assert said(sam) == [
        ("Pat Okonjo", "to Friday 27 November", "Priya Nair"),
        ("You", "to today", ""),
        ("Priya Nair", "from Monday 30 November to Friday 4 December", "you"),
    ]
    assert said(pat) == [("You", "to Friday 27 November", "Priya Nair")]


def test_nobody_is_told_of_who_is_back_or_was_away(pat, sam):
    away(pat, since=-5, last=-1)
    away(pat, taken_back_at=clock.now())
    assert said(sam) == []


@pytest.mark.parametrize("count", [1, 5])
def test_one_statement_however_many(sam, pat, priya, add_user, team, count):
    for number in range(count):
        away(add_user(f"u{number}", f"U {number}", "practitioner", team), priya)
    with CaptureQueriesContext(connection) as asked:
        assert len(who_is_away(viewer=sam)) == count
    assert len(asked) == 1


def test_of_some_who_is_away_today(pat, priya, sam):
    away(pat, priya)
    away(priya)
    away(sam, since=1)
    assert away_today(of=[pat.pk, sam.pk]) == {pat.pk: "away to 27 November, Priya Nair covers"}


def test_where_nobody_covers_it_is_said():
    today = dt.date(2026, 11, 22)
    assert away_to(dt.date(2027, 1, 4), "", today) == "away to 4 January 2027, nobody covers"
