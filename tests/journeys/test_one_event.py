"""Pat reads one event that three systems hold, parts what is not of it, and says what is."""

import pytest
from playwright.sync_api import expect

from contacts.models import EventPair, State
from journeys import diaries, events
from journeys.conftest import MARK
from journeys.hands import Hands
from journeys.looks import faults


@pytest.fixture
def lead(person, pat):
    return events.in_three_systems(person, pat)


@pytest.fixture
def maybe(person):
    return events.that_may_be_one(person)


@pytest.fixture
def opened(pats, person) -> Hands:
    pats.open(f"/people/{person.crn}/")
    return pats


def entry(hands: Hands, contact):
    return hands.page.locator(f'[data-contact="{contact.pk}"]')


def faults_of(hands: Hands) -> list[str]:
    """What axe finds; it is a script itself, so it finds nothing where none runs."""
    return faults(hands.page) if hands.way.script else []


def test_pat_reads_one_event_once_and_misses_nothing(lead, opened):
    page = opened.page
    expect(page.locator("[data-contact]")).to_have_count(1)
    expect(entry(opened, lead)).to_contain_text("Also in NOMIS 20 Nov 10:55 · nDelius 20 Nov 11:05")
    expect(page.get_by_text("Mr Hartley became upset when the tag was mentioned.")).to_be_visible()
    expect(page.locator(".adds")).to_contain_text("NOMIS adds:")
    known = "nDelius to 21 November · NOMIS to 21 November · OASys never loaded"
    expect(page.locator(".person__known")).to_have_text(known)
    assert faults_of(opened) == []


def test_pat_reads_each_system_s_own_words(lead, opened):
    page = opened.page
    opened.press(entry(opened, lead).locator(".entry__time"))
    expect(page.locator("[data-notes]")).to_have_count(3)
    only_here = page.locator("ins.own")
    expect(only_here).to_have_text("Mr Hartley became upset when the tag was mentioned")
    expect(page.get_by_text("From NOMIS 7120033")).to_be_visible()
    expect(page.get_by_text("From nDelius 90021")).to_be_visible()
    assert faults_of(opened) == []


def test_pat_parts_them_in_one_press(lead, opened):
    page = opened.page
    opened.press(entry(opened, lead).locator(".entry__time"))
    opened.press(page.get_by_role("button", name="These are two events").first)
    expect(page.get_by_role("status")).to_contain_text("Kept as two events.")
    expect(page.locator("[data-notes]")).to_have_count(2)
    nomis = lead.person.contacts.get(notes=events.NOMIS)
    assert (nomis.state, nomis.lead) == (State.SHOWN, None)
    opened.press_link("See the other one")
    expect(page.locator("[data-notes]")).to_have_text(events.NOMIS)


def test_pat_joins_two_by_hand(person, pat, pats):
    first = diaries.write(person, pat, 1, f"Saw him at the hostel. {MARK}.")
    other = diaries.write(person, pat, 2, "His keyworker says that he is settled.")
    page = pats.page
    pats.open(f"/people/{person.crn}/contacts/{first.pk}/")
    pats.press(page.get_by_text("Same event as another entry"))
    choice = page.get_by_role("radio", name="His keyworker says")
    pats.press(choice, "Space")
    expect(choice).to_be_checked()
    assert faults_of(pats) == []
    pats.press_button("Show them as one entry")
    expect(page.get_by_role("heading", name="Other records of the same event")).to_be_visible()
    expect(page.locator("[data-notes]")).to_have_count(2)
    pats.press_link("Timeline")
    expect(page.locator("[data-contact]")).to_have_count(1)
    expect(entry(pats, first)).to_contain_text("another entry adds:")
    assert other.pk != first.pk


def test_choosing_none_asks_for_one(person, pat, pats):
    first = diaries.write(person, pat, 1, f"Saw him at the hostel. {MARK}.")
    diaries.write(person, pat, 2, "Rang.")
    pats.open(f"/people/{person.crn}/contacts/{first.pk}/")
    pats.press(pats.page.get_by_text("Same event as another entry"))
    pats.expected.append("422")
    pats.press_button("Show them as one entry")
    expect(pats.page.locator(".govuk-error-summary")).to_be_focused()
    pats.press(pats.page.get_by_role("link", name="Choose the other entry."))
    expect(pats.page.get_by_role("radio").first).to_be_focused()


SAID = {"same": (1, "Shown as one event."), "two": (2, "Kept as two events.")}


@pytest.mark.parametrize("answer", ["same", "two"])
def test_pat_says_same_or_two_and_takes_it_back(maybe, opened, person, answer):
    page = opened.page
    call, mail = maybe
    asked = page.locator(".maybe")
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text("May be the same event: Thursday 19 November, 11:00, nDelius")
    assert faults_of(opened) == []
    opened.press(asked.get_by_role("button", name=answer))
    left, said = SAID[answer]
    expect(asked).to_contain_text(said)
    expect(page.locator("[data-contact]")).to_have_count(left)
    stands, other = (call, mail) if answer == "same" else (mail, call)
    told = f"said={answer}-{stands.pk}-{other.pk}"
    expect(page).to_have_url(f"/people/{person.crn}/?{told}#contact-{stands.pk}")
    assert EventPair.objects.get().answer == answer
    assert faults_of(opened) == []
    opened.press(asked.get_by_role("button", name="Undo"))
    left, said = SAID["two" if answer == "same" else "same"]
    expect(asked).to_contain_text(said)
    expect(page.locator("[data-contact]")).to_have_count(left)


def test_several_types_of_one_moment_are_one_line(opened, person):
    fold = events.under_four_types(person)
    opened.page.reload()
    expect(opened.page.locator("[data-contact]")).to_have_count(1)
    said = "4 nDelius entries at 11:00, also as Drug test, Post-programme report, Office visit"
    expect(entry(opened, fold)).to_contain_text(said)
