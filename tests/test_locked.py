"""Sweeps over every address: a locked session shows nothing, and only what a person does counts."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client

from contacts import checks
from contacts.formats import idle
from contacts.models import AuditEntry, Contact, Draft
from tests.cast import NOW
from tests.test_every_address import (
    ABOUT_A_PERSON,
    ADDRESSES,
    HTMX,
    LINES,
    METHODS,
    asks_for,
    gets_there,
)
from tests.world import PEOPLE, World, came_out
from tests.world_made_once import signed_in

GATED = [name for name in ADDRESSES if name not in checks.WITHOUT_A_GATE]
# What a page asks for by itself, and nobody stays signed in by.
POLLED = {"import-progress", "export-progress", "session"}
OF_A_STRANGER = {line["name"]: line for line in LINES if "anonymous" in line["who"].split()}
# When nobody did anything for 20 minutes; and when somebody did, until they had signed in 10 hours.
IDLE, LONG = dt.timedelta(minutes=21), dt.timedelta(hours=10)
SENT = {"notes": "Half a sentence", "find": "Hartley", "token": "0" * 32}


@pytest.fixture
def world(same_world: World) -> World:
    return same_world


@pytest.fixture
def locked(world, sunday_morning):
    """Pat's browser, in which nobody did anything for too long, or which was signed in too long."""

    def browser(after: dt.timedelta) -> Client:
        sunday_morning(NOW)
        client = signed_in(world, "pat")
        if after == LONG:
            session = client.session
            session[idle.ACTIVE] = int((NOW + after).timestamp())
            session.save()
        sunday_morning(NOW + after)
        return client

    return browser


def ask(client: Client, world: World, name: str, method: str, **headers: str) -> HttpResponse:
    address = world.address(name, **asks_for(ADDRESSES[name]))
    if method == "POST":
        return client.post(address, SENT, headers=headers)
    return client.generic(method, address, headers=headers)


@pytest.mark.parametrize("after", [IDLE, LONG], ids=["idle", "ten hours"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_locked_session_gets_what_a_stranger_gets(world, locked, name, after):
    client, before = locked(after), everything_left()
    for method in METHODS:
        answer = ask(client, world, name, method)
        assert (method, answer.status_code) == (method, int(OF_A_STRANGER[name][method]))
        assert came_out(answer) == set()
        if answer.status_code == 302:
            assert answer.url.startswith("/sign-in/")
    for method in ("GET", "POST"):
        answer = ask(client, world, name, method, **HTMX)
        assert answer.status_code in (401, 405) or name not in GATED
        assert came_out(answer) == set()
    if name not in ("sign-in", "sign-out"):
        assert everything_left() == before


def everything_left() -> tuple[int, int]:
    return AuditEntry.objects.count(), Contact.objects.count()


@pytest.mark.parametrize("name", ABOUT_A_PERSON)
def test_words_sent_about_a_person_are_kept_as_a_draft_of_whose_session_it_is(world, locked, name):
    """Where they may do that to that person, and nowhere else."""
    (dean,) = (row for row in PEOPLE if row["person"] == "dean")
    before = Draft.objects.count()
    answer = ask(locked(IDLE), world, name, "POST")
    pats = {"user": world.users["pat"], "person": world.people["dean"]}
    keeps = answer.status_code == 401 and gets_there(name, "pat", dean)
    assert Draft.objects.filter(notes=SENT["notes"], **pats).count() == keeps
    assert Draft.objects.count() == before + keeps


def test_nothing_is_kept_about_somebody_who_may_not_be_seen(world, locked):
    client, before = locked(IDLE), Draft.objects.count()
    for person in ("excluded", "restricted", "nobodys", ""):
        answer = client.post(world.address("record-contact", person), SENT)
        assert answer.status_code == 401
        assert "Nothing was saved" in answer.text
    assert Draft.objects.count() == before


def test_what_is_polled_is_what_the_table_says():
    polled = {name for name in GATED if ADDRESSES[name].callback.polled}
    assert polled == POLLED


@pytest.mark.parametrize("name", GATED)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("headers", [{}, {"By-Itself": "yes"}], ids=["by a person", "by itself"])
def test_only_what_a_person_did_counts(world, sunday_morning, name, method, headers):
    client = signed_in(world, "pat")
    sunday_morning(NOW + dt.timedelta(minutes=19))
    ask(client, world, name, method, **headers)
    moved = client.session[idle.ACTIVE] - NOW.timestamp()
    reached = ask(Client(), world, name, method).status_code != 405
    did = reached and name not in POLLED and "By-Itself" not in headers
    assert moved == (19 * 60 if did else 0)
    sunday_morning(NOW + dt.timedelta(minutes=21))
    assert (client.get("/people/").status_code == 200) == did
