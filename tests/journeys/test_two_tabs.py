"""Pat has the same page open twice, and nothing she typed in either is lost."""

import pytest
from playwright.sync_api import Page, expect

from contacts.models import Contact, Draft, Person
from journeys import diaries
from journeys.conftest import MARK, WORDS
from journeys.diaries import kept_on_the_server
from journeys.hands import WITH_SCRIPT, Hands

KEPT = "Draft kept 11:00"

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


def box(page: Page):
    return page.get_by_label("What happened?")


def under(page: Page):
    return page.locator("#kept .kept__how")


def saved(page: Page):
    return page.get_by_role("status").filter(has_text="Saved for")


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


@pytest.fixture
def two_tabs(begin, pats, person) -> tuple[Hands, Hands]:
    """The same page twice, with the same draft: as when a tab is doubled."""
    begin("Seen")
    second = Hands(pats.page.context.new_page(), pats.way)
    for tab in (pats, second):
        tab.open(f"/people/{person.crn}/")
    return pats, second


@with_script
def test_of_two_tabs_the_older_is_told_and_both_texts_are_kept(two_tabs, person):
    first, second = two_tabs
    first.page.bring_to_front()
    first.write(box(first.page), f"{WORDS} First tab.")
    expect(under(first.page)).to_have_text("Saving…")
    expect(under(first.page)).to_have_text(KEPT)
    second.page.bring_to_front()
    second.write(box(second.page), f"{WORDS} Second tab.")
    told = second.page.get_by_role("alert").filter(has_text="This was changed in another tab")
    expect(told).to_contain_text("Both are kept")
    expect(under(second.page)).to_have_text(KEPT)
    expect(box(second.page)).to_have_value(f"{WORDS} Second tab.")
    second.write(box(second.page), f"{WORDS} Second tab, and more.")
    expect(under(second.page)).to_have_text("Saving…")
    expect(under(second.page)).to_have_text(KEPT)
    expect(told).to_be_visible()
    notes = [f"{WORDS} First tab.", f"{WORDS} Second tab, and more."]
    assert kept_on_the_server() == notes
    second.press_button("Save for")
    expect(saved(second.page)).to_be_visible()
    assert person.contacts.get().notes == notes[1]
    assert kept_on_the_server() == notes[:1]


@with_script
def test_of_two_tabs_one_saves_and_the_others_words_stay(two_tabs, person):
    first, second = two_tabs
    second.page.bring_to_front()
    second.write(box(second.page), f"{WORDS} Second tab.")
    expect(under(second.page)).to_have_text("Saving…")
    expect(under(second.page)).to_have_text(KEPT)
    first.page.bring_to_front()
    first.press_button("Save for")
    expect(saved(first.page)).to_be_visible()
    expect(first.page.locator(".begun")).to_contain_text("You began another")
    assert person.contacts.get().notes == "Seen"
    second.page.bring_to_front()
    second.write(box(second.page), f"{WORDS} Second tab, and more.")
    told = second.page.get_by_role("alert").filter(has_text="These words differ")
    expect(told).to_be_visible()
    expect(under(second.page)).to_have_text(KEPT)
    assert kept_on_the_server() == [f"{WORDS} Second tab, and more."]


@pytest.fixture
def another(add_person, team, pat) -> Person:
    return diaries.hold(add_person(first_name="Ama", last_name="Boateng", team=team), pat)


def test_two_tabs_with_two_people_file_each_with_their_own(pats, person, another):
    """Their names and CRNs stand on what saves."""
    pats.open(f"/people/{person.crn}/")
    second = Hands(pats.page.context.new_page(), pats.way)
    second.open(f"/people/{another.crn}/")
    second.write(box(second.page), "About Ama.")
    pats.page.bring_to_front()
    pats.write(box(pats.page), "About Dean.")
    if pats.way.script:
        expect(under(pats.page)).to_have_text(KEPT)
        expect(under(second.page)).to_have_text(KEPT)
    pats.press_button("Save for Dean Hartley, X482913")
    expect(saved(pats.page)).to_be_visible()
    second.page.bring_to_front()
    second.press_button(f"Save for Ama Boateng, {another.crn}")
    expect(saved(second.page)).to_be_visible()
    assert [(one.person, one.notes) for one in Contact.objects.order_by("notes")] == [
        (another, "About Ama."),
        (person, "About Dean."),
    ]
    assert not Draft.objects.exists()
