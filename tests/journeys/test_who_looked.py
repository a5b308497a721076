"""Pat, Sam and Ada read who looked at a person."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from contacts import audit
from contacts.formats import clock
from contacts.models import Act
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import LAPTOP, WITH_SCRIPT, Hands
from journeys.looks import (
    at_both_widths,
    faults,
    faults_of_focus,
    faults_when_spaced_out,
    faults_when_twice_as_large,
)

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


@pytest.fixture
def trail(person, pat, priya, sunday_morning):
    """Priya opened Pat's entry yesterday; Pat the timeline sixty times in the days before."""
    entry = diaries.write(person, pat, 3, f"Seen at home. {MARK}.")
    now = clock.now()
    for hours in range(84, 24, -1):
        sunday_morning(now - dt.timedelta(hours=hours))
        audit.record(Act.OPEN_TIMELINE, user=pat, people=[person])
    sunday_morning(now - dt.timedelta(hours=24))
    audit.record(Act.OPEN_CONTACT, user=priya, people=[person], object=f"contact {entry.pk}")
    sunday_morning(now)
    return entry


@pytest.fixture
def opened(pats, person, trail) -> Hands:
    pats.open(f"/people/{person.crn}/who-looked/")
    return pats


def test_pat_reads_who_looked_and_opens_the_entry(opened, person, trail):
    page = opened.page
    expect(page).to_have_title("X482913, who looked - Contact diary")
    expect(page.locator(".look")).to_have_count(50)
    first = page.locator(".look").first
    expect(first).to_contain_text("Opened an entry")
    expect(first).to_contain_text("Priya Nair")
    expect(page.get_by_role("heading", name="Yesterday")).to_be_visible()
    opened.press(first.get_by_role("link"))
    expect(page).to_have_url(f"/people/{person.crn}/contacts/{trail.pk}/")


def test_pat_narrows_the_trail_and_clears_it_with_one_press(opened, priya):
    page = opened.page
    opened.press(page.get_by_text("Narrow by who, what or when"))
    opened.choose(page.get_by_label("Who", exact=True), "Priya Nair")
    opened.write(page.get_by_label("When"), "yesterday")
    opened.press_button("Narrow")
    expect(page.locator(".look")).to_have_count(1)
    expect(page.get_by_role("link", name="21 November")).to_be_visible()
    expect(page.locator("select[name=who]")).to_have_value(str(priya.pk))
    opened.press(page.get_by_role("link", name="Clear all"))
    expect(page.locator(".look")).to_have_count(50)
    page.go_back()
    expect(page.locator(".look")).to_have_count(1)


def test_pat_reads_on_where_she_is(opened):
    page = opened.page
    opened.press_link("Older")
    expect(page.locator(".position")).to_contain_text("Before ")
    if opened.way.script:
        expect(page.locator(".position")).to_be_focused()
        assert page.locator(".look").count() >= 61
    else:
        opened.press_link("Newest")
        expect(page.locator(".look")).to_have_count(50)


def test_dates_that_cannot_be_read_stay_in_the_box(opened):
    opened.press(opened.page.get_by_text("Narrow by who, what or when"))
    opened.write(opened.page.get_by_label("When"), "whenever it was")
    opened.press_button("Narrow")
    expect(opened.page.locator(".govuk-error-summary")).to_be_focused()
    expect(opened.page.get_by_label("When")).to_have_value("whenever it was")


def test_ada_reads_the_trail_and_is_led_nowhere(at_a_browser, person, ada, trail):
    hands = at_a_browser(ada)
    hands.open(f"/people/{person.crn}/who-looked/")
    expect(hands.page.locator(".look").first).to_contain_text("Opened an entry")
    expect(hands.page.locator(".look a")).to_have_count(0)


@with_script
def test_a_lost_connection_is_said_beside_the_link(opened):
    opened.lose_the_network()
    opened.press_link("Older")
    expect(opened.page.locator(".older .trouble")).to_contain_text("no connection")


@pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)
def test_a_full_trail_is_for_everybody(opened, person):
    opened.open(f"/people/{person.crn}/who-looked/?dates=since+1+November&act=open_timeline")
    page = opened.page
    found = at_both_widths(page, faults)
    page.locator(".fold summary").click()
    looks = (faults, faults_of_focus, faults_when_spaced_out, faults_when_twice_as_large)
    assert found + at_both_widths(page, *looks) == []
