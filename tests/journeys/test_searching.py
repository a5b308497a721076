"""Pat remembers that somebody said something, and finds where it was written."""

import datetime as dt

import pytest
from playwright.sync_api import Locator, Page, expect

from contacts.formats import clock
from contacts.models import Contact, Kind, Person, Seen, User
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import LAPTOP, Hands
from journeys.looks import (
    at_both_widths,
    faults_of_focus,
    faults_when_spaced_out,
    faults_with_every_fold_open,
    in_the_clear,
)

looked_at = pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)

SIGNED = f"{MARK}. Tenancy signed, keys on Sunday. He will not be in on Tuesdays."
LATE = f"{MARK}. Landlord rang: the tenancy is at risk, rent is late again."
TIRED = f"{MARK}. Tired, no sleep. Zoë’s café shift was called off."


@pytest.fixture
def written(caseload: list[Person], pat: User) -> list[Person]:
    """Beside all else, something of housing about Ama, of Zoë in March, and of Dean."""
    dean, ama, zoe = caseload[:3]
    diaries.write(ama, pat, 2, SIGNED)
    diaries.write(zoe, pat, 250, LATE, kind=Kind.PHONE)
    diaries.write(dean, pat, 2, TIRED)
    return [dean, ama, zoe]


@pytest.fixture
def long_diary(written: list[Person], pat: User) -> list[Contact]:
    """Sixty more entries of Dean's, an hour apart and all of rent."""
    first = clock.now() - dt.timedelta(days=20)
    return Contact.objects.bulk_create(
        Contact(
            person=written[0],
            author=pat,
            occurred_at=first - dt.timedelta(hours=number),
            recorded_at=first,
            notes=f"{MARK}, rent number {number + 1}.",
            seen=Seen.NOT_KNOWN,
        )
        for number in range(60)
    )


def search(hands: Hands, typed: str) -> None:
    hands.write(hands.page.get_by_label("Search notes"), typed)
    hands.press(hands.page.get_by_role("button", name="Search").first)


def narrow(hands: Hands) -> None:
    """With the button below the fields of the fold."""
    hands.press(hands.page.locator(".ask__more").get_by_role("button", name="Search"))


def notes(page: Page) -> Locator:
    return page.locator("[data-notes]")


def whose(page: Page) -> Locator:
    """The names above the entries."""
    return page.locator(".whose h4")


def chip(page: Page, words: str) -> Locator:
    return page.locator(".chip").filter(has_text=words)


def test_pat_searches_from_her_list_and_reads_whose_it_is(pats, written):
    page = pats.page
    pats.open("/people/")
    pats.write(page.get_by_label("Search their notes"), "tenancy")
    pats.press_button("Search")
    expect(page).to_have_url("/people/search/?words=tenancy")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search my people’s notes")
    expect(whose(page)).to_have_text(["Ama Boateng", "Zoë Wiśniewska"])
    expect(notes(page)).to_have_text([SIGNED, LATE])
    expect(page.locator("mark")).to_have_text(["Tenancy", "tenancy"])
    expect(page).to_have_title("Search notes - Contact diary")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(("tenancies", [SIGNED, LATE]), ('"at risk"', [LATE]), ('"risk at"', [])),
        *(("tenancy -landlord", [SIGNED]), ("tenan* sunda*", [SIGNED])),
        *(("will not", [SIGNED]), ("zoe cafe", [TIRED]), ("no sleep off", [TIRED])),
    ],
)
@pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)
def test_pat_types_words_as_she_thinks_of_them(pats, written, typed, found):
    pats.open("/people/search/")
    expect(pats.page.get_by_text("Nothing asked for yet.")).to_be_visible()
    search(pats, typed)
    expect(notes(pats.page)).to_have_text(found)
    expect(pats.page.get_by_label("Search notes")).to_have_value(typed)


def test_pat_narrows_and_clears_each_thing_with_one_press(pats, written):
    page = pats.page
    pats.open("/people/search/?words=tenancy")
    pats.press(page.get_by_text("Dates, author, kind, source"))
    pats.write(page.get_by_label("When"), "since September")
    pats.choose(page.get_by_label("Kind"), "Phone")
    narrow(pats)
    expect(page.get_by_label("Kind")).to_be_visible()
    expect(notes(page)).to_have_count(0)
    expect(page.locator(".chip")).to_have_count(3)
    expect(page.get_by_role("status")).to_have_text(
        "Nothing matches. Clear tenancy, Clear since 1 September, Clear Phone"
    )
    pats.press_link("Clear since 1 September")
    expect(whose(page)).to_have_text(["Zoë Wiśniewska"])
    pats.press(chip(page, "Phone"))
    expect(page).to_have_url("/people/search/?words=tenancy")
    expect(whose(page)).to_have_text(["Ama Boateng", "Zoë Wiśniewska"])
    pats.press(chip(page, "tenancy"))
    expect(page.get_by_text("Nothing asked for yet.")).to_be_visible()


