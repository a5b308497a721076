"""Pat finds somebody by whatever she has: half a name, a number, a date of birth."""

import re

import pytest
from playwright.sync_api import Page, expect

from contacts.models import Alias, AuditEntry
from journeys.hands import LAPTOP, Hands
from journeys.looks import at_both_widths, faults, faults_when_spaced_out

REFUSED = "Failed to load resource: the server responded with a status of 422"


def look_for(pats: Hands, typed: str) -> Page:
    pats.open("/people/find/")
    pats.write(pats.page.get_by_label("Name, CRN, prison number, PNC or date of birth"), typed)
    pats.press_button("Find")
    pats.page.wait_for_url("**/people/find/?again=1")
    return pats.page


def names(page: Page) -> list[str]:
    return page.locator("tbody th a").all_inner_texts()


@pytest.mark.parametrize("typed", ["wisnewska", "zoe wisn", "X482913", "12/4/1991"])
def test_pat_finds_somebody_and_opens_their_page(pats, person, caseload, typed):
    page = look_for(pats, typed)
    expect(page.locator("tbody th a")).to_have_count(1)
    assert typed not in page.url
    (found,) = names(page)
    pats.press_link(found)
    expect(page.get_by_role("heading", name=found, level=1)).to_be_visible()


def test_pat_goes_back_to_whom_she_found_and_starts_afresh(pats, person, caseload):
    page = look_for(pats, "wisnewska")
    (found,) = names(page)
    pats.press_link(found)
    expect(page.get_by_role("heading", name=found, level=1)).to_be_visible()
    page.go_back()
    expect(page.locator("tbody th a")).to_have_text([found])
    expect(page.get_by_label("Name, CRN")).to_have_value("wisnewska")
    pats.press_link("Find")
    expect(page).to_have_url(re.compile("/people/find/$"))
    expect(page.get_by_label("Name, CRN")).to_have_value("")
    expect(page.locator("tbody")).to_have_count(0)


def test_pat_is_told_that_there_is_no_such_day(pats, person, caseload):
    pats.expected += [REFUSED]
    page = look_for(pats, "31/02/1978")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_role("link", name="There is no 31 February.")).to_be_visible()
    expect(page.get_by_role("status")).to_have_count(0)


def test_pat_finds_somebody_by_a_name_they_have_used(pats, person, caseload):
    Alias.objects.create(person=person, first_name="Ricky", last_name="Marsh")
    page = look_for(pats, "ricky march")
    expect(page.locator("tbody")).to_contain_text("Dean Hartley")
    expect(page.locator("tbody")).to_contain_text("Also Ricky Marsh")
    expect(page.locator("tbody")).to_contain_text("With Pat Okonjo")


def test_pat_is_told_whom_to_ring_where_nobody_matches(pats, person, caseload, add_person):
    add_person(first_name="Elsewhere", last_name="Held", crn="Z123456")
    for typed in ("Z123456", "Z999999", "elsewhere held"):
        page = look_for(pats, typed)
        expect(page.get_by_role("status")).to_contain_text(
            "Nobody you can open matches. If the person is in front of you, or somebody may be at "
            "risk, ring your duty manager: 0113 496 0101."
        )
    assert not any(one.people for one in AuditEntry.objects.filter(act="find_people"))


@pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)
def test_what_is_found_and_what_is_not_are_for_everybody_to_read(pats, person, caseload):
    Alias.objects.create(person=person, first_name="Ricky", last_name="Marsh")
    wrong = []
    pats.expected += [REFUSED]
    for typed in ("ricky march", "Z999999", "31/02/1978"):
        page = look_for(pats, typed)
        expect(page.get_by_label("Name, CRN")).to_have_value(typed)
        wrong += at_both_widths(page, faults, faults_when_spaced_out)
    assert wrong == []
