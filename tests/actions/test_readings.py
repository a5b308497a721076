import datetime as dt
import uuid

import pytest

from contacts.actions.amendment import NothingToAdd, NotShown
from contacts.actions.contact import record_contact
from contacts.actions.readings import take_reading, undo_reading
from contacts.formats import clock
from contacts.formats.reading import Moment
from contacts.models import Appointment, AuditEntry, Contact, State
from contacts.queries.readings import read_about

NOTES = "HV yesterday 2pm, 40m. Kettle on. Next Thursday 26/11 10:30."
AT = Moment(dt.datetime(2026, 11, 26, 10, 30, tzinfo=dt.UTC), True)
YESTERDAY = dt.datetime(2026, 11, 21, 14, 0, tzinfo=dt.UTC)


@pytest.fixture
def visit(person, pat) -> Contact:
    said = {"kind": "home_visit", "minutes": 40, "occurred_at": YESTERDAY, "planned": AT}
    return record_contact(person=person, author=pat, token=uuid.uuid4(), notes=NOTES, **said)


@pytest.fixture
def read(person):
    return {one.what: one for one in read_about(NOTES, person=person, now=clock.now())}


def test_what_is_next_is_planned_with_the_entry_it_was_read_in(visit, person, pat):
    planned = person.appointments.get()
    assert (planned.at, planned.time_known) == AT
    assert (planned.read_in, planned.author, planned.state) == (visit, pat, "planned")


def test_what_is_planned_already_is_not_planned_twice(person, pat, plan, visit):
    record_contact(
        person=person,
        author=pat,
        token=uuid.uuid4(),
        notes="Next Thursday 10:30",
        occurred_at=clock.now(),
        planned=AT,
    )
    assert person.appointments.count() == 1


def test_the_same_form_sent_twice_plans_once(visit, person, pat):
    again = record_contact(
        person=person, author=pat, token=visit.token, notes=NOTES, occurred_at=YESTERDAY, planned=AT
    )
    assert again == visit
    assert person.appointments.count() == 1


@pytest.mark.parametrize(
    ("what", "before", "after"), [("kind", "home_visit", ""), ("minutes", 40, None)]
)
def test_undoing_writes_what_the_entry_said_and_taking_puts_it_back(
    visit, pat, read, what, before, after
):
    undo_reading(contact=visit, by=pat, reading=read[what])
    visit.refresh_from_db()
    assert getattr(visit, what) == after
    amendment = visit.amendments.get()
    assert (amendment.notes, amendment.changed) == ("", {what: [before, after]})
    assert AuditEntry.objects.latest("id").detail == {"changed": {what: [before, after]}}
    take_reading(contact=visit, by=pat, reading=read[what])
    visit.refresh_from_db()
    assert getattr(visit, what) == before
    assert visit.notes == NOTES


def test_undone_it_occurred_when_it_was_written(visit, pat, read):
    undo_reading(contact=visit, by=pat, reading=read["when"])
    visit.refresh_from_db()
    assert (visit.occurred_at, visit.time_known) == (visit.recorded_at, True)
    take_reading(contact=visit, by=pat, reading=read["when"])
    visit.refresh_from_db()
    assert visit.occurred_at == YESTERDAY


def test_undoing_what_is_next_cancels_it_and_taking_plans_it_again(visit, person, pat, read):
    undo_reading(contact=visit, by=pat, reading=read["next"])
    planned = Appointment.objects.get()
    assert planned.state == "cancelled"
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.object) == ("amend", f"contact {visit.pk} appointment {planned.pk}")
    assert entry.detail == {"changed": {"state": ["planned", "cancelled"]}}
    take_reading(contact=visit, by=pat, reading=read["next"])
    assert person.appointments.filter(state="planned", at=AT.at).count() == 1


def test_what_a_source_has_planned_is_left_alone(person, pat, plan, visit, read):
    theirs = plan(person, AT.at)
    undo_reading(contact=visit, by=pat, reading=read["next"])
    theirs.refresh_from_db()
    assert theirs.state == "planned"


def test_pressed_twice_nothing_more_is_written(visit, pat, read):
    undo_reading(contact=visit, by=pat, reading=read["kind"])
    with pytest.raises(NothingToAdd):
        undo_reading(contact=visit, by=pat, reading=read["kind"])
    for _ in range(2):
        undo_reading(contact=visit, by=pat, reading=read["next"])
    assert visit.amendments.count() == 1
    assert AuditEntry.objects.filter(object__contains="appointment").count() == 1


@pytest.mark.parametrize("what", ["kind", "next"])
@pytest.mark.parametrize("press", [undo_reading, take_reading])
def test_nothing_is_put_right_in_what_is_shown_no_more(visit, pat, read, press, what):
    Contact.objects.filter(pk=visit.pk).update(state=State.WITHDRAWN)
    with pytest.raises(NotShown):
        press(contact=visit, by=pat, reading=read[what])
