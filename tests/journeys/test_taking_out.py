"""Ada takes contacts out as a file, says what it is for, and reads what came."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from contacts.actions import exporting
from contacts.models import AuditEntry
from contacts.queries import export
from contacts.queries.export import Exported
from contacts.views import export as the_page
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import LAPTOP, WITH_SCRIPT, Hands
from journeys.looks import at_both_widths, faults, faults_of_focus, faults_when_spaced_out
from tests.taken_out import read

PASSAGE = "[[His aunt is afraid of him.]]"
SCRIPTED = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)
LOOKED_AT = pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)


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
    assert re.fullmatch(r"contacts(-X482913)?-2026-11-22\.csv", file.suggested_filename)
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


class Held(Exported):
    """Two rows go out, and the rest when it may; it goes wrong instead where it is told to."""

    may_go_on = threading.Event()
    goes_wrong = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in super().__iter__():
            yield piece
            if self.rows == 2:
                assert self.may_go_on.wait(60)
                if self.goes_wrong:
                    raise OSError


@pytest.fixture
def held(monkeypatch, adas) -> type[Held]:
    monkeypatch.setattr(export, "PIECE", 1)
    monkeypatch.setattr(exporting, "TOLD_EVERY", -1)
    monkeypatch.setattr(the_page, "Exported", Held)
    monkeypatch.setattr(Held, "may_go_on", threading.Event())
    return Held


def said_of(adas: Hands) -> Locator:
    return adas.page.locator("[aria-live]")


@SCRIPTED
def test_ada_sees_how_far_the_file_has_come(adas, held):
    expect(said_of(adas)).to_have_text("")
    adas.write(adas.page.get_by_label("What is it for?"), "A move to another region")
    adas.press_button("Take out the file")
    expect(said_of(adas)).to_have_text("Taken out so far: 2 rows.")
    held.may_go_on.set()
    expect(said_of(adas)).to_have_text(f"Your file is complete: {len(download(adas))} rows.")


@SCRIPTED
def test_ada_sees_that_a_file_broke_off(adas, held, monkeypatch):
    monkeypatch.setattr(held, "goes_wrong", True)
    adas.write(adas.page.get_by_label("What is it for?"), "A move to another region")
    adas.press_button("Take out the file")
    expect(said_of(adas)).to_have_text("Taken out so far: 2 rows.")
    held.may_go_on.set()
    expect(said_of(adas)).to_have_text("Broken off after 2 rows: take it out again.")


@SCRIPTED
def test_ada_is_told_that_choosing_what_is_sensitive_is_logged(adas):
    said = adas.page.get_by_text("is logged with your name")
    expect(said.first).not_to_be_visible()
    adas.press(adas.page.get_by_role("checkbox", name="Include sensitive entries"), "Space")
    expect(said.first).to_be_visible()


@LOOKED_AT
def test_the_page_and_its_refusal_are_for_everybody_to_use(adas):
    wrong = at_both_widths(adas.page, faults, faults_when_spaced_out, faults_of_focus)
    adas.press_button("Take out the file")
    expect(adas.page.locator(".govuk-error-summary")).to_be_focused()
    assert wrong + at_both_widths(adas.page, faults) == []