def test_pat_presses_a_neighbour_of_the_word_and_one_person(pats, written):
    page = pats.page
    pats.open("/people/search/?words=tenancy")
    expect(page.get_by_text("Also: accommodation, housing, flat")).to_be_visible()
    pats.press_link("flat")
    expect(page).to_have_url("/people/search/?words=flat")
    expect(whose(page).filter(has_text="Mohammed Iqbal")).to_be_visible()
    pats.press(
        page.locator(".whose").filter(has_text="Mohammed Iqbal").get_by_text("Only this person")
    )
    expect(whose(page)).to_have_text(["Mohammed Iqbal"])
    search(pats, "tribunal")
    expect(whose(page)).to_have_text(["Mohammed Iqbal"])


def test_pat_goes_to_an_entry_in_its_place_and_comes_back_to_her_search(pats, long_diary):
    page = pats.page
    pats.open("/people/search/?words=rent")
    pats.press_link("Older contacts")
    expect(page.get_by_role("heading", name="Before ")).to_be_visible()
    entry = page.locator("[data-contact]").filter(has_text="rent number 58.")
    number, address = entry.get_attribute("data-contact"), page.url
    pats.press(page.locator(f'a[href$="#contact-{number}"]'))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dean Hartley")
    expect(page.locator(f"#contact-{number}")).to_be_in_viewport()
    assert in_the_clear(page.locator(f"#contact-{number} .entry__time"))
    expect(notes(page).filter(has_text="rent number 57.")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.locator(f"#contact-{number}")).to_be_in_viewport()
    pats.press(page.locator(".back a"))
    expect(page.get_by_role("heading", level=1)).to_have_text("My people")


def test_pat_searches_what_is_written_about_one_person(pats, long_diary, person):
    page = pats.page
    pats.open(f"/people/{person.crn}/")
    search(pats, '"called off"')
    expect(notes(page)).to_have_text([TIRED])
    expect(page.get_by_label("Search notes")).to_be_in_viewport()
    number = page.locator("[data-contact]").get_attribute("data-contact")
    address = page.url
    pats.press_link("In its place")
    expect(page.locator(f"#contact-{number}")).to_be_in_viewport()
    assert in_the_clear(page.locator(f"#contact-{number} .entry__time"))
    expect(notes(page).filter(has_text="On time. Slept badly")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)
    expect(notes(page)).to_have_text([TIRED])
    pats.press(chip(page, "called off"))
    expect(page.get_by_text("1 to 50 of 69")).to_be_visible()


def test_pat_narrows_one_persons_timeline_to_meetings_and_dates(pats, long_diary, person):
    page = pats.page
    pats.open(f"/people/{person.crn}/?words=rent")
    pats.press(page.get_by_text("Dates, author, kind, source"))
    pats.press(page.get_by_label("Met only"), key="Space")
    pats.write(page.get_by_label("When", exact=True), "until yesterday")
    narrow(pats)
    expect(page.locator(".chip")).to_have_count(3)
    expect(page.locator(".log").get_by_role("status")).to_contain_text("Nothing matches.")
    pats.press(chip(page, "rent"))
    expect(chip(page, "up to 21 November")).to_be_visible()
    expect(page.get_by_label("Met only")).to_be_checked()
    expect(notes(page).filter(has_text="Tired, no sleep")).to_be_visible()
    pats.press_link("Clear all")
    expect(page.get_by_text("1 to 50 of 69")).to_be_visible()


@pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)
def test_what_pat_looked_for_is_not_kept_by_the_browser(pats, written):
    pats.open("/people/search/?words=tenancy")
    expect(notes(pats.page)).to_have_count(2)
    assert pats.page.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"


def test_names_are_initials_where_pat_shows_initials_only(pats, written, pat):
    pat.initials_only = True
    pat.save()
    pats.open("/people/search/?words=tenancy")
    expect(whose(pats.page)).to_have_text(["AB", "ZW"])
    expect(pats.page.locator("main")).not_to_contain_text("Boateng")


def test_somebody_who_holds_nobody_is_told_so(at_a_browser, olu, written):
    hands = at_a_browser(olu)
    hands.open("/people/search/?words=tenancy")
    expect(hands.page.get_by_text("Nobody is allocated to you")).to_be_visible()
    expect(hands.page.locator("[data-contact]")).to_have_count(0)


EVERYTHING = "words=tenancy+rent&when=since+March&author=Pat&kind=phone&source=x&met=on"


@looked_at
def test_the_pages_are_for_everybody(pats, long_diary, person):
    looks = (faults_with_every_fold_open, faults_when_spaced_out)
    for address in (
        *("/people/search/", "/people/search/?words=rent", "/people/search/?when=whenever"),
        *(f"/people/search/?{EVERYTHING}", f"/people/{person.crn}/?{EVERYTHING}"),
    ):
        pats.open(address)
        assert at_both_widths(pats.page, *looks) == []


@looked_at
def test_the_focus_is_seen_at_every_stop(pats, written):
    for address in ("/people/", "/people/search/?words=tenancy"):
        pats.open(address)
        assert at_both_widths(pats.page, faults_of_focus) == []
