import datetime as dt

import pytest

from contacts.formats.reading import MINUTES, STANDING, NewStanding, Reading
from contacts.formats.standings import Spell, begins, in_words, is_news

TODAY = dt.date(2026, 11, 22)
YESTERDAY = TODAY - dt.timedelta(days=1)
SPRING = dt.date(2026, 3, 1)


def spell(what, place="", reason="", since=SPRING, until=None):
    return Spell(what, place, reason, since, until)


LEEDS = spell("custody", "HMP Leeds")


def test_it_begins_on_the_day_the_words_say_else_when_it_occurred():
    assert begins(NewStanding("custody"), YESTERDAY) == YESTERDAY
    assert begins(NewStanding("custody", since=SPRING), YESTERDAY) == SPRING


@pytest.mark.parametrize(
    ("value", "said", "words"),
    [
        (NewStanding("custody", "HMP Leeds"), "In custody, HMP Leeds", ", from today"),
        (NewStanding("hospital", since=YESTERDAY), "In hospital", ", from yesterday"),
        (NewStanding("community", since=SPRING), "Released", ", Sunday 1 March"),
    ],
)
def test_what_was_read_says_since_when(value, said, words):
    reading = Reading(STANDING, value, said, 0, 9, "standing-1", proposed=True)
    assert in_words(reading, TODAY, TODAY) == said + words


def test_what_is_no_standing_says_what_it_said():
    assert in_words(Reading(MINUTES, 40, "40 minutes", 0, 3, "m"), TODAY, TODAY) == "40 minutes"


@pytest.mark.parametrize(
    ("said", "known", "news"),
    [
        (NewStanding("custody", "HMP Leeds"), [], True),
        (NewStanding("community"), [], False),
        (NewStanding("community"), [LEEDS], True),
        (NewStanding("community"), [spell("community")], False),
        (NewStanding("custody", "HMP Leeds"), [LEEDS], False),
        (NewStanding("custody", "HMP Leeds"), [spell("custody", "leeds")], False),
        (NewStanding("custody"), [LEEDS], False),
        (NewStanding("custody", "HMP Hull"), [LEEDS], True),
        (NewStanding("custody", "HMP Leeds"), [spell("custody")], True),
        (NewStanding("recalled"), [LEEDS], True),
        (NewStanding("suspended", "", "Reset"), [spell("suspended", "", "Reset, low")], False),
        (NewStanding("suspended", "", "Impact"), [spell("suspended", "", "Reset")], True),
        (NewStanding("custody", "HMP Leeds"), [LEEDS._replace(until=YESTERDAY)], True),
        (NewStanding("community"), [LEEDS._replace(until=YESTERDAY)], False),
        (NewStanding("community"), [LEEDS._replace(until=TODAY + dt.timedelta(days=1))], True),
        (NewStanding("custody", "HMP Leeds"), [spell("hospital"), LEEDS], True),
    ],
)
def test_only_what_is_not_known_is_news(said, known, news):
    assert is_news(said, known, on=TODAY, today=TODAY) is news


@pytest.mark.parametrize(
    "later", [spell("hospital", since=TODAY), LEEDS._replace(until=TODAY)], ids=["began", "ended"]
)
def test_what_something_later_is_known_of_is_none(later):
    recalled = NewStanding("recalled")
    assert not is_news(recalled, [later], on=YESTERDAY, today=TODAY)
    assert is_news(recalled, [later], on=TODAY, today=TODAY)
