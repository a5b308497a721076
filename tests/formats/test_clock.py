from datetime import UTC, date, datetime, timedelta

import pytest

from contacts.formats import clock


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 3, 12, 0, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 1, 31, 23, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 3, 3, 0, 30, tzinfo=clock.LONDON), date(2026, 3, 3)),
    ],
)
def test_a_moment_belongs_to_its_london_day(at, day):
    assert clock.london_day(at) == day


def test_a_moment_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="time zone"):
        clock.london_day(datetime.fromisoformat("2026-03-03T12:00"))


def test_today_is_the_london_day_of_the_clock(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert clock.today() == date(2026, 7, 1)
