"""What is open stands beside the box: Pat closes it, says that something feels off, and asks."""

import pytest
from playwright.sync_api import Locator, Page, expect

from contacts.models import Concern, Decision, FollowUp
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import LAPTOP, PHONE, WITH_SCRIPT, Hands
from journeys.looks import faults
from tests.open_things import asked, follow_up

WORDS = f"Rang him. {MARK}."
with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


@pytest.fixture
def entry(person, pat):
    """What Pat wrote three days ago, in which things were promised and asked."""
    written = diaries.write(person, pat, 3, f"Landlord gave him notice. {MARK}.")
    follow_up(written)
    asked(written)
    return written


@pytest.fixture
def opened(pats, person, entry) -> Hands:
    pats.open(f"/people/{person.crn}/")
    return pats


def beside(page: Page) -> Locator:
    return page.locator("#open")


def said(page: Page) -> Locator:
    """What a press beside the box did."""
    return beside(page).get_by_role("status")


def box(page: Page) -> Locator:
    return page.get_by_label("What happened?")


def faults_of(hands: Hands) -> list[str]:
    """What axe finds; it is a script itself, so it finds nothing where none runs."""
    return faults(hands.page) if hands.way.script else []


def test_pat_says_that_it_is_done_and_takes_it_back(opened):
    page = opened.page
    expect(beside(page)).to_contain_text("You: chase housing duty line")
    expect(beside(page)).to_contain_text("promised 19 November")
    expect(beside(page)).to_contain_text("asked 19 November, awaited")
    opened.press(beside(page).get_by_role("button", name="Done chase housing duty line"))
    expect(said(page)).to_contain_text("Done: chase housing duty line")
    expect(beside(page).get_by_text("You: chase")).to_have_count(0)
    assert FollowUp.objects.get(who="practitioner").state == "done"
    assert faults_of(opened) == []
    opened.press(page.get_by_role("button", name="Undo"))
    expect(beside(page).get_by_text("You: chase housing duty line")).to_be_visible()


@with_script
def test_what_pat_writes_is_read_and_stands_open_once_it_is_saved(opened, person):
    page = opened.page
    notes = f"Rang him. {MARK}. todo: ask depot about a reference\ndone: chased housing\n?? jumpy"
    if opened.way.keyboard:
        opened.write(box(page), notes)
    else:
        box(page).press_sequentially(notes)
    for read in ("Promised: you ask depot", "Done: chased housing", "Something feels off"):
        expect(page.get_by_role("checkbox", name=read)).to_be_checked()
    opened.press_button("Save for Dean Hartley, X482913")
    expect(page.locator("#saved")).to_contain_text("Saved for")
    expect(beside(page)).to_contain_text("You: ask depot about a reference")
    expect(beside(page)).to_contain_text("Something feels off: jumpy")
    expect(said(page)).to_contain_text("Done: chase housing duty line")
    expect(beside(page).get_by_text("You: chase housing duty line")).to_have_count(0)
    expect(box(page)).to_be_focused()
    expect(page.locator("mark.off").first).to_have_text("?? jumpy")


def test_the_reply_is_written_where_it_was_asked(opened, entry):
    page = opened.page
    opened.press(beside(page).get_by_role("link", name="Write the reply of Police"))
    expect(page.get_by_role("heading", level=1)).to_have_text("The reply of police")
    opened.write(page.get_by_label("What was the reply?"), f"Nothing since March. {MARK}.")
    opened.press_button("Save for Dean Hartley, X482913")
    expect(page.locator(f'[data-contact="{entry.pk}"]')).to_contain_text(
        "Reply of police, 22 November: Nothing since March."
    )
    expect(beside(page).get_by_text("domestic abuse check")).to_have_count(0)


def test_something_feels_off_until_the_spo_writes_what_became_of_it(
    opened, at_a_browser, sam, person
):
    page = opened.page
    opened.press(beside(page).get_by_text("What these do"))
    expect(beside(page)).to_contain_text("It is part of the record")
    opened.press_button("Something feels off")
    expect(beside(page)).to_contain_text("Something feels off: can’t say why yet")
    assert Concern.objects.still_open().get().words == ""
    sams = at_a_browser(sam)
    sams.open(f"/people/{person.crn}/")
    expect(beside(sams.page)).to_contain_text("Pat Okonjo, today")
    sams.press_link("Write what became of it")
    box_ = sams.page.get_by_label("What became of it?")
    sams.write(box_, f"Shift ran over, brother confirmed. {MARK}.")
    assert faults_of(sams) == []
    sams.press_button("Save for Dean Hartley, X482913")
    expect(sams.page.locator(".entry")).to_contain_text(
        "Something felt off on 22 November, said Pat Okonjo"
    )
    opened.open(f"/people/{person.crn}/")
    expect(page.locator("[data-notes]").first).to_contain_text("Shift ran over")
    expect(beside(page).get_by_text("can’t say why yet")).to_have_count(0)


