import datetime as dt

import pytest

from contacts.models import Source, Standing

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def stand(person):
    source = Source.objects.create(name="nDelius")

    def stand(what, since, until=None):
        ago = [
            DAY - dt.timedelta(days=days) if days is not None else None for days in (since, until)
        ]
        return Standing.objects.create(
            person=person, what=what, since=ago[0], until=ago[1], source=source
        )

    return stand


def test_the_latest_that_has_begun_and_not_ended_is_in_force(stand):
    custody = stand("custody", 90)
    stand("hospital", 20, 10)
    stand("custody", -5)
    assert Standing.objects.in_force(DAY).first() == custody
    recalled = stand("recalled", 3)
    assert Standing.objects.in_force(DAY).first() == recalled


def test_one_that_ends_today_is_over(stand):
    stand("custody", 90, 0)
    assert Standing.objects.in_force(DAY).first() is None
