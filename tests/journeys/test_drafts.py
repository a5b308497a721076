"""Pat begins to write, and whatever then becomes of the page, her words are there again."""

import pytest
from playwright.sync_api import BrowserType, Error, Page, expect

from contacts.models import Draft
from journeys import diaries
from journeys.conftest import MARK, WORDS
from journeys.diaries import kept_on_the_server
from journeys.hands import KEYBOARD_ALONE, WITH_SCRIPT, Hands
from tests.cast import NOW

KEPT = "Draft kept 11:00"
PAUSE_AT_MOST = 2_000  # milliseconds until what was written is on its way

# When letters came, and when the page sent them.
WATCH = """
window.came = [];
document.addEventListener("input", () => window.came.push(["typed", performance.now()]));
document.addEventListener("htmx:beforeSend", () => window.came.push(["sent", performance.now()]));
"""

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)
one_way = pytest.mark.parametrize("way", [KEYBOARD_ALONE], ids=lambda way: way.name, indirect=True)


@pytest.fixture
def opened(pats, person) -> Hands:
    pats.open(f"/people/{person.crn}/")
    return pats


def box(page: Page):
    return page.get_by_label("What happened?")


def under(page: Page):
    return page.locator("#kept .kept__how")


def saved(page: Page):
    return page.get_by_role("status").filter(has_text="Saved for")


def closed(page: Page) -> Page:
    """Another tab, once this one is gone as it goes when somebody closes it."""
    other = page.context.new_page()
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    return other


@with_script
def test_what_pat_writes_is_kept_after_a_pause_and_the_page_says_so(opened, pat, person):
    opened.write(box(opened.page), WORDS)
    expect(under(opened.page)).to_have_text(KEPT)
    draft = pat.drafts.get()
    assert (draft.notes, draft.person) == (WORDS, person)
    assert not person.contacts.exists()


@one_way
def test_it_is_on_its_way_within_two_seconds_though_she_goes_on_writing(opened):
    page = opened.page
    page.evaluate(WATCH)
    for _ in range(30):
        box(page).press_sequentially("again ", delay=10)
        page.wait_for_timeout(100)
    expect(under(page)).to_have_text(KEPT)
    waited, longest = None, 0.0
    for what, at in page.evaluate("window.came"):
        if what == "typed":
            waited = at if waited is None else waited
        elif waited is not None:
            longest, waited = max(longest, at - waited), None
    assert waited is None
    assert 0 < longest < PAUSE_AT_MOST + 300  # a busy machine's timers come late


@with_script
def test_kind_length_and_the_rest_are_kept_too(opened, at_a_browser, pat, person):
    opened.write(box(opened.page), WORDS)
    opened.choose_kind("Phone")
    opened.write(opened.page.get_by_label("When, if not now"), "9am")
    expect(under(opened.page)).to_have_text("Saving…")
    expect(under(opened.page)).to_have_text(KEPT)
    elsewhere = at_a_browser(pat)
    elsewhere.open(f"/people/{person.crn}/")
    expect(box(elsewhere.page)).to_have_value(WORDS)
    expect(elsewhere.page.get_by_role("radio", name="Phone")).to_be_checked()
    expect(elsewhere.page.get_by_label("When, if not now")).to_have_value("9am")


@with_script
def test_a_kind_taken_away_again_is_not_kept(opened, pat):
    opened.write(box(opened.page), WORDS)
    opened.choose_kind("Office")
    expect(under(opened.page)).to_have_text(KEPT)
    opened.press(opened.page.get_by_role("radio", name="Office"), key="Space")
    expect(under(opened.page)).to_have_text("Saving…")
    expect(under(opened.page)).to_have_text(KEPT)
    assert "kind" not in pat.drafts.get().fields


def test_what_was_begun_elsewhere_is_in_the_box_and_is_saved_from_there(begin, opened, person):
    """Without JavaScript too: the phone goes on where the laptop stopped."""
    begin()
    opened.page.reload()
    expect(box(opened.page)).to_have_value(WORDS)
    expect(under(opened.page)).to_have_text(KEPT)
    opened.press_button("Save for")
    expect(saved(opened.page)).to_be_visible()
    expect(box(opened.page)).to_have_value("")
    assert person.contacts.get().notes == WORDS
    assert not Draft.objects.exists()


@with_script
@pytest.mark.parametrize("leave", ["closed", "another page", "reloaded"])
def test_whoever_leaves_before_the_pause_loses_nothing(opened, person, leave):
    page = opened.page
    opened.write(box(page), WORDS)
    if leave == "closed":
        page = closed(page)
    elif leave == "another page":
        opened.press_link("My people")
    else:
        page.reload()
    assert kept_on_the_server() == [WORDS]
    page.goto(f"/people/{person.crn}/")
    expect(box(page)).to_have_value(WORDS)
    assert Draft.objects.count() == 1


