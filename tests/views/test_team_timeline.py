import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.formats import clock
from contacts.models import Amendment, AuditEntry, Role
from tests.reading import entries_of, entry_of, notes_of, text_of

ADDRESS = "/team/timeline/"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def hartley(person):
    """Dean Hartley, held by Pat."""
    return person


@pytest.fixture
def quill(add_person, team):
    """Bea Quill, held by nobody."""
    return add_person(first_name="Bea", last_name="Quill", team=team)


@pytest.fixture
def read(as_, sam):
    return lambda **query: as_(sam).get(ADDRESS, query)


def addresses(page) -> list[str]:
    return [
        one.replace("&amp;", "&") for one in re.findall(r'(?:href|action)="([^"]*)"', page.text)
    ]


def test_an_entry_says_whose_it_is_who_holds_them_and_who_wrote_it(
    read, hartley, quill, add_contact, pat, priya
):
    seen = add_contact(hartley, priya, kind="office", notes="Came in.")
    rang = add_contact(quill, pat, kind="phone", notes="Rang.", occurred_at=clock.now() - HOUR)
    page = read()
    assert entries_of(page) == [seen.pk, rang.pk]
    assert notes_of(page) == ["Came in.", "Rang."]
    said = text_of(page)
    assert "Dean Hartley X482913, with Pat Okonjo Only this person Dean Hartley 11:00" in said
    assert f"Bea Quill {quill.crn}, held by nobody" in said
    assert "Office, met" in entry_of(page, seen.pk)
    assert "Priya Nair" in entry_of(page, seen.pk)


def test_an_entry_leads_to_its_place_on_the_persons_page(read, hartley, add_contact, pat):
    contact = add_contact(hartley, pat)
    assert f"/people/X482913/?at={contact.pk}#contact-{contact.pk}" in addresses(read())


def test_what_was_looked_for_is_marked(read, hartley, add_contact, pat):
    add_contact(hartley, pat, notes="Housing sorted.")
    assert '<mark class="hit">Housing</mark> sorted.' in read(words="house").text
    assert "<mark" not in read().text


def test_nowhere_is_a_total(read, hartley, add_contact, pat):
    for number in range(60):
        add_contact(hartley, pat, occurred_at=clock.now() - number * HOUR)
    assert not re.search(r"\b(of|1 to) (50|60)\b|\(\d+\)", text_of(read()))


def test_older_contacts_are_a_page_with_an_address_of_its_own(
    read, as_, sam, hartley, add_contact, pat
):
    pks = [
        add_contact(hartley, pat, notes="Rent.", occurred_at=clock.now() - number * HOUR).pk
        for number in range(60)
    ]
    first = read(words="rent", when="since 1/1/2026")
    (older,) = [one for one in addresses(first) if "before=" in one]
    assert older.startswith("?when=since+1+January+2026&words=rent&before=")
    assert older.endswith("#log")
    second = as_(sam).get(ADDRESS + older.split("#")[0])
    assert entries_of(first) + entries_of(second) == pks
    assert "Before Friday 20 November, 10:00" in text_of(second)
    assert "?when=since+1+January+2026&words=rent" in addresses(second)
    assert not [one for one in addresses(second) if "before=" in one]


def test_what_it_is_narrowed_by_is_cleared_one_by_one_and_all_at_once(
    read, hartley, add_contact, pat
):
    add_contact(hartley, pat, kind="phone", notes="Rent.")
    page = read(practitioner=pat.pk, person="X482913", kind="phone", words="rent", when="today")
    for chip in ("Pat Okonjo", "Dean Hartley, X482913", "Phone", "22 November", "rent"):
        assert f"{chip}, press to clear" in text_of(page)
    assert ADDRESS in addresses(page)
    assert "?person=X482913&kind=phone&when=22+November+2026&words=rent" in addresses(page)
    assert "Only this person" not in text_of(page)
    assert '<input type="hidden" name="person" value="X482913">' in page.text
    assert "Clear all" not in text_of(read(kind="phone"))


