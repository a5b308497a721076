"""Pat puts an entry right: what was first written stays, and can be read."""

import pytest
from playwright.sync_api import expect

from contacts.models import Kind
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import Hands

WORDS = f"Came on time. {MARK}."


@pytest.fixture
def entry(person, pat):
    return diaries.write(person, pat, 0, WORDS, kind=Kind.PHONE)


@pytest.fixture
def opened(pats, person, entry) -> Hands:
    pats.open(f"/people/{person.crn}/")
    return pats


def test_pat_adds_to_an_entry(opened, person, entry):
    page = opened.page
    opened.press(page.get_by_role("link", name="Add to this"))
    expect(page.locator("[data-notes]")).to_have_text(WORDS)
    opened.write(page.get_by_label("What to add"), "Rang back at four.")
    opened.press_button("Add for Dean Hartley, X482913")
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    saved = entry.amendments.get().pk
    expect(page).to_have_url(f"/people/{person.crn}/contacts/{entry.pk}/?saved={saved}")
    expect(page.locator("[data-notes]")).to_have_text(WORDS)
    expect(page.locator(".amend")).to_contain_text("Rang back at four.")
    expect(page.locator(".amend")).to_contain_text("Pat Okonjo, today, 11:00")


def test_pat_puts_the_time_and_the_kind_right(opened, entry):
    page = opened.page
    opened.press(page.get_by_role("link", name="Add to this"))
    opened.press(page.get_by_text("Put right when"))
    opened.write(page.get_by_label("When it happened"), "yesterday 3pm")
    opened.choose(page.get_by_label("Kind"), "Office")
    opened.press_button("Add for")
    shown = page.locator("[data-contact]")
    expect(shown.locator(".entry__time")).to_have_text("15:00")
    expect(shown).to_contain_text("time was today, 11:00")
    expect(shown).to_contain_text("kind was Phone")
    expect(page.get_by_role("heading", name="Yesterday")).to_be_visible()


def test_an_addition_in_the_future_is_refused_and_kept(opened, entry):
    page = opened.page
    opened.press(page.get_by_role("link", name="Add to this"))
    opened.write(page.get_by_label("What to add"), WORDS)
    opened.press(page.get_by_text("Put right when"))
    opened.write(page.get_by_label("When it happened"), "tomorrow")
    opened.press_button("Add for")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("What to add")).to_have_value(WORDS)
    expect(page.get_by_label("When it happened")).to_have_value("tomorrow")


def test_pat_replaces_her_words_and_opens_the_first_wording(opened, person, entry):
    page = opened.page
    opened.press(page.locator(".entry__time"))
    opened.press_link("Replace the words")
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)
    opened.write(page.get_by_label("What happened?"), "Came on time, for once.")
    opened.press_button("Replace for Dean Hartley, X482913")
    expect(page.locator("[data-notes]")).to_have_text("Came on time, for once.")
    opened.press_link("Timeline")
    expect(page.locator("[data-notes]")).to_have_text("Came on time, for once.")
    expect(page.locator("main")).not_to_contain_text(MARK)
    opened.press_link("First wording")
    expect(page.get_by_role("heading", name="First wording")).to_be_in_viewport()
    expect(page.locator(".first-wording")).to_have_text(WORDS)


def test_words_that_a_colleague_has_seen_can_only_be_added_to(
    opened, at_a_browser, person, entry, priya
):
    at_a_browser(priya).open(f"/people/{person.crn}/")
    opened.press(opened.page.locator(".entry__time"))
    expect(opened.page.get_by_role("link", name="Add to this")).to_be_visible()
    expect(opened.page.get_by_role("link", name="Replace the words")).to_have_count(0)


def test_pat_is_told_that_her_brackets_do_not_match_and_corrects_them(opened, person):
    page = opened.page
    opened.write(page.get_by_label("What happened?"), f"{WORDS} [[His aunt rang.")
    opened.press_button("Save for Dean Hartley, X482913")
    said = page.get_by_role("status").filter(has_text="Saved for")
    expect(said).to_contain_text("everything after the [[ that is not closed is left out")
    opened.press_link("Correct the words")
    opened.write(page.get_by_label("What happened?"), f"{WORDS} [[His aunt rang.]]")
    opened.press_button("Replace for Dean Hartley, X482913")
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    expect(page.locator("[data-notes] mark.secret")).to_have_text("[[His aunt rang.]]")
