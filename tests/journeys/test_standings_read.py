"""Where a person stands is read in a note, and taken only after one press."""

import pytest
from playwright.sync_api import Page, expect

from contacts.models import Person
from journeys.conftest import MARK
from journeys.hands import WITH_SCRIPT, WITHOUT_SCRIPT, Hands

NOTES = f"TC from duty. {MARK}.\nRemanded to HMP Leeds."
IN_LEEDS = "In custody, HMP Leeds, from today"
HEAD = "In custody, HMP Leeds, since 22 November · Entry of 22 November"
with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name)
without_script = pytest.mark.parametrize("way", [WITHOUT_SCRIPT], ids=lambda way: way.name)


@pytest.fixture
def opened(pats: Hands, person: Person) -> Hands:
    pats.open(f"/people/{person.crn}/")
    return pats


def write(hands: Hands) -> None:
    hands.write(hands.page.get_by_label("What happened?"), NOTES)


def save(hands: Hands) -> None:
    hands.press_button("Save for")
    expect(hands.page.locator(".saved")).to_contain_text("Saved for")


def head(page: Page) -> None:
    expect(page.locator(".person__standing")).to_have_text(HEAD)


@with_script
def test_pat_sees_it_presses_saves_and_it_stands_at_the_head(opened: Hands, person: Person):
    page = opened.page
    write(opened)
    tick = page.get_by_role("checkbox", name=f"{IN_LEEDS} press to take it")
    expect(tick).not_to_be_checked()
    opened.press(tick, key="Space")
    save(opened)
    head(page)
    opened.open("/people/")
    expect(page.locator("body")).to_contain_text("HMP Leeds")
    opened.open(f"/people/{person.crn}/")
    opened.press(page.get_by_role("link", name="Entry of 22 November"))
    opened.press(page.get_by_role("button", name="Take it back"))
    expect(page.locator(".saved")).to_contain_text(f"Not taken from your words: {IN_LEEDS}")
    expect(page.locator(".person__standing")).to_have_count(0)


@with_script
def test_not_pressed_it_is_not_set(opened: Hands, person: Person):
    write(opened)
    expect(opened.page.get_by_role("checkbox", name=IN_LEEDS)).to_be_visible()
    save(opened)
    expect(opened.page.locator(".person__standing")).to_have_count(0)
    assert not person.standings.exists()


@with_script
def test_what_was_pressed_is_so_on_another_machine(opened, at_a_browser, pat, person):
    write(opened)
    opened.press(opened.page.get_by_role("checkbox", name=IN_LEEDS), key="Space")
    expect(opened.page.locator(".kept__how")).to_have_text("Saving…")
    expect(opened.page.locator(".kept__how")).to_have_text("Draft kept 11:00")
    elsewhere = at_a_browser(pat)
    elsewhere.open(f"/people/{person.crn}/")
    expect(elsewhere.page.get_by_role("checkbox", name=IN_LEEDS)).to_be_checked()


@without_script
def test_without_javascript_it_is_offered_taken_and_undone_with_a_press(opened: Hands, person):
    page = opened.page
    write(opened)
    save(opened)
    assert not person.standings.exists()
    for _ in range(2):
        expect(page.locator(".saved")).to_contain_text(f"Not taken from your words: {IN_LEEDS}")
        opened.press(page.get_by_role("button", name=f"take it {IN_LEEDS}"))
        head(page)
        opened.press(page.get_by_role("button", name=f"undo {IN_LEEDS}"))
        expect(page.locator(".person__standing")).to_have_count(0)
