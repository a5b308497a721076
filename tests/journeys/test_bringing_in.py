"""Ada brings in people, then what nDelius and NOMIS hold of them, and takes a file back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from contacts.actions.working import work_once
from contacts.models import Contact, Person
from journeys.hands import LAPTOP, PHONE, Hands
from journeys.looks import (
    faults,
    faults_of_focus,
    faults_when_spaced_out,
    faults_when_twice_as_large,
)

HERE = Path(__file__).parent.parent
PEOPLE, NDELIUS, NOMIS = "sample_people.csv", "sample_ndelius.csv", "sample_nomis.csv"
LOOKED_AT = pytest.mark.parametrize("way", [LAPTOP, PHONE], ids=lambda way: way.name, indirect=True)


@pytest.fixture
def adas(at_a_browser, ada, pat, priya, olu) -> Hands:
    """Ada where files are brought in."""
    hands = at_a_browser(ada)
    hands.open("/")
    hands.press_link("Import")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Bring a file in")
    return hands


def send(hands: Hands, file: Path | str, what: str, source: str = "") -> None:
    page = hands.page
    page.get_by_label("CSV file").set_input_files(HERE / file)
    hands.choose(page.get_by_label("What is in it"), what)
    hands.write(page.get_by_label("Where it is from"), source)
    hands.press_button("Read the file")
    expect(page.get_by_role("heading", level=1)).to_have_text(Path(file).name)


def wait_for_the_worker(hands: Hands) -> None:
    """A page with scripts looks again by itself."""
    expect(hands.page.locator("progress")).to_be_visible()
    assert work_once()
    if not hands.way.script:
        hands.press_link("Look again")
    expect(hands.page.locator("progress")).to_have_count(0)
    expect(hands.page.get_by_role("heading", level=1)).to_be_visible()
    hands.page.wait_for_load_state()


def bring(hands: Hands, file: Path | str, what: str, source: str = "") -> None:
    send(hands, file, what, source)
    wait_for_the_worker(hands)


def file_it(hands: Hands) -> None:
    hands.press(hands.page.get_by_role("button", name=re.compile("^File [0-9]")))
    wait_for_the_worker(hands)
    expect(hands.page.locator(".saved")).to_contain_text("Filed. ")


def test_ada_brings_in_people_and_both_systems_and_takes_one_back(adas, at_a_browser, pat):
    page = adas.page
    bring(adas, PEOPLE, "People")
    expect(page.get_by_role("row", name="5 New")).to_be_visible()
    file_it(adas)
    assert Person.objects.filter(crn__startswith="X00000").count() == 5
    adas.press_link("Import")
    bring(adas, NDELIUS, "Contacts", "nDelius")
    expect(page.get_by_role("row", name="4 New")).to_be_visible()
    expect(page.get_by_text("He has a letter from his landlord")).to_be_visible()
    assert not Contact.objects.exists()
    file_it(adas)
    adas.press_link("Import")
    bring(adas, NOMIS, "Contacts", "NOMIS")
    file_it(adas)
    theirs = at_a_browser(pat)
    theirs.open("/people/X000001/")
    entry = theirs.page.locator("[data-contact]").filter(has_text="a letter from his landlord")
    expect(entry).to_contain_text("From nDelius")
    adas.press_link("Import")
    adas.press(page.get_by_role("link", name="sample_ndelius.csv"))
    adas.press_button("Take this file back")
    wait_for_the_worker(adas)
    expect(page.get_by_text("Nothing this file alone brought is on any page")).to_be_visible()
    theirs.open("/people/X000001/")
    expect(theirs.page.locator("[data-contact]")).to_have_count(0)


@pytest.fixture
def odd(tmp_path) -> Path:
    file = tmp_path / "odd.csv"
    rows = [
        *("CRN,When,Words", "X482913,25/03/2026,Seen at home", "X482913,26/03/2026,[[His aunt.]]"),
        *("Z999998,26/03/2026,Waits", "X482913,never,Lost"),
    ]
    file.write_text("\n".join(rows))
    return file


def test_ada_puts_the_columns_right_and_gets_back_what_cannot_be_read(adas, odd, person):
    page = adas.page
    bring(adas, odd, "Contacts", "A sheet")
    expect(page.get_by_text("There is no column for")).to_be_visible()
    adas.choose(page.get_by_label("Notes"), "Words, like Seen at home")
    adas.choose(page.get_by_label("When it happened"), "When, like 25/03/2026")
    adas.press_button("Read it like this")
    wait_for_the_worker(adas)
    for row in ("2 New", "1 Held", "1 Cannot be read"):
        expect(page.get_by_role("row", name=row)).to_be_visible()
    expect(page.locator(".entry__notes", has_text="Seen at home")).to_be_visible()
    expect(page.get_by_text("Waits")).to_have_count(0)
    with page.expect_download() as coming:
        adas.press_link("Take all of these rows as a file")
    given = Path(coming.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert given[0] == "CRN,When,Words,line,reason"
    assert given[1].startswith("X482913,never,Lost,5,")
    adas.press_button("Leave this file alone")
    expect(page.get_by_text("Nothing of it was kept.")).to_be_visible()


def test_a_workbook_is_answered_with_what_to_do(adas, tmp_path):
    book = tmp_path / "book.csv"
    book.write_bytes(b"PK\x03\x04" + b"[Content_Types].xml xl/workbook.xml" * 9)
    page = adas.page
    page.get_by_label("CSV file").set_input_files(book)
    adas.choose(page.get_by_label("What is in it"), "Contacts")
    adas.write(page.get_by_label("Where it is from"), "nDelius")
    adas.press_button("Read the file")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Save it as CSV UTF-8 first")
    expect(page.get_by_label("Where it is from")).to_have_value("nDelius")


@LOOKED_AT
def test_the_pages_of_a_file_are_for_everybody_to_use(adas, odd, person):
    page, wrong = adas.page, []

    def look() -> None:
        wrong.extend(faults(page) + faults_when_spaced_out(page))

    look()
    wrong += faults_of_focus(page) + faults_when_twice_as_large(page)
    send(adas, odd, "Contacts", "A sheet")
    look()
    wait_for_the_worker(adas)
    look()
    adas.choose(page.get_by_label("Notes"), "Words, like Seen at home")
    adas.choose(page.get_by_label("When it happened"), "When, like 25/03/2026")
    adas.press_button("Read it like this")
    wait_for_the_worker(adas)
    look()
    wrong += faults_of_focus(page) + faults_when_twice_as_large(page)
    file_it(adas)
    look()
    assert "; ".join(wrong) == ""
