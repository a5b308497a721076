import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.models import Appointment, Contact

HOUR = dt.timedelta(hours=1)
NOT_PLANNED = [one for one in Appointment.State if one != Appointment.State.PLANNED]


def heads(appointments):
    return {one.heading for one in appointments}


def test_what_was_planned_never_becomes_a_contact_by_itself(person, contact, pat):
    yesterday = clock.now() - dt.timedelta(days=1)
    planned = Appointment.objects.create(
        person=person, at=yesterday, author=pat, read_in=contact, kind="office"
    )
    assert planned.state == Appointment.State.PLANNED
    assert [*Contact.objects.all()] == [contact]


def test_what_is_planned_lies_ahead_or_has_passed(person, plan):
    now = clock.now()
    for hours in (-1, 0, 1):
        plan(person, now + hours * HOUR, heading=f"{hours}")
    assert heads(person.appointments.ahead(now)) == {"0", "1"}
    assert heads(person.appointments.passed(now)) == {"-1"}


@pytest.mark.parametrize("month", [6, 12])
def test_a_day_alone_lies_ahead_until_it_is_over(person, plan, month):
    now = dt.datetime(2026, month, 3, 9, tzinfo=dt.UTC)
    today = clock.begins(clock.london_day(now))
    for days in (-1, 0, 1):
        at = today + dt.timedelta(days=days)
        plan(person, at, time_known=False, heading=f"{days}")
    assert heads(person.appointments.ahead(now)) == {"0", "1"}
    assert heads(person.appointments.passed(now)) == {"-1"}
    plan(person, today, heading="midnight")
    assert heads(person.appointments.passed(today + HOUR)) == {"-1", "midnight"}


@pytest.mark.parametrize("state", NOT_PLANNED)
def test_what_is_no_longer_planned_is_neither(person, plan, contact, state):
    for hours in (-1, 1):
        plan(person, clock.now() + hours * HOUR, state=state)
    assert not person.appointments.ahead(clock.now()).exists()
    assert not person.appointments.passed(clock.now()).exists()


def test_it_narrows_to_days_of_london_with_both_ends(person, plan):
    for name, at in {
        "before": dt.datetime(2026, 6, 1, 22, 59, tzinfo=dt.UTC),
        "first": dt.datetime(2026, 6, 1, 23, 0, tzinfo=dt.UTC),
        "last": dt.datetime(2026, 6, 3, 22, 59, tzinfo=dt.UTC),
        "after": dt.datetime(2026, 6, 3, 23, 0, tzinfo=dt.UTC),
    }.items():
        plan(person, at, heading=name)
    days = Period(dt.date(2026, 6, 2), dt.date(2026, 6, 3))
    assert heads(person.appointments.within(days)) == {"first", "last"}
