import datetime as dt

import pytest
from django.db import connection

from contacts.formats import clock
from contacts.models import Allocation, Source, Standing
from contacts.queries.now import NOW

ASKED = f"""
SELECT held.since, standing.place, released.until, met.kind FROM contacts_person AS person {NOW}
"""  # noqa: S608  (of constants alone)


@pytest.fixture
def now(person):
    def now() -> tuple:
        with connection.cursor() as cursor:
            cursor.execute(ASKED, {"today": clock.today()})
            return cursor.fetchone()

    return now


@pytest.fixture
def stand(person):
    source = Source.objects.create(name="nDelius")

    def stand(what: str, place: str, since: str, until: str | None = None, **known) -> None:
        told = {"what": what, "place": place, "since": since, "until": until, **known}
        Standing.objects.create(person=person, source=source, **told)

    return stand


def test_of_somebody_of_whom_nothing_is_known_there_is_a_row_all_the_same(now):
    Allocation.objects.all().delete()
    assert now() == (None, None, None, None)


def test_who_holds_them_today_is_told_and_not_who_did_or_will(now, person, pat, priya):
    Allocation.objects.update(until=clock.today())
    assert now()[0] is None
    Allocation.objects.create(person=person, practitioner=priya, since=clock.today())
    assert now()[0] == clock.today()


def test_of_where_they_are_the_latest_that_has_begun_and_not_ended_counts(now, stand):
    stand("hospital", "Royal Infirmary", "2026-01-01")
    stand("custody", "HMP Leeds", "2026-11-01")
    stand("custody", "HMP Hull", "2026-11-23")
    assert now()[1] == "HMP Leeds"


def test_the_last_release_is_told_and_not_one_to_come(now, stand):
    stand("custody", "HMP Leeds", "2025-01-01", "2025-06-01")
    stand("recalled", "HMP Leeds", "2025-08-01", "2026-02-01")
    stand("custody", "HMP Leeds", "2026-03-01", "2026-12-24")
    assert now()[2] == dt.date(2026, 2, 1)


def test_only_a_meeting_is_when_they_were_met(now, person, pat, add_contact):
    add_contact(person, pat, kind="phone", notes="Rang.")
    assert now()[3] is None
    add_contact(person, pat, kind="office", occurred_at=clock.now() - dt.timedelta(days=9))
    assert now()[3] == "office"


def test_the_last_word_on_a_spell_is_where_they_are_and_when_they_were_released(now, stand):
    stand("custody", "HMP Leeds", "2026-03-01")
    stand("custody", "HMP Leeds", "2026-03-01", "2026-11-01")
    stand("custody", "HMP Hull", "2026-03-01", "2026-10-01")
    assert now()[1:3] == (None, dt.date(2026, 10, 1))


def test_what_was_said_of_two_records_as_one_is_nothing_once_they_are_parted(now, stand):
    stand("custody", "HMP Leeds", "2026-03-01")
    stand("custody", "HMP Hull", "2026-03-01", lapsed=True)
    stand("hospital", "Royal Infirmary", "2026-04-01", lapsed=True)
    assert now()[1] == "HMP Leeds"
