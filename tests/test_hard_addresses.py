"""Whatever stands in the query of an address, the answer is a page or a refusal in our style."""

import itertools

import pytest
from django.test import Client

from contacts import checks
from contacts.models.access import for_administrators
from tests.test_every_address import ADDRESSES, asks_for
from tests.test_hard_strings import written
from tests.world import World
from tests.world_made_once import signed_in

WITHIN = "20261103T103000.000000Z-5"
PLACES = [
    *("00010101T000000.000000Z-1", "00011231T235959.999999Z-1", "09991231T235959.999999Z-1"),
    *("10000101T000000.000000Z-1", "99981231T235959.999999Z-1", "99990101T000000.000000Z-1"),
    *("99991231T235959.999999Z-1", "99991231T235959.999999Z-" + "9" * 18, "99999999T-1"),
    *(f"{WITHIN}{'9' * 30}", f"{WITHIN}-", f"-{WITHIN}", WITHIN.lower(), "", "1"),
]
DAYS = ["0001", "9999", "since 1/1/9999", "until 31/12/9999", "1/1/0001 to 31/12/9999", "31/2/2026"]
NUMBERS = ["0", "-1", "9" * 18, "9" * 19, "9" * 400, "\u00b2", "\u0663", "1e9", "0x1", "1.0"]
# A password of one's own is asked of nobody here: that page sends everybody on.
READABLE = sorted(set(ADDRESSES) - {"own-password", *checks.WITHOUT_A_GATE})
HTMX = {"HX-Request": "true"}
FINE = {200, 204, 303, 400, 404, 405, 422}


def wrong(client: Client, address: str, queries: list[dict[str, str]]) -> list[tuple]:
    """Each query that was answered as none should be, and how."""
    asked = itertools.product(queries, ({}, HTMX))
    given = [(one, client.get(address, one, headers=headers).status_code) for one, headers in asked]
    return [answer for answer in given if answer[1] not in FINE]


def reader(world: World, name: str) -> Client:
    for_ada = for_administrators(ADDRESSES[name].callback.act)
    return signed_in(world, "ada" if for_ada else "sam")


def addressed(world: World, name: str) -> str:
    return world.address(name, **asks_for(ADDRESSES[name]))


@pytest.fixture
def world(same_world: World) -> World:
    return same_world


def test_what_a_page_looks_for_is_found_out(world, looked_for):
    names = {*looked_for(reader(world, "timeline"), addressed(world, "timeline"))}
    assert {"before", "at", "saved", "words", "when", "kind", "author", "source", "met"} < names


@pytest.mark.parametrize("name", READABLE)
def test_no_hard_string_in_an_address_is_an_error(world, looked_for, name):
    client, address = reader(world, name), addressed(world, name)
    names = looked_for(client, address)
    queries = [dict.fromkeys(names, hard) for hard in (*DAYS, *NUMBERS, *written()[::7])]
    queries += [{one: hard} for one in names for hard in (DAYS[1], NUMBERS[3])]
    if "before" in names:
        queries += [{"before": place} for place in PLACES]
        queries += [{"before": place, "words": "seen"} for place in PLACES[::4]]
    assert wrong(client, address, queries) == []


@pytest.mark.parametrize("name", ["timeline", "who-looked", "team-timeline"])
@pytest.mark.parametrize("place", [PLACES[0], PLACES[6]])
def test_a_place_at_the_ends_of_the_calendar_is_no_place(world, name, place):
    """The newest are shown, as without one."""
    page = signed_in(world, "sam").get(addressed(world, name), {"before": place})
    assert page.status_code == 200
    assert page.context["older"] == "" or "before" in page.context["older"]
    if name != "who-looked":
        assert f'data-contact="{world.contacts["replaced"].pk}"' in page.text
