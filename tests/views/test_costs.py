"""What pages cost in statements: the same however much there is to show."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.formats import clock
from contacts.models import Allocation, Amendment, PersonFact, Source, Team
from tests.cast import NOW
from tests.reading import text_of

HTMX = {"HX-Request": "true"}
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/"


@pytest.fixture
def grow(person, pat, add_contact, plan):
    """One more of everything a page about an entry has to fetch."""
    lead = add_contact(person, author_name="Lead")

    def more(number: int) -> None:
        source = Source.objects.create(name=f"Source {number}")
        batch = source.batches.create(loaded_at=clock.now())
        Amendment.objects.create(contact=lead, author=pat, recorded_at=clock.now(), notes="Later.")
        joined = add_contact(person, author_name="J", state="joined", lead=lead)
        imported = add_contact(person, author_name="K", occurred_at=clock.now() - DAY)
        for contact in (joined, imported, lead):
            digest = f"{number} {contact.pk}".encode()
            source.records.create(batch=batch, contact=contact, digest=digest, raw={})
        for at in (clock.now() - HOUR, clock.now() + DAY):
            plan(person, at, source=source.name, heading="Planned.")

    return lead, more


@pytest.mark.parametrize("suffix", ["", "contacts/{}/", "contacts/{}/amend/"])
def test_a_page_costs_the_same_with_sixty_of_everything(as_, pat, grow, address, suffix):
    lead, more = grow
    client, counts = as_(pat), []
    for numbers in (range(1), range(1, 60)):
        for number in numbers:
            more(number)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address + suffix.format(lead.pk))
        assert page.status_code == 200
        counts.append(len(asked))
    assert text_of(page).count("Later.") >= 60
    assert text_of(page).count("Planned.") == {"": 71, "contacts/{}/": 11}.get(suffix, 0)
    assert counts[0] == counts[1]


@pytest.fixture
def add_to_list(add_person, pat, add_contact):
    """One more person on Pat's list, with everything a row may have to fetch."""
    source = Source.objects.create(name="nDelius")

    def add(number: int) -> None:
        person = add_person()
        Allocation.objects.create(person=person, practitioner=pat, since=dt.date(2026, 1, 5))
        met = add_contact(person, pat, kind="office", notes="Came in.")
        Amendment.objects.create(
            contact=met, author=pat, recorded_at=clock.now(), notes="Better.", replaces=True
        )
        order, ends = PersonFact.What.ORDER, dt.date(2027, 1, 5)
        person.facts.create(what=order, ends=ends, source=source, as_at=clock.today())
        what = [None, "custody", "suspended"][number % 3]
        if what:
            person.standings.create(what=what, since=dt.date(2026, 2, 2), source=source)

    return add


@pytest.mark.parametrize("method", ["get", "post"])
def test_my_people_costs_the_same_with_sixty_people(as_, pat, add_to_list, method):
    client, counts = as_(pat), []
    for numbers in (range(1), range(1, 60)):
        for number in numbers:
            add_to_list(number)
        with CaptureQueriesContext(connection) as asked:
            page = getattr(client, method)("/people/")
        counts.append(len(asked))
    assert text_of(page).count("Better.") == 60
    assert counts[0] == counts[1]


@pytest.mark.parametrize("query", [{"words": "better"}, {"words": "came", "kind": "phone"}])
def test_searching_costs_the_same_with_sixty_people(as_, pat, add_to_list, query):
    client, counts = as_(pat), []
    for numbers in (range(1), range(1, 60)):
        for number in numbers:
            add_to_list(number)
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/people/search/", query)
        counts.append(len(asked))
    assert text_of(page).count("Better.") == (50 if "kind" not in query else 0)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("address", ["/users/", "/users/{}/", "/teams/", "/people/without-a-team/"])
def test_what_an_administrator_keeps_costs_the_same_with_sixty_of_everything(
    as_, ada, pat, add_user, add_person, south, address
):
    client, counts = as_(ada), []
    for numbers in (range(1), range(1, 60)):
        for number in numbers:
            team = Team.objects.create(name=f"Team {number}", pdu=south)
            add_user(f"u{number}", f"Name {number}", "practitioner", team)
            add_person(last_name=f"Name {number}")
            held = add_person(last_name=f"Name {number}")
            Allocation.objects.create(person=held, practitioner=pat, since=dt.date(2026, 1, 5))
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address.format(pat.pk))
        counts.append(len(asked))
    assert "59" in text_of(page)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "in place"])
def test_a_contact_is_recorded_in_at_most_fifteen_statements(as_, pat, person, headers):
    client = as_(pat)
    address = f"/people/{person.crn}/contacts/"
    sent = {"notes": "Seen.", "token": "6f1c8a52-6f3e-4b1e-9a93-0a0f6c3c0001"}
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, sent, headers=headers)
    assert person.contacts.count() == 1
    saving = [one["sql"] for one in asked]
    if headers:  # what shows the page again is paid for by the page
        with CaptureQueriesContext(connection) as shown:
            client.get(f"/people/{person.crn}/", {"saved": person.contacts.get().pk})
        assert len(saving) <= 15 + len(shown)
    else:
        assert answer.status_code == 303
        assert len(saving) <= 15, saving


def test_that_somebody_did_something_is_written_once_a_minute(as_, pat, address, sunday_morning):
    """In one statement, between the two of a transaction; what a page asks by itself never is."""
    client, counts = as_(pat), []
    for seconds, by_itself in (
        (0, {}),
        (59, {}),
        (600, {"By-Itself": "yes"}),
        (601, {}),
        (602, {}),
    ):
        sunday_morning(NOW + dt.timedelta(seconds=seconds))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address, headers=by_itself).status_code == 200
        counts.append(len(asked))
    first, *rest = counts
    assert rest == [first, first, first + 3, first]
