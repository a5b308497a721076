"""Pat adds to an entry, and the network goes: she is told before a word is lost."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from contacts.models import Concern
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import WITH_SCRIPT, Hands
from tests.cast import NOW

LATER = f"He rang back at four. {MARK}."

pytestmark = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


@pytest.fixture
def entry(person, pat):
    return diaries.write(person, pat, 0, "Came on time.")


@pytest.fixture
def adding(pats, person, entry) -> Hands:
    pats.open(f"/people/{person.crn}/contacts/{entry.pk}/amend/")
    pats.write(box(pats.page), LATER)
    return pats


def box(page: Page):
    return page.locator("form.box textarea").first


def trouble(page: Page):
    return page.locator("form.box .trouble")


def test_what_is_added_without_a_connection_is_saved_once_there_is_one(adding, entry):
    page = adding.page
    adding.lose_the_network()
    adding.press_button("Add for")
    expect(trouble(page)).to_have_text(
        "Not saved: no connection. Your words are still here."
        " Trying again by itself: keep this page open."
    )
    expect(box(page)).to_have_value(LATER)
    adding.find_the_network()
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    assert [one.notes for one in entry.amendments.all()] == [LATER]


def test_words_that_change_meanwhile_wait_for_the_button(adding, entry):
    page = adding.page
    adding.lose_the_network()
    adding.press_button("Add for")
    expect(trouble(page)).to_contain_text("Trying again by itself")
    adding.write(box(page), f"{LATER} And")
    expect(trouble(page)).to_contain_text("Press the button again")
    adding.find_the_network()
    page.wait_for_timeout(2_500)
    assert not entry.amendments.exists()
    adding.press_button("Add for")
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    assert entry.amendments.get().notes == f"{LATER} And"


@pytest.mark.parametrize("what", ["add", "replace", "answer"])
def test_whoever_leaves_with_words_that_are_not_saved_is_asked_first(
    pats, person, pat, entry, what
):
    concern = Concern.objects.create(person=person, raised_by=pat, raised_at=NOW)
    where = {
        "add": f"contacts/{entry.pk}/amend/",
        "replace": f"contacts/{entry.pk}/replace/",
        "answer": f"concerns/{concern.pk}/",
    }
    pats.open(f"/people/{person.crn}/{where[what]}")
    asked = _stays(pats.page)
    pats.lose_the_network()
    box(pats.page).press_sequentially(LATER)
    expect(pats.page.locator("#kept .kept__how")).to_contain_text("Not kept: still trying")
    pats.press(pats.page.locator(".govuk-back-link"))
    expect(box(pats.page)).to_have_value(LATER if what != "replace" else f"Came on time.{LATER}")
    assert asked == ["beforeunload"]


def test_whoever_wrote_nothing_leaves_unasked(pats, person, entry):
    pats.open(f"/people/{person.crn}/contacts/{entry.pk}/replace/")
    asked = _stays(pats.page)
    pats.press(pats.page.locator(".govuk-back-link"))
    expect(pats.page.get_by_role("link", name="Add to this")).to_be_visible()
    assert asked == []


def _stays(page: Page) -> list[str]:
    """What the browser asks from now on; the answer is to stay."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", answer)
    return asked
