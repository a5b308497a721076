"""Pat is away, and Priya covers."""

from playwright.sync_api import expect

from journeys.looks import faults


def test_pat_says_that_she_is_away_and_priya_finds_her_people_on_her_list(
    pats, at_a_browser, priya, person
):
    page = pats.page
    pats.open("/people/")
    pats.press_link("Away")
    expect(page.get_by_role("heading", name="Away", level=1)).to_be_visible()
    pats.write(page.get_by_label("First day away"), "today")
    pats.write(page.get_by_label("Last day away"), "Friday")
    pats.choose(page.get_by_label("Who covers"), "Priya Nair, North one")
    assert not pats.way.script or faults(page) == []
    pats.press_button("Say that I am away")
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    expect(page.locator(".named")).to_contain_text("Covered by Priya Nair")
    priyas = at_a_browser(priya)
    priyas.open("/people/")
    fold = priyas.page.get_by_text("Covering for Pat Okonjo, away to Friday 27 November (1)")
    expect(fold).to_be_visible()
    assert not priyas.way.script or faults(priyas.page) == []
    priyas.press_link("Dean Hartley")
    expect(priyas.page.locator(".person")).to_contain_text("away to 27 November, you cover")
    pats.press_button("I am back")
    expect(page.get_by_role("status").first).to_have_text("Taken off the list.")
    priyas.open("/people/")
    expect(fold).to_have_count(0)
