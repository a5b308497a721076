"""Pat reads up on a person in the five minutes before an appointment."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from contacts.formats import clock
from contacts.models import Contact
from journeys.conftest import MARK
from journeys.hands import LAPTOP, WITH_SCRIPT

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


@pytest.fixture
def long_diary(person, pat) -> list[Contact]:
    """A hundred and twenty entries, one an hour."""
    first = clock.now()
    return Contact.objects.bulk_create(
        Contact(
            person=person,
            author=pat,
            occurred_at=first - dt.timedelta(hours=number),
            recorded_at=first,
            notes=f"{MARK} number {number + 1}.",
            seen="met",
        )
        for number in range(120)
    )


def test_pat_reads_the_alert_first_and_then_who_this_is(pats, caseload):
    pats.open("/people/")
    pats.press_link("Dean Hartley")
    page = pats.page
    expect(page).to_have_title("X482913 - Contact diary")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dean Hartley")
    expect(page.locator(".person")).to_contain_text("born 12 April 1991 (35)")
    expect(page.locator(".person")).to_contain_text("with you since May 2024")
    alert = page.get_by_text("Do not see alone.")
    expect(alert).to_be_in_viewport()
    expect(alert).to_contain_text("nDelius, 15 January 2025. More than a year old")
    facts = page.locator(".facts")
    for words in ("07700 900 143", "Licence to 9 February 2027", "High: known adult", "B2"):
        expect(facts).to_contain_text(words)
    assert alert.bounding_box()["y"] < facts.bounding_box()["y"]


def test_pat_unfolds_a_long_note_and_folds_it_away(pats, caseload, person):
    pats.open(f"/people/{person.crn}/")
    end = pats.page.get_by_text("paragraph 30: talked")
    expect(end).not_to_be_visible()
    pats.press(pats.page.locator("summary").filter(has_text="Read it all"))
    expect(end).to_be_visible()
    pats.press(pats.page.locator("summary").filter(has_text="Fold it away"))
    expect(end).not_to_be_visible()


def test_pat_reads_on_to_the_first_entry(pats, person, long_diary):
    page = pats.page
    pats.open(f"/people/{person.crn}/")
    expect(page.get_by_text("1 to 50 of 120")).to_be_visible()
    pats.press_link("Older contacts")
    position = page.get_by_text("51 to 100 of 120")
    expect(position).to_be_in_viewport()
    if pats.way.script:
        expect(position).to_be_focused()
        expect(page.locator("[data-contact]")).to_have_count(100)
    else:
        expect(page.locator("[data-contact]")).to_have_count(50)
    pats.press_link("Older contacts")
    expect(page.get_by_text("101 to 120 of 120")).to_be_in_viewport()
    expect(page.get_by_text(f"{MARK} number 120.")).to_be_visible()
    expect(page.get_by_role("link", name="Older contacts")).to_have_count(0)


@pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)
def test_older_contacts_say_so_when_there_is_no_connection(pats, person, long_diary):
    pats.open(f"/people/{person.crn}/")
    pats.lose_the_network()
    pats.press_link("Older contacts")
    expect(pats.page.get_by_role("alert")).to_have_text("Not shown: no connection. Try again.")


def test_an_entry_has_its_own_address_and_the_back_button_returns(pats, caseload, person):
    page = pats.page
    pats.open(f"/people/{person.crn}/")
    pats.press(page.locator(".entry__time").nth(2))
    expect(page.locator("[data-contact]")).to_have_count(1)
    expect(page.locator("[data-notes]")).to_have_text("No answer, curtains drawn, card left.")
    address = page.url
    page.go_back()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    pats.open(address)
    expect(page.locator("[data-notes]")).to_have_text("No answer, curtains drawn, card left.")


def test_the_other_records_of_one_event_are_on_its_entrys_page(pats, caseload, person):
    lead = person.contacts.get(heading="Planned Office Visit (NS)")
    pats.open(f"/people/{person.crn}/contacts/{lead.pk}/")
    expect(pats.page.get_by_role("heading", name="Other records")).to_be_visible()
    expect(pats.page.locator("[data-contact]")).to_have_count(2)
    expect(pats.page.get_by_role("link", name="Add to this")).to_have_count(1)


def test_opening_somebody_elses_person_says_who_can_see_it(at_a_browser, person, priya):
    hands = at_a_browser(priya)
    hands.open(f"/people/{person.crn}/")
    expect(hands.page.get_by_text("Not on your caseload; Pat can see")).to_be_visible()
