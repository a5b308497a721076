"""Pat writes once: what nDelius has to have as well is one press away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from contacts.formats.references import reference
from contacts.models import Contact, CopiedOut, Kind
from journeys import diaries
from journeys.conftest import MARK
from journeys.hands import WITH_SCRIPT, WITHOUT_SCRIPT, Hands

WORDS = f"On time, {MARK}.\n\nHis [[aunt]] rang."
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
NO_COPYING = f"{NO_CLIPBOARD}; document.execCommand = () => false"

with_script = pytest.mark.parametrize("way", WITH_SCRIPT, ids=lambda way: way.name, indirect=True)
without_script = pytest.mark.parametrize(
    "way", [WITHOUT_SCRIPT], ids=lambda way: way.name, indirect=True
)


@pytest.fixture
def opened(pats, person) -> Hands:
    """Pat has a person's page open, and nDelius in another window."""
    pats.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pats.open(f"/people/{person.crn}/")
    return pats


@pytest.fixture
def clipboard(opened) -> Callable[[], str]:
    """What Pat would paste there."""
    return lambda: opened.page.evaluate("navigator.clipboard.readText()")


def save(hands: Hands, words: str = WORDS) -> None:
    hands.write(hands.page.get_by_label("What happened?"), words)
    hands.choose_kind("Office")
    hands.press_button("Save for Dean Hartley, X482913")


def copy(hands: Hands, name: str = "Copy for nDelius") -> None:
    """Press it, and the diary remembers it."""
    with hands.page.expect_response("**/copy/"):
        hands.press(hands.page.get_by_role("button", name=name, exact=True))


def said(page: Page):
    return page.locator("[data-said]")


def as_ndelius_takes(contact: Contact, words: str = WORDS) -> str:
    boxes = "Contact date: 22/11/2026\nStart time: 11:00\nContact type: Planned Office Visit (NS)\n"
    return f"{boxes}\n{words}\n\ndiary {reference(contact.pk)}"


@with_script
def test_after_a_save_one_press_copies_the_entry(opened, person, clipboard, pat):
    save(opened)
    copy(opened)
    expect(said(opened.page)).to_contain_text("Copied, with what is marked sensitive.")
    entry = person.contacts.get()
    assert clipboard() == as_ndelius_takes(entry)
    assert CopiedOut.objects.get(contact=entry).by == pat
    expect(opened.page.get_by_label("What happened?")).to_be_empty()
    assert "aunt" not in opened.page.url


@with_script
def test_an_amended_entry_offers_the_change_alone(opened, person, clipboard):
    page = opened.page
    save(opened)
    copy(opened)
    opened.press(opened.page.locator("#saved").get_by_role("link", name="See the entry"))
    expect(page.get_by_text("nDelius has this: copied by Pat Okonjo")).to_be_visible()
    opened.press(page.get_by_role("link", name="Add to this"))
    opened.write(page.get_by_label("What to add"), "He rang back.")
    opened.press_button("Add for Dean Hartley, X482913")
    expect(page.get_by_text("nDelius has this, one change since.")).to_be_visible()
    copy(opened, "Copy the change")
    expect(page.get_by_text("Copied.", exact=True)).to_be_visible()
    added = "Comment added by Pat Okonjo on 22/11/2026 at 11:00\nHe rang back."
    assert clipboard() == as_ndelius_takes(person.contacts.get(), added)
    page.reload()
    expect(page.get_by_text("one change since")).to_have_count(0)


@with_script
def test_each_box_can_be_copied_by_itself(opened, person, clipboard):
    page = opened.page
    save(opened)
    copy(opened)
    opened.press_link("Box by box")
    for box, holds in (("contact type", "Planned Office Visit (NS)"), ("start time", "11:00")):
        opened.press_button(f"Copy {box}")
        expect(said(page)).to_contain_text("Copied")
        assert clipboard() == holds
    copy_notes = page.get_by_role("button", name="Copy notes")
    with page.expect_response("**/copy/?whole=yes"):
        opened.press(copy_notes)
    assert clipboard() == f"{WORDS}\n\ndiary {reference(person.contacts.get().pk)}"
    expect(copy_notes).to_be_focused()


