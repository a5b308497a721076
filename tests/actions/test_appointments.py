"""What is planned is moved or cancelled, and put back; with whom, by whom and from what to what."""

import datetime as dt

import pytest

from contacts.actions.appointments import (
    cancel_appointment,
    move_appointment,
    put_back_appointment,
)
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.formats.reading import Moment
from contacts.models import Act, Appointment, AuditEntry

DAY = dt.timedelta(days=1)
TO = Moment(dt.datetime(2026, 11, 26, 14, 0, tzinfo=dt.UTC), True)


@pytest.fixture
def planned(person, plan):
    return plan(person, clock.now() + 2 * DAY, heading="Planned Office Visit (NS)", kind="office")


@pytest.fixture
def agreed(person, contact, pat):
    """Read in an entry of Pat's."""
    said = {"person": person, "at": clock.now() + 2 * DAY, "kind": "office"}
    return Appointment.objects.create(author=pat, read_in=contact, **said)


def state(appointment):
    appointment.refresh_from_db()
    return appointment.state


@pytest.mark.parametrize("which", ["planned", "agreed"])
def test_moved_it_is_planned_for_another_time_in_its_own_place(request, which, pat):
    was = request.getfixturevalue(which)
    now = move_appointment(appointment=was, to=TO, by=pat)
    assert (state(was), now.state, now.at, now.moved_from) == ("moved", "planned", TO.at, was)
    same = ("person", "kind", "heading", "notes", "sensitive", "author", "author_name")
    assert [getattr(now, name) for name in same] == [getattr(was, name) for name in same]


def test_the_trail_has_from_and_to(planned, pat):
    now = move_appointment(appointment=planned, to=TO, by=pat)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.user_id, entry.people) == (
        Act.MOVE_APPOINTMENT,
        pat.pk,
        [planned.person_id],
    )
    assert entry.object == f"appointment {planned.pk}"
    changed = {"at": ["2026-11-24T11:00:00+00:00", "2026-11-26T14:00:00+00:00"]}
    assert entry.detail == {"changed": changed, "planned": now.pk}


def test_the_same_press_twice_moves_it_once(planned, pat):
    first = move_appointment(appointment=planned, to=TO, by=pat)
    assert move_appointment(appointment=planned, to=TO, by=pat) == first
    assert AuditEntry.objects.count() == 1


def test_where_something_is_planned_already_nothing_is_moved(person, plan, planned, pat):
    plan(person, TO.at)
    with pytest.raises(Refused, match="planned for then already") as refused:
        move_appointment(appointment=planned, to=TO, by=pat)
    assert refused.value.field == "at"
    assert state(planned) == "planned"


@pytest.mark.parametrize("became", ["moved", "kept", "undone"])
def test_what_is_no_longer_planned_is_neither_moved_nor_cancelled(planned, pat, became):
    Appointment.objects.filter(pk=planned.pk).update(state=became)
    for change in (
        lambda: move_appointment(appointment=planned, to=TO, by=pat),
        lambda: cancel_appointment(appointment=planned, by=pat),
        lambda: put_back_appointment(appointment=planned, by=pat),
    ):
        with pytest.raises(Refused, match="no longer planned"):
            change()
    assert state(planned) == became
    assert not AuditEntry.objects.exists()


def test_cancelled_twice_it_is_so_once_and_put_back_it_is_planned(planned, pat):
    for _ in range(2):
        cancel_appointment(appointment=planned, by=pat)
    assert state(planned) == "cancelled"
    for _ in range(2):
        put_back_appointment(appointment=planned, by=pat)
    assert state(planned) == "planned"
    told = AuditEntry.objects.order_by("pk").values_list("act", "detail")
    assert [*told] == [
        (Act.CANCEL_APPOINTMENT, {"changed": {"state": ["planned", "cancelled"]}}),
        (Act.PUT_BACK_APPOINTMENT, {"changed": {"state": ["cancelled", "planned"]}}),
    ]