def test_a_slip_is_taken_back(opened):
    opened.press_button("Something feels off")
    opened.press(opened.page.get_by_role("button", name="Take back Something feels off"))
    expect(said(opened.page)).to_contain_text("Taken back.")
    expect(beside(opened.page).get_by_text("can’t say why yet")).to_have_count(0)


def test_pat_asks_for_a_talk_and_sam_says_it_was_had(opened, at_a_browser, sam):
    opened.press_button("Ask for a talk")
    expect(beside(opened.page)).to_contain_text("A talk with the SPO is asked for")
    sams = at_a_browser(sam)
    sams.open("/team/")
    expect(sams.page.get_by_role("heading", name="Asked to talk")).to_be_visible()
    expect(sams.page.locator(".named")).to_contain_text("Pat Okonjo asked today, 11:00")
    assert faults_of(sams) == []
    sams.press(sams.page.get_by_role("button", name="Talked about X482913"))
    expect(sams.page.get_by_role("heading", name="Asked to talk")).to_have_count(0)


def test_a_decision_is_marked_beside_save_and_found_again(opened, person):
    page = opened.page
    opened.write(box(page), f"No recall, because he came back by himself. {MARK}.")
    opened.press(page.get_by_role("checkbox", name="A decision"), key="Space")
    opened.press_button("Save for Dean Hartley, X482913")
    expect(page.locator("#saved")).to_contain_text("Saved for")
    newest = page.locator("[data-contact]").first
    expect(newest).to_contain_text("Decision")
    opened.press(page.get_by_text("Dates, author, kind, source"))
    opened.press(page.get_by_role("checkbox", name="Decisions only"), key="Space")
    opened.press(page.locator(".ask__more").get_by_role("button", name="Search"))
    expect(page.locator("[data-contact]")).to_have_count(1)
    opened.press(page.locator(".entry__time"))
    opened.press_button("Not a decision")
    expect(page.get_by_role("button", name="This is a decision")).to_be_visible()
    assert not Decision.objects.that_stand()


def test_what_nothing_read_is_noted_at_the_entry(opened, person, entry):
    page = opened.page
    opened.open(f"/people/{person.crn}/contacts/{entry.pk}/")
    opened.press(page.get_by_text("Note something to do"))
    opened.choose_kind("The person will")
    opened.write(page.get_by_label("What", exact=True), "bring tenancy agreement")
    opened.press_button("Keep it open for Dean Hartley, X482913")
    expect(page.locator(".named")).to_contain_text("Dean: bring tenancy agreement")
    assert faults_of(opened) == []


@with_script
def test_a_press_beside_the_box_leaves_the_words_in_it_alone(opened):
    page = opened.page
    opened.write(box(page), WORDS)
    opened.press_button("Something feels off")
    expect(said(page)).to_be_focused()
    expect(box(page)).to_have_value(WORDS)
    opened.press_button("Save for Dean Hartley, X482913")
    expect(page.locator("#saved")).to_contain_text("Saved for")
    expect(beside(page)).to_contain_text("can’t say why yet")


@with_script
def test_without_a_connection_nothing_is_done_and_the_page_says_so(opened):
    opened.lose_the_network()
    opened.press_button("Something feels off")
    expect(opened.page.get_by_role("alert")).to_have_text("Not done: no connection. Try again.")
    opened.find_the_network()
    opened.press_button("Something feels off")
    expect(beside(opened.page)).to_contain_text("can’t say why yet")
    assert Concern.objects.count() == 1


@pytest.mark.parametrize("way", [LAPTOP, PHONE], ids=lambda way: way.name, indirect=True)
def test_it_stands_beside_the_box_and_below_it_on_a_phone(opened, person):
    diaries.everything_known(person)
    opened.page.reload()
    places = [opened.page.locator(one).bounding_box() for one in (".box", "#open", ".log")]
    aside = opened.page.locator("#beside").bounding_box() or {}
    form, open_, log = (one or {} for one in places)
    if opened.way.width == LAPTOP.width:
        assert open_["x"] > form["x"] + form["width"]
        assert abs(aside["y"] - form["y"]) < 5
    else:
        assert form["y"] + form["height"] <= open_["y"] < log["y"]
        assert open_["x"] == form["x"]
