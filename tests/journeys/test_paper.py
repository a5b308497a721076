"""What a browser's own menu puts onto paper: nothing sensitive, unless the page for it was used."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from contacts.models import Contact, Person, State, User
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import LAPTOP, PHONE

AT_EACH_WIDTH = pytest.mark.parametrize(
    "way", [LAPTOP, PHONE], ids=lambda way: way.name, indirect=True
)
# No word of any of these goes onto paper; "Heard" stands beside them and does.
KEPT = ("Kestrel", "Bittern", "Dunlin", "Plover", "Gannet", "Curlew", "Siskin", "Turnstone")


def written(person: Person, pat: User) -> list[Contact]:
    """What is sensitive in every place where it may stand."""
    one = diaries.write(
        person,
        pat,
        2,
        f"Heard. {MARK} [[his Kestrel\n\n\nrang]] then [[Bittern",
        heading="[[Dunlin]]",
    )
    diaries.add_to(one, pat, notes="Heard more. [[Plover]]")
    first = diaries.write(person, pat, 3, "Heard. [[Gannet]]")
    diaries.add_to(first, pat, notes="Heard again.", replaces=True)
    secret = diaries.write(person, pat, 4, "Curlew in confidence.", sensitive=True)
    diaries.add_to(secret, pat, notes="Curlew again.")
    diaries.add_to(secret, pat, notes="Curlew [[Plover]] instead.", replaces=True)
    long = diaries.write(person, pat, 5, "[[Siskin]] Heard. " * 200)
    lead = diaries.write(person, pat, 6, "Turnstone.")
    record = {"sensitive": True, "state": State.JOINED, "lead": lead}
    joined = diaries.write(person, pat, 6, "Turnstone.", **record)
    diaries.write(person, pat, 1, "Heard. [[Kestrel and more [[Bittern]] today]]")
    return [one, first, secret, long, lead, joined]


@pytest.fixture
def pages(person, pat) -> list[str]:
    """Every page on which these words are read, by their addresses."""
    home = f"/people/{person.crn}/"
    own = [f"{home}contacts/{entry.pk}/" for entry in written(person, pat)]
    searched = [f"{home}?words=rang", f"{home}?words=kestrel", f"{home}?words=curlew"]
    changed = [f"{page}{form}/" for page in own for form in ("amend", "replace", "copy")]
    return ["/people/", home, *searched, *own, *changed]


def on_paper(page: Page, folder: Path) -> str:
    """The words that would be printed, as the browser lays them out and as they are in the file."""
    page.emulate_media(media="print")
    words = page.inner_text("body")
    reader = shutil.which("pdftotext")
    if reader:
        printed = folder / "paper.pdf"
        page.pdf(path=printed)
        read = subprocess.run([reader, "-layout", printed, "-"], capture_output=True, check=True)
        words += read.stdout.decode()
    page.emulate_media(media="screen")
    return words


def found(words: str) -> list[str]:
    return [kept for kept in KEPT if kept.lower() in words.lower()]


@AT_EACH_WIDTH
def test_nothing_sensitive_goes_onto_paper_from_the_browsers_own_menu(pats, pages, tmp_path):
    wrong, seen = [], set()
    for address in pages:
        pats.open(address)
        seen |= {*found(pats.page.inner_text("body"))}
        wrong += [(address, word) for word in found(on_paper(pats.page, tmp_path))]
    assert wrong == []
    assert seen == {*KEPT}, "each stands on some page"


@AT_EACH_WIDTH
def test_nor_from_the_pages_of_the_team(at_a_browser, sam, pages, tmp_path):
    sams = at_a_browser(sam)
    for address in ("/team/", "/team/timeline/", "/team/timeline/?words=kestrel"):
        sams.open(address)
        assert found(on_paper(sams.page, tmp_path)) == []
        expect(sams.page.locator("main h1")).to_be_visible()
    expect(sams.page.locator("mark.secret .hit").first).to_be_visible()


@AT_EACH_WIDTH
def test_what_is_not_sensitive_is_on_paper_with_what_stands_for_the_rest(
    pats, person, pages, tmp_path
):
    pats.open(f"/people/{person.crn}/")
    words = on_paper(pats.page, tmp_path)
    assert "Lapwing" in words
    if "\f" in words:  # what stands for the rest is in the file alone
        assert re.search(r"Heard\. +Lapwing +\[passage withheld\] +then +\[passage", words)
    pats.page.emulate_media(media="print")
    for gone in ("textbox", "button", "navigation", "search"):
        expect(pats.page.get_by_role(gone)).to_have_count(0)
    page_colours = "element => getComputedStyle(element).color"
    for part in (".entry__notes >> nth=0", ".entry__foot >> nth=0", ".person__line"):
        assert pats.page.locator(part).evaluate(page_colours) == "rgb(0, 0, 0)"


@AT_EACH_WIDTH
@pytest.mark.parametrize("address", ["/people/X482913/", "/people/search/?words=flat"])
def test_a_sensitive_entry_leaves_no_trace_on_paper(pats, person, pat, address, tmp_path):
    for days in (1, 3, 5):
        diaries.write(person, pat, days, f"Heard. {MARK} spoke of the flat.")
    pats.open(address)
    without = on_paper(pats.page, tmp_path)
    assert without.count("Heard.") >= 3
    for days in (2, 2, 3, 4, 9):  # days of their own, and one beside another entry
        diaries.write(person, pat, days, f"{MARK}. The flat, in confidence.", sensitive=True)
    pats.open(address)
    expect(pats.page.locator(".entry--sensitive")).to_have_count(5)
    assert on_paper(pats.page, tmp_path) == without


@AT_EACH_WIDTH
def test_no_address_is_printed_after_a_link(at_a_browser, sam, pages, person):
    sams = at_a_browser(sam)
    home = f"/people/{person.crn}/"
    after = "links => links.map((link) => getComputedStyle(link, '::after').content)"
    for address in ("/people/", "/team/", "/team/timeline/", home, f"{home}access/"):
        sams.open(address)
        sams.page.emulate_media(media="print")
        said = sams.page.locator("a.govuk-link").evaluate_all(after)
        assert {*said} <= {"none", "normal"}, address


@AT_EACH_WIDTH
def test_a_withheld_passage_does_not_say_how_long_it_is(pats, person, pat):
    for notes in ("Heard. [[rang]]", "Heard. [[his aunt\n\n\nrang, and rang again\n\n]]"):
        diaries.write(person, pat, 1, f"{notes} {MARK}")
    pats.open(f"/people/{person.crn}/")
    pats.page.emulate_media(media="print")
    sizes = [one.bounding_box() for one in pats.page.locator("[data-notes]").all()]
    assert sizes[0]["height"] == sizes[1]["height"]
    widths = "marks => marks.map((mark) => mark.getBoundingClientRect().width)"
    assert len({*pats.page.locator("[data-notes] mark.secret").evaluate_all(widths)}) == 1


@AT_EACH_WIDTH
def test_the_page_for_printing_still_shows_what_was_chosen(pats, person, pages, tmp_path):
    pats.open(f"/people/{person.crn}/print/")
    for tick in ("Include sensitive entries", "Show passages marked sensitive"):
        pats.press(pats.page.get_by_role("checkbox", name=tick), "Space")
    pats.press_button("Show the pages")
    expect(pats.page.locator(".sheet")).to_be_visible()
    words = on_paper(pats.page, tmp_path)
    assert {"Kestrel", "Bittern", "Dunlin", "Plover", "Curlew", "Turnstone"} <= {*found(words)}
    assert "withheld" not in words
