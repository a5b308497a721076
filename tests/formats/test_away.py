import datetime as dt

import pytest

from contacts.formats.away import read_day_ahead, spell_away
from contacts.formats.spells import Spell

TODAY = dt.date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-22"),
        ("Tomorrow", "2026-11-23"),
        ("Friday", "2026-11-27"),
        ("4 December", "2026-12-04"),
        ("4/1", "2027-01-04"),
        ("4/12/2026", "2026-12-04"),
        (" 22 nov ", "2026-11-22"),
    ],
)
def test_a_day_is_read_as_people_say_it(typed, day):
    assert read_day_ahead(typed, TODAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed", ["", "  ", "soon", "21/11/2026", "yesterday", "31/2", "4/12 at 10", "x" * 500, "\x00"]
)
def test_what_is_no_day_to_come_is_refused_in_a_sentence(typed):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        read_day_ahead(typed, TODAY)


def test_somebody_is_away_up_to_the_day_after_the_last():
    friday = TODAY + dt.timedelta(days=5)
    assert spell_away(TODAY, TODAY) == Spell(TODAY, dt.date(2026, 11, 23))
    assert spell_away(TODAY, friday) == Spell(TODAY, dt.date(2026, 11, 28))


@pytest.mark.parametrize("last", [TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=400)])
def test_nobody_is_away_backwards_or_for_more_than_a_year(last):
    with pytest.raises(ValueError, match=r"^Write a last day"):
        spell_away(TODAY, last)
