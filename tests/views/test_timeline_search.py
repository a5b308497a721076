"""What Pat finds on one person's page."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.formats import clock
from contacts.models import Amendment, ImportBatch, Source
from tests.reading import entries_of, notes_of, text_of

DAY = dt.timedelta(days=1)


@pytest.fixture
def write(person, pat, add_contact):
    def add(notes, days=0, **known):
        author = None if "author_name" in known else pat
        at = clock.now() - days * DAY
        return add_contact(person, author, notes=notes, **{"occurred_at": at, **known})

    return add


@pytest.fixture
def add_to(pat):
    def add(contact, notes, **known):
        return Amendment.objects.create(
            contact=contact, author=pat, recorded_at=clock.now(), notes=notes, **known
        )

    return add


@pytest.fixture
def brought(write):
    """An entry that a source brought."""

    def add(name, notes, days=0, **known):
        source = Source.objects.get_or_create(name=name)[0]
        contact = write(notes, days, author_name="Nair, Priya", **known)
        batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
        digest = f"{contact.pk}".encode()
        source.records.create(batch=batch, contact=contact, digest=digest, raw={})
        return contact

    return add


@pytest.fixture
def search(as_, pat, person):
    return lambda **query: as_(pat).get(f"/people/{person.crn}/", query)


def links(page) -> dict[str, str]:
    """Where each link leads, by what it says."""
    found = re.findall(r'<a class="(?:govuk-link|chip)" href="([^"]*)">(.*?)</a>', page.text)
    return {re.sub(r"<[^>]+>", "", said): to.replace("&amp;", "&") for to, said in found}


WRITTEN = ["Housing sorted.", "He will not be in, no answer.", "Café shift called off."]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(("house", [0]), ("HOUSES", [0]), ("housing sorted", [0]), ("sorted housing", [0])),
        *(("no", [1]), ("not", [1]), ("will", [1]), ("off", [2])),
        *(('"not be in"', [1]), ('"be not in"', []), ('"no answer', [1])),
        *(("-no", [0, 2]), ("-no -house", [2]), ("be -answer", []), ('-"not be"', [0, 2])),
        *(("hous*", [0]), ("answ* wil*", [1])),
        *(("cafe", [2]), ("café", [2]), ("CAFÉ", [2]), ("shift -café", [])),
        ("lapwing", []),
    ],
)
def test_words_are_found_as_people_type_them(search, write, typed, found):
    for days, notes in enumerate(WRITTEN):
        write(notes, days)
    assert notes_of(search(words=typed)) == [WRITTEN[place] for place in found]


def test_what_was_looked_for_is_marked_in_notes_and_later_words(search, write, add_to):
    add_to(write("Housing. The house."), "Keys to the house.")
    page = search(words="house")
    assert page.text.count('<mark class="hit">') == 3
    assert '<mark class="hit">Housing</mark>. The <mark class="hit">house</mark>.' in page.text
    assert '<mark class="hit">' not in search().text


def test_later_words_and_every_sources_words_lead_to_the_entry(search, write, brought, add_to):
    lead = write("Seen.")
    joined = brought("OASys", "Talked of the tribunal.", state="joined", lead=lead)
    add_to(lead, "Brought a letter.")
    add_to(joined, "And a lodger.")
    write("Nothing of either.", 1)
    for words in ("tribunal", "letter", "lodger"):
        assert entries_of(search(words=words)) == [lead.pk]
    assert entries_of(search(words="seen -tribunal")) == []


def test_words_that_no_longer_stand_are_not_found(search, write, add_to):
    add_to(write("Came with his duaghter."), "Came with her.", replaces=True)
    for state in ("withdrawn", "moved", "undone"):
        write("Lapwing.", state=state)
    assert entries_of(search(words="duaghter")) == entries_of(search(words="lapwing")) == []
    assert notes_of(search(words="her")) == ["Came with her."]


@pytest.mark.parametrize(
    ("typed", "chip", "found"),
    [
        ("since 3/11", "since 3 November", ["Today.", "On the 3rd."]),
        ("until 3/11", "up to 3 November", ["On the 3rd.", "Last winter."]),
        ("3/11", "3 November", ["On the 3rd."]),
        ("1/11 to 5/11", "1 November to 5 November", ["On the 3rd."]),
        ("last winter", "1 December 2025 to 28 February 2026", ["Last winter."]),
        ("since March", "since 1 March", ["Today.", "On the 3rd."]),
    ],
)
def test_dates_are_read_as_people_say_them_and_shown_as_dates(search, write, typed, chip, found):
    for notes, days in (("Today.", 0), ("On the 3rd.", 19), ("Last winter.", 320)):
        write(notes, days)
    page = search(when=typed)
    assert notes_of(page) == found
    assert f"{chip}, press to clear" in text_of(page)


def test_days_that_are_not_understood_are_asked_for_again_and_nothing_is_shown(search, write):
    write("Rent.")
    page = search(when="whenever", words="rent")
    assert page.status_code == 422
    assert re.search('<a href="#id_when">Write it like', page.text)
    assert 'value="whenever"' in page.text
    assert notes_of(page) == []
    assert not re.search("Nothing (matches|recorded)", text_of(page))
    older = search(when="whenever", before="99980101T000000.000000Z-1")
    assert (older.status_code, notes_of(older)) == (422, [])


def test_it_narrows_to_author_kind_source_and_meetings(search, write, brought):
    write("In.", kind="office")
    write("Rang.", 1, kind="phone")
    lead = brought("nDelius", "Planned visit.", 2)
    brought("OASys", "Review.", 3, state="joined", lead=lead)
    for asked, found, chip in (
        ({"author": "OKONJO"}, ["In.", "Rang."], "by OKONJO"),
        ({"author": "nair"}, ["Planned visit."], "by nair"),
        ({"author": "pat okonjo"}, ["In.", "Rang."], "by pat okonjo"),
        ({"author": "Okonjo, Pat"}, ["In.", "Rang."], "by Okonjo, Pat"),
        ({"author": "priya nair"}, ["Planned visit."], "by priya nair"),
        ({"author": "príya"}, ["Planned visit."], "by príya"),
        ({"author": "pat nair"}, [], "by pat nair"),
        ({"author": " ; "}, [], "by ;"),
        ({"kind": "phone"}, ["Rang."], "Phone"),
        ({"source": "delius"}, ["Planned visit."], "from delius"),
        ({"source": "oasys"}, ["Planned visit."], "from oasys"),
        ({"met": "on"}, ["In."], "Met only"),
    ):
        page = search(**asked)
        assert notes_of(page) == found
        assert f"{chip}, press to clear" in text_of(page)


def test_met_only_is_a_box_that_can_be_seen_and_ticked(search, contact):
    page = search(met="on").text
    assert re.search(r'<input[^>]*name="met"[^>]*checked>\s*<label class="[^"]*checkboxes', page)


def test_each_chip_is_cleared_by_one_press_and_all_by_one(search, write, person):
    write("Rent paid.", kind="phone")
    page = search(words="rent", kind="phone", when="today")
    every = {"rent": "words", "Phone": "kind", "22 November": "when"}
    for chip, gone in every.items():
        without = links(page)[f"{chip}, press to clear"]
        left = {one.split("=")[0] for one in without[1:].removesuffix("#log").split("&")}
        assert left == {*every.values()} - {gone}
    assert links(page)["Clear all"] == f"/people/{person.crn}/#log"
    assert "Clear all" not in text_of(search(words="rent"))


def test_the_neighbours_of_a_word_are_one_press_away(search, write):
    write("Rang the landlord.", kind="phone")
    page = search(words="tenancy", kind="phone")
    assert "Also: accommodation, housing, flat, landlord" in text_of(page)
    assert links(page)["landlord"] == "?kind=phone&words=landlord#log"
    assert notes_of(search(words="landlord", kind="phone")) == ["Rang the landlord."]


def test_more_words_than_are_looked_for_is_said(search, contact):
    note = "Only the first twelve words are looked for."
    assert note in text_of(search(words=" ".join(f"word{number}" for number in range(13))))
    assert note not in text_of(search(words="rent"))


def test_a_result_leads_to_its_place_among_its_neighbours(search, write, as_, pat, person):
    for days in range(60):
        write(f"Number {days}.", days)
    wanted = write("Rent paid.", 30)
    to = links(search(words="rent"))["In its place"]
    assert to == f"/people/{person.crn}/?at={wanted.pk}#contact-{wanted.pk}"
    around = notes_of(as_(pat).get(to))
    place = around.index("Rent paid.")
    assert around[place - 1 : place + 3] == [
        *("Number 29.", "Rent paid.", "Number 30.", "Number 31.")
    ]


def test_what_is_found_is_paged(search, write, as_, pat, person):
    pks = [write("Rent.", days).pk for days in range(60)]
    first = search(words="rent")
    assert "1 to 50 of 60" in text_of(first)
    (older,) = re.findall(r'<a class="govuk-link" href="([^"]*)#log" hx-get', first.text)
    second = as_(pat).get(older.replace("&amp;", "&"))
    assert "51 to 60 of 60" in text_of(second)
    assert entries_of(first) + entries_of(second) == pks
    assert links(second)["Newest contacts"] == f"/people/{person.crn}/?words=rent#log"


def test_nothing_recorded_and_nothing_that_matches_say_different_things(search, write):
    assert "Nothing recorded yet." in text_of(search())
    assert "Nothing recorded yet." in text_of(search(words="rent", when="today"))
    write("Rent paid.", 20)
    page = search(words="rent", when="since 15/11")
    assert "Nothing matches. Clear since 15 November" in text_of(page)
    assert links(page)["Clear since 15 November"] == "?words=rent#log"
    assert "Clear rent" not in text_of(page)


def test_of_somebody_one_may_not_open_nothing_is_found_out(as_, olu, person, contact):
    absent = as_(olu).get("/people/Z999999/", {"words": "slept"})
    refused = as_(olu).get(f"/people/{person.crn}/", {"words": "slept"})
    assert refused.status_code == 404
    assert refused.content == absent.content


def test_searching_costs_the_same_with_sixty_of_everything(search, write, brought, add_to):
    counts = []
    for numbers in (range(1), range(1, 60)):
        for number in numbers:
            lead = write(f"Rent {number}.", number)
            add_to(lead, "More rent.")
            brought("OASys", "Rent.", number, state="joined", lead=lead)
        with CaptureQueriesContext(connection) as asked:
            page = search(words="rent", when="since 2025")
        counts.append(len(asked))
    assert len(entries_of(page)) == 50
    assert counts[0] == counts[1]
