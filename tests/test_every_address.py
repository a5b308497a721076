"""Sweeps over every address: what no single view's tests can promise.

`addresses.csv` states what each of the cast gets from each address by each method. An address that
is not in it fails, and so does a line about an address that is gone.
"""

import itertools

import pytest
from django.http import HttpResponse
from django.urls import URLPattern

from contacts import checks
from contacts.models import AuditEntry
from tests.world import ABSENT, PEOPLE, World, came_out, read_table
from tests.world_made_once import signed_in

ADDRESSES = {str(entry.name): entry for entry in checks.patterns()}
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "TRACE"]
CAST = ["anonymous", "pat", "priya", "olu", "sam", "ada"]
LINES = read_table("addresses.csv")
ABOUT_A_PERSON = [name for name, entry in ADDRESSES.items() if "crn" in entry.pattern.converters]
# The column of `world_people.csv` that says who gets there; `opened_by` for all the rest.
FOR_WHOM = {
    "who-looked": "trail_by",
    "access": "lists_by",
    "lift-access": "lists_by",
    "give-team": "team_by",
    "joining-people": "joined_by",
    "part-people": "joined_by",
    "talk": "lists_by",
}
ONLY_POSTED = {"record-contact", "draft", "lift-access", "part-people"}
ONLY_POSTED |= {"same-event", "keep-apart", "part-events", "readings", "note-follow-up", "decision"}
ONLY_POSTED |= {"move-appointment", "cancel-appointment", "put-back-appointment"}
ONLY_POSTED |= {"follow-up", "feels-off", "take-back-concern", "ask-talk", "take-back-talk"}
OF_AN_ENTRY = ["contact", "amend", "replace-words", "copying", "same-event", "part-events"]
OF_AN_ENTRY += ["readings", "note-follow-up", "decision"]
HTMX = {"HX-Request": "true"}


def asks_for(entry: URLPattern) -> dict[str, str | None]:
    """Whatever parts the address has, of what is there."""
    parts = {"crn": {"person": "dean"}, "id": {"contact": "typed"}, "user": {"contact": "priya"}}
    parts |= {"team": {"contact": "north one"}, "pdu": {"contact": "north"}}
    parts |= {"batch": {"contact": "file"}, "cover": {"contact": "cover"}}
    parts |= {"follow_up": {"contact": "asked"}, "appointment": {"contact": "planned"}}
    parts |= {open_: {"contact": open_} for open_ in ("concern", "talk")}
    asked = {"person": None}
    for part in entry.pattern.converters:
        asked |= parts[part]
    return asked


def method_of(name: str) -> str:
    return "POST" if name in ONLY_POSTED else "GET"


def gets_there(name: str, who: str, row: dict[str, str]) -> bool:
    return who in row[FOR_WHOM.get(name, "opened_by")].split()


def seen(response: HttpResponse) -> tuple:
    """All of an answer that whoever asked could compare with another."""
    return response.status_code, response.content, sorted(response.items()), response.cookies


@pytest.fixture
def world(same_world: World) -> World:
    return same_world


def test_every_address_is_in_the_table_and_every_line_is_about_one():
    stated = [(line["name"], who) for line in LINES for who in line["who"].split()]
    assert sorted(stated) == sorted(itertools.product(ADDRESSES, CAST))


def test_few_addresses_are_without_a_gate():
    assert len(checks.WITHOUT_A_GATE) <= 15
    assert set(checks.WITHOUT_A_GATE) < set(ADDRESSES)


def test_everything_about_a_person_is_under_their_crn():
    for name, entry in ADDRESSES.items():
        about_person = getattr(entry.callback, "about_person", False)
        assert about_person == (name in ABOUT_A_PERSON)
        assert about_person == str(entry.pattern).startswith("people/<crn:crn>/")


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['name']}-{line['who']}")
def test_every_address_answers_everybody_as_the_table_says(world, line):
    address = world.address(line["name"], **asks_for(ADDRESSES[line["name"]]))
    stated = {method: int(line[method]) for method in METHODS}
    for who in line["who"].split():
        given = {
            method: signed_in(world, who).generic(method, address).status_code for method in METHODS
        }
        assert (who, given) == (who, stated)