def test_one_person_is_a_press_away_and_the_rest_stays(read, hartley, add_contact, pat):
    add_contact(hartley, pat, kind="phone")
    assert "?person=X482913" in addresses(read())
    assert "?kind=phone&person=X482913" in addresses(read(kind="phone"))


def test_addresses_and_the_title_carry_no_name(read, hartley, add_contact, pat):
    add_contact(hartley, pat, notes="Rent.")
    page = read(practitioner=pat.pk, person="X482913", words="rent")
    for place in (*addresses(page), *re.findall(r"<title>(.*?)</title>", page.text)):
        assert not re.search("Dean|Hartley|Okonjo", place), place


def test_three_empty_states_say_different_things(read, as_, pat, add_user, hartley, add_contact):
    assert "Nothing is recorded yet about anybody in the team." in text_of(read())
    add_contact(hartley, pat)
    assert "Nothing matches." in text_of(read(words="lapwing"))
    early = {"before": "10000101T000000.000000Z-1"}
    assert "Nothing older is recorded." in text_of(read(**early))
    assert "This page shows senior probation officers" in text_of(as_(pat).get(ADDRESS))
    rae = add_user("rae", "Rae", Role.SPO, None)
    assert "You are in no team." in text_of(as_(rae).get(ADDRESS))


def test_a_team_without_people_says_so(read):
    assert "The team has no people yet." in text_of(read())


def test_days_that_are_not_understood_are_asked_for_again_and_nothing_is_shown(
    read, hartley, add_contact, pat
):
    add_contact(hartley, pat, notes="Rent.")
    page = read(when="whenever", words="rent")
    assert page.status_code == 422
    assert 'Write it like "March"' in text_of(page)
    assert 'value="whenever"' in page.text
    assert entries_of(page) == []


@pytest.mark.parametrize(
    "query",
    [
        *({"before": "x"}, {"before": ""}, {"practitioner": "x"}, {"practitioner": "9" * 30}),
        *({"kind": "x"}, {"person": "x"}, {"at": "1"}),
    ],
)
def test_an_address_that_asks_for_nothing_we_know_begins_at_the_newest(
    read, hartley, add_contact, pat, query
):
    contact = add_contact(hartley, pat)
    page = read(**query)
    assert page.status_code == 200
    assert entries_of(page) == [contact.pk]


@pytest.mark.parametrize(
    "query",
    [
        {"when": "31/12/9999"},
        {"when": "until 31/12/9999"},
        {"when": "since 1/1/0001"},
        {"words": "a " * 5_000},
        {"words": "x" * 50_000},
        {"before": "99991231T235959.999999Z-999999999999999999"},
    ],
)
def test_no_address_is_too_far_off(read, hartley, add_contact, pat, query):
    add_contact(hartley, pat)
    assert read(**query).status_code in (200, 422)


def test_looking_leaves_one_entry_that_names_those_shown(
    read, hartley, quill, add_contact, pat, sam
):
    add_contact(hartley, pat)
    read()
    read(person=quill.crn)
    left = AuditEntry.objects.filter(act="team_timeline").order_by("id")
    assert [one.people for one in left] == [[hartley.pk], [quill.pk]]


@pytest.mark.parametrize("query", [{}, {"words": "number"}], ids=["all", "by words"])
def test_it_costs_the_same_with_sixty_of_everything(read, hartley, add_contact, pat, query):
    counts = []
    for numbers in (range(1), range(1, 60)):
        for number in numbers:
            contact = add_contact(hartley, pat, notes=f"Number {number}")
            Amendment.objects.create(
                contact=contact, author=pat, recorded_at=clock.now(), notes="More."
            )
            add_contact(hartley, pat, state="joined", lead=contact)
        with CaptureQueriesContext(connection) as asked:
            page = read(**query)
        counts.append(len(asked))
    assert len(entries_of(page)) == 50
    assert counts[0] == counts[1]
