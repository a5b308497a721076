"""Pat finds the person she is about to see."""

import pytest
from playwright.sync_api import Page, expect

from contacts.formats import texts
from journeys.hands import WITH_SCRIPT

LONGEST_UNMET_FIRST = [
    *("Ama Boateng", "Zoë Wiśniewska", "Jerome Clarke-Ellis"),
    *("Mohammed Iqbal", "Siân O’Leary", "Dean Hartley"),
]
BY_FAMILY_NAME = [
    *("Ama Boateng", "Jerome Clarke-Ellis", "Dean Hartley"),
    *("Mohammed Iqbal", "Siân O’Leary", "Zoë Wiśniewska"),
]

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)


def names(page: Page) -> list[str]:
    return page.locator("tbody th a:visible").all_inner_texts()


def test_pat_sees_whom_she_has_not_met_for_longest_first(pats, caseload):
    pats.open("/")
    expect(pats.page.get_by_role("heading", name="My people", level=1)).to_be_visible()
    assert names(pats.page) == LONGEST_UNMET_FIRST
    ama = pats.page.get_by_role("row").filter(has_text="Ama Boateng")
    expect(ama).to_contain_text("Office, 20 October")
    expect(ama).to_contain_text("33 days")
    expect(ama).to_contain_text("Talked about the tribunal date")


def test_pat_unfolds_those_in_custody_and_suspended(pats, caseload):
    pats.open("/people/")
    pats.press(pats.page.get_by_text("In custody (2), next release 4 December"))
    assert names(pats.page)[-2:] == ["Liam Okafor", "Femi Adeyinka"]
    pats.press(pats.page.get_by_text("Contact suspended (1)"))
    assert names(pats.page)[-1] == "Grace Lindqvist"


def test_pat_sorts_by_name_and_back(pats, caseload):
    pats.open("/people/")
    pats.press_link("Person")
    expect(pats.page).to_have_url("/people/?sort=person")
    assert names(pats.page) == BY_FAMILY_NAME
    pats.press_link("Last met")
    expect(pats.page).to_have_url("/people/?sort=met")
    assert names(pats.page) == LONGEST_UNMET_FIRST


@pytest.mark.parametrize("typed", ["wisn", "ZOE WIŚ", "Zoë"])
def test_pat_finds_zoe_with_her_accents_or_without(pats, caseload, typed):
    pats.open("/people/")
    pats.write(pats.page.get_by_label("Name or CRN"), typed)
    if not pats.way.script:
        pats.press_button("Narrow")
    expect(pats.page.locator("tbody th a:visible")).to_have_text(["Zoë Wiśniewska"])
    assert "/people/?sort=met" in pats.page.url or pats.page.url.endswith("/people/")


def test_pat_finds_someone_in_a_fold_by_crn(pats, caseload):
    liam = caseload[6]
    pats.open("/people/")
    pats.write(pats.page.get_by_label("Name or CRN"), liam.crn.lower())
    if not pats.way.script:
        pats.press_button("Narrow")
    expect(pats.page.locator("tbody th a:visible")).to_have_text(["Liam Okafor"])


def test_pat_is_told_when_nobody_has_that_name(pats, caseload):
    pats.open("/people/")
    pats.write(pats.page.get_by_label("Name or CRN"), "Nobody of that name")
    if not pats.way.script:
        pats.press_button("Narrow")
    expect(pats.page.get_by_text("Nobody on your list has that")).to_be_visible()


@with_script
def test_narrowing_asks_the_server_nothing(pats, caseload):
    pats.open("/people/")
    asked: list[str] = []
    pats.page.on("request", lambda request: asked.append(request.url))
    icon = "/static/diary/icon.svg"  # Chromium asks for it whenever it likes
    pats.write(pats.page.get_by_label("Name or CRN"), "oleary")
    pats.page.keyboard.press("Enter")
    expect(pats.page.locator("tbody th a:visible")).to_have_text(["Siân O’Leary"])
    pats.write(pats.page.get_by_label("Name or CRN"), "")
    expect(pats.page.locator("tbody th a:visible")).to_have_count(6)
    assert [address for address in asked if not address.endswith(icon)] == []


@with_script
def test_the_browser_folds_names_as_the_diary_does(pats, caseload):
    pats.open("/people/")
    hard = [
        "Zoë O'Neill-Łuczak",
        "ÇELİK",
        "Straße",
        "Æðelþryð",
        "d’Arcy—Ng",
        "Ħŧı",
        "  two  words ",
        "ﬁ",
    ]
    folded = pats.page.evaluate("names => names.map(fold)", hard)
    assert folded == [texts.fold(name) for name in hard]
