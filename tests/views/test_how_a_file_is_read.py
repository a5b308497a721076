"""What a file's page says of how it is read, and of what becomes of it."""

import pytest

from contacts.actions.working import work_once
from contacts.models import Person
from tests.reading import text_of

pytestmark = pytest.mark.django_db
FILE = "crn,occurred,notes,id\r\n{}"
PEOPLE = "crn,first_name,last_name,dob\r\nX000009,Ann,Marsh,{}\r\n"
SEEN = "X482913,2026-03-03,Seen at home,1\r\n"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("Name,Number\r\nAnn,7\r\n", "There is no column for: CRN"),
        (
            PEOPLE.format("04/05/1985") + "X000008,Bo,Marsh,1975-12-30\r\n",
            "begins with the year",
        ),
        (
            PEOPLE.format("05/13/1985"),
            "Choose which way round the dates of this file are.",
        ),
        (FILE.format(SEEN), "It looks like a file of contacts: leave it, and bring it in as that."),
    ],
)
def test_a_file_of_people_that_cannot_be_read_says_why_and_can_be_corrected_or_left(
    adas, upload, file, said
):
    address = upload(file, what="people", source="").url
    work_once()
    answer = adas.get(address)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert "How its columns and dates are read" in text_of(answer)
    adas.post(f"{address}leave/")
    assert "Left alone." in text_of(adas.get(address))


def test_a_file_of_people_brought_in_as_contacts_is_told_so(adas, upload):
    file = "crn,first_name,last_name\r\nX000009,Ann,Marsh\r\n"
    address = upload(file).url
    work_once()
    said = "It looks like a file of people: leave it, and bring it in as that."
    assert said in text_of(adas.get(address))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("03/04/2026", "Dates are read day first: 03/04/2026 is 3 April 2026."),
        ("2026-04-03", ""),
    ],
)
def test_which_way_round_dates_are_read_is_said_before_they_are_filed(
    adas, brought, person, day, said
):
    page = text_of(adas.get(brought(SEEN.replace("2026-03-03", day))))
    assert said in page
    assert ("Dates are read" in page) == bool(said)


def test_what_each_column_begins_with_stands_beside_its_name(adas, brought, person):
    page = text_of(adas.get(brought(SEEN)))
    assert "notes, like Seen at home" in page
    assert "When it happened (needed)" in page


def test_people_that_were_brought_in_stay_known_when_the_file_is_taken_back(adas, upload):
    address = upload("crn,first_name,last_name\r\nX000009,Ann,Marsh\r\n", what="people").url
    for step in ("", "confirm/", "take-back/"):
        if step:
            adas.post(address + step)
        work_once()
    assert "The people themselves stay known" in text_of(adas.get(address))
    assert Person.objects.filter(crn="X000009").exists()
