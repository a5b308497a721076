"""Pat comes and goes, and leaves nothing for whoever sits down next."""

import pytest
from playwright.sync_api import expect

WORD = "a quiet word on loan"


@pytest.fixture
def at_the_door(at_a_browser, pat):
    pat.set_password(WORD)
    pat.save()
    return at_a_browser(None)


def sign_in(hands, password: str = WORD) -> None:
    hands.write(hands.page.get_by_label("Username"), "pat")
    hands.write(hands.page.get_by_label("Password"), password)
    hands.press_button("Sign in")


def test_pat_signs_in_and_goes_on_to_the_page_she_asked_for(at_the_door, person):
    at_the_door.open(f"/people/{person.crn}/")
    sign_in(at_the_door, "not this one")
    expect(at_the_door.page.get_by_text("the password is not right.")).to_be_visible()
    expect(at_the_door.page.locator(".govuk-error-summary")).to_be_focused()
    sign_in(at_the_door)
    expect(at_the_door.page).to_have_url(f"/people/{person.crn}/")
    expect(at_the_door.page.get_by_role("heading", level=1)).to_have_text("Dean Hartley")


def test_pat_shows_initials_only_and_it_is_remembered(at_the_door, caseload):
    at_the_door.open("/people/")
    sign_in(at_the_door)
    at_the_door.press_button("Show initials only")
    expect(at_the_door.page.get_by_role("link", name="AB", exact=True)).to_be_visible()
    expect(at_the_door.page.locator("main")).not_to_contain_text("Boateng")
    expect(at_the_door.page.locator("main")).not_to_contain_text("tribunal")
    at_the_door.press_button("Sign out")
    expect(at_the_door.page).to_have_url("/sign-in/")
    sign_in(at_the_door)
    expect(at_the_door.page.get_by_role("link", name="AB", exact=True)).to_be_visible()
    at_the_door.press_button("Show names and notes")
    expect(at_the_door.page.get_by_role("link", name="Ama Boateng")).to_be_visible()


def test_after_signing_out_the_back_button_shows_nothing(pats, person, contact):
    pats.open("/people/")
    pats.press_link("Dean Hartley")
    expect(pats.page.locator("[data-notes]")).to_have_text("On time. Slept badly.")
    pats.press_button("Sign out")
    expect(pats.page).to_have_url("/sign-in/")
    pats.page.go_back()
    expect(pats.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(pats.page.locator("body")).not_to_contain_text("Slept badly")
    expect(pats.page.locator("body")).not_to_contain_text("Hartley")
