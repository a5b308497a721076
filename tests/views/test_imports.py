import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contacts.actions.working import work_once
from contacts.models import ImportBatch, Source, StagedRow
from tests.reading import text_of

ADDRESS = "/import/"
FILE = "crn,occurred,notes,id\r\n{}"
SEEN = "X482913,2026-03-03,Seen at home,1\r\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("crn,occurred,notes\r\n", "The file has names of columns and no rows below them."),
        (b"PK\x03\x04[Content_Types].xml xl/workbook", "Save it as CSV UTF-8 first."),
        ("crn,notes,notes\r\nX482913,a,b\r\n", "notes"),
    ],
)
def test_a_file_that_is_none_is_refused_beside_its_box_and_nothing_is_kept(upload, text, said):
    answer = upload(text)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'id="id_file_error"' in answer.text
    assert 'value="nDelius"' in answer.text
    assert not ImportBatch.objects.exists()
    assert not StagedRow.objects.exists()
    assert not Source.objects.exists()


def test_what_is_missing_is_asked_for(adas, upload):
    answer = adas.post(ADDRESS, {"what": "", "source": ""})
    assert answer.status_code == 422
    said = text_of(answer)
    for sentence in (
        "Choose a file.",
        "Choose what is in the file.",
        "Say where the file is from.",
    ):
        assert sentence in said
    assert "in characters that can be shown" in text_of(upload(SEEN, source="n\x00D"))


def test_windows_letters_are_read(upload, adas, person):
    body = FILE.format("X482913,2026-03-03,Café “today”,1\r\n").encode("cp1252")
    address = upload(body).url
    work_once()
    assert "Café “today”" in text_of(adas.get(address))


def test_an_upload_from_another_site_is_refused(ada, upload):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    page = strict.get(ADDRESS)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    file = SimpleUploadedFile("a.csv", FILE.format(SEEN).encode())
    sent = {"what": "contacts", "source": "nDelius", "file": file}
    assert strict.post(ADDRESS, sent).status_code == 403
    file.seek(0)
    assert strict.post(ADDRESS, {**sent, "csrfmiddlewaretoken": token}).status_code == 303


def test_the_list_is_paged(adas, ada):
    source = Source.objects.create(name="nDelius")
    at = "2026-03-03T10:00Z"
    ImportBatch.objects.bulk_create(
        [ImportBatch(source=source, loaded_by=ada, loaded_at=at) for _ in range(60)]
    )
    page = adas.get(ADDRESS)
    assert page.text.count("A file of contacts") == 50
    older = re.search(r'href="(/import/\?before=[^"]+)">Older', page.text)[1]
    rest = adas.get(older)
    assert rest.text.count("A file of contacts") == 10
    assert ">Newest</a>" in rest.text
