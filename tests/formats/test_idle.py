import datetime as dt

import pytest

from contacts.formats import idle
from tests.cast import NOW

MINUTES, HOURS = 60, 3600


def after(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


@pytest.fixture
def kept() -> dict[str, int]:
    """What the session of somebody keeps who has just signed in."""
    return idle.begun(NOW)


@pytest.mark.parametrize(
    ("seconds", "why"),
    [
        *((0, ""), (19 * MINUTES + 59, "")),
        *((20 * MINUTES, idle.LOCKED), (40 * MINUTES, idle.LOCKED), (30 * HOURS, idle.LOCKED)),
    ],
)
def test_after_twenty_minutes_without_a_person_it_is_locked(kept, seconds, why):
    assert idle.ended(kept, after(seconds)) == why


def test_whoever_does_something_stays_in(kept):
    for minutes in range(1, 9 * 60, 19):
        assert idle.ended(kept, after(minutes * MINUTES)) == ""
        kept |= idle.noted(kept, after(minutes * MINUTES))


def test_after_ten_hours_nobody_stays_whatever_they_do(kept):
    for minutes in range(0, 10 * 60, 10):
        kept |= idle.noted(kept, after(minutes * MINUTES))
    assert idle.ended(kept, after(10 * HOURS - 1)) == ""
    assert idle.ended(kept, after(10 * HOURS)) == idle.SIGNED_OUT
    kept |= idle.noted(kept, after(10 * HOURS))
    assert idle.ended(kept, after(10 * HOURS)) == idle.SIGNED_OUT


def test_it_is_noted_once_a_minute(kept):
    assert idle.noted(kept, after(59)) == {}
    assert idle.noted(kept, after(60)) == {idle.ACTIVE: kept[idle.ACTIVE] + 60}


def test_what_does_not_say_since_when_is_over():
    assert idle.ended({}, NOW) == idle.LOCKED
    assert idle.ended({idle.ACTIVE: int(NOW.timestamp())}, NOW) == idle.SIGNED_OUT


@pytest.mark.parametrize(("seconds", "left"), [(0, 1200), (1080, 120), (1199.5, 1), (9999, 0)])
def test_how_long_it_lasts_if_nobody_does_anything(kept, seconds, left):
    assert idle.left(kept, after(seconds)) == left


def test_a_clock_that_is_put_back_locks_nobody_out(kept):
    assert idle.ended(kept, after(-300)) == ""
    assert idle.noted(kept, after(-300)) == {}
