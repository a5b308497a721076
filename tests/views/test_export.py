import pytest

from contacts.models import AuditEntry
from tests.reading import text_of
from tests.taken_out import read

pytestmark = pytest.mark.usefixtures("seen_within_the_test")
ADDRESS = "/export/"


def entries() -> list[tuple[str, str, list[int]]]:
    found = AuditEntry.objects.order_by("id")
    return [(one.act, one.detail.get("export", ""), one.people) for one in found]


def test_the_page_says_what_will_be_in_the_file(as_, ada):
    page = as_(ada).get(ADDRESS)
    assert page.status_code == 200
    assert "Take contacts out" in text_of(page)
    assert "What is sensitive Left out unless you choose it here." in text_of(page)
    assert "Show passages marked sensitive, in [[ ]]" in text_of(page)
    assert entries() == [("see_export", "", [])]


@pytest.mark.parametrize("who", ["pat", "sam", "olu"])
def test_to_nobody_else_is_there_such_a_page(request, as_, who, contact):
    client = as_(request.getfixturevalue(who))
    absent = client.get("/nothing/")
    assert client.get(ADDRESS).content == absent.content
    refused = client.post(ADDRESS, {"purpose": "To see."})
    assert (refused.status_code, refused.content) == (404, absent.content)


def test_the_file_is_downloaded_and_what_it_is_for_is_kept(as_, ada, person, contact):
    answer = as_(ada).post(ADDRESS, {"purpose": "SAR of 3 March", "crn": "x482913"})
    assert answer.status_code == 200
    assert answer.streaming
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="contacts-X482913-2026-11-22.csv"'
    assert answer["Cache-Control"] == "no-store"
    assert [row["notes"] for row in read(answer.getvalue())] == ["On time. Slept badly."]
    begun, ended = AuditEntry.objects.order_by("id")
    assert (begun.detail["export"], begun.people) == ("begun", [])
    assert (ended.detail["export"], ended.people) == ("ended", [person.pk])
    assert (ended.detail["purpose"], ended.detail["crn"]) == ("SAR of 3 March", "X482913")
    assert ended.request_id == begun.request_id != ""


def test_the_trail_of_the_person_says_what_their_file_was_for(as_, ada, person, contact):
    sent = {"purpose": "SAR of 3 March", "crn": "X482913", "sensitive": "on"}
    as_(ada).post(ADDRESS, sent).getvalue()
    shown = text_of(as_(ada).get(f"/people/{person.crn}/who-looked/"))
    assert "Took out contacts: every day" in shown
    assert "for “SAR of 3 March”" in shown
    assert "with sensitive entries" in shown


def test_what_a_file_of_many_was_for_stands_in_nobodys_trail(as_, ada, person, contact):
    as_(ada).post(ADDRESS, {"purpose": "About somebody else"}).getvalue()
    shown = text_of(as_(ada).get(f"/people/{person.crn}/who-looked/"))
    assert "Took out contacts" in shown
    assert "somebody else" not in shown


@pytest.mark.django_db(transaction=True)  # an answer that is closed closes its connections
def test_hanging_up_is_in_the_trail(as_, ada, contact):
    answer = as_(ada).post(ADDRESS, {"purpose": "An audit"})
    assert next(iter(answer.streaming_content)).startswith(b"\xef\xbb\xbfcrn,")
    answer.close()
    assert entries() == [("export_contacts", how, []) for how in ("begun", "broken off")]


def test_what_is_missing_is_asked_for_and_the_rest_is_kept(as_, ada):
    answer = as_(ada).post(ADDRESS, {"crn": "Z999999", "sensitive": "on"})
    assert answer.status_code == 422
    shown = text_of(answer)
    assert "Say what the file is for." in shown
    assert "There is no record with this CRN that you can take out." in shown
    assert 'value="Z999999"' in answer.content.decode()
    assert entries() == [("see_export", "", [])]
