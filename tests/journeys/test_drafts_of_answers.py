"""Pat begins to add to an entry, and whatever becomes of the page, her words are there again."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from contacts.models import Draft
from journeys import diaries
from journeys.conftest import MARK
from journeys.diaries import kept_on_the_server
from journeys.hands import WITH_SCRIPT, Hands
from tests.cast import NOW
from tests.open_things import concern

LATER = f"He rang back at four. {MARK}."
KEPT = "Draft kept 11:00"
WORD = "a quiet word on loan"

pytestmark = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


@pytest.fixture
def entry(person, pat):
    return diaries.write(person, pat, 0, "Came on time.")


@pytest.fixture
def adding(pats, person, entry) -> Hands:
    pats.open(f"/people/{person.crn}/contacts/{entry.pk}/amend/")
    return pats


def box(page: Page):
    return page.locator("form.box textarea").first


def under(page: Page):
    return page.locator("#kept .kept__how")


def closed(page: Page) -> Page:
    other = page.context.new_page()
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    return other


def test_what_pat_adds_is_kept_found_again_and_saved(adding, at_a_browser, pat, entry):
    adding.write(box(adding.page), LATER)
    expect(under(adding.page)).to_have_text(KEPT)
    address = adding.page.url
    closed(adding.page)
    again = at_a_browser(pat)
    again.open("/people/")
    unfinished = again.page.locator(".unfinished")
    expect(unfinished).to_contain_text("X482913, added to an entry, today, 11:00")
    again.press(unfinished.get_by_role("link", name="Dean Hartley"))
    expect(again.page).to_have_url(f"{address}?draft={Draft.objects.get().pk}")
    expect(box(again.page)).to_have_value(LATER)
    again.press_button("Add for")
    expect(again.page.get_by_role("status").first).to_have_text("Saved.")
    assert entry.amendments.get().notes == LATER
    again.open("/people/")
    expect(again.page.locator(".unfinished")).to_have_count(0)
    assert not Draft.objects.exists()


def test_whoever_closes_the_page_before_the_pause_loses_nothing(adding):
    page = adding.page
    adding.write(box(page), LATER)
    address = page.url
    page = closed(page)
    assert kept_on_the_server() == [LATER]
    page.goto(address)
    expect(box(page)).to_have_value(LATER)


def test_what_is_saved_at_once_leaves_no_draft(adding, entry):
    adding.write(box(adding.page), LATER)
    adding.press_button("Add for")
    expect(adding.page.get_by_role("status").first).to_have_text("Saved.")
    adding.page.wait_for_timeout(1_500)
    assert entry.amendments.get().notes == LATER
    assert not Draft.objects.exists()


def test_what_became_of_it_is_kept_too(pats, person, pat):
    pats.open(f"/people/{person.crn}/concerns/{concern(person, pat).pk}/")
    pats.write(box(pats.page), LATER)
    expect(under(pats.page)).to_have_text(KEPT)
    pats.page.reload()
    expect(box(pats.page)).to_have_value(LATER)
    pats.press_button("Save for")
    expect(pats.page.get_by_role("article")).to_contain_text(LATER)
    assert person.contacts.get().notes == LATER
    assert not Draft.objects.exists()


def test_locked_out_while_she_adds_pat_signs_in_again_to_her_words(
    pats, pat, person, entry, sunday_morning
):
    pat.set_password(WORD)
    pat.save()
    pats.page.context.clear_cookies()
    pats.expected += ["Failed to load resource: the server responded with a status of 40[13]"]
    pats.expected += ["Response Status"]
    pats.open(f"/people/{person.crn}/contacts/{entry.pk}/amend/")
    _sign_in(pats, "pat")
    pats.write(box(pats.page), "He rang")
    expect(under(pats.page)).to_have_text(KEPT)
    sunday_morning(NOW + dt.timedelta(minutes=21))
    pats.write(box(pats.page), LATER)
    pats.press_button("Add for")
    expect(pats.page.get_by_text("Your words are kept as a draft")).to_be_visible()
    pats.press_link("Sign in again")
    _sign_in(pats)
    expect(box(pats.page)).to_have_value(LATER)
    pats.press_button("Add for")
    expect(pats.page.get_by_role("status").first).to_have_text("Saved.")
    assert entry.amendments.get().notes == LATER


def _sign_in(hands: Hands, who: str = "") -> None:
    if who:
        hands.write(hands.page.get_by_label("Username"), who)
    hands.write(hands.page.get_by_label("Password"), WORD)
    hands.press_button("Sign in")