@with_script
def test_whoever_signs_out_before_the_pause_loses_nothing(opened, at_a_browser, pat, person):
    opened.write(box(opened.page), WORDS)
    opened.press_button("Sign out")
    expect(opened.page).to_have_url("/sign-in/")
    elsewhere = at_a_browser(pat)
    elsewhere.open(f"/people/{person.crn}/")
    expect(box(elsewhere.page)).to_have_value(WORDS)


@with_script
def test_as_much_as_can_be_saved_is_sent_by_a_page_that_is_closed(opened, person):
    page, words = opened.page, "word " * 10_000
    opened.write(box(page), words)
    closed(page)
    assert kept_on_the_server() == [words]


def test_the_back_button_leads_back_to_the_words(begin, opened):
    opened.write(box(opened.page), WORDS)
    if opened.way.script:
        expect(under(opened.page)).to_have_text(KEPT)
    else:
        begin()
        opened.page.reload()
    opened.press_link("My people")
    expect(opened.page.get_by_role("heading", level=1)).to_have_text("My people")
    opened.page.go_back()
    expect(box(opened.page)).to_have_value(WORDS)
    assert Draft.objects.count() == 1


@one_way
def test_after_a_crash_the_words_are_there(
    browser_type: BrowserType, browser_type_launch_args, opened, at_a_browser, pat, person
):
    """All of the browser goes at once, as when a machine does."""
    crashing = browser_type.launch(**browser_type_launch_args)
    window = crashing.new_context()
    window.add_cookies(opened.page.context.cookies())
    page = window.new_page()
    page.goto(opened.page.url)
    box(page).fill(WORDS)
    expect(under(page)).to_have_text(KEPT)
    with pytest.raises(Error):
        crashing.new_browser_cdp_session().send("Browser.crash")
    elsewhere = at_a_browser(pat)
    elsewhere.open(f"/people/{person.crn}/")
    expect(box(elsewhere.page)).to_have_value(WORDS)


@with_script
def test_an_emptied_box_has_no_draft(opened):
    opened.write(box(opened.page), WORDS)
    expect(under(opened.page)).to_have_text(KEPT)
    opened.write(box(opened.page), "")
    expect(under(opened.page)).to_have_text("")
    assert not Draft.objects.exists()


def test_another_is_offered_opened_and_thrown_away(begin, opened, pat):
    page = opened.page
    begin("First.", at=NOW.replace(day=17))
    begin("Second.")
    page.reload()
    expect(box(page)).to_have_value("Second.")
    offer = page.locator(".begun li", has_text="You began another on Tuesday 17 November, 11:00:")
    opened.press(offer.get_by_role("link", name="open it"))
    expect(box(page)).to_have_value("First.")
    expect(page.get_by_label("When, if not now")).to_have_value("17 November 11:00")
    this = page.locator(".begun li", has_text="You began this on Tuesday")
    opened.press(this.get_by_role("button", name="throw it away"))
    expect(box(page)).to_have_value("Second.")
    assert [one.notes for one in pat.drafts.all()] == ["Second."]


@with_script
def test_what_was_written_on_is_thrown_away_with_one_press(begin, opened, pat):
    page = opened.page
    begin("Seen")
    page.reload()
    opened.write(box(page), WORDS)
    expect(under(page)).to_have_text("Saving…")
    expect(under(page)).to_have_text(KEPT)
    opened.press_button("throw it away")
    expect(box(page)).to_have_value("")
    assert not pat.drafts.exists()


def test_pat_writes_another_beside_it_and_saves_that_alone(begin, opened, person, pat):
    page = opened.page
    begin("First.")
    page.reload()
    opened.press_link("write another")
    expect(box(page)).to_have_value("")
    opened.write(box(page), WORDS)
    opened.press_button("Save for")
    expect(saved(page)).to_be_visible()
    expect(box(page)).to_have_value("")
    expect(page.locator(".begun")).to_contain_text("You began another today, 11:00:")
    assert person.contacts.get().notes == WORDS
    assert [one.notes for one in pat.drafts.all()] == ["First."]


def test_pats_list_says_what_is_not_finished_and_leads_there(begin, pats, add_person, team, pat):
    other = diaries.hold(add_person(first_name="Ama", last_name="Boateng", team=team), pat)
    begin()
    begin("Rang.", about=other)
    pats.open("/people/")
    unfinished = pats.page.locator(".unfinished")
    expect(unfinished).to_contain_text(f"Ama Boateng {other.crn}, today, 11:00")
    expect(unfinished).not_to_contain_text(MARK)
    pats.press(unfinished.get_by_role("link", name="Dean Hartley"))
    expect(box(pats.page)).to_have_value(WORDS)
