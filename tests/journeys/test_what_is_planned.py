"""Pat sees what is next before somebody sits down, and what passed with nothing recorded."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from contacts.formats import clock
from journeys import diaries
from journeys.conftest import MARK
from journeys.looks import faults, faults_of_focus

DAY = dt.timedelta(days=1)
VISIT = "Planned Office Visit (NS)"


@pytest.fixture
def planned(person, pat, plan):
    """Three things ahead, and two that passed between what was written."""
    diaries.everything_known(person)
    diaries.write(person, pat, 3, f"{MARK}. Came in, on time.")
    diaries.write(person, pat, 12, f"{MARK}. Rang about the flat.")
    for days in (2, 9, 16):
        plan(person, clock.now() + days * DAY, heading=VISIT, kind="office")
    plan(person, clock.now() - 7 * DAY, heading=VISIT, notes=f"{MARK}. Bring the [[letter]].")
    plan(person, clock.now() - 9 * DAY, heading="3 Way Meeting (NS)", sensitive=True)


def test_pat_sees_what_is_next_and_unfolds_the_rest(pats, person, planned):
    pats.open(f"/people/{person.crn}/")
    page = pats.page
    expect(page.get_by_text("Next: Tuesday 24 November, 11:00")).to_be_visible()
    last = page.locator("li").filter(has_text="Tuesday 8 December, 11:00")
    expect(last).not_to_be_visible()
    pats.press(page.locator("summary").filter(has_text="Planned after that"))
    expect(last).to_be_visible()


def test_what_passed_stands_between_the_entries_and_leads_nowhere(pats, person, planned):
    pats.open(f"/people/{person.crn}/")
    lines = pats.page.locator(".entry")
    expect(lines).to_have_count(4)
    expect(lines.nth(1)).to_contain_text("Planned, nothing recorded")
    expect(lines.nth(2)).to_contain_text("3 Way Meeting (NS)")
    expect(pats.page.locator("[data-contact]")).to_have_count(2)
    expect(lines.nth(1).locator("a")).to_have_count(0)


def test_the_page_is_sound_for_every_reader(pats, person, planned):
    pats.open(f"/people/{person.crn}/")
    if pats.way.script:
        assert faults(pats.page) == []
    if pats.way.keyboard:
        assert faults_of_focus(pats.page) == []
