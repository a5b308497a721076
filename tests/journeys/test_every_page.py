"""Every page is for everybody: axe finds nothing, at any width, whatever stands on it."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from contacts import checks
from contacts.formats import clock
from contacts.models import Appointment, Contact, Person, PersonFact, Source
from journeys import diaries, events
from journeys.conftest import MARK
from journeys.hands import LAPTOP, PHONE, Hands, Way
from journeys.looks import (
    Look,
    faults,
    faults_of_focus,
    faults_when_spaced_out,
    faults_when_twice_as_large,
    faults_with_every_fold_open,
)
from tests.open_things import asked, concern, decision, follow_up, talk

SMALLEST = Way("320 pixels", 320)  # what a laptop's page is at four times its size
AT_EVERY_WIDTH = (LAPTOP, PHONE, SMALLEST)

FAULTY = (
    "<!doctype html><style>button { outline: none; box-shadow: none }</style>"
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='>"
)


def at(*ways: Way) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("way", ways, ids=lambda way: way.name, indirect=True)


at_every_width = at(LAPTOP)  # and then at the others: a page is opened once and made narrower


def addresses(client, person: Person, contact: Contact) -> list[str]:
    """Every page behind the gate, from the URLconf: a new one is looked at from its first day."""
    known = {
        "crn": person.crn,
        "id": contact.pk,
        **dict.fromkeys(("user", "team", "pdu", "batch", "cover"), 1),
        **open_about(person, contact),
        "appointment": planned_with(person, contact),
    }
    found = []
    for entry in checks.patterns():
        if entry.name not in checks.WITHOUT_A_GATE:
            asked = {name: known[name] for name in entry.pattern.converters}
            address = reverse(str(entry.name), kwargs=asked)
            found += [address] if is_page(client.get(address)) else []
    assert len(found) >= 5, found
    return found


def open_about(person: Person, contact: Contact) -> dict[str, int]:
    """One of each that is open, by what their addresses call them; and a decision."""
    follow_up(contact, f"ask the depot about a reference {'x' * 60}")
    decision(contact, contact.author)
    return {
        "follow_up": asked(contact).pk,
        "concern": concern(person, contact.author, contact).pk,
        "talk": talk(person, contact.author).pk,
    }


def planned_with(person: Person, contact: Contact) -> int:
    """What passed unwritten, earlier today and days ago, and what is ahead, the first of it."""
    known = {"person": person, "author": contact.author, "read_in": contact, "heading": "H" * 300}
    made = [
        Appointment.objects.create(at=clock.now() + dt.timedelta(hours=hours), **known)
        for hours in (20, 90, -2, -130)
    ]
    return made[0].pk


def is_page(answer: HttpResponse) -> bool:
    """What only a script reads is for nobody to look at."""
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def looked_at(hands: Hands, pages: list[str]) -> Iterator[Page]:
    for address in pages:
        made_as_wide(hands.page, hands.way)
        hands.open(address)
        yield hands.page


def made_as_wide(page: Page, way: Way) -> None:
    page.set_viewport_size({"width": way.width, "height": 900})


def wrong(page: Page, look: Look = faults, ways: tuple[Way, ...] = AT_EVERY_WIDTH) -> list[str]:
    found = []
    for way in ways:
        made_as_wide(page, way)
        found += [f"{page.url}, {way.name}: {fault}" for fault in look(page)]
    return found


def found_wrong(hands: Hands, pages: list[str], *looked: Any) -> list[str]:
    return [fault for page in looked_at(hands, pages) for fault in wrong(page, *looked)]


@pytest.fixture
def of_pats(as_, pat, caseload, person) -> list[str]:
    """Every page of Pat's, full: the entry is one she may still replace."""
    own = diaries.write(person, pat, 0, f"Seen today. {MARK}.")
    lead = person.contacts.get(heading="Planned Office Visit (NS)")
    joined, withdrawn = lead.joined.get(), person.contacts.get(state="withdrawn")
    event, fold = events.in_three_systems(person, pat), events.under_four_types(person)
    shown = [lead, joined, withdrawn, event, fold, *events.that_may_be_one(person)]
    entries = [reverse("contact", args=[person.crn, one.pk]) for one in shown]
    return addresses(as_(pat), person, own) + entries


