"""What is planned is moved or cancelled with one press, where it stands."""

import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Appointment, AuditEntry
from tests.reading import text_of

DAY = dt.timedelta(days=1)


@pytest.fixture
def planned(person, plan):
    return plan(person, clock.now() + 2 * DAY, heading="Planned Office Visit (NS)")


def state(appointment):
    appointment.refresh_from_db()
    return appointment.state


def test_beside_what_is_next_stand_move_and_cancel(read, planned):
    page = text_of(read())
    assert "Next: Tuesday 24 November, 11:00, Planned Office Visit (NS) (nDelius)" in page
    assert "Move the appointment of Tuesday 24 November, 11:00" in page
    assert "Cancel the appointment of Tuesday 24 November, 11:00" in page


def test_without_anything_planned_nothing_is_to_be_pressed(read, person):
    assert "the appointment of" not in text_of(read())


def test_each_that_is_planned_after_it_has_them_too(read, person, plan, planned):
    plan(person, clock.now() + 9 * DAY)
    assert "Cancel the appointment of Tuesday 1 December, 11:00" in text_of(read())


def test_cancelled_it_says_so_and_the_next_press_undoes_that(press, read, planned, home):
    answer = press(f"appointments/{planned.pk}/cancel/")
    assert (answer.status_code, answer.url) == (303, f"{home}?planned={planned.pk}")
    page = text_of(read(f"?planned={planned.pk}"))
    assert "Cancelled: Tuesday 24 November, 11:00. Undo" in page
    assert "Next:" not in page
    assert press(f"appointments/{planned.pk}/put-back/").status_code == 303
    page = text_of(read(f"?planned={planned.pk}"))
    assert "Planned again: Tuesday 24 November, 11:00." in page
    assert "Next: Tuesday 24 November" in page


def test_moved_it_says_to_when(press, read, planned, home):
    answer = press(f"appointments/{planned.pk}/move/", at="Thursday 2pm")
    moved = Appointment.objects.get(moved_from=planned)
    assert (answer.status_code, answer.url) == (303, f"{home}?planned={moved.pk}")
    page = text_of(read(f"?planned={moved.pk}"))
    assert "Moved to Thursday 26 November, 14:00." in page
    assert "Next: Thursday 26 November, 14:00, Planned Office Visit (NS)" in page


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "Write the new day and time."), ("20/11 10:30", "Use a time that is still to come.")],
)
def test_what_is_no_time_to_come_is_said_where_it_was_typed(press, planned, typed, why):
    answer = press(f"appointments/{planned.pk}/move/", at=typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert f'id="move-{planned.pk}-why"' in page
    assert f'value="{typed}"' in page
    assert state(planned) == "planned"


def test_what_became_something_else_meanwhile_is_said(press, planned):
    Appointment.objects.filter(pk=planned.pk).update(state="kept")
    for where, sent in (("move", {"at": "Thursday 2pm"}), ("cancel", {}), ("put-back", {})):
        answer = press(f"appointments/{planned.pk}/{where}/", **sent)
        assert answer.status_code == 409
        assert "This is no longer planned." in text_of(answer)
    assert state(planned) == "kept"


def test_pressed_on_ones_list_it_goes_back_there(press, planned):
    answer = press(f"appointments/{planned.pk}/cancel/", next="/people/")
    assert answer.url == f"/people/?planned={planned.pk}"
    answer = press(f"appointments/{planned.pk}/put-back/", next="https://elsewhere.example/")
    assert answer.url == f"/people/X482913/?planned={planned.pk}"


def test_an_appointment_of_somebody_else_or_undone_is_not_there(press, plan, person, add_person):
    theirs = plan(add_person(), clock.now() + DAY)
    undone = plan(person, clock.now() + DAY, state="undone")
    for one in (theirs, undone):
        for where in ("move", "cancel", "put-back"):
            assert press(f"appointments/{one.pk}/{where}/", at="Thursday 2pm").status_code == 404
    assert not AuditEntry.objects.filter(act__endswith="appointment").exists()


@pytest.mark.parametrize("query", ["x", "0", "9" * 30, "\u0661"])
def test_an_address_that_names_nothing_says_nothing(read, planned, query):
    page = text_of(read(f"?planned={query}"))
    assert "Moved to" not in page
    assert "Cancelled:" not in page
