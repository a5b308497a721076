"""Ada, the administrator, keeps PDUs, teams and users, and opens nobody."""

import re

import pytest
from playwright.sync_api import Page, expect

from contacts.models import PDU, Team, User
from journeys.hands import LAPTOP, Hands
from journeys.looks import (
    at_both_widths,
    faults,
    faults_of_focus,
    faults_when_spaced_out,
    faults_when_twice_as_large,
)

OWN = "a bicycle in the rain"
with_script = pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)


@pytest.fixture
def adas(at_a_browser, ada, pat, priya, sam, olu, person) -> Hands:
    """Ada at the first page of her work."""
    hands = at_a_browser(ada)
    hands.open("/")
    return hands


def fill(hands: Hands, **typed: str) -> None:
    """Each box by its label: a choice where it is a list."""
    for label, value in typed.items():
        box = hands.page.get_by_label(re.compile(f"^{label}"))
        if box.evaluate("box => box.tagName") == "SELECT":
            hands.choose(box, value)
        else:
            hands.write(box, value)


def sign_in(hands: Hands, username: str, password: str) -> None:
    hands.open("/sign-in/")
    fill(hands, Username=username, Password=password)
    hands.press_button("Sign in")


def told(page: Page) -> str:
    return page.locator(".told").inner_text()


def test_ada_lets_somebody_in_who_chooses_a_password_of_their_own(adas, at_a_browser, person):
    page = adas.page
    expect(page).to_have_url("/users/")
    adas.press_link("Add a user")
    fill(adas, Name="Tess Amoah", Username="tess", Role="Practitioner", Team="North one, North")
    adas.press_button("Add this user")
    expect(page.get_by_role("heading", level=1)).to_have_text("One-time password for Tess Amoah")
    tess = at_a_browser(None)
    sign_in(tess, "tess", told(page))
    expect(tess.page.get_by_role("heading", level=1)).to_have_text("Choose a password")
    tess.open(f"/people/{person.crn}/")
    expect(tess.page.get_by_role("heading", level=1)).to_have_text("Choose a password")
    fill(tess, **{"Your new password": OWN, "The same again": OWN})
    tess.press_button("Use this password")
    expect(tess.page.get_by_role("heading", level=1)).to_have_text("Dean Hartley")


def test_ada_finds_a_user_and_moves_them(adas, at_a_browser, priya, person):
    page, theirs = adas.page, at_a_browser(priya)
    theirs.open(f"/people/{person.crn}/")
    adas.write(page.get_by_label("Name or team"), "nair")
    if not adas.way.script:
        adas.press_button("Narrow")
    expect(page.locator("tr[data-find]:visible")).to_have_count(1)
    adas.press_link("Priya Nair")
    fill(adas, Team="South one, South")
    adas.press_button("Save")
    expect(page.get_by_role("status")).to_have_text("Priya Nair is in South one now.")
    theirs.page.reload()
    expect(theirs.page.get_by_text("No record you can open")).to_be_visible()


def test_ada_deactivates_somebody_knowing_whom_they_hold(adas, at_a_browser, pat, person):
    page, pats = adas.page, at_a_browser(pat)
    pats.open(f"/people/{person.crn}/")
    pats.write(pats.page.get_by_label("What happened?"), "Seen on time.")
    adas.press_link("Pat Okonjo")
    adas.press(page.get_by_text("1 person", exact=True))
    expect(page.get_by_text("Dean Hartley X482913")).to_be_visible()
    adas.press_link("Deactivate Pat Okonjo")
    expect(page.get_by_text("Pat Okonjo still holds 1 person")).to_be_visible()
    adas.press_button("Deactivate Pat Okonjo")
    expect(page.get_by_role("status")).to_have_text("Pat Okonjo is deactivated and signed out.")
    refused = "Failed to load resource: the server responded with a status of 401"
    pats.expected += [refused, "Response Status Error Code 401"]
    pats.press_button("Save for Dean")
    said = pats.page.get_by_text(re.compile("signed out"))
    expect(said.first).to_be_visible()
    assert not person.contacts.exists()
    adas.press_button("Reactivate Pat Okonjo")
    expect(page.locator(".told")).to_be_visible()


def test_ada_is_told_why_she_cannot_leave_nobody(adas):
    page = adas.page
    adas.press(page.locator("main").get_by_role("link", name="Ada Kowalczyk"))
    expect(page.get_by_text("Deactivate")).to_have_count(0)
    fill(adas, Role="Practitioner")
    adas.press_button("Save")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Ask another administrator")
    expect(page.get_by_label("Role")).to_have_value("practitioner")


