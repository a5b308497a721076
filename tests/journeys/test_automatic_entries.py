"""Pat reads past what systems wrote by themselves, and unfolds it where it matters."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from contacts.formats import clock
from journeys import diaries
from journeys.conftest import MARK
from journeys.looks import faults, faults_of_focus


@pytest.fixture
def made(person, pat, add_contact):
    """Three rows that nDelius made on one day, and what people wrote that day and before."""
    at = clock.now() - dt.timedelta(days=3)
    for hours, heading in enumerate(("Online check in submitted", "Tier Change", "NSI Commenced")):
        add_contact(
            person,
            author_name="nDelius",
            occurred_at=at - dt.timedelta(hours=hours),
            heading=heading,
            notes="",
        )
    diaries.write(person, pat, 3, f"{MARK}. Came in, on time.")
    diaries.write(person, pat, 12, f"{MARK}. Rang about the flat.")


def test_pat_unfolds_the_automatic_entries_of_a_day(pats, person, made):
    page = pats.page
    pats.open(f"/people/{person.crn}/")
    fold = page.locator("summary").filter(has_text="3 automatic entries")
    expect(fold).to_have_count(1)
    tier = page.locator("[data-contact]").filter(has_text="Tier Change")
    expect(tier).not_to_be_visible()
    expect(page.locator("[data-contact]")).to_have_count(5)
    pats.press(fold)
    expect(tier).to_be_visible()
    expect(tier).not_to_contain_text("seen")  # nobody was to be
    pats.press(tier.locator(".entry__time"))
    expect(page.locator("[data-contact]")).to_have_count(1)
    expect(page.get_by_text("Tier Change")).to_be_visible()


def test_what_is_looked_for_is_not_folded(pats, person, made):
    pats.open(f"/people/{person.crn}/?author=nDelius")
    page = pats.page
    expect(page.locator("[data-contact]")).to_have_count(3)
    expect(page.get_by_text("automatic entries")).to_have_count(0)
    pats.press(page.get_by_role("link", name="In its place").nth(1))
    expect(page.locator("[data-contact]").filter(has_text="Tier Change")).to_be_visible()


def test_the_fold_is_sound_for_every_reader(pats, person, made):
    pats.open(f"/people/{person.crn}/")
    if pats.way.script:
        assert faults(pats.page) == []
    if pats.way.keyboard:
        assert faults_of_focus(pats.page) == []
