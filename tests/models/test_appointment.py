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


THEN = dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC)


def waits(person) -> bool:
    """Whether what was planned passed unwritten, as both who ask are told."""
    found = person.appointments.passed_unwritten(clock.now()).exists()
    assert [not one.written for one in person.appointments.told_if_written()] == [found]
    return found


@pytest.mark.parametrize(
    ("kind", "entry", "written"),
    [
        ("office", {"kind": "office"}, True),
        ("office", {"outcome": "did_not_attend"}, True),
        ("office", {"notes": "HV, no answer, card left.", "kind": "home_visit"}, True),
        ("", {"notes": "All as last week."}, True),
        ("office", {"kind": "phone"}, False),
        ("phone", {"kind": "phone"}, True),
        ("office", {"notes": "tc mum, about the flat"}, False),
        ("phone", {"notes": "tc mum, about the flat"}, False),
    ],
)
def test_an_entry_of_its_day_that_tells_of_a_meeting_or_leaves_it_open_writes_it(
    person, plan, pat, add_contact, kind, entry, written
):
    plan(person, THEN, kind=kind)
    assert waits(person)
    add_contact(person, pat, occurred_at=THEN + 3 * HOUR, **entry)
    assert waits(person) is not written


def test_what_a_system_says_of_a_day_without_an_outcome_writes_nothing(person, plan, add_contact):
    plan(person, THEN, kind="office")
    told = {"author_name": "nDelius", "occurred_at": THEN, "heading": "Planned Office Visit (NS)"}
    add_contact(person, notes="", **told)
    assert waits(person)
    add_contact(person, notes="", outcome="attended", kind="office", **told)
    assert not waits(person)


@pytest.mark.parametrize(
    ("hours", "written"), [(-15, False), (-14, True), (9.9, True), (10, False)]
)
def test_its_day_is_one_of_london(person, plan, pat, add_contact, hours, written):
    plan(person, THEN, kind="office")
    add_contact(person, pat, kind="office", occurred_at=THEN + hours * HOUR)
    assert waits(person) is not written


def test_in_summer_too(person, plan, pat, add_contact):
    midnight = dt.datetime(2026, 6, 2, 23, 0, tzinfo=dt.UTC)  # of Wednesday
    plan(person, midnight + 10 * HOUR, kind="office")
    add_contact(person, pat, kind="office", occurred_at=midnight - HOUR / 60)
    assert waits(person)
    add_contact(person, pat, kind="office", occurred_at=midnight)
    assert not waits(person)


@pytest.mark.parametrize("state", ["withdrawn", "moved", "undone"])
def test_what_is_not_shown_writes_nothing(person, plan, pat, add_contact, state):
    plan(person, THEN, kind="office")
    add_contact(person, pat, kind="office", occurred_at=THEN, state=state)
    assert waits(person)


def test_nor_does_what_is_of_somebody_else_or_kept_another(
    person, plan, pat, add_contact, add_person
):
    plan(person, THEN, kind="office")
    add_contact(add_person(), pat, kind="office", occurred_at=THEN)
    contact = add_contact(person, pat, kind="office", occurred_at=THEN)
    assert not waits(person)
    other = plan(person, THEN - HOUR, state="kept", kept_by=contact)
    assert person.appointments.passed_unwritten(clock.now()).exists()
    assert other.state == "kept"


def test_it_is_asked_since_a_day_and_only_of_what_has_passed(person, plan):
    plan(person, THEN, heading="passed")
    plan(person, clock.now() + HOUR, heading="ahead")
    today = clock.today()
    assert heads(person.appointments.passed_unwritten(clock.now())) == {"passed"}
    for days, found in ((2, {"passed"}), (1, set())):
        since = today - dt.timedelta(days=days)
        assert heads(person.appointments.passed_unwritten(clock.now(), since)) == found


def test_no_page_shows_what_came_with_an_import_since_undone(person, plan):
    for state in Appointment.State:
        plan(person, THEN, state=state, heading=state)
    assert heads(person.appointments.on_pages()) == set(Appointment.State) - {"undone"}
