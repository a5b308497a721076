"""Two pages with nothing on them say different things."""

from playwright.sync_api import expect


def test_nothing_recorded_yet(pats, person):
    pats.open(f"/people/{person.crn}/")
    expect(pats.page.get_by_text("Nothing recorded yet.")).to_be_visible()
    expect(pats.page.get_by_label("What happened?")).to_be_visible()


def test_olu_is_told_whom_to_ring_and_nothing_else(at_a_browser, olu, person, contact):
    hands = at_a_browser(olu)
    hands.open(f"/people/{person.crn}/")
    body = hands.page.locator("body")
    expect(body).to_contain_text(
        "No record you can open. If the person is in front of you, or somebody may be at risk, "
        "ring your duty manager: 0113 496 0202."
    )
    expect(body).not_to_contain_text("Hartley")
    hands.press_link("My people")
    expect(hands.page.get_by_text("Nobody is allocated to you.")).to_be_visible()
