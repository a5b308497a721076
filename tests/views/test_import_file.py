import re

from contacts.actions.working import work_once
from contacts.formats import clock
from contacts.models import AccessRule, AuditEntry, Contact, ImportBatch, StagedRow
from tests.reading import text_of

ADDRESS = "/import/"
HTMX = {"HX-Request": "true"}
FILE = "crn,occurred,notes,id\r\n{}"
SEEN = "X482913,2026-03-03,Seen at home,1\r\n"
State = ImportBatch.State


def test_a_file_is_brought_in_looked_at_filed_and_taken_back(adas, upload, person):
    answer = upload(FILE.format(SEEN))
    assert answer.status_code == 303
    page = adas.get(answer.url)
    assert "Waiting to be read You can leave this page" in text_of(page)
    assert work_once()
    page = text_of(adas.get(answer.url))
    assert "What is in the file: 1 row" in page
    assert "1 New Go on the timelines" in page
    assert "X482913 Tuesday 3 March Met Seen at home" in page
    assert not Contact.objects.exists()
    assert adas.post(f"{answer.url}confirm/").url == answer.url
    assert work_once()
    assert "Filed. What is new is on the timelines now." in text_of(adas.get(answer.url))
    assert Contact.objects.get().state == "shown"
    assert adas.post(f"{answer.url}take-back/").url == answer.url
    assert "Being taken back" in text_of(adas.get(answer.url))
    assert work_once()
    assert "Taken back today" in text_of(adas.get(answer.url))
    assert Contact.objects.get().state == "undone"


def test_each_step_leaves_an_entry_of_who_decided_it(adas, brought, person, ada):
    address = brought(SEEN)
    for step in ("confirm/", "take-back/"):
        adas.post(address + step)
        work_once()
    entries = AuditEntry.objects.exclude(act__startswith="see").order_by("id")
    assert [(one.act, one.user_id) for one in entries] == [
        ("bring_in", ada.pk),
        ("decide_import", ada.pk),
        ("import_contacts", ada.pk),
        ("decide_import", ada.pk),
        ("undo_import", ada.pk),
    ]
    assert entries[0].detail == {"source": "nDelius", "what": "contacts", "rows": 1}
    assert entries[1].detail == {"state": ["read", "confirmed"]}


def test_a_page_that_waits_asks_again_by_itself_and_is_not_logged(adas, upload):
    address = upload(FILE.format(SEEN)).url
    page = adas.get(address)
    assert f'hx-get="{address}progress/" hx-trigger="every 2s"' in page.text
    assert f'<a class="govuk-link" href="{address}">Look again</a>' in page.text
    before = AuditEntry.objects.count()
    ImportBatch.objects.update(state=State.READING, length=250_000, done=120_000)
    part = adas.get(f"{address}progress/", headers=HTMX)
    assert 'max="250000" value="120000"' in part.text
    assert "120,000 of 250,000 rows." in text_of(part)
    assert "<main" not in part.text
    ImportBatch.objects.update(state=State.READ)
    done = adas.get(f"{address}progress/", headers=HTMX)
    assert (done.status_code, done["HX-Refresh"]) == (204, "true")
    assert AuditEntry.objects.count() == before


def test_columns_are_put_right_and_remembered_for_the_source(adas, upload, person):
    text = "crn,occurred,Words\r\nX482913,2026-03-03,Seen at home\r\n"
    address = upload(text).url
    work_once()
    page = adas.get(address)
    assert "There is no column for: notes." in text_of(page)
    assert re.search(r"<details[^>]* open>\s*<summary>How its columns", page.text)
    sent = {"crn": "0", "occurred": "1", "notes": "2", "dates_written": ""}
    assert adas.post(f"{address}columns/", sent).status_code == 303
    work_once()
    assert "Seen at home" in text_of(adas.get(address))
    again = upload(text).url
    work_once()
    assert "Seen at home" in text_of(adas.get(again))


def test_which_way_round_the_dates_are_is_chosen_where_the_file_does_not_tell(
    adas, brought, person
):
    address = brought("X482913,03/25/2026,Seen at home,1\r\n")
    assert "03/25/2026 is no date day first, 25 March 2026 month first" in text_of(
        adas.get(address)
    )
    sent = {"crn": "0", "occurred": "1", "notes": "2", "id": "3", "dates_written": "month_first"}
    adas.post(f"{address}columns/", sent)
    work_once()
    assert "Wednesday 25 March" in text_of(adas.get(address))


