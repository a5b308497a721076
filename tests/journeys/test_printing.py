"""Pat prints a person's timeline for a period, without what is sensitive unless she chooses it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from contacts.models import AuditEntry
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import LAPTOP, Hands
from journeys.looks import at_both_widths, faults, faults_of_focus, faults_when_spaced_out

PASSAGE = "[[His aunt says he was there on the night. She is afraid of him.]]"
AT_A_LAPTOP = pytest.mark.parametrize("way", [LAPTOP], ids=lambda way: way.name, indirect=True)


@pytest.fixture
def deans(person, pat) -> None:
    diaries.a_diary_of_every_kind(person, pat)
    diaries.write(person, pat, 2, f"{MARK}. Agreed he rings the landlord. {PASSAGE}")


def choose(pats: Hands, crn: str, days: str, *ticks: str) -> Page:
    pats.open(f"/people/{crn}/print/")
    pats.write(pats.page.get_by_label("Which days"), days)
    for tick in ticks:
        pats.press(pats.page.get_by_role("checkbox", name=tick), "Space")
    pats.press_button("Show the pages")
    return pats.page


def test_pat_prints_two_weeks_oldest_first(pats, person, deans):
    page = choose(pats, person.crn, "past 2 weeks")
    expect(page.locator(".sheet__top")).to_contain_text(person.crn)
    expect(page.locator(".sheet__top")).to_contain_text("Printed by Pat Okonjo on Sunday 22")
    days = page.get_by_role("heading", level=2).all_inner_texts()
    assert days[0] == "Friday 13 November 2026"
    assert days[-1] == "Saturday 21 November 2026"
    expect(page.locator("[data-notes]").last).to_contain_text("Slept badly")
    body = page.locator("body")
    for kept_off in ("afraid", "in confidence", "by mistake", "somebody else", "dauhgter"):
        expect(body).not_to_contain_text(kept_off)
    expect(body).to_contain_text("Agreed he rings the landlord. [passage withheld]")
    expect(body).to_contain_text("Rang back at four: shift ran over.")


def test_pat_chooses_what_is_sensitive_and_it_is_logged(pats, pat, person, deans):
    ticks = ("Include sensitive entries", "Show passages marked sensitive")
    page = choose(pats, person.crn, "", *ticks)
    expect(page.locator("mark")).to_have_text(PASSAGE)
    expect(page.locator("body")).to_contain_text("Told me in confidence.")
    expect(page.locator(".sheet__top")).to_contain_text("Sensitive entries included")
    entry = AuditEntry.objects.get(act="print")
    assert entry.people == [person.pk]
    assert entry.detail["sensitive_entries"]
    assert entry.detail["sensitive_passages"]


def test_pat_is_asked_again_for_days_nobody_understands(pats, person, deans):
    page = choose(pats, person.crn, "when it rained", "Include sensitive entries")
    expect(page.get_by_role("link", name="Write it like")).to_be_visible()
    expect(page.get_by_label("Which days")).to_have_value("when it rained")
    expect(page.get_by_role("checkbox", name="Include sensitive")).to_be_checked()


def test_going_back_makes_no_second_printout(pats, person, deans):
    page = choose(pats, person.crn, "this year")
    expect(page.locator(".sheet")).to_be_visible()
    pats.press_link("Choose other days")
    expect(page.get_by_role("checkbox", name="Include sensitive")).not_to_be_checked()
    assert AuditEntry.objects.filter(act="print").count() == 1


@AT_A_LAPTOP
def test_a_printout_and_a_refusal_are_for_everybody_to_read(pats, person, deans):
    page = choose(pats, person.crn, "", "Show passages marked sensitive")
    expect(page.locator("mark")).to_have_text(PASSAGE)
    wrong = at_both_widths(page, faults, faults_when_spaced_out)
    page = choose(pats, person.crn, "when it rained")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert wrong + at_both_widths(page, faults) == []


@AT_A_LAPTOP
def test_the_focus_is_seen_at_every_stop_of_a_printout(pats, person, deans):
    page = choose(pats, person.crn, "")
    expect(page.locator(".sheet")).to_be_visible()
    assert faults_of_focus(page) == []


@AT_A_LAPTOP
def test_every_page_of_paper_says_of_whom_and_who_printed_it(
    pats, person, pat, deans, tmp_path: Path
):
    for days in range(10, 90):
        diaries.write(person, pat, days, f"{MARK}. Talked about the week and the flat. " * 4)
    page = choose(pats, person.crn, "")
    expect(page.locator(".sheet__end")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.get_by_text("Choose other days")).to_be_hidden()
    printed = tmp_path / "printout.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes()))
    assert sheets > 3
    for number, text in enumerate(words_of(printed), 1):
        assert f"{person.crn}, timeline, every day" in text
        assert "Printed by Pat Okonjo on Sunday 22 November 2026 at 11:00" in text
        assert f"Page {number} of {sheets}" in text


@AT_A_LAPTOP
@pytest.mark.parametrize("own_menu", [False, True], ids=["printout", "own menu"])
def test_a_months_diary_fills_its_pages(pats, person, pat, tmp_path: Path, own_menu):
    """Days and long entries go on over the page: only the last page ends before its foot."""
    for number in range(44):
        length = (2, 30, 9, 60, 16, 4)[number % 6]
        notes = f"{MARK}. Talked about the week and the flat, and what is next.\n" * length
        diaries.write(person, pat, number * 2 // 3, notes)
    if own_menu:
        pats.open(f"/people/{person.crn}/")
    else:
        expect(choose(pats, person.crn, "").locator(".sheet__end")).to_be_visible()
    printed = tmp_path / "printout.pdf"
    pats.page.pdf(path=printed, prefer_css_page_size=True)
    filled = how_full(printed)
    assert len(filled) > 8
    assert min(filled[:-1]) > 0.8, filled


def how_full(printed: Path) -> list[float]:
    """How far down each page its last line stands, but for the number at its foot."""
    pages = read_with("pdftotext", "-bbox", printed).split("<page ")[1:]
    full = []
    for page in pages:
        height = float(re.search(r'height="([0-9.]+)"', page)[1])
        ends = [float(end) / height for end in re.findall(r'yMax="([0-9.]+)"', page)]
        full.append(max(end for end in ends if end < 0.94))
    return full


def words_of(printed: Path) -> list[str]:
    """The words of each page, where this machine has something that reads them."""
    return read_with("pdftotext", "-layout", printed).rstrip("\f").split("\f")


def read_with(name: str, how: str, printed: Path) -> str:
    reader = shutil.which(name)
    if reader is None:
        pytest.skip(f"{name} is not installed: what is on each page was not read")
    read = subprocess.run([reader, how, printed, "-"], capture_output=True, check=True)
    return read.stdout.decode()
