"""Pat writes up what passed today, one after another, and plans, moves and cancels what is next."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from contacts.formats import clock
from contacts.models import Appointment, Draft
from journeys import diaries
from journeys.conftest import MARK
from journeys.looks import faults, faults_of_focus

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
WORDS = f"Came in, on time. {MARK}."
SAVE = "Save for Dean Hartley, X482913"


@pytest.fixture
def home(person) -> str:
    return f"/people/{person.crn}/"


@pytest.fixture
def passed(person, plan) -> Appointment:
    """Half an hour ago."""
    return plan(person, clock.now() - HOUR / 2, kind="office")


@pytest.fixture
def three(passed, pat, team, add_person, plan) -> list[Appointment]:
    """Of today, the first of them Dean's."""
    Appointment.objects.filter(pk=passed.pk).update(at=clock.now() - 3 * HOUR)
    passed.refresh_from_db()
    planned = [passed]
    for hours, first, last in ((2, "Ama", "Boateng"), (1, "Siân", "O’Leary")):
        one = diaries.hold(add_person(first_name=first, last_name=last, team=team), pat)
        planned.append(plan(one, clock.now() - hours * HOUR, kind="office"))
    return planned


@pytest.fixture
def ahead(person, plan) -> Appointment:
    return plan(person, clock.now() + 2 * DAY, heading="Planned Office Visit (NS)")


def box(page: Page):
    return page.get_by_label("What happened?")


def said(page: Page):
    return page.get_by_role("status").filter(has_text="Saved")


def sound(hands) -> None:
    """For every reader; axe is a script itself, so it finds nothing where none runs."""
    if hands.way.script:
        assert faults(hands.page) == []
    if hands.way.keyboard:
        assert faults_of_focus(hands.page) == []


def test_what_passed_today_is_when_it_was_unless_pat_says_otherwise(pats, home, passed, person):
    page = pats.page
    pats.open(home)
    expect(page.get_by_role("radio", name="Today 10:30, as planned")).to_be_checked()
    pats.write(box(page), WORDS)
    pats.press_button(SAVE)
    expect(said(page)).to_contain_text("Saved for today, 10:30, as planned.")
    passed.refresh_from_db()
    assert (passed.state, passed.kept_by) == ("kept", person.contacts.get())
    sound(pats)


def test_one_press_says_that_it_is_about_now(pats, home, passed, person):
    page = pats.page
    pats.open(home)
    now = page.get_by_role("radio", name="Now")
    if pats.way.keyboard:
        pats.reach(page.get_by_role("radio", name="Today 10:30, as planned"))
        page.keyboard.press("ArrowRight")
    else:
        now.check()
    pats.write(box(page), f"Rang the landlord. {MARK}.")
    pats.press_button(SAVE)
    expect(said(page)).to_contain_text("Saved for today, 11:00.")
    passed.refresh_from_db()
    assert passed.state == "planned"


def test_after_saving_one_press_says_that_it_was_not_then(pats, home, passed, person):
    page = pats.page
    pats.open(home)
    pats.write(box(page), f"tc mum. {MARK}.")
    pats.press_button(SAVE)
    pats.press_button("It was 11:00")
    expect(said(page)).to_contain_text("Saved for today, 11:00.")
    passed.refresh_from_db()
    assert passed.state == "planned"


