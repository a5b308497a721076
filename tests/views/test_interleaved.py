"""What the pages that interleave several people's entries have in common, asked of each."""

import datetime as dt
import re

import pytest

from contacts.formats import clock
from contacts.models import Amendment, AuditEntry
from tests.reading import entries_of, entry_of, notes_of, text_of

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
TWELVE = " ".join(f"word{number}" for number in range(13))


@pytest.fixture(params=["/people/search/", "/team/timeline/"])
def address(request):
    return request.param


@pytest.fixture
def looks(address, pat, sam):
    """Whose page it is."""
    return pat if address == "/people/search/" else sam


@pytest.fixture
def read(as_, address, looks):
    return lambda **query: as_(looks).get(address, query)


@pytest.fixture
def write(person, pat, add_contact):
    def add(notes, days=0, **known):
        author = None if "author_name" in known else pat
        at = clock.now() - days * DAY
        return add_contact(person, author, notes=notes, **{"occurred_at": at, **known})

    return add


def links(page) -> dict[str, str]:
    """Where each link leads, by what it says."""
    found = re.findall(r'<a class="(?:govuk-link|chip)" href="([^"]*)">(.*?)</a>', page.text)
    return {re.sub(r"<[^>]+>", "", said): to.replace("&amp;", "&") for to, said in found}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("house", ["Housing sorted, will not be off sick."]),
        ("hous*", ["Housing sorted, will not be off sick."]),
        ('"not be off"', ["Housing sorted, will not be off sick."]),
        ("will", ["Housing sorted, will not be off sick."]),
        ("-house", ["Café job at Zoë’s: no."]),
        ("cafe zoe", ["Café job at Zoë’s: no."]),
        ("no", ["Café job at Zoë’s: no."]),
        ('"sorted will be"', []),
    ],
)
def test_words_are_found_as_people_type_them(read, write, typed, found):
    write("Housing sorted, will not be off sick.")
    write("Café job at Zoë’s: no.", 1)
    assert notes_of(read(words=typed)) == found


def test_later_words_and_those_of_joined_records_lead_to_the_entry(read, write, pat):
    lead = write("Seen.")
    write("Talked of the tribunal.", author_name="Jones, Terry", state="joined", lead=lead)
    Amendment.objects.create(
        contact=lead, author=pat, recorded_at=clock.now(), notes="Brought a letter."
    )
    write("Nothing of either.", 1)
    assert entries_of(read(words="tribunal")) == entries_of(read(words="letter")) == [lead.pk]
    assert '<mark class="hit">letter</mark>' in read(words="letter").text


def test_words_that_no_longer_stand_are_not_found(read, write, pat):
    first = write("Came with his duaghter.")
    Amendment.objects.create(
        contact=first, author=pat, recorded_at=clock.now(), notes="Came with her.", replaces=True
    )
    write("Lapwing.", state="withdrawn")
    write("Lapwing.", state="moved")
    write("Lapwing.", state="undone")
    assert entries_of(read(words="duaghter")) == entries_of(read(words="lapwing")) == []
    assert notes_of(read(words="her")) == ["Came with her."]


def test_an_entry_stands_under_whose_it_is_and_leads_to_its_place(read, write):
    contact = write("Housing sorted.")
    page = read(words="house")
    assert links(page)["Dean Hartley"] == f"/people/X482913/?at={contact.pk}#contact-{contact.pk}"
    assert "Dean Hartley X482913" in text_of(page)
    assert '<mark class="hit">Housing</mark> sorted.' in page.text
    assert "Pat Okonjo" in entry_of(page, contact.pk)


def test_a_hit_far_into_long_notes_is_seen_before_they_are_unfolded(read, write):
    write("word " * 400 + "tenancy " + "word " * 400)
    *_, fold = re.findall(r"<summary>.*?</summary>", read(words="tenancy").text)
    assert '<mark class="hit">tenancy</mark>' in fold


def test_the_neighbours_of_a_word_are_one_press_away(read, write):
    write("Rang the landlord.", kind="phone")
    page = read(words="tenancy", kind="phone")
    assert "Also: accommodation, housing, flat, landlord" in text_of(page)
    assert "words=landlord" in links(page)["landlord"]
    assert "kind=phone" in links(page)["landlord"]
    assert "Also:" not in text_of(read(words="zyzzy"))


