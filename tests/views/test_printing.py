import re

import pytest

from contacts.formats import clock
from contacts.models import Amendment, AuditEntry
from contacts.queries import printing
from tests.reading import entries_of, notes_of, text_of


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/print/"


@pytest.fixture
def prints(as_, pat, address):
    return lambda user=pat, **sent: as_(user).post(address, sent)


def test_nothing_is_printed_before_it_is_asked_for(as_, pat, address, contact):
    page = as_(pat).get(address, {"period": "this year", "sensitive": "on"})
    assert entries_of(page) == []
    assert "checked" not in page.text
    assert AuditEntry.objects.get().act == "open_timeline"


def test_a_printout_says_of_whom_by_whom_when_and_for_which_days(prints, contact, person):
    page = text_of(prints(period="this year"))
    assert f"{person.crn}, timeline, 1 January 2026 to 31 December 2026" in page
    assert "Printed by Pat Okonjo on Sunday 22 November 2026 at 11:00" in page
    assert f"Dean Hartley {person.crn}, born 12 April 1991" in page
    assert "Sunday 22 November 2026 11:00" in page
    assert notes_of(prints()) == ["On time. Slept badly."]


def test_title_and_address_carry_the_crn_alone(prints, contact, person):
    page = prints()
    assert f"<title>{person.crn}, print - Contact diary</title>" in page.text
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page.text)
    assert not any("Hartley" in one for one in addresses)


def test_what_is_left_out_leaves_no_trace(prints, contact, add_contact, person, pat):
    alone = plain(prints())
    hidden = add_contact(person, pat, notes="In confidence.", sensitive=True)
    add_contact(person, pat, notes="By mistake.", state="withdrawn")
    page = prints()
    assert plain(page) == alone
    assert f'"{hidden.pk}"' not in page.text
    assert "ensitive" not in text_of(page)


def plain(page) -> list[str]:
    return [line for line in page.text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_days_with_nothing_but_sensitive_entries_do_not_say_that_nothing_was_recorded(
    prints, add_contact, person, pat
):
    add_contact(person, pat, notes="In confidence.", sensitive=True)
    page = text_of(prints())
    assert "Nothing to print for these days." in page
    assert "recorded" not in page


def test_what_is_sensitive_is_printed_where_chosen_and_every_page_says_so(
    prints, add_contact, person, pat
):
    add_contact(person, pat, notes="His [[aunt]] rang.", sensitive=True)
    page = prints(sensitive="on", passages="on")
    assert '<mark class="secret">[[aunt]]</mark>' in page.text
    assert notes_of(page) == ["His [[aunt]] rang."]
    assert "Sensitive entries included. Sensitive passages shown" in text_of(page)
    assert notes_of(prints(sensitive="on")) == ["His [passage withheld] rang."]


def test_no_word_of_a_withheld_passage_is_anywhere_in_the_answer(prints, contact, pat):
    Amendment.objects.create(
        contact=contact, author=pat, recorded_at=clock.now(), notes="[[Lapwing]] and [[Marrowbone"
    )
    page = prints()
    assert page.text.count("[passage withheld]") == 2
    assert "Lapwing" not in page.text
    assert "Marrowbone" not in page.text


def test_a_printout_is_logged_with_what_was_chosen(prints, contact, person):
    prints(period="since 1/3/2026", sensitive="on")
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.people) == ("print", [person.pk])
    assert entry.detail == {
        "from": "2026-03-01",
        "until": None,
        "sensitive_entries": True,
        "sensitive_passages": False,
    }


def test_days_that_are_not_understood_are_asked_for_again_with_what_was_ticked(prints, contact):
    page = prints(period="whenever", passages="on")
    assert page.status_code == 422
    assert "There is a problem" in text_of(page)
    assert 'value="whenever"' in page.text
    assert len(re.findall(r"<input[^>]*checked", page.text)) == 1
    assert entries_of(page) == []
    assert AuditEntry.objects.get().act == "open_timeline"


def test_too_many_entries_are_refused_in_a_sentence(
    prints, contact, add_contact, person, pat, monkeypatch
):
    monkeypatch.setattr(printing, "MOST", 1)
    add_contact(person, pat)
    page = prints()
    assert page.status_code == 422
    assert "That is more than 1 entries. Choose fewer days." in text_of(page)
    assert AuditEntry.objects.get().act == "open_timeline"


@pytest.mark.parametrize("period", ["until 31/12/9999", "since 1/1/1900", "9999", "1900"])
def test_the_ends_of_the_calendar_are_no_trouble(prints, contact, period):
    assert prints(period=period).status_code in (200, 422)


def test_olu_prints_nothing(prints, contact, olu):
    assert prints(olu).status_code == 404
