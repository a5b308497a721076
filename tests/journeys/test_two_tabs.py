"""Pat has the same page open twice, and nothing she typed in either is lost."""

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import MARK
from journeys.hands import Hands


@pytest.fixture
def second_tab(pats, person, live_server) -> Hands:
    """A page whose form has already saved other words, as a restored or doubled tab has."""
    address = f"/people/{person.crn}/"
    pats.open(address)
    token = pats.page.locator(".box [name=token]").input_value()
    second = Hands(pats.page.context.new_page(), pats.way)
    with_the_same_form(second.page, token)
    second.open(address)
    pats.write(pats.page.get_by_label("What happened?"), "Seen today.")
    pats.press_button("Save for")
    expect(pats.page.get_by_role("status").filter(has_text="Saved for")).to_be_visible()
    second.page.bring_to_front()
    return second


def with_the_same_form(page: Page, token: str) -> None:
    """What "duplicate this tab" does: the same page, with the same form, a second time."""

    def again(route) -> None:
        response = route.fetch()
        first = response.text()
        own = first.split('name="token" value="')[1].split('"')[0]
        route.fulfill(response=response, body=first.replace(own, token))
        page.unroute_all()

    page.route("**/people/*/", again)


def test_a_spent_form_keeps_the_words_and_adds_them_to_that_one(second_tab, person):
    page = second_tab.page
    second_tab.write(page.get_by_label("What happened?"), f"Seen today.\nAnd {MARK} more.")
    second_tab.press_button("Save for")
    expect(page.get_by_text("Saved at 11:00. These words differ:")).to_be_visible()
    expect(page.locator(".differs")).to_be_focused()
    expect(page.get_by_label("What happened?")).to_have_value(f"Seen today.\nAnd {MARK} more.")
    assert person.contacts.count() == 1
    second_tab.press_button("Add to that one")
    expect(page.locator("[data-notes]")).to_have_text("Seen today.")
    expect(page.locator(".amend__notes")).to_have_text(f"Seen today.\nAnd {MARK} more.")
    assert person.contacts.count() == 1


def test_a_spent_form_saves_them_as_another_contact(second_tab, person):
    page = second_tab.page
    second_tab.write(page.get_by_label("What happened?"), f"Another visit. {MARK}.")
    second_tab.press_button("Save for")
    expect(page.get_by_text("These words differ:")).to_be_visible()
    second_tab.press_button("Save for")
    expect(page.get_by_role("status").filter(has_text="Saved for")).to_be_visible()
    assert person.contacts.count() == 2