def test_ada_changes_her_own_password(adas, at_a_browser, ada):
    ada.set_password("nine lanterns")
    ada.save()
    hands = at_a_browser(ada)
    hands.open("/users/")
    hands.press_link("Ada Kowalczyk (your password)")
    fill(hands, **{"Your password now": "nine lanterns"})
    fill(hands, **{"Your new password": OWN, "The same again": OWN})
    hands.press_button("Change password")
    expect(hands.page.get_by_role("status")).to_contain_text("Your password is changed.")
    hands.press_link("Users")
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Users")


def test_ada_makes_a_pdu_and_a_team_that_serves_another(adas):
    page = adas.page
    adas.press_link("Teams")
    adas.press_link("Add a PDU")
    fill(adas, Name="West", Duty="the desk")
    adas.press_button("Add this PDU")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    fill(adas, Duty="0113 496 0404")
    adas.press_button("Add this PDU")
    adas.press_link("Add a team")
    fill(adas, Name="West court", PDU="West")
    adas.press(page.get_by_label("North"), "Space")
    adas.press_button("Add this team")
    expect(page.get_by_role("region", name="West")).to_contain_text("0113 496 0404")
    expect(page.get_by_role("region", name="West")).to_contain_text("West court Also serves North")


def test_ada_gives_a_team_to_somebody_nobody_could_open(adas, add_person, at_a_browser, pat):
    add_person(crn="X100001", last_name="Moss")
    adas.press_link("People without a team")
    adas.press_link("Dean Moss")
    fill(adas, Team="North one, North")
    adas.press_button("Give Dean Moss")
    expect(adas.page.get_by_role("status")).to_have_text("Dean Moss, X100001, is now in North one.")
    expect(adas.page.get_by_text("Nobody.", exact=True)).to_be_visible()
    pats = at_a_browser(pat)
    pats.open("/people/X100001/")
    expect(pats.page.get_by_role("heading", level=1)).to_have_text("Dean Moss")


@pytest.fixture
def full(adas, add_person, add_user, pat, team, south) -> list[str]:
    """Every page of Ada's, with names as long as they may be."""
    long = Team.objects.create(name="T" * 100, pdu=PDU.objects.create(name="P" * 100))
    long.serves.add(south, team.pdu)
    gone = add_user("x" * 150, "W" * 100, "practitioner", long)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for number in range(3):
        add_person(crn=f"X10000{number}", last_name="x" * 60)
    return [
        *("/users/", "/users/new/", f"/users/{pat.pk}/", f"/users/{gone.pk}/", "/teams/"),
        *(f"/users/{pat.pk}/reset/", f"/users/{pat.pk}/deactivate/", "/own-password/"),
        *("/teams/new/", f"/teams/{long.pk}/", "/teams/pdus/new/", f"/teams/pdus/{long.pdu_id}/"),
        *("/people/without-a-team/", "/people/X100001/team/"),
    ]


@with_script
def test_her_pages_are_for_everybody(adas, full):
    wrong = []
    looks = (faults, faults_when_spaced_out, faults_when_twice_as_large)
    for address in full:
        adas.open(address)
        wrong += at_both_widths(adas.page, *looks)
    assert wrong == []


@with_script
def test_the_focus_is_seen_at_every_stop_of_hers(adas, full):
    wrong = []
    for address in full:
        adas.open(address)
        wrong += at_both_widths(adas.page, faults_of_focus)
    assert wrong == []


@with_script
def test_pages_that_refuse_or_show_a_password_are_for_everybody(adas, full, at_a_browser, pat):
    page, wrong = adas.page, []
    for address, button in (
        ("/users/new/", "Add this user"),
        ("/teams/new/", "Add this team"),
        ("/teams/pdus/new/", "Add this PDU"),
        ("/people/X100001/team/", "Give Dean"),
    ):
        adas.open(address)
        adas.press_button(button)
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        wrong += at_both_widths(page, faults)
    adas.open(f"/users/{pat.pk}/")
    adas.press_link("Give a one-time password")
    wrong += at_both_widths(page, faults)
    adas.press_button("Give a one-time password")
    expect(page.locator(".told")).to_be_visible()
    wrong += at_both_widths(page, faults)
    pats = at_a_browser(None)
    sign_in(pats, "pat", told(page))
    expect(pats.page.get_by_role("heading", level=1)).to_have_text("Choose a password")
    wrong += at_both_widths(pats.page, faults)
    pats.press_button("Use this password")
    expect(pats.page.locator(".govuk-error-summary")).to_be_focused()
    assert wrong + at_both_widths(pats.page, faults) == []
