"""Pat writes down what happened, as little or as much as she likes."""

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import MARK
from journeys.hands import WITH_SCRIPT, Hands

WORDS = f"Seen at home, kettle on. {MARK}.\n\nAgreed he rings housing today."

# Writing in one field is one action, and so is each press; the browser counts, not the test.
COUNT_ACTIONS = """
window.actions = [];
const did = (what) => window.actions.at(-1) === what || window.actions.push(what);
const count = (type, verb, of) => document.addEventListener(type, (event) =>
  event.isTrusted && did(`${verb} ${event.target[of]}`), true);
count("input", "wrote", "name");
count("click", "pressed", "tagName");
"""

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


@pytest.fixture
def opened(pats, person) -> Hands:
    """Pat has a person's page open."""
    pats.open(f"/people/{person.crn}/")
    return pats


def box(page: Page):
    return page.get_by_label("What happened?")


def save(hands: Hands) -> None:
    hands.press_button("Save for Dean Hartley, X482913")


def saved(page: Page):
    return page.get_by_role("status").filter(has_text="Saved for")


def test_pat_writes_a_note_and_saves_it(opened, person):
    opened.write(box(opened.page), WORDS)
    save(opened)
    expect(saved(opened.page)).to_contain_text("Saved for today, 11:00.")
    shown = opened.page.locator("[data-contact] [data-notes]")
    assert shown.evaluate("element => element.textContent") == WORDS
    expect(box(opened.page)).to_have_value("")
    assert person.contacts.get().notes == WORDS


@with_script
def test_it_takes_two_actions_and_the_next_words_can_follow(opened):
    opened.page.evaluate(COUNT_ACTIONS)
    before = opened.page.url
    opened.page.evaluate("window.sameDocument = true")
    if opened.way.keyboard:
        opened.write(box(opened.page), WORDS)
    else:
        box(opened.page).press_sequentially("Seen. ")
    save(opened)
    expect(saved(opened.page)).to_be_visible()
    assert opened.page.evaluate("window.actions") == ["wrote notes", "pressed BUTTON"]
    assert opened.page.evaluate("window.sameDocument")
    assert opened.page.url == before
    expect(box(opened.page)).to_be_focused()


@with_script
def test_ctrl_enter_saves(opened, person):
    opened.write(box(opened.page), WORDS)
    box(opened.page).press("Control+Enter")
    expect(saved(opened.page)).to_be_visible()
    assert person.contacts.count() == 1


@with_script
def test_an_empty_box_says_nothing_after_a_save(opened):
    page = opened.page
    opened.write(box(page), WORDS)
    box(page).press("Control+Enter")
    expect(saved(page)).to_be_visible()
    expect(page.locator("#kept .kept__how")).to_be_empty()
    page.wait_for_timeout(200)
    expect(page.locator("#kept .kept__how")).to_be_empty()


def test_pressing_twice_saves_once(opened, person):
    opened.write(box(opened.page), WORDS)
    if opened.way.keyboard:
        opened.reach(opened.page.get_by_role("button", name="Save for"))
        opened.page.keyboard.press("Enter")
        opened.page.keyboard.press("Enter")
    else:
        opened.page.get_by_role("button", name="Save for").dblclick()
    expect(saved(opened.page)).to_be_visible()
    expect(opened.page.locator("[data-contact]")).to_have_count(1)
    assert person.contacts.count() == 1


def test_pat_says_what_kind_how_long_what_came_of_it_and_when(opened, person):
    page = opened.page
    opened.write(box(page), WORDS)
    opened.choose_kind("Home visit")
    opened.press(page.get_by_text("Outcome, length, sensitive"))
    opened.choose(page.get_by_label("Outcome, where someone was expected"), "Attended")
    opened.write(page.get_by_label("How long"), "45m")
    opened.press(page.get_by_role("checkbox", name="Sensitive"), key="Space")
    opened.write(page.get_by_label("When, if not now"), "yesterday 2pm")
    save(opened)
    expect(saved(page)).to_contain_text("Saved for yesterday, 14:00.")
    entry = page.locator("[data-contact]")
    for words in ("14:00", "Home visit, met", "45 min, attended", "Sensitive"):
        expect(entry).to_contain_text(words)
    expect(page.get_by_role("heading", name="Yesterday")).to_be_visible()


@with_script
def test_a_kind_chosen_by_mistake_is_taken_away_again(opened, person):
    opened.write(box(opened.page), "Talked about the flat.")
    opened.choose_kind("Office")
    office = opened.page.get_by_role("radio", name="Office")
    expect(office).to_be_checked()
    opened.press(office, key="Space")
    expect(office).not_to_be_checked()
    save(opened)
    expect(saved(opened.page)).to_be_visible()
    assert person.contacts.get().kind == ""


def test_the_future_is_refused_and_the_words_are_kept(opened, person):
    page = opened.page
    opened.write(box(page), WORDS)
    opened.choose_kind("Phone")
    opened.write(page.get_by_label("When, if not now"), "tomorrow 9am")
    save(opened)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(box(page)).to_have_value(WORDS)
    expect(page.get_by_role("radio", name="Phone")).to_be_checked()
    opened.press_link("Use a time that has already passed.")
    expect(page.get_by_label("When, if not now")).to_be_focused()
    expect(page.get_by_label("When, if not now")).to_have_value("tomorrow 9am")
    opened.write(page.get_by_label("When, if not now"), "9am")
    save(opened)
    expect(saved(page)).to_contain_text("Saved for today, 09:00.")
    assert person.contacts.count() == 1


def test_an_empty_box_says_what_to_do(opened, person):
    save(opened)
    expect(opened.page.get_by_role("link", name="Write what happened.")).to_be_visible()
    assert not person.contacts.exists()


@with_script
def test_without_a_connection_the_words_stay_and_the_page_says_so(opened, person):
    opened.write(box(opened.page), WORDS)
    opened.lose_the_network()
    save(opened)
    expect(opened.page.get_by_role("alert")).to_contain_text("Not saved: no connection.")
    expect(box(opened.page)).to_have_value(WORDS)
    opened.find_the_network()
    expect(saved(opened.page)).to_be_visible()
    assert person.contacts.get().notes == WORDS


@with_script
def test_pressing_save_again_once_it_is_saved_says_nothing_else(opened, person):
    opened.write(box(opened.page), WORDS)
    save(opened)
    expect(saved(opened.page)).to_be_visible()
    expect(box(opened.page)).to_have_value("")
    save(opened)
    expect(box(opened.page)).to_be_focused()
    expect(saved(opened.page)).to_be_visible()
    assert person.contacts.count() == 1