def test_three_are_written_up_one_after_another(pats, three):
    page = pats.page
    pats.open("/people/")
    pats.press_link("3 to write up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dean Hartley")
    expect(page.get_by_role("status").first).to_have_text("3 to write up: Dean Hartley, 08:00")
    sound(pats)
    pats.write(box(page), WORDS)
    pats.press_button(SAVE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ama Boateng")
    step = page.get_by_role("status").first
    expect(step).to_have_text("Saved. 2 more to write up: next Ama Boateng, 09:00")
    pats.press_link("Skip to the next, 10:00")
    expect(page.get_by_role("heading", level=1)).to_have_text("Siân O’Leary")
    pats.write(box(page), WORDS)
    pats.press_button("Save for Siân O’Leary")
    expect(page.get_by_role("heading", level=1)).to_have_text("My people")
    expect(said(page)).to_contain_text("Saved.")
    expect(page.get_by_role("link", name="1 to write up")).to_be_visible()
    states = [Appointment.objects.get(pk=one.pk).state for one in three]
    assert states == ["kept", "planned", "kept"]
    assert not Draft.objects.exists()
    pats.press_link("See what was saved")
    expect(said(page)).to_contain_text("Saved for today, 10:00, as planned.")


def test_one_of_an_earlier_day_is_written_from_ones_list(pats, person, plan):
    planned = plan(person, clock.now() - 5 * DAY, kind="office")
    page = pats.page
    pats.open("/people/")
    expect(page.get_by_role("heading", name="Passed, nothing written")).to_be_visible()
    sound(pats)
    pats.press(page.get_by_role("link", name="Dean Hartley").first)
    then = page.get_by_role("radio", name="Tuesday 17 November 11:00, as planned")
    expect(then).to_be_checked()
    pats.write(box(page), WORDS)
    pats.press_button(SAVE)
    expect(page.get_by_role("heading", level=1)).to_have_text("My people")
    expect(page.get_by_role("heading", name="Passed, nothing written")).to_have_count(0)
    assert person.contacts.get().occurred_at == planned.at


def test_what_did_not_happen_is_put_to_rest_with_one_press_and_that_is_undone(pats, person, plan):
    plan(person, clock.now() - 5 * DAY, kind="office")
    page = pats.page
    pats.open("/people/")
    pats.press_button("It did not happen")
    expect(page.get_by_role("status").first).to_contain_text(
        "Dean Hartley. Cancelled: Tuesday 17 November, 11:00."
    )
    expect(page.get_by_role("heading", name="Passed, nothing written")).to_have_count(0)
    pats.press_button("Undo")
    expect(page.get_by_role("heading", name="Passed, nothing written")).to_be_visible()


def test_the_next_appointment_is_one_line_and_stands_in_the_header_and_on_ones_list(pats, home):
    page = pats.page
    pats.open(home)
    pats.write(box(page), WORDS)
    pats.write(page.get_by_label("Next appointment"), "tomorrow 10:30")
    pats.press_button(SAVE)
    expect(page.get_by_text("Next: tomorrow, 10:30")).to_be_visible()
    pats.open("/people/")
    expect(page.get_by_text("Tomorrow 10:30")).to_be_visible()


def test_a_time_that_has_passed_is_refused_and_everything_is_still_there(pats, home, person):
    page = pats.page
    pats.open(home)
    pats.write(box(page), WORDS)
    pats.write(page.get_by_label("Next appointment"), "20/11 10:30")
    pats.expected.append("422")
    pats.press_button(SAVE)
    expect(page.get_by_text("Use a time that is still to come.").first).to_be_visible()
    expect(box(page)).to_have_value(WORDS)
    assert not person.contacts.exists()


def test_what_is_next_is_moved_in_one_line_and_one_press(pats, home, ahead):
    page = pats.page
    pats.open(home)
    expect(page.get_by_text("Next: Tuesday 24 November, 11:00")).to_be_visible()
    pats.press(page.locator("summary").filter(has_text="Move"))
    sound(pats)
    pats.write(page.get_by_label("New time"), "Thursday 2pm")
    pats.press_button("Move it")
    expect(page.get_by_text("Moved to Thursday 26 November, 14:00.")).to_be_visible()
    expect(page.get_by_text("Next: Thursday 26 November, 14:00")).to_be_visible()


def test_what_is_next_is_cancelled_with_one_press_and_the_words_in_the_box_are_kept(
    pats, home, ahead
):
    page = pats.page
    pats.open(home)
    if pats.way.script:
        pats.write(box(page), WORDS)
    pats.press_button("Cancel the appointment of Tuesday 24 November, 11:00")
    expect(page.get_by_text("Cancelled: Tuesday 24 November, 11:00.")).to_be_visible()
    if pats.way.script:
        expect(box(page)).to_have_value(WORDS)
    sound(pats)
    pats.press_button("Undo")
    expect(page.get_by_text("Next: Tuesday 24 November, 11:00")).to_be_visible()


def test_after_two_working_days_it_is_a_fact_about_the_person_on_the_spos_page(
    at_a_browser, sam, person, plan
):
    plan(person, clock.now() - 5 * DAY, kind="office")
    sams = at_a_browser(sam)
    sams.open("/team/")
    fact = "Planned for Tuesday 17 November, 11:00, nothing recorded"
    expect(sams.page.get_by_text(fact)).to_be_visible()
    sound(sams)
