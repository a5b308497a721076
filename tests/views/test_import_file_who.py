"""Whose rows they are, asked on the page of the file that calls somebody otherwise than we do."""

import datetime as dt

import pytest

from contacts.actions.working import work_once
from contacts.formats import clock
from contacts.models import AccessRule, AuditEntry, Contact, User
from tests.reading import text_of


@pytest.fixture
def other_admin(as_, add_user, team):
    return as_(add_user("ana", "Ana Ruiz", "admin", team))


def test_whom_the_file_calls_otherwise_is_asked_once_and_their_rows_filed(
    adas, upload, person, other_admin
):
    rows = "".join(f"X482913,2026-03-0{n},Seen {n},{n},Ann Cole,\r\n" for n in (3, 4))
    address = upload(f"crn,occurred,notes,id,name,dob\r\n{rows}").url
    assert work_once()
    page = text_of(adas.get(address))
    asked = (
        "X482913 Here: Dean Hartley, born 12 April 1991 "
        "In the file: Ann Cole (another name), no date of birth 2 rows wait"
    )
    assert page.count("In the file:") == 1
    assert asked in page
    assert AuditEntry.objects.latest("id").people == [person.pk]
    adas.post(f"{address}confirm/")
    assert work_once()
    assert not Contact.objects.exists()
    assert asked in text_of(adas.get(address))
    sent = {"person": person.pk, "answer": "same"}
    assert other_admin.post(f"{address}who/", sent).status_code == 404
    assert adas.post(f"{address}who/", sent).status_code == 303
    assert Contact.objects.filter(person=person).count() == 2
    assert "Who is it?" not in text_of(adas.get(address))
    assert adas.post(f"{address}who/", sent).status_code == 422


def test_of_somebody_whom_the_reader_may_not_see_nothing_is_asked(adas, ada, upload, person):
    AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at=clock.now())
    row = "X482913,2026-03-03,Seen,1,Ann Cole\r\n"
    address = upload(f"crn,occurred,notes,id,name\r\n{row}").url
    assert work_once()
    assert "Who is it?" not in text_of(adas.get(address))


def test_a_file_of_the_command_line_is_asked_about_by_any_administrator(adas, bring, person):
    head = "crn,occurred,notes,id,name"
    batch = bring("X482913,2026-03-03,Seen,1,Ann Cole", head=head)
    address = f"/import/{batch.pk}/"
    assert "Who is it?" in text_of(adas.get(address))
    sent = {"person": person.pk, "answer": "other"}
    assert adas.post(f"{address}who/", sent).status_code == 303
    assert not Contact.objects.exists()
    said = "You said: somebody else (today). 1 row stays waiting with this file, shown to nobody"
    assert said in text_of(adas.get(address))


def test_what_was_said_can_be_taken_back_by_whoever_may_answer(
    adas, ada, upload, person, other_admin, sunday_morning
):
    row = "X482913,2026-03-03,Seen,1,Ann Cole\r\n"
    address = upload(f"crn,occurred,notes,id,name\r\n{row}").url
    assert work_once()
    adas.post(f"{address}confirm/")
    assert work_once()
    adas.post(f"{address}who/", {"person": person.pk, "answer": "other"})
    sunday_morning(clock.now() + dt.timedelta(days=2))
    adas.force_login(ada)
    other_admin.force_login(User.objects.get(username="ana"))
    assert "You said: somebody else (Sunday 22 November)." in text_of(adas.get(address))
    again = {"person": person.pk, "answer": "again"}
    assert other_admin.post(f"{address}who/", again).status_code == 404
    assert adas.post(f"{address}who/", again).status_code == 303
    page = text_of(adas.get(address))
    assert "You said" not in page
    assert "1 row waits The same person" in page
    assert adas.post(f"{address}who/", again).status_code == 422
