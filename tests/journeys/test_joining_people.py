"""Sam finds one person on record twice, joins the records, and parts them again."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from contacts.formats import clock
from contacts.models import Source
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
def other(add_person, team, pat):
    names = {"first_name": "Deen", "last_name": "Hartly", "prison_number": "A1234BC"}
    other = add_person(crn="X482999", team=team, **names)
    diaries.write(other, pat, 3, f"Rang from the hostel. {MARK}.")
    return other


@pytest.fixture
def sams(at_a_browser, sam, pat, person, other) -> Hands:
    """Sam on the page of somebody who is on record twice."""
    diaries.write(person, pat, 1, f"On time. {MARK}.")
    hands = at_a_browser(sam)
    hands.open(f"/people/{person.crn}/")
    hands.press_link("Here twice?")
    return hands


def show_both(hands: Hands, crn: str) -> None:
    hands.write(hands.page.get_by_label("CRN of the other record"), crn)
    hands.press_button("Show both")


def test_sam_joins_two_records_and_pat_reads_one_diary(sams, at_a_browser, pat, person, other):
    page = sams.page
    show_both(sams, "x482999")
    expect(page.get_by_role("row", name="Prison number")).to_contain_text("A1234BC")
    sams.press_button("They are one person: join X482999 to X482913")
    expect(page.get_by_role("status")).to_contain_text("X482999 is joined to X482913")
    pats = at_a_browser(pat)
    pats.open("/people/X482999/")
    expect(pats.page).to_have_url(re.compile("/people/X482913/$"))
    expect(pats.page.get_by_text("Also on record as X482999 Deen Hartly")).to_be_visible()
    expect(pats.page.locator("[data-contact]")).to_have_count(2)
    sams.press(page.get_by_role("button", name=re.compile(r"Part\s+X482999 from X482913")))
    expect(page.get_by_role("status")).to_contain_text("are two records again")
    pats.open("/people/X482999/")
    expect(pats.page).to_have_url(re.compile("/people/X482999/$"))
    expect(pats.page.locator("[data-contact]")).to_have_count(1)


def test_sam_says_who_holds_them_where_two_people_do(sams, priya, other, person):
    diaries.hold(other, priya)
    page = sams.page
    show_both(sams, other.crn)
    sams.press_button("They are one person")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    radio = page.get_by_label("Priya Nair (priya)")
    if sams.way.keyboard:
        sams.press(page.get_by_role("radio").first, "Space")
        while not radio.is_checked():
            page.keyboard.press("ArrowDown")
    else:
        sams.press(radio)
    sams.press_button("They are one person")
    expect(page.get_by_role("status")).to_contain_text("X482999 is joined to X482913")
    assert person.allocations.filter(practitioner=priya).exists()


def test_whom_sam_may_not_join_is_nobody(sams, add_person, other_team):
    add_person(crn="X482998", team=other_team)
    for crn in ("X482998", "Z999999"):
        show_both(sams, crn)
        expect(sams.page.locator(".govuk-error-summary")).to_be_focused()
        expect(sams.page.locator(".govuk-error-summary")).to_contain_text(
            "There is no record with this CRN that you can join."
        )


def test_sam_joins_records_that_differ_once_they_have_checked(sams, person, other):
    other.last_name, other.date_of_birth = person.last_name, dt.date(1991, 12, 4)
    other.save()
    page = sams.page
    sams.open(f"/people/{person.crn}/join/")
    sams.press(page.get_by_role("link", name="Show both"))
    expect(page.get_by_role("row", name="Date of birth (differs)")).to_contain_text("4 December")
    sams.press_button("They are one person")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Check, then tick")
    tick = page.get_by_label("I have checked that these are one person")
    sams.press(tick, "Space")
    sams.press_button("They are one person")
    expect(page.get_by_role("status")).to_contain_text("X482999 is joined to X482913")


@pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)
def test_the_page_is_for_everybody_to_use(sams, priya, person, other):
    diaries.hold(other, priya)
    other.date_of_birth = dt.date(1991, 12, 4)
    other.save()
    told = {"source": Source.objects.create(name="nDelius"), "as_at": clock.today()}
    for one, value in ((person, "07700 900111"), (other, "07700 900222, voicemail not safe")):
        one.facts.create(what="phone", value=value, **told)
    page, looks = sams.page, (faults, faults_when_spaced_out, faults_when_twice_as_large)
    found = at_both_widths(page, faults, faults_of_focus)
    show_both(sams, other.crn)
    found += at_both_widths(page, *looks)
    sams.press_button("They are one person")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    found += at_both_widths(page, *looks)
    sams.press(page.get_by_label("Priya Nair (priya)"))
    sams.press(page.get_by_label("I have checked that these are one person"), "Space")
    sams.press_button("They are one person")
    expect(page.get_by_role("status")).to_be_visible()
    assert found + at_both_widths(page, *looks) == []
