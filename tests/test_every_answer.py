"""Sweeps over every kind of answer: what came out of a diary full of planted words, and its trail.

`answers.csv` states for each what it may hold of those words, no more and no fewer, and the entry
it leaves: an act, and whom it names. `+typed` there stands for a group of `planted_words.csv`.
"""

import uuid
from urllib.parse import parse_qsl

import pytest
from django.db import Error
from django.http import HttpResponse

from contacts import checks
from contacts.models import (
    PDU,
    AccessRule,
    Amendment,
    Appointment,
    AuditEntry,
    Concern,
    Contact,
    CopiedOut,
    Cover,
    Decision,
    EventPair,
    FollowUp,
    ImportBatch,
    Person,
    ReadRow,
    Source,
    StagedRow,
    Talk,
    Team,
    User,
)
from tests.world import World, came_out, read_table
from tests.world_made_once import signed_in

ANSWERS = read_table("answers.csv")
GROUPS = {row["group"]: row["words"].split() for row in read_table("planted_words.csv")}
NOBODY_ON_THEM = {
    *("away", "back"),
    "away",
    "back",
    *("hide-names", "own-password", "users", "new-user", "reactivate-user"),
    *("teams", "new-team", "change-team", "new-pdu", "change-pdu"),
    *("import-progress", "export-progress", "session", "stay", "draft"),
}
SHOW_A_PAGE = ("200", "409", "422")


def named(answer: dict[str, str]) -> str:
    return answer["answer"].replace(" ", "-")


def words_of(answer: dict[str, str]) -> set[str]:
    words = [GROUPS[word[1:]] if word[0] == "+" else [word] for word in answer["words"].split()]
    return {word for group in words for word in group}


def asked_of(world: World, written: str) -> dict[str, str]:
    """The query of an address: what stands there by its name in the world gets its id."""
    query = dict(parse_qsl(written))
    if "before" in query:
        query["before"] = world.place(query["before"])
    if "saved" in query:
        query["saved"] = str(world.contacts[query["saved"]].pk)
    if "write-up" in query:
        query["write-up"] = str(world.kept[query["write-up"]].pk)
    return named_by_id(world, query)


def named_by_id(world: World, query: dict[str, str]) -> dict[str, str]:
    if "practitioner" in query:
        query["practitioner"] = str(world.users[query["practitioner"]].pk)
    for name in ("other", "contact"):
        if query.get(name) in world.contacts:  # else it is the CRN of another record
            query[name] = str(world.contacts[query[name]].pk)
    return query


def ask(world: World, answer: dict[str, str]) -> HttpResponse:
    client = signed_in(world, answer["who"])
    about = "crn" in ADDRESSES[answer["address"]].pattern.converters
    person = answer["person"] if about else None
    address = world.address(answer["address"], person=person, contact=answer["contact"])
    query = asked_of(world, answer["query"])
    sent = named_by_id(world, dict(parse_qsl(answer["sent"])))
    if "token" in sent:
        sent["token"] = str(world.tokens.get(sent["token"], uuid.uuid4()))
    if "user" in sent:
        sent["user"] = str(world.users[sent["user"]].pk)
    if "rule" in sent:
        sent["rule"] = str(world.people[sent["rule"]].access_rules.get().pk)
    if sent and answer["method"] != "POST":  # earlier, and kept in the session
        session = client.session
        session.update(sent)
        session.save()
    for part in sent.keys() & {"team", "pdu"}:
        sent[part] = str(world.kept[sent[part]].pk)
    headers = {"HX-Request": "true"} if answer["htmx"] else {}
    ask = getattr(client, answer["method"].lower())
    if answer["method"] == "POST":
        return ask(address, sent, query_params=query, headers=headers)
    return ask(address, query, headers=headers)


ADDRESSES = {str(entry.name): entry for entry in checks.patterns()}


@pytest.fixture
def world(same_world: World, seen_within_the_test: None) -> World:
    return same_world


@pytest.mark.parametrize("answer", ANSWERS, ids=named)
def test_an_answer_holds_what_it_should_and_leaves_one_entry_naming_whom_it_showed(world, answer):
    given = ask(world, answer)
    assert given.status_code == int(answer["status"])
    assert came_out(given) == words_of(answer)
    # A file that is taken out leaves one before it begins, too, which names nobody yet.
    entries = [one for one in AuditEntry.objects.all() if one.detail.get("export") != "begun"]
    left = [(one.act, sorted(one.people)) for one in entries]
    people = sorted(world.people[name].pk for name in answer["people"].split())
    assert left == ([(answer["act"], people)] if answer["act"] else [])


@pytest.mark.parametrize("answer", [one for one in ANSWERS if one["act"]], ids=named)
def test_what_cannot_be_recorded_is_neither_shown_nor_done(world, answer, monkeypatch):
    before = everything_kept()

    def refuse(*args: object, **kwargs: object) -> None:
        raise Error("no room on the disk")

    monkeypatch.setattr(AuditEntry, "save", refuse)
    given = ask(world, answer)
    assert given.status_code == 503
    assert came_out(given) == set()
    assert "Not available just now" in given.content.decode() or answer["method"] == "HEAD"
    assert everything_kept() == before


def everything_kept() -> list:
    changing = ("pk", "initials_only", "name", "role", "team", "is_active", "password")
    kept = [Contact.objects, Amendment.objects, AccessRule.objects, Person.objects]
    kept += [PDU.objects, Team.objects, Team.serves.through.objects]
    kept += [ImportBatch.objects, ReadRow.objects, StagedRow.objects, Source.objects]
    kept += [EventPair.objects, FollowUp.objects, Concern.objects, Talk.objects, Decision.objects]
    kept += [CopiedOut.objects, Cover.objects, Appointment.objects]
    rows = [*(one.values_list() for one in kept), User.objects.values_list(*changing)]
    return [list(those.order_by("pk")) for those in rows]


def test_every_address_has_an_answer_of_each_kind_that_it_gives():
    """A page without data does not count as tested: each shows some planted word."""
    with_data = {one["address"] for one in ANSWERS if one["status"] in SHOW_A_PAGE and one["words"]}
    showing = {name for name, entry in ADDRESSES.items() if hasattr(entry.callback, "act")}
    assert with_data == showing - NOBODY_ON_THEM
    assert {one["address"] for one in ANSWERS} == set(ADDRESSES)
