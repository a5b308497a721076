"""Sam keeps the lists of who may see a person."""

import re

import pytest
from playwright.sync_api import expect

from contacts.models import User
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import LAPTOP, Hands
from journeys.looks import (
    at_both_widths,
    faults,
    faults_of_focus,
    faults_when_spaced_out,
    faults_when_twice_as_large,
)


@pytest.fixture
def sams(at_a_browser, sam, pat, priya, person) -> Hands:
    """Sam at the lists of somebody whom Pat holds."""
    diaries.write(person, pat, 1, f"On time. {MARK}.")
    hands = at_a_browser(sam)
    hands.open(f"/people/{person.crn}/access/")
    return hands


def add(hands: Hands, user: User, kind: str) -> None:
    hands.choose(
        hands.page.get_by_label("Who", exact=True), f"{user.name} ({user.username}), {user.team}"
    )
    radio = hands.page.get_by_label(kind)
    if hands.way.keyboard:  # which reaches a group by its first
        hands.press(hands.page.get_by_role("radio").first, "Space")
        while not radio.is_checked():
            hands.page.keyboard.press("ArrowDown")
    else:
        hands.press(radio)
    hands.press_button("Add for")


def test_sam_shuts_priya_out_and_lets_her_in_again(sams, at_a_browser, priya, person):
    page = sams.page
    theirs = at_a_browser(priya)
    theirs.open(f"/people/{person.crn}/")
    expect(theirs.page.get_by_role("heading", name="Dean Hartley")).to_be_visible()
    add(sams, priya, "May not see (exclusion)")
    expect(page.get_by_role("status")).to_contain_text("Priya Nair may not see Dean Hartley")
    theirs.page.reload()
    expect(theirs.page.get_by_text("No record you can open")).to_be_visible()
    expect(page.get_by_text("since today, 11:00, by Sam Whitlock")).to_be_visible()
    sams.press(page.get_by_role("button", name=re.compile(r"Lift\s+for Priya Nair")))
    expect(page.get_by_role("status")).to_contain_text("no longer among those who may not see")
    theirs.page.reload()
    expect(theirs.page.get_by_role("heading", name="Dean Hartley")).to_be_visible()


def test_sam_lets_few_see_and_is_one_of_them(sams, at_a_browser, pat, priya, person):
    add(sams, pat, "Only these may see (restriction)")
    expect(sams.page.locator(".named li")).to_have_count(2)
    expect(sams.page.locator(".named")).to_contain_text("Sam Whitlock (sam)")
    theirs = at_a_browser(priya)
    theirs.open(f"/people/{person.crn}/")
    expect(theirs.page.get_by_text("No record you can open")).to_be_visible()


def test_sam_is_told_why_a_change_would_leave_nobody(sams, pat, sam):
    page = sams.page
    add(sams, pat, "May not see (exclusion)")
    add(sams, sam, "May not see (exclusion)")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Nothing was changed.")
    expect(page.get_by_label("Who", exact=True)).to_have_value(str(sam.pk))
    expect(page.get_by_label("May not see (exclusion)")).to_be_checked()
    expect(page.locator(".named li")).to_have_count(1)


def test_sam_who_shuts_himself_out_goes_on_from_his_list(sams, sam, person):
    add(sams, sam, "May not see (exclusion)")
    expect(sams.page).to_have_url("/people/?limited=yes")
    expect(sams.page.get_by_role("status").first).to_contain_text("you can no longer open")


def test_sam_is_asked_whom_he_means(sams):
    sams.press_button("Add for")
    expect(sams.page.locator(".govuk-error-summary")).to_be_focused()
    expect(sams.page.get_by_role("link", name="Choose who.")).to_be_visible()


@pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)
def test_the_lists_are_for_everybody_full_and_refused(sams, pat, priya):
    add(sams, pat, "Only these may see (restriction)")
    add(sams, priya, "May not see (exclusion)")
    page = sams.page
    found = at_both_widths(page, faults, faults_of_focus)
    sams.press_button("Add for")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    looks = (faults, faults_when_spaced_out, faults_when_twice_as_large)
    assert found + at_both_widths(page, *looks) == []
