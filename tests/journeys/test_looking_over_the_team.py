"""Sam, the SPO, looks over his team: who holds whom, and what has been written."""

import datetime as dt

import pytest
from playwright.sync_api import Locator, Page, expect

from contacts.formats import clock
from contacts.models import Contact, Person, Seen, User
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import LAPTOP, Hands
from journeys.looks import (
    at_both_widths,
    faults_of_focus,
    faults_when_spaced_out,
    faults_with_every_fold_open,
)

looked_at = pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)


@pytest.fixture
def sams(at_a_browser, sam) -> Hands:
    return at_a_browser(sam)


@pytest.fixture
def team_of_three(caseload, priya, team, add_person) -> list[Person]:
    """Beside Pat's list, one whom Priya holds and one whom nobody does."""
    hers = diaries.hold(add_person(first_name="Bea", last_name="Quill", team=team), priya)
    diaries.write(hers, priya, 2, f"{MARK}. Tenancy signed, keys on Sunday.", kind="phone")
    nobodys = add_person(first_name="Gus", last_name="Vane", team=team)
    diaries.write(nobodys, priya, 6, f"{MARK}. Waits for somebody new.")
    return [*caseload, hers, nobodys]


@pytest.fixture
def long_diaries(team_of_three, person: Person, pat: User) -> list[Contact]:
    """A hundred more entries of Dean's, an hour apart."""
    first = clock.now() - dt.timedelta(days=10)
    return Contact.objects.bulk_create(
        Contact(
            person=person,
            author=pat,
            occurred_at=first - dt.timedelta(hours=number),
            recorded_at=first,
            notes=f"{MARK} number {number + 1}.",
            seen=Seen.NOT_KNOWN,
        )
        for number in range(100)
    )


def whose(page: Page) -> Locator:
    """The names above the entries."""
    return page.locator(".whose h4")


def chip(page: Page, words: str) -> Locator:
    return page.locator(".chip").filter(has_text=words)


def test_sam_sees_who_holds_whom_and_whom_nobody_holds(sams, team_of_three):
    page = sams.page
    sams.open("/people/")
    sams.press_link("Team")
    expect(page.get_by_role("heading", level=1)).to_have_text("North one")
    caseloads = ["Pat Okonjo", "Priya Nair", "Held by nobody (1)"]
    expect(page.locator("summary")).to_have_text(caseloads)
    expect(page.get_by_role("link", name="Gus Vane")).to_be_visible()
    expect(page.get_by_role("link", name="Bea Quill")).not_to_be_visible()
    sams.press(page.get_by_text("Priya Nair", exact=True))
    bea = page.get_by_role("row").filter(has_text="Bea Quill")
    expect(bea).to_contain_text("Not met since allocated on 2 June 2025")
    expect(page.locator("main")).not_to_contain_text(MARK)
    sams.press_link("Bea Quill")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bea Quill")


def test_sam_reads_what_was_written_about_one_practitioners_people(sams, team_of_three):
    page = sams.page
    sams.open("/team/")
    sams.press(page.get_by_text("Priya Nair", exact=True))
    sams.press(page.get_by_role("link", name="held by Priya Nair"))
    expect(whose(page)).to_have_text(["Bea Quill"])
    sams.press(chip(page, "Priya Nair"))
    expect(page.locator(".chip")).to_have_count(0)
    expect(whose(page).nth(0)).to_have_text("Dean Hartley")
    expect(whose(page).nth(1)).to_have_text("Bea Quill")


def test_sam_narrows_by_words_days_and_kind_and_clears_it(sams, team_of_three):
    page = sams.page
    sams.open("/team/timeline/")
    sams.write(page.get_by_label("Search notes"), "tenancy")
    sams.press(page.get_by_text("Practitioner, kind, dates"))
    sams.write(page.get_by_label("When"), "past week")
    sams.choose(page.get_by_label("Kind"), "Phone")
    sams.press(page.locator(".ask__more").get_by_role("button", name="Search"))
    expect(page.locator(".chip")).to_have_count(3)
    expect(whose(page)).to_have_text(["Bea Quill"])
    sams.press(chip(page, "Phone"))
    expect(page.locator(".chip")).to_have_count(2)
    sams.press_link("Clear all")
    expect(page).to_have_url("/team/timeline/")
    expect(whose(page).nth(5)).to_be_visible()


def test_sam_goes_to_an_entry_in_its_place_and_comes_back_to_where_he_was(sams, long_diaries):
    page = sams.page
    sams.open("/team/timeline/")
    sams.press_link("Older contacts")
    expect(page.get_by_role("heading", name="Before ")).to_be_visible()
    entry = page.locator("[data-contact]").filter(has_text=f"{MARK} number 70.")
    number, address = entry.get_attribute("data-contact"), page.url
    sams.press(page.locator(f'a[href$="#contact-{number}"]'))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dean Hartley")
    expect(page.locator(f"#contact-{number}")).to_be_in_viewport()
    expect(page.locator("[data-notes]").filter(has_text=f"{MARK} number 69.")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.locator(f"#contact-{number}")).to_be_in_viewport()


def test_sam_follows_one_person(sams, team_of_three):
    page = sams.page
    sams.open("/team/timeline/")
    sams.press(page.locator(".whose").filter(has_text="Bea Quill").get_by_text("Only this person"))
    expect(whose(page)).to_have_text(["Bea Quill"])
    expect(chip(page, "Bea Quill, X")).to_contain_text("press to clear")


def test_sam_is_told_when_nothing_matches_and_when_days_are_not_understood(sams, team_of_three):
    page = sams.page
    sams.open("/team/timeline/")
    sams.write(page.get_by_label("Search notes"), "nowhere at all")
    sams.press_button("Search")
    expect(page.get_by_text("Nothing matches.")).to_be_visible()
    sams.press(page.get_by_text("Practitioner, kind, dates"))
    sams.write(page.get_by_label("When"), "whenever")
    sams.expected += ["Failed to load resource: the server responded with a status of 422"]
    sams.press(page.locator(".ask__more").get_by_role("button", name="Search"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("When")).to_have_value("whenever")


def test_pat_has_no_team_to_look_over(pats, caseload):
    for address in ("/team/", "/team/timeline/"):
        pats.open(address)
        expect(pats.page.get_by_text("This page shows senior probation officers")).to_be_visible()
        expect(pats.page.locator("main")).not_to_contain_text("Hartley")


@looked_at
def test_the_pages_are_for_everybody(sams, long_diaries):
    looks = (faults_with_every_fold_open, faults_when_spaced_out)
    everything = "/team/timeline/?kind=phone&words=tenancy&when=past+week"
    for address in ("/team/", "/team/timeline/", everything):
        sams.open(address)
        assert at_both_widths(sams.page, *looks) == []


@looked_at
def test_the_focus_is_seen_at_every_stop_of_sams_pages(sams, team_of_three):
    for address in ("/team/", "/team/timeline/?kind=phone&words=tenancy"):
        sams.open(address)
        assert at_both_widths(sams.page, faults_of_focus) == []
