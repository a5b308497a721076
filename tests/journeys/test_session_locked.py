"""Pat goes to see somebody with words half written, and comes back to a page that is locked."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from contacts.models import Draft
from journeys.conftest import MARK
from journeys.hands import WITH_SCRIPT, Hands
from journeys.looks import at_both_widths, faults
from tests.cast import NOW

WORD = "a quiet word on loan"
WORDS = f"Seen at home, kettle on. {MARK}."
# A refusal that the page is told, and says to its user.
TOLD = ["Failed to load resource: the server responded with a status of 40[13]", "Response Status"]

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


@pytest.fixture
def later(sunday_morning):
    """However many minutes later it is, as the server sees it."""

    def move(minutes: float) -> None:
        sunday_morning(NOW + dt.timedelta(minutes=minutes))

    return move


@pytest.fixture
def written(pats, pat, person) -> Hands:
    """Pat has half a note in the box, and where there are scripts it is kept by now."""
    pat.set_password(WORD)
    pat.save()
    pats.page.context.clear_cookies()
    pats.expected += TOLD
    pats.open(f"/people/{person.crn}/")
    sign_in(pats, "pat")
    pats.write(box(pats.page), WORDS)
    if pats.way.script:
        expect(pats.page.get_by_text("Draft kept 11:00")).to_be_visible()
    return pats


def box(page: Page):
    return page.get_by_label("What happened?")


def save(hands: Hands) -> None:
    hands.press_button("Save for Dean Hartley, X482913")


def sign_in(hands: Hands, who: str = "") -> None:
    """The username stands there already for whoever signs in again."""
    if who:
        hands.write(hands.page.get_by_label("Username"), who)
    hands.write(hands.page.get_by_label("Password"), WORD)
    hands.press_button("Sign in")


def kept(hands: Hands):
    """What says so: beside the box, or without scripts in its place."""
    place = "form.box .trouble" if hands.way.script else "main"
    return hands.page.locator(place)


@with_script
def test_that_it_is_locked_stands_right_under_the_words(written, later):
    later(40)
    written.write(box(written.page), f"{WORDS} More.")
    expect(kept(written)).to_contain_text("Locked after 20 minutes")
    words, said = box(written.page).bounding_box(), kept(written).bounding_box()
    assert 0 < said["y"] - (words["y"] + words["height"]) < 120


def test_pat_saves_after_forty_minutes_and_her_words_are_kept(written, pat, person, later):
    later(40)
    save(written)
    expect(kept(written)).to_contain_text("Locked after 20 minutes")
    expect(kept(written)).to_contain_text("words are kept")
    draft = Draft.objects.get()
    assert (draft.user, draft.person, draft.notes) == (pat, person, WORDS)
    assert not person.contacts.exists()
    written.press(written.page.get_by_role("link", name="Sign in again"))
    expect(written.page.get_by_text("Sign in again, Pat Okonjo.")).to_be_visible()
    expect(written.page.get_by_label("Username")).to_have_value("pat")
    expect(written.page.get_by_label("Password")).to_be_focused()
    sign_in(written)
    expect(written.page).to_have_url(f"/people/{person.crn}/")
    expect(written.page.get_by_role("heading", level=1)).to_have_text("Dean Hartley")


@with_script
def test_whoever_comes_to_a_locked_page_reads_nothing(written, person, later):
    later(40)
    written.open(f"/people/{person.crn}/")
    expect(written.page.get_by_role("heading", level=1)).to_have_text("Locked after 20 minutes")
    expect(written.page.locator("body")).not_to_contain_text("Hartley")
    assert at_both_widths(written.page, faults) == []


def test_priya_signs_in_there_instead_and_nothing_of_pats_is_hers(written, priya, person, later):
    priya.set_password(WORD)
    priya.save()
    later(40)
    save(written)
    expect(kept(written)).to_contain_text("words are kept")
    written.press(written.page.get_by_role("link", name="Sign in again"))
    sign_in(written, "priya")
    expect(written.page).to_have_url("/people/")
    for address in ("/people/", f"/people/{person.crn}/"):
        written.open(address)
        expect(written.page.locator("body")).not_to_contain_text(MARK)
        assert MARK not in written.page.content()


def test_after_ten_hours_pat_is_signed_out_and_her_words_are_kept(written, later):
    for minutes in range(0, 600, 15):
        later(minutes)
        ask = written.page.request.get("/people/")
        assert "/sign-in/" not in ask.url
    later(600)
    save(written)
    expect(kept(written)).to_contain_text("Signed out after 10 hours")
    assert Draft.objects.get().notes == WORDS


def test_pat_signs_in_again_in_another_tab_and_saves_in_the_first(written, person, later):
    later(40)
    second = Hands(written.page.context.new_page(), written.way)
    second.open(f"/people/{person.crn}/")
    sign_in(second)
    expect(box(second.page)).to_be_visible()
    written.page.bring_to_front()
    save(written)
    if not written.way.script:
        expect(written.page.locator(".govuk-error-summary")).to_contain_text("Save once more.")
        expect(box(written.page)).to_have_value(WORDS)
        save(written)
    expect(written.page.get_by_role("status").filter(has_text="Saved for")).to_be_visible()
    assert person.contacts.get().notes == WORDS


def test_priya_signed_in_in_another_tab_saves_nothing_of_pats(written, priya, person):
    priya.set_password(WORD)
    priya.save()
    second = Hands(written.page.context.new_page(), written.way)
    second.open("/people/")
    second.press_button("Sign out")
    sign_in(second, "priya")
    expect(second.page).to_have_url("/people/")
    written.page.bring_to_front()
    save(written)
    place = kept(written)
    expect(place).to_contain_text("somebody else has signed in here since")
    if written.way.script:
        expect(box(written.page)).to_have_value(WORDS)
    assert not person.contacts.exists()
    assert not Draft.objects.filter(user=priya).exists()


@pytest.fixture
def alone(windows, way, live_server, as_, pat, person, later):
    """Pat's page in a window of its own, whose timers the test moves together with our clock."""
    window = windows.open(way)
    window.clock.install(time=NOW)
    key = as_(pat).cookies["session"].value
    window.add_cookies([{"name": "session", "value": key, "url": live_server.url}])
    hands = Hands(windows.tab(window, way), way)
    hands.open(f"/people/{person.crn}/")
    yield hands
    window.close()