@with_script
def test_notes_that_are_too_long_for_it_are_copied_in_two(opened, person, pat, clipboard):
    entry = diaries.write(person, pat, 1, f"{MARK} and more words. " * 700, kind=Kind.OFFICE)
    opened.open(f"/people/{person.crn}/contacts/{entry.pk}/")
    opened.press_button("Copy for nDelius, 1 of 2")
    expect(said(opened.page)).to_contain_text("Copied.")
    first = clipboard()
    assert not CopiedOut.objects.exists()
    copy(opened, "Copy for nDelius, 2 of 2")
    second = clipboard()
    assert "\n(1 of 2)\n" in first
    assert "\n(2 of 2)\n" in second
    assert max(map(len, (first, second))) <= 12_000
    assert first.endswith(f"\ndiary {reference(entry.pk)}")
    assert first.count(MARK) + second.count(MARK) == 700
    assert CopiedOut.objects.get().contact == entry


@with_script
def test_where_the_clipboard_cannot_be_written_to_it_is_copied_another_way(
    opened, person, clipboard
):
    save(opened)
    there = opened.page.evaluate_handle("navigator.clipboard")
    opened.page.evaluate(NO_CLIPBOARD)
    copy(opened)
    expect(said(opened.page)).to_contain_text("Copied")
    assert there.evaluate("clipboard => clipboard.readText()") == as_ndelius_takes(
        person.contacts.get()
    )
    expect(opened.page.get_by_role("button", name="Copy for nDelius")).to_be_focused()


@with_script
def test_where_nothing_can_be_copied_the_page_says_so_and_leads_to_the_words(opened, person):
    save(opened)
    opened.page.evaluate(NO_COPYING)
    opened.press_button("Copy for nDelius")
    expect(said(opened.page)).to_contain_text("Not copied: copy it by hand.")
    opened.press_link("Box by box")
    by_hand = opened.page.get_by_label("All of it, in the order in which nDelius asks")
    expect(by_hand).to_have_value(as_ndelius_takes(person.contacts.get()))
    expect(opened.page.get_by_role("button", name="nDelius has it now")).to_have_count(0)
    opened.page.evaluate(NO_COPYING)
    opened.press_button("Copy it all")
    expect(said(opened.page)).to_contain_text("Not copied: copy it by hand.")
    assert not CopiedOut.objects.exists()
    opened.press_button("nDelius has it now")
    expect(opened.page.get_by_text("nDelius has this: copied by Pat Okonjo")).to_be_visible()


@without_script
def test_without_scripts_it_is_selected_and_copied_by_hand(opened, person):
    page = opened.page
    save(opened)
    opened.press_link("Copy for nDelius")
    by_hand = page.get_by_label("All of it, in the order in which nDelius asks")
    expect(by_hand).to_have_value(as_ndelius_takes(person.contacts.get()))
    expect(by_hand).not_to_be_editable()
    expect(page.get_by_text("Planned Office Visit (NS)", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    opened.press_button("nDelius has it now")
    expect(page.get_by_text("nDelius has this: copied by Pat Okonjo")).to_be_visible()
    assert CopiedOut.objects.get().contact == person.contacts.get()


@with_script
def test_what_was_copied_is_told_also_where_the_diary_could_not_note_it(opened, clipboard):
    save(opened)
    expect(opened.page.locator("#saved")).to_be_visible()
    opened.lose_the_network()
    opened.press_button("Copy for nDelius")
    expect(said(opened.page)).to_contain_text("Copied")
    assert clipboard().startswith("Contact date: ")
    expect(opened.page.get_by_role("alert")).to_have_count(0)
