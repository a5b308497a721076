"""The box is where one writes: first to reach, large enough, the last contact beside it."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from journeys import diaries
from journeys.conftest import MARK, WORDS
from journeys.hands import KEYBOARD_ALONE, LAPTOP, WITH_SCRIPT, Hands
from journeys.looks import PHONE
from tests.cast import NOW

LIMIT = 50_000
LINES = "element => (element.clientHeight - 20) / parseFloat(getComputedStyle(element).lineHeight)"
# What a browser without `field-sizing` would see.
WITHOUT_SIZING = "CSS.supports = () => false"
FIXED = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".words { field-sizing: fixed !important }");
  document.adoptedStyleSheets = [sheet];
}
"""

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)
one_way = pytest.mark.parametrize("way", [KEYBOARD_ALONE], ids=lambda way: way.name, indirect=True)
laptop = pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)


@pytest.fixture
def opened(pats, caseload, person, sam) -> Hands:
    """Everything that is known of somebody stands on the page."""
    pats.open(f"/people/{person.crn}/")
    return pats


def box(page: Page):
    return page.get_by_label("What happened?")


@one_way
def test_on_the_way_in_it_is_the_first_place_to_stop(opened, plan, person):
    for days in (1, 2):
        plan(person, NOW + dt.timedelta(days=days))
    page = opened.page
    page.reload()
    expect(page.locator(".person")).to_contain_text("and 1 more planned")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(box(page)).to_be_focused()


def test_it_is_ten_lines_high_on_a_laptop_and_grows_with_the_words(opened):
    page = opened.page
    empty = box(page).evaluate(LINES)
    assert empty >= (10 if page.viewport_size["width"] > 880 else 6)
    box(page).fill("line\n" * 18)
    assert box(page).evaluate(LINES) >= 18


@one_way
def test_what_was_begun_goes_on_at_its_end(begin, opened):
    begin()
    opened.page.reload()
    opened.reach(box(opened.page))
    opened.page.keyboard.type(" And then.")
    expect(box(opened.page)).to_have_value(f"{WORDS} And then.")


@one_way
def test_it_grows_where_the_style_sheet_alone_cannot_make_it(opened):
    page = opened.page
    page.add_init_script(WITHOUT_SIZING)
    page.reload()
    page.evaluate(FIXED)
    box(page).fill("line\n" * 18)
    assert box(page).evaluate(LINES) >= 18


@laptop
def test_the_last_contact_stands_beside_it_on_a_laptop_and_below_it_on_a_phone(opened):
    page = opened.page
    last = page.locator(".last")
    expect(last).to_contain_text("Last contact")
    expect(last).to_contain_text("Yesterday, 11:00 · Office, met · 25 min")
    expect(last).to_contain_text("Slept badly since the neighbours started again.")
    write, beside = box(page).bounding_box(), last.bounding_box()
    assert beside["x"] > write["x"] + write["width"]
    assert beside["y"] < write["y"] + write["height"]
    page.set_viewport_size({"width": PHONE, "height": 900})
    write, beside = box(page).bounding_box(), last.bounding_box()
    saves = page.get_by_role("button", name="Save for").bounding_box()
    assert beside["x"] < write["x"] + write["width"]
    assert saves["y"] < beside["y"] < page.locator(".log").bounding_box()["y"]


@laptop
def test_what_stands_beside_it_scrolls_apart(opened, person, pat):
    diaries.write(person, pat, 0, "\n".join(f"{MARK}, line {number}." for number in range(60)))
    page = opened.page
    page.set_viewport_size({"width": 1280, "height": 500})
    page.reload()
    page.locator(".beside__title").first.hover()
    top = box(page).bounding_box()["y"]
    page.mouse.wheel(0, 100)
    expect(page.locator(".beside__title").first).not_to_be_in_viewport()
    assert page.locator(".beside").evaluate("element => element.scrollTop") > 0
    assert box(page).bounding_box()["y"] == top
    box(page).fill("line\n" * 40)
    page.get_by_role("button", name="Save for").scroll_into_view_if_needed()
    expect(page.locator(".beside")).to_be_in_viewport()


def test_it_leads_to_the_entry_and_after_a_save_it_is_the_one_just_written(opened):
    page = opened.page
    opened.write(box(page), f"Seen today. {MARK}.")
    opened.press_button("Save for")
    last = page.locator(".last")
    expect(last).to_contain_text(f"Seen today. {MARK}.")
    opened.press(last.get_by_role("link", name="See the entry"))
    expect(page.locator("[data-notes]").first).to_have_text(f"Seen today. {MARK}.")


@with_script
def test_the_count_is_quiet_until_it_comes_near_the_limit(opened):
    page = opened.page
    box(page).fill("a" * 44_000)
    expect(page.locator(".count")).to_have_count(0)
    box(page).fill("🙂" * 45_000)
    expect(page.locator(".count")).to_have_text("45,000 of 50,000 characters")
    box(page).fill("Seen.")
    expect(page.locator(".count")).to_be_hidden()


@with_script
def test_what_is_too_long_is_refused_with_the_count_before_it_is_sent(opened, person, pat):
    page = opened.page
    before = person.contacts.count()
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    box(page).fill("a" * 50_812)
    expect(page.locator("#kept .kept__how")).to_have_text("Draft kept 11:00")
    opened.press_button("Save for")
    count = page.get_by_role("alert").filter(has_text="50,812 characters")
    expect(count).to_have_text(
        "50,812 characters; the diary takes 50,000. Save the rest as another contact."
    )
    expect(box(page)).to_be_focused()
    assert not [address for address in sent if address.endswith("/contacts/")]
    box(page).fill("a" * LIMIT)
    opened.press_button("Save for")
    expect(page.get_by_role("status").filter(has_text="Saved for")).to_be_visible()
    assert person.contacts.count() == before + 1


def test_the_server_refuses_it_too_and_nothing_is_lost(opened, person):
    page = opened.page
    if opened.way.script:
        page.evaluate("document.querySelector('#id_notes').dataset.limit = 60000")
    before = person.contacts.count()
    box(page).fill("a" * 50_812)
    opened.press_button("Save for")
    expect(page.locator(".govuk-error-summary")).to_contain_text("50,812 characters")
    expect(box(page)).to_have_value("a" * 50_812)
    assert person.contacts.count() == before
