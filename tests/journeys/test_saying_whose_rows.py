"""Ada is asked whether somebody whom a file calls otherwise is the person the diary has."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from contacts.models import Contact
from journeys.hands import LAPTOP, Hands
from journeys.looks import (
    at_both_widths,
    faults,
    faults_of_focus,
    faults_when_spaced_out,
    faults_when_twice_as_large,
)
from journeys.test_bringing_in import bring, file_it


@pytest.fixture
def adas(at_a_browser, ada, person, tmp_path) -> Hands:
    """Ada at a file that was read, in which others have the number of somebody we know."""
    file = tmp_path / "names.csv"
    rows = ["crn,occurred,notes,id,name,dob"]
    rows += [f"X482913,{day}/03/2026,Seen {day}.,{day},Ann Cole,13/04/1985" for day in (3, 4)]
    rows += ["X482913,05/03/2026,Seen 5.,5,Dean Hartley,12/04/1991"]
    file.write_text("\n".join(rows))
    hands = at_a_browser(ada)
    hands.open("/import/")
    bring(hands, Path(file), "Contacts", "A sheet")
    return hands


def test_ada_says_that_it_is_the_same_person_and_the_rows_are_filed(adas):
    page = adas.page
    expect(page.get_by_role("row", name="2 Held")).to_be_visible()
    asked = page.get_by_text(
        "In the file: Ann Cole (another name), born 13 April 1985 (another date of birth)"
    )
    expect(asked).to_have_count(1)
    file_it(adas)
    assert [one.notes for one in Contact.objects.all()] == ["Seen 5."]
    adas.press_button("The same person")
    expect(asked).to_have_count(0)
    assert Contact.objects.count() == 3


def test_ada_says_that_it_is_somebody_else_and_the_rows_wait(adas):
    file_it(adas)
    adas.press_button("Somebody else")
    expect(adas.page.get_by_text("You said: somebody else (today).")).to_be_visible()
    assert Contact.objects.count() == 1
    adas.press_button("Change")
    adas.press_button("The same person")
    expect(adas.page.get_by_role("heading", name="Who is it?")).to_have_count(0)
    assert Contact.objects.count() == 3


@pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)
def test_the_question_is_for_everybody_to_answer(adas):
    looks = (faults, faults_when_spaced_out, faults_when_twice_as_large)
    expect(adas.page.get_by_role("heading", name="Who is it?")).to_be_visible()
    assert at_both_widths(adas.page, *looks, faults_of_focus) == []