@pytest.fixture
def wait(alone, later):
    """So many minutes pass, here and there."""
    passed = 0.0

    def minutes(number: float) -> None:
        nonlocal passed
        passed += number
        later(passed)
        alone.page.clock.fast_forward(int(number * 60_000))

    return minutes


def still_here(page: Page):
    return page.get_by_role("alert").filter(has_text="Still here?")


@with_script
def test_two_minutes_before_it_locks_the_page_asks_and_any_key_is_an_answer(
    alone, wait, person, as_, pat
):
    wait(17)
    expect(still_here(alone.page)).to_be_hidden()
    wait(1.02)
    expect(still_here(alone.page)).to_be_visible()
    assert at_both_widths(alone.page, faults) == []
    with alone.page.expect_response("**/session/stay/"):
        if alone.way.keyboard:
            alone.page.keyboard.press("Shift")
        else:
            alone.press_button("I am still here")
    expect(still_here(alone.page)).to_be_hidden()
    wait(17)
    alone.page.reload()
    expect(alone.page.get_by_role("heading", level=1)).to_have_text("Dean Hartley")


@with_script
def test_nobody_answers_and_the_page_says_that_it_is_locked(alone, wait, later):
    wait(18.02)
    expect(still_here(alone.page)).to_be_visible()
    wait(2.02)
    ended = alone.page.get_by_role("alert").filter(has_text="Locked after 20 minutes.")
    expect(ended.get_by_role("link", name="Sign in again")).to_be_visible()
    assert at_both_widths(alone.page, faults) == []


@with_script
def test_words_that_only_the_page_has_are_not_left_behind(alone, wait):
    alone.write(box(alone.page), WORDS)
    wait(0.02)
    expect(alone.page.get_by_text("Draft kept 11:00")).to_be_visible()
    wait(18.02)
    expect(still_here(alone.page)).to_be_visible()
    wait(2.02)
    link = alone.page.get_by_role("link", name="Sign in again in a new tab: what you wrote stays")
    expect(link).to_have_attribute("target", "_blank")
    expect(box(alone.page)).to_have_value(WORDS)


@with_script
def test_what_is_done_in_another_tab_counts_for_this_one(alone, wait, later):
    wait(17)
    alone.page.request.get("/people/")
    wait(1.02)
    wait(3)
    expect(still_here(alone.page)).to_be_hidden()
