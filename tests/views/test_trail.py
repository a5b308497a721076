import datetime as dt
import re

import pytest

from contacts import audit
from contacts.actions.printing import printed
from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.models import AccessRule, Act, AuditEntry
from tests.reading import text_of
from tests.world import came_out

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/who-looked/"


@pytest.fixture
def looked(person, pat):
    """Pat opened the timeline so many times."""

    def look(times=1):
        for _ in range(times):
            audit.record(Act.OPEN_TIMELINE, user=pat, people=[person])

    return look


def test_the_holder_the_spo_and_the_administrator_read_the_trail(
    as_, pat, sam, ada, address, looked
):
    looked()
    for reader in (pat, sam, ada):
        page = as_(reader).get(address)
        assert page.status_code == 200
        assert "Opened the timeline Pat Okonjo pat, practitioner" in text_of(page)


@pytest.mark.parametrize("who", ["priya", "olu"])
def test_nobody_else_does(request, as_, who, address):
    assert as_(request.getfixturevalue(who)).get(address).status_code == 404


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_a_limit_beats_the_administrator_too(as_, ada, pat, person, address, kind):
    user = ada if kind == "exclusion" else pat
    AccessRule.objects.create(person=person, user=user, kind=kind, set_at=clock.now())
    absent = as_(ada).get("/people/Z999999/who-looked/")
    assert (as_(ada).get(address).status_code, absent.status_code) == (404, 404)
    assert as_(ada).get(address).content == absent.content


def test_the_page_says_whose_trail_it_is_and_its_title_a_number_alone(as_, pat, person, address):
    person.preferred_name = "Dee"
    person.save()
    page = as_(pat).get(address)
    assert "Who looked at Dee Hartley, X482913" in text_of(page)
    assert "<title>X482913, who looked - Contact diary</title>" in page.content.decode()


def test_looking_at_who_looked_is_in_the_trail(as_, pat, person, address):
    client = as_(pat)
    assert "Looked at who looked Pat Okonjo" not in text_of(client.get(address))
    assert "Looked at who looked Pat Okonjo" in text_of(client.get(address))
    assert AuditEntry.objects.filter(act=Act.WHO_LOOKED, people=[person.pk]).count() == 2


def test_the_look_that_a_gate_recorded_says_where_from(as_, pat, person, address):
    client = as_(pat)
    client.get(f"/people/{person.crn}/")
    assert "from 127.0.0.1" in text_of(client.get(address))


def test_an_entry_is_one_press_away_for_whoever_may_open_it(as_, pat, ada, contact, address):
    link = f"/people/{contact.person.crn}/contacts/{contact.pk}/"
    as_(pat).get(link)
    assert f'href="{link}"' in as_(pat).get(address).content.decode()
    for_ada = as_(ada).get(address).content.decode()
    assert "Opened an entry" in for_ada
    assert "/contacts/" not in for_ada
    assert "Timeline</a>" not in for_ada


def test_no_word_of_the_notes_is_in_the_trail(as_, pat, person, address):
    as_(pat).post(
        f"/people/{person.crn}/contacts/",
        {"notes": "Lapwing Marrowbone", "token": "6f1c8a52-6f3e-4b1e-9a93-0a0f6c3c0001"},
    )
    page = as_(pat).get(address)
    assert "Recorded a contact: today, 11:00" in text_of(page)
    assert "Lapwing" not in page.content.decode()


def test_what_is_asked_stands_in_the_address_and_one_press_clears_it(as_, pat, looked, address):
    looked()
    client = as_(pat)
    client.get(address)
    page = client.get(address, {"act": Act.OPEN_TIMELINE, "dates": "today", "who": str(pat.pk)})
    assert "Looked at who looked Pat" not in text_of(page)
    shown = page.content.decode()
    assert '<option value="open_timeline" selected>' in shown
    chips = re.findall(r'class="chip" href="([^"]*)"', shown)
    assert len(chips) == 3
    assert "Clear all" in shown
    cleared = client.get(address + chips[1].replace("&amp;", "&"))
    assert "Looked at who looked Pat" in text_of(cleared)


