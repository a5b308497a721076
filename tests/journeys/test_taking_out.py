"""Ada takes contacts out as a file, says what it is for, and reads what came."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from contacts.models import AuditEntry
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import WITH_SCRIPT, Hands
from journeys.looks import at_both_widths, faults, faults_of_focus, faults_when_spaced_out
from tests.taken_out import read

PASSAGE = "[[His aunt is afraid of him.]]"
LOOKED_AT = pytest.mark.parametrize("way", WITH_SCRIPT[:1], ids=lambda way: way.name, indirect=True)


@pytest.fixture
def adas(at_a_browser, ada, person, pat) -> Hands:
    """Ada where contacts are taken out, of a diary with one entry of every kind and a passage."""
    diaries.a_diary_of_every_kind(person, pat)
    diaries.write(person, pat, 2, f"=1+1 {MARK}. {PASSAGE}")
    hands = at_a_browser(ada)
    hands.open("/")
    hands.press_link("Export")
    return hands


def download(hands: Hands) -> list[dict[str, str]]:
    with hands.page.expect_download() as coming:
        hands.press_button("Take out the file")
    file = coming.value
    assert file.suggested_filename == "contacts-2026-11-22.csv"
    return read(Path(file.path()).read_bytes())


def test_ada_takes_out_a_person_without_what_is_sensitive(adas, person):
    adas.write(adas.page.get_by_label("Person, by CRN"), person.crn.lower())
    adas.write(adas.page.get_by_label("What is it for?"), "SAR of 3 March")
    rows = download(adas)
    assert {row["crn"] for row in rows} == {person.crn}
    said = " ".join(row["notes"] for row in rows)
    assert f"'=1+1 {MARK}. [passage withheld]" in said
    for kept_in in ("afraid", "in confidence", "by mistake", "somebody else"):
        assert kept_in not in said
    expect(adas.page.get_by_role("heading", level=1)).to_have_text("Take contacts out")
    entry = AuditEntry.objects.get(detail__export="ended")
    assert (entry.people, entry.detail["purpose"]) == ([person.pk], "SAR of 3 March")


def test_ada_chooses_what_is_sensitive_and_it_is_logged(adas):
    for name in ("Include sensitive entries", "Show passages marked sensitive"):
        adas.press(adas.page.get_by_role("checkbox", name=name), "Space")
    adas.write(adas.page.get_by_label("What is it for?"), "A move to another region")
    said = " ".join(row["notes"] for row in download(adas))
    assert PASSAGE in said
    assert "in confidence" in said
    entry = AuditEntry.objects.get(detail__export="ended")
    assert entry.detail["sensitive_entries"]
    assert entry.detail["sensitive_passages"]


def test_ada_is_asked_what_it_is_for(adas):
    adas.write(adas.page.get_by_label("Person, by CRN"), "Z999999")
    adas.press_button("Take out the file")
    page = adas.page
    expect(page.get_by_role("link", name="Say what the file is for.")).to_be_visible()
    expect(page.get_by_role("link", name="There is no record with this CRN")).to_be_visible()
    expect(page.get_by_label("Person, by CRN")).to_have_value("Z999999")


@LOOKED_AT
def test_the_page_and_its_refusal_are_for_everybody_to_use(adas):
    wrong = at_both_widths(adas.page, faults, faults_when_spaced_out, faults_of_focus)
    adas.press_button("Take out the file")
    expect(adas.page.locator(".govuk-error-summary")).to_be_focused()
    assert wrong + at_both_widths(adas.page, faults) == []
