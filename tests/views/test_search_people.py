import datetime as dt
import re

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, Allocation, Alongside, AuditEntry, ImportBatch, Source
from tests.reading import entries_of, notes_of, text_of

ADDRESS = "/people/search/"
SINCE = dt.date(2026, 1, 5)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def quill(add_person, pat):
    """Bea Quill, whom Pat holds too."""
    person = add_person(first_name="Bea", last_name="Quill")
    Allocation.objects.create(person=person, practitioner=pat, since=SINCE)
    return person


@pytest.fixture
def search(as_, pat):
    return lambda **query: as_(pat).get(ADDRESS, query)


def test_everybody_on_ones_list_is_searched_newest_first(search, person, quill, pat, add_contact):
    add_contact(person, pat, notes="Rent paid.")
    add_contact(quill, pat, notes="Rent owed.", occurred_at=clock.now() - 2 * HOUR)
    add_contact(person, pat, notes="Rent late.", occurred_at=clock.now() - HOUR)
    add_contact(quill, pat, notes="Slept badly.")
    assert notes_of(search(words="rent")) == ["Rent paid.", "Rent late.", "Rent owed."]


def test_a_colleagues_people_are_not_searched_unless_one_works_alongside(
    search, as_, priya, pat, team, add_person, add_contact
):
    hers = add_person(last_name="Vane", team=team)
    Allocation.objects.create(person=hers, practitioner=priya, since=SINCE)
    add_contact(hers, priya, notes="Rent paid.")
    assert "Nobody is allocated to you" in text_of(search(words="rent"))
    Alongside.objects.create(person=hers, user=pat, since=SINCE)
    assert notes_of(search(words="rent")) == ["Rent paid."]


def test_whoever_one_may_not_see_is_nowhere_on_it(search, person, quill, pat, add_contact):
    add_contact(person, pat, notes="Rent paid.")
    add_contact(quill, pat, notes="Rent owed.")
    AccessRule.objects.create(person=quill, user=pat, kind="exclusion", set_at=clock.now())
    page = search(words="rent")
    assert notes_of(page) == ["Rent paid."]
    assert "Quill" not in page.text
    absent, refused = (search(words="rent", person=crn) for crn in ("Z999999", quill.crn))
    assert text_of(refused).replace(quill.crn, "Z999999") == text_of(absent)
    assert AuditEntry.objects.latest("id").people == []


def test_whose_supervision_ended_is_not_searched(search, person, pat, add_contact):
    add_contact(person, pat, notes="Rent paid.")
    source = Source.objects.create(name="NOMIS")
    person.standings.create(what="ended", since=SINCE, source=source)
    assert entries_of(search(words="rent")) == []


def test_the_administrator_has_nobody_to_search(as_, ada, contact):
    page = as_(ada).get(ADDRESS, {"words": "slept"})
    assert page.status_code == 200
    assert "Nobody is allocated to you, so there are no notes to search." in text_of(page)
    assert entries_of(page) == []
    assert 'name="words"' not in page.text


def test_until_something_is_asked_nothing_is_shown_and_how_to_ask_is(search, contact):
    for query in ({}, {"words": " "}, {"kind": "fax"}):
        page = search(**query)
        assert "Nothing asked for yet." in text_of(page)
        assert entries_of(page) == []
    assert AuditEntry.objects.latest("id").people == []
    assert "Hartley" not in page.text


def test_nothing_matches_is_said_and_the_only_thing_asked_is_not_advised_away(search, contact):
    said = text_of(search(words="lapwing"))
    assert "Nothing matches." in said
    assert "Clear" not in said


def test_it_narrows_to_author_kind_source_and_meetings(search, person, pat, add_contact):
    add_contact(person, pat, notes="Rent paid.", kind="office")
    add_contact(person, pat, notes="Rent owed.", kind="phone", occurred_at=clock.now() - HOUR)
    earlier = clock.now() - 2 * HOUR
    brought = add_contact(person, author_name="Nair", notes="Rent late.", occurred_at=earlier)
    source = Source.objects.create(name="nDelius")
    batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
    source.records.create(batch=batch, contact=brought, digest=b"1", raw={})
    for asked, found, chip in (
        ({"author": "okonjo"}, ["Rent paid.", "Rent owed."], "by okonjo"),
        ({"kind": "phone"}, ["Rent owed."], "Phone"),
        ({"source": "ndel"}, ["Rent late."], "from ndel"),
        ({"met": "on"}, ["Rent paid."], "Met only"),
    ):
        page = search(words="rent", **asked)
        assert notes_of(page) == found
        assert f"{chip}, press to clear" in text_of(page)


def test_one_person_is_a_press_away(search, person, quill, pat, add_contact):
    add_contact(person, pat, notes="Rent paid.")
    add_contact(quill, pat, notes="Rent owed.")
    page = search(words="rent")
    assert "?words=rent&amp;person=X482913" in page.text
    one = search(words="rent", person="x482913")
    assert notes_of(one) == ["Rent paid."]
    assert "Only this person" not in text_of(one)
    assert '<input type="hidden" name="person" value="X482913">' in one.text


def test_initials_stand_for_names_where_those_are_hidden(search, person, pat, add_contact):
    add_contact(person, pat, notes="Rent paid.")
    pat.initials_only = True
    pat.save()
    page = search(words="rent", person="X482913")
    assert notes_of(page) == ["Rent paid."]
    assert "DH, X482913, press to clear" in text_of(page)
    assert "DH X482913" in text_of(page)
    assert not re.search("Dean|Hartley", page.text)


def test_addresses_and_the_title_carry_no_name(search, person, pat, add_contact):
    add_contact(person, pat, notes="Rent.")
    page = search(words="rent", person="X482913", kind="")
    places = re.findall(r'(?:href|action)="([^"]*)"|<title>(.*?)</title>', page.text)
    assert not re.search("Dean|Hartley", str(places))


@pytest.mark.parametrize(
    "query",
    [
        *({"words": "a " * 5_000}, {"words": "x" * 50_000}, {"words": "&|!:*()\\'\" slept"}),
        *({"when": "31/12/9999"}, {"when": "since 1/1/0001"}, {"author": "%" * 5_000}),
        *({"before": "x", "words": "slept"}, {"person": "'"}, {"source": "\\"}, {"met": "x"}),
        {"words": "slept", "before": "99991231T235959.999999Z-999999999999999999"},
    ],
)
def test_no_address_is_too_far_off(search, contact, query):
    assert search(**query).status_code in (200, 422)


def test_my_people_has_a_box_that_leads_there(as_, pat, ada, person):
    page = as_(pat).get("/people/")
    assert "Search their notes" in text_of(page)
    assert re.search(r'<form[^>]*method="get" action="/people/search/"', page.text)
    assert "Search their notes" not in text_of(as_(ada).get("/people/"))