def test_what_matches_nothing_says_so(as_, pat, looked, address):
    looked()
    page = as_(pat).get(address, {"dates": "1900"})
    assert page.status_code == 200
    assert "Nothing in the trail matches." in text_of(page)


def test_dates_that_cannot_be_read_are_asked_for_again(as_, pat, looked, address):
    looked()
    page = as_(pat).get(address, {"dates": "whenever"})
    assert page.status_code == 422
    assert 'value="whenever"' in page.content.decode()
    assert "Opened the timeline Pat" not in text_of(page)


@pytest.mark.parametrize("query", ["?before=nonsense", "?who=999", "?who=%C2%B2", "?act=x", "?a"])
def test_an_address_that_asks_for_what_is_not_there_shows_the_trail(
    as_, pat, looked, address, query
):
    looked()
    assert "Opened the timeline Pat" in text_of(as_(pat).get(address + query))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "in place"])
def test_older_looks_are_one_press_away(as_, pat, looked, address, headers):
    looked(60)
    client = as_(pat)
    first = client.get(address, {"act": Act.OPEN_TIMELINE})
    assert first.content.decode().count('class="look"') == 50
    found = re.search(r'<a class="govuk-link" href="([^"]*before=[^"]*)"', first.content.decode())
    older = client.get(address + found[1].replace("&amp;", "&"), headers=headers)
    assert older.content.decode().count('class="look"') == 10
    assert "Before today, 11:00" in text_of(older)
    assert ("Newest" in text_of(older)) == (headers == {})
    assert ("<h1" in older.content.decode()) == (headers == {})


def test_the_trail_costs_the_same_however_long(
    as_, pat, looked, address, django_assert_num_queries
):
    client, costs = as_(pat), []
    for times in (1, 80):
        looked(times)
        with django_assert_num_queries(10, exact=False) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("who", ["pat", "sam", "ada"])
def test_the_trail_tells_of_nobody_and_nothing_but_the_looks(world, as_, who):
    """Lists that showed others too, people nobody may see, notes opened, added to and put right."""
    dean, amended = world.people["dean"], world.contacts["amended"]
    for reader in ("pat", "priya", "sam"):
        for page in ("timeline", "my-people"):
            as_(world.users[reader]).get(
                world.address(page, "dean" if page == "timeline" else None)
            )
    as_(world.users["pat"]).get(world.address("contact", "dean", "amended"))
    audit.record(
        Act.AMEND,
        user=world.users["pat"],
        people=[dean],
        object=f"contact {amended.pk} amendment 1",
        detail={"changed": {"kind": ["office", "phone"]}},
    )
    audit.record(
        Act.JOIN_PEOPLE,
        user=None,
        people=[dean, world.people["both"]],
        object=f"person {world.people['both'].crn}",
        detail={"crn": [world.people["both"].crn, dean.crn]},
    )
    page = as_(world.users[who]).get(world.address("who-looked"))
    assert page.content.decode().count('class="look"') == 7
    assert came_out(page) == {"deanname"}
    for person in set(world.people.values()) - {dean}:
        assert person.crn not in page.content.decode()


def test_a_printout_says_which_days_and_whether_what_is_sensitive_went_with_it(
    as_, pat, person, address
):
    for days in (Period(), Period(dt.date(2026, 6, 1)), Period(None, dt.date(2025, 6, 1))):
        printed(person=person, user=pat, period=days, sensitive=not days[0], passages=False)
    printed(person=person, user=pat, period=Period(), sensitive=True, passages=True)
    shown = text_of(as_(pat).get(address))
    assert "Printed the timeline: since 1 June 2026 Pat" in shown
    assert "Printed the timeline: up to 1 June 2025 with sensitive entries Pat" in shown
    assert "Printed the timeline: every day with sensitive entries Pat" in shown
    assert "every day with sensitive entries with sensitive passages Pat" in shown