@at_every_width
def test_pages_with_everything_on_them_folded_and_unfolded(pats, of_pats):
    found = []
    for page in looked_at(pats, of_pats):
        found += wrong(page) + wrong(page, faults_when_spaced_out)
        found += wrong(page, faults_when_twice_as_large, (LAPTOP,))
        if page.locator("details:not([open])").count():
            found += wrong(page, faults_with_every_fold_open)
    assert found == []


@at_every_width
def test_pages_with_initials_alone(pats, pat, caseload):
    pat.initials_only = True
    pat.save()
    assert found_wrong(pats, ["/people/"]) == []


@at_every_width
def test_pages_with_nothing_on_them(pats, at_a_browser, person, olu):
    assert found_wrong(pats, [f"/people/{person.crn}/"]) == []
    theirs = at_a_browser(olu)
    assert found_wrong(theirs, ["/people/", f"/people/{person.crn}/", "/no/such/page/"]) == []
    assert found_wrong(at_a_browser(None), ["/sign-in/"]) == []


def refused(page: Page) -> list[str]:
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    return faults(page)


@at_every_width
def test_pages_that_refuse_what_was_sent(pats, at_a_browser, of_pats):
    found = []
    for page in looked_at(pats, of_pats):
        form = page.locator("form[data-saves]")
        if form.count():
            form.locator("textarea").fill(" ")
            form.get_by_role("button").click()
            found += wrong(page, refused)
    door = at_a_browser(None)
    door.open("/sign-in/")
    door.press_button("Sign in")
    assert found + wrong(door.page, refused) == []


@at_every_width
def test_pages_of_what_went_wrong(pats, live_server):
    for name in ("400", "403", "500", "503"):
        body = render_to_string(f"{name}.html")
        pats.page.route(f"**/gone-wrong/{name}", partial(Route.fulfill, body=body))
        assert found_wrong(pats, [f"/gone-wrong/{name}"]) == []


@at(LAPTOP)
def test_a_page_with_faults_is_found_out(pats, live_server):
    body = FAULTY + '<p class="wide">' + "wide" * 400 + "</p><button>x</button>"
    pats.page.route("**/faulty", partial(Route.fulfill, body=body, content_type="text/html"))
    (page,) = looked_at(pats, ["/faulty"])
    for way in AT_EVERY_WIDTH:
        said = "".join(wrong(page, ways=(way,)))
        for fault in ("html-has-lang", "document-title", "image-alt", "0 headings", "wider than"):
            assert fault in said
    for look in (faults_when_spaced_out, faults_when_twice_as_large):
        assert "wider than" in "".join(look(page))
    assert "does not show" in "".join(faults_of_focus(page))


@pytest.fixture
def very_long(as_, pat, team, add_person) -> list[str]:
    """A name of 200 characters without a space, and as many words as the diary takes."""
    person = diaries.hold(add_person(first_name="W" * 100, last_name="x" * 100, team=team), pat)
    written = diaries.write(person, pat, 0, "y" * 50_000, heading="H" * 300, minutes=600)
    diaries.write(person, pat, 1, "z" * 1_400)
    diaries.write(person, pat, 2, f"{MARK} and more words. " * 2_000)
    diaries.add_to(written, pat, notes="w" * 5_000)
    source, _ = Source.objects.get_or_create(name="nDelius")
    for what in PersonFact.What.values:
        PersonFact.objects.create(
            person=person, what=what, value="v" * 300, source=source, as_at=dt.date(2025, 1, 15)
        )
    return addresses(as_(pat), person, written)


@at_every_width
def test_pages_with_very_long_words(pats, very_long):
    assert found_wrong(pats, very_long) == []


@at(LAPTOP)
def test_the_focus_is_seen_at_every_stop(pats, of_pats):
    assert found_wrong(pats, of_pats, faults_of_focus, (PHONE, LAPTOP)) == []


@at(LAPTOP)
def test_the_first_stop_skips_to_what_the_page_is_about(pats, of_pats):
    in_main = "document.activeElement.closest('main') !== null"
    for page in looked_at(pats, of_pats):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate(in_main)