@pytest.mark.parametrize("name", ABOUT_A_PERSON)
def test_nobody_can_tell_a_person_they_may_not_see_from_nobody(world, name):
    method, asked = method_of(name), asks_for(ADDRESSES[name])
    nowhere = world.address(name, **asked | {"person": ""})
    for who in [*CAST[1:], "court", "rae"]:
        client = signed_in(world, who)
        absent = seen(client.generic(method, nowhere))
        assert absent[0] == 404
        for row in PEOPLE:
            if not gets_there(name, who, row):
                there = world.address(name, **asked | {"person": row["person"]})
                assert seen(client.generic(method, there)) == absent


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize(
    ("who", "person"),
    [
        ("olu", "dean"),
        ("ada", "dean"),
        ("ada", "restricted"),
        ("pat", "excluded"),
        ("pat", "restricted"),
        ("sam", "excludedspo"),
    ],
)
def test_by_no_method_does_a_person_one_may_not_see_differ(world, who, person, headers):
    client = signed_in(world, who)
    (row,) = (row for row in PEOPLE if row["person"] == person)
    names = [name for name in ABOUT_A_PERSON if not gets_there(name, who, row)]
    for name, method in itertools.product(names, METHODS):
        there = world.address(name, **asks_for(ADDRESSES[name]) | {"person": person})
        nowhere = there.replace(world.people[person].crn, ABSENT)
        refused, absent = (
            seen(client.generic(method, one, headers=headers)) for one in (there, nowhere)
        )
        assert refused == absent
        assert refused[0] in (404, 405)


@pytest.mark.parametrize("name", OF_AN_ENTRY)
@pytest.mark.parametrize("contact", ["hana", "excluded", "undone"])
def test_an_entry_of_somebody_else_is_not_there(world, name, contact):
    """Nor under the person it is of, once its import was undone."""
    client = signed_in(world, "pat")
    there = world.address(name, contact=contact)
    nowhere = there.replace(f"/contacts/{world.contacts[contact].pk}/", "/contacts/999999999/")
    for method in METHODS:
        elsewhere, absent = (seen(client.generic(method, one)) for one in (there, nowhere))
        assert elsewhere == absent
        assert elsewhere[0] in (404, 405)


@pytest.mark.parametrize("who", ["pat", "olu", "ada", "rae"])
def test_an_unknown_address_gives_the_same_page_as_an_unknown_person(world, who):
    client = signed_in(world, who)
    absent = seen(client.get(f"/people/{ABSENT}/"))
    assert absent[0] == 404
    unknown = ["/nothing/", "/people/X48291/", "/people/%E2%91%A0482913/", "/people/X482913/more/"]
    for address in unknown:
        assert seen(client.get(address)) == absent


def test_the_page_for_no_record_says_whom_to_ring_and_gives_nothing_away(world):
    for who, number in (("olu", "0113 496 0202"), ("ada", "0113 496 0101")):
        refused = signed_in(world, who).get(world.address("timeline"), {"before": "typed-words"})
        page = refused.content.decode()
        assert "No record you can open" in page
        assert "ring your duty manager" in page
        assert number in page
        for given_away in (
            "<form",
            "csrf",
            "nonce",
            "token",
            "typed-words",
            "X482913",
            "/people/X",
        ):
            assert given_away not in page
        assert came_out(refused) == set()


def test_refused_and_absent_leave_the_same_entry(world):
    client = signed_in(world, "olu")
    for name in ABOUT_A_PERSON:
        there = world.address(name, **asks_for(ADDRESSES[name]))
        nowhere = there.replace(world.people["dean"].crn, ABSENT)
        for address in (there, nowhere):
            client.generic(method_of(name), address)
        absent, refused = AuditEntry.objects.order_by("-id").values()[:2]
        assert (refused["act"], refused["people"], refused["object"]) == ("refused", [], "")
        assert refused["detail"].pop("crn") == world.people["dean"].crn
        assert absent["detail"].pop("crn") == ABSENT
        for varies in ("id", "request_id", "transaction"):
            del refused[varies], absent[varies]
        assert refused == absent