def test_where_nothing_matches_it_says_what_would(read, write):
    write("Rent paid.", 20)
    page = read(words="rent", when="since 15/11", kind="")
    assert entries_of(page) == []
    assert "Nothing matches. Clear since 15 November" in text_of(page)
    assert "words=rent" in links(page)["Clear since 15 November"]
    assert "Clear rent" not in text_of(page)


def test_where_no_one_thing_would_do_nothing_is_advised(read, write):
    write("Rent paid.", 20, kind="office")
    page = read(words="lapwing", when="since 15/11", kind="phone")
    assert "Nothing matches." in text_of(page)
    assert "Nothing matches. Clear" not in text_of(page)


def test_a_very_long_word_is_cut_where_it_is_advised_away_and_how_to_search_is_said(read, write):
    write("Rent paid.")
    page = read(words="lapwing" * 20, kind="", when="since 15/11")
    assert f"Clear {('lapwing' * 20)[:29]}…" in links(page)
    for said in ("“left early” in quotes", "-flat leaves entries out", "hous* finds every word"):
        assert said in text_of(page)


def test_beyond_the_last_that_matches_it_says_so(read, write):
    write("Rent paid.")
    page = read(words="rent", before="10000101T000000.000000Z-1")
    assert "Nothing older matches." in text_of(page)
    assert entries_of(page) == []


def test_more_words_than_are_looked_for_is_said(read, write):
    write("Rent paid.")
    note = "Only the first twelve words are looked for."
    assert note in text_of(read(words=TWELVE))
    assert note not in text_of(read(words="rent"))


@pytest.mark.parametrize(
    ("typed", "chip", "found"),
    [
        ("since 3/11", "since 3 November", ["Today.", "19 days ago."]),
        ("until 3/11", "up to 3 November", ["19 days ago.", "Last winter."]),
        ("3/11", "3 November", ["19 days ago."]),
        ("last winter", "1 December 2025 to 28 February 2026", ["Last winter."]),
        ("since March", "since 1 March", ["Today.", "19 days ago."]),
    ],
)
def test_dates_are_read_as_people_say_them_and_shown_as_dates(read, write, typed, chip, found):
    for notes, days in (("Today.", 0), ("19 days ago.", 19), ("Last winter.", 320)):
        write(notes, days)
    page = read(when=typed)
    assert notes_of(page) == found
    assert f"{chip}, press to clear" in text_of(page)


def test_each_chip_is_cleared_by_one_press_and_all_by_one(read, write, address):
    write("Rent paid.", kind="phone")
    page = read(words="rent", kind="phone", person="X482913", when="today")
    assert links(page)["Clear all"] == address
    for chip, gone in (
        ("rent", "words"),
        ("Phone", "kind"),
        ("22 November", "when"),
        ("Dean Hartley, X482913", "person"),
    ):
        without = links(page)[f"{chip}, press to clear"]
        left = {"words", "kind", "person", "when"} - {gone}
        assert {one.split("=")[0] for one in without[1:].split("&")} == left


def test_what_is_found_is_paged_by_position_and_nowhere_is_a_total(
    read, write, as_, looks, address
):
    pks = [write("Rent.", occurred_at=clock.now() - number * HOUR).pk for number in range(60)]
    first = read(words="rent")
    older = links(first)["Older contacts"]
    assert older.startswith("?words=rent&before=")
    second = as_(looks).get(address + older.split("#")[0])
    assert entries_of(first) + entries_of(second) == pks
    assert "Before Friday 20 November, 10:00" in text_of(second)
    assert links(second)["Newest contacts"] == "?words=rent"
    for page in (first, second):
        assert not re.search(r"\b(of|1 to) (50|60)\b|\(\d+\)", text_of(page))


def test_days_that_are_not_understood_are_asked_for_again_and_nothing_is_shown(read, write):
    write("Rent.")
    page = read(when="whenever", words="rent")
    assert page.status_code == 422
    assert 'Write it like "March"' in text_of(page)
    assert 'value="whenever"' in page.text
    assert entries_of(page) == []


def test_only_those_shown_are_named_in_the_trail(read, write, person, team, add_person):
    write("Rent.")
    add_person(last_name="Quill", team=team)
    read(words="rent")
    read(words="lapwing")
    read(words="lapwing", person="X482913")
    left = AuditEntry.objects.exclude(act="refused").order_by("id")
    assert [one.people for one in left] == [[person.pk], [], [person.pk]]
