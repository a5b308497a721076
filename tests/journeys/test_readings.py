"""The words are enough: what is read from them stands beneath the box, and one press undoes it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from journeys.conftest import MARK
from journeys.hands import WITH_SCRIPT, WITHOUT_SCRIPT, Hands

NOTES = f"HV yesterday 2pm, 40m. Kettle on. {MARK}. Next Thursday 26/11 10:30."
ABSENT = f"DNA, no reply to text. {MARK}."
with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name)
without_script = pytest.mark.parametrize("way", [WITHOUT_SCRIPT], ids=lambda way: way.name)


def box(page: Page) -> Locator:
    return page.get_by_label("What happened?")


def read(page: Page, said: str) -> Locator:
    under = page.get_by_role("group", name="Read from your words")
    return under.get_by_role("checkbox", name=said)


def kept(page: Page) -> None:
    expect(page.locator(".kept__how")).to_have_text("Saving…")
    expect(page.locator(".kept__how")).to_have_text("Draft kept 11:00")


@pytest.fixture
def opened(pats: Hands, person) -> Hands:
    pats.open(f"/people/{person.crn}/")
    return pats


def save(hands: Hands) -> None:
    hands.press_button("Save for")
    expect(hands.page.locator(".saved")).to_contain_text("Saved for")


@with_script
def test_pat_types_sees_what_is_read_takes_one_away_and_saves(opened, person):
    page = opened.page
    opened.write(box(page), NOTES)
    for said in ("Home visit", "yesterday 14:00", "40 minutes", "Next: Thu 26 November 10:30"):
        expect(read(page, said)).to_be_checked()
    expect(page.locator("#heard")).to_contain_text("Read from your words: Home visit, yesterday")
    opened.press(read(page, "40 minutes"), key="Space")
    kept(page)
    expect(read(page, "40 minutes")).not_to_be_checked()
    expect(read(page, "Home visit")).to_be_checked()
    expect(box(page)).to_have_value(NOTES)
    save(opened)
    expect(page.locator(".entry").first).to_contain_text("14:00")
    expect(page.locator(".entry").first).to_contain_text("Home visit")
    expect(page.locator(".person")).to_contain_text("Next: Thursday 26 November, 10:30")
    expect(page.locator(".saved")).not_to_contain_text("your words")
    contact = person.contacts.get()
    assert (contact.kind, contact.minutes, contact.notes) == ("home_visit", None, NOTES)


@with_script
def test_who_presses_by_keyboard_stays_where_they_are(opened):
    page = opened.page
    opened.write(box(page), NOTES)
    read(page, "40 minutes").focus()
    page.keyboard.press("Space")
    kept(page)
    expect(read(page, "40 minutes")).to_be_focused()
    page.keyboard.press("Space")
    expect(read(page, "40 minutes")).to_be_checked()


@with_script
def test_what_was_taken_away_is_so_on_another_machine(opened, at_a_browser, pat, person):
    page = opened.page
    opened.write(box(page), NOTES)
    opened.press(read(page, "40 minutes"), key="Space")
    kept(page)
    elsewhere = at_a_browser(pat)
    elsewhere.open(f"/people/{person.crn}/")
    expect(read(elsewhere.page, "40 minutes")).not_to_be_checked()
    expect(read(elsewhere.page, "Home visit")).to_be_checked()


@with_script
def test_what_is_chosen_in_the_form_takes_the_place_of_what_is_read(opened, person):
    page = opened.page
    opened.write(box(page), NOTES)
    expect(read(page, "Home visit")).to_be_checked()
    opened.choose_kind("Office")
    expect(read(page, "Home visit")).to_have_count(0)
    save(opened)
    assert person.contacts.get().kind == "office"


@with_script
def test_an_absence_that_was_shown_is_set(opened, person):
    opened.write(box(opened.page), ABSENT)
    expect(read(opened.page, "Did not attend")).to_be_checked()
    save(opened)
    assert person.contacts.get().outcome == "did_not_attend"


@with_script
def test_an_absence_saved_before_it_was_shown_is_not_set_but_offered(opened, person):
    page = opened.page
    page.route("**/drafts/", lambda route: route.abort())
    opened.expected += ["Failed to load resource: net::ERR_FAILED", "htmx:"]
    opened.write(box(page), ABSENT)
    save(opened)
    assert person.contacts.get().outcome == ""
    opened.write(box(page), "Begun already")
    opened.press(page.get_by_role("button", name="take it Did not attend"))
    expect(page.locator(".saved")).to_contain_text("Read from your words: Did not attend")
    expect(page.locator(".entry").first).to_contain_text("Did not attend")
    expect(box(page)).to_have_value("Begun already")
    assert person.contacts.get().outcome == "did_not_attend"


@with_script
def test_without_a_connection_nothing_is_undone_and_the_page_says_so(opened, person):
    page = opened.page
    page.route("**/drafts/", lambda route: route.abort())
    opened.expected += ["Failed to load resource: net::ERR_FAILED", "htmx:"]
    opened.write(box(page), ABSENT)
    save(opened)
    opened.lose_the_network()
    opened.press_button("take it Did not attend")
    expect(page.locator(".saved").get_by_role("alert")).to_have_text(
        "Not done: no connection. Try again."
    )
    opened.find_the_network()
    opened.press_button("take it Did not attend")
    expect(page.locator(".saved")).to_contain_text("Read from your words: Did not attend")


@without_script
def test_without_javascript_it_is_said_after_saving_and_undone_with_one_press(opened, person):
    page = opened.page
    opened.write(box(page), NOTES)
    save(opened)
    expect(page.locator(".saved")).to_contain_text("Read from your words: Home visit")
    expect(page.locator(".person")).to_contain_text("Next: Thursday 26 November, 10:30")
    opened.press(page.get_by_role("button", name="undo 40 minutes"))
    expect(page.locator(".saved")).to_contain_text("Not taken from your words: 40 minutes")
    opened.press(page.get_by_role("button", name="undo Next"))
    expect(page.locator(".person")).not_to_contain_text("26 November")
    contact = person.contacts.get()
    assert (contact.kind, contact.minutes, contact.notes) == ("home_visit", None, NOTES)


@without_script
def test_without_javascript_an_absence_is_offered_and_taken_with_one_press(opened, person):
    page = opened.page
    opened.write(box(page), ABSENT)
    save(opened)
    assert person.contacts.get().outcome == ""
    opened.press(page.get_by_role("button", name="take it Did not attend"))
    expect(page.locator(".entry").first).to_contain_text("Did not attend")
    assert person.contacts.get().outcome == "did_not_attend"