def test_a_file_is_left_and_nothing_of_it_is_kept(adas, brought, person):
    address = brought(SEEN)
    assert adas.post(f"{address}leave/").url == address
    assert "Left alone. Nothing of it was kept." in text_of(adas.get(address))
    assert not StagedRow.objects.exists()
    late = adas.post(f"{address}confirm/")
    assert late.status_code == 422
    assert "This file is not waiting to be filed." in text_of(late)


def test_what_cannot_be_read_is_handed_back_in_the_form_it_came(adas, brought, person):
    address = brought(SEEN, "X482913,never,=1+1,2\r\n", "Z999998,2026-03-03,Waits,3\r\n")
    page = text_of(adas.get(address))
    assert "Line 3: " in page
    assert "Waits" not in page
    file = adas.get(f"{address}unreadable/")
    body = file.getvalue().decode("utf-8-sig")
    assert file["Content-Disposition"].startswith('attachment; filename="cannot-be-read-')
    head, row = body.splitlines()
    assert head == "crn,occurred,notes,id,line,reason"
    assert row.startswith("X482913,never,=1+1,2,3,")
    assert "Seen at home" not in body


def test_what_another_administrator_brought_in_is_theirs_but_can_be_taken_back(
    as_, add_user, brought, person, adas
):
    address = brought(SEEN)
    others = as_(add_user("bea", "Bea Lund", "admin", None))
    page = text_of(others.get(address))
    assert "A file of contacts" in page
    assert "What is in it is for whoever brought it in." in page
    for part in ("march.csv", "Seen at home", "X482913", "1 New"):
        assert part not in page
        assert part not in text_of(others.get(ADDRESS))
    for step in ("confirm", "leave", "columns"):
        assert others.post(f"{address}{step}/").status_code == 404
    assert others.get(f"{address}unreadable/").status_code == 404
    adas.post(f"{address}confirm/")
    work_once()
    assert others.post(f"{address}take-back/").status_code == 303
    work_once()
    assert "by Bea Lund" in text_of(others.get(address))


def test_a_file_of_people_is_brought_in_the_same_way(adas, upload, team):
    rows = "crn,first_name,last_name,team\r\nX000009,Ann,Marsh,Nowhere\r\n"
    address = upload(rows, what="people", source="").url
    work_once()
    page = text_of(adas.get(address))
    assert "People from people file" in page
    assert "1 Please check" in page
    assert "Line 2, X000009 Ann Marsh: There is no one team called “Nowhere”." in page
    assert "Ann Marsh X000009" in page
    adas.post(f"{address}confirm/")
    work_once()
    assert "Filed." in text_of(adas.get(address))


def test_the_same_file_again_has_nothing_to_file(adas, brought, person):
    adas.post(f"{brought(SEEN)}confirm/")
    work_once()
    page = text_of(adas.get(brought(SEEN)))
    assert "1 Already here" in page
    assert "There is nothing in it to file." in page
    assert "File 1" not in page


def test_whoever_may_be_on_record_twice_is_pointed_out_and_both_are_a_press_away(
    adas, ada, upload, person
):
    row = "X482999,Deen,Hartley,12/04/1991"
    file = f"crn,first_name,last_name,date_of_birth\r\n{row}\r\n"
    address = upload(file, what="people", source="people file").url
    assert work_once()
    said = "Line 2: X482999 Deen Hartley, born 12 April 1991, may be X482913 Dean Hartley, born"
    page = adas.get(address)
    assert said in text_of(page)
    assert "Show both" not in text_of(page)
    assert AuditEntry.objects.latest("id").people == [person.pk]
    adas.post(f"{address}confirm/")
    assert work_once()
    page = adas.get(address).content.decode()
    assert 'href="/people/X482913/join/?other=X482999"' in page
    assert adas.get("/people/X482913/join/?other=X482999").status_code == 200
    AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at=clock.now())
    page = text_of(adas.get(address))
    assert "Here twice?" not in page
    assert "X482913" not in page
