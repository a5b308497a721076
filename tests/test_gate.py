"""The one way into a view: who may open whom, and the note that they did."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxDetails

from contacts import audit
from contacts.gate import gate
from contacts.models import Act, AuditEntry
from tests.world import PEOPLE, came_out

EVERYBODY = ["pat", "priya", "sam", "olu", "ada", "court", "rae"]


@pytest.fixture
def ask(rf, pat):
    """What a view behind the gate answers."""

    def asked(view, user=pat, **named):
        request = rf.get("/people/")
        request.user, request.htmx, request.session = user, HtmxDetails(request), {}
        with audit.about(audit.Request(id="1", address="192.0.2.1")):
            return view(request, **named)

    return asked


@pytest.fixture
def handed():
    """What the view was handed."""
    return {}


@pytest.fixture
def view(handed):
    @gate(Act.OPEN_TIMELINE)
    def shown(request, **named):
        handed.update(named)
        return HttpResponse("shown")

    return shown


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_opens_exactly_whom_the_table_says(world, as_, who):
    client = as_(world.users[who])
    opened = {
        row["person"]: client.get(world.address("timeline", row["person"])).status_code
        for row in PEOPLE
    }
    assert opened == {
        row["person"]: 200 if who in row["opened_by"].split() else 404 for row in PEOPLE
    }


@pytest.mark.parametrize(
    ("address", "stated"), [("who-looked", "trail_by"), ("access", "lists_by")]
)
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_reads_the_trail_and_keeps_the_lists_of_exactly_whom_the_table_says(
    world, as_, who, address, stated
):
    client = as_(world.users[who])
    given = {
        row["person"]: client.get(world.address(address, row["person"])).status_code
        for row in PEOPLE
    }
    assert given == {row["person"]: 200 if who in row[stated].split() else 404 for row in PEOPLE}


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_has_exactly_those_on_their_list_whom_the_table_says(world, as_, who):
    came = came_out(as_(world.users[who]).get("/people/"))
    on_list = {name.removesuffix("name") for name in came if name.endswith("name")}
    assert on_list == {row["person"] for row in PEOPLE if who in row["listed_by"].split()}


def test_whoever_is_deactivated_opens_nobody_from_that_moment(world, as_):
    pat = world.users["pat"]
    client = as_(pat)
    assert client.get(world.address("timeline")).status_code == 200
    pat.is_active = False
    pat.save()
    assert client.get(world.address("timeline")).url.startswith("/sign-in/")


def test_a_view_is_handed_the_person(ask, view, handed, person):
    assert ask(view, crn=person.crn).content == b"shown"
    assert handed == {"person": person}


def test_a_view_about_an_entry_is_handed_the_entry_of_that_person(ask, view, handed, contact):
    ask(view, crn=contact.person.crn, id=contact.pk)
    assert handed == {"person": contact.person, "contact": contact}
    assert handed["contact"].person is handed["person"]


def test_a_view_about_nobody_is_handed_nothing(ask, handed):
    def empty(request, **named):
        handed.update(named)
        return HttpResponse(status=303)

    assert ask(gate(Act.HIDE_NAMES, about_person=False)(empty)).status_code == 303
    assert handed == {}


def test_an_entry_of_somebody_else_is_not_there(ask, view, contact, add_person, team):
    other = add_person(team=team)
    with pytest.raises(Http404):
        ask(view, crn=other.crn, id=contact.pk)


def test_an_entry_whose_import_was_undone_is_not_there(ask, view, add_contact, person):
    undone = add_contact(person, author_name="J Moss", state="undone")
    with pytest.raises(Http404):
        ask(view, crn=person.crn, id=undone.pk)


def test_the_gate_asks_for_the_act_of_the_view(ask, priya, person):
    """A colleague may open a timeline, which My people does not reach."""

    def view(request, person):
        return HttpResponse("shown")

    assert ask(gate(Act.OPEN_TIMELINE)(view), user=priya, crn=person.crn).status_code == 200
    with pytest.raises(Http404):
        ask(gate(Act.MY_PEOPLE)(view), user=priya, crn=person.crn)


def test_an_act_that_is_not_in_the_table_reaches_nobody(ask, person):
    view = gate(Act.SIGN_IN)(lambda request, person: HttpResponse("shown"))
    with pytest.raises(Http404):
        ask(view, crn=person.crn)


def test_a_stranger_is_sent_to_sign_in_and_the_view_is_not_reached(ask, view, handed, person):
    answer = ask(view, user=AnonymousUser(), crn=person.crn)
    assert answer.url.startswith("/sign-in/")
    assert handed == {}
    assert not AuditEntry.objects.exists()


def test_what_was_shown_is_recorded_by_the_name_it_is_shown_under(ask, contact, pat):
    view = gate(Act.AMEND, shows=Act.OPEN_CONTACT)(lambda request, **named: HttpResponse("shown"))
    ask(view, crn=contact.person.crn, id=contact.pk)
    [entry] = AuditEntry.objects.all()
    assert (entry.act, entry.user_id, entry.people) == (
        "open_contact",
        pat.pk,
        [contact.person.pk],
    )
    assert entry.object == f"contact {contact.pk}"


def test_a_list_that_does_not_say_whom_it_showed_is_not_sent(ask):
    view = gate(Act.MY_PEOPLE, about_person=False)(lambda request: HttpResponse("shown"))
    with pytest.raises(AttributeError):
        ask(view)


def test_what_showed_nothing_is_not_recorded(ask, person):
    view = gate(Act.RECORD_CONTACT)(lambda request, person: HttpResponse(status=303))
    ask(view, crn=person.crn)
    assert not AuditEntry.objects.exists()


def test_the_entry_is_written_after_the_page_and_before_it_is_sent(ask, view, person):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask(view, crn=person.crn)
    assert asked.captured_queries[-1]["sql"].startswith('INSERT INTO "contacts_auditentry"')


def test_a_fragment_is_never_taken_for_the_page(world, as_):
    """A cache between us and the reader must keep the two apart."""
    for headers in ({}, {"HX-Request": "true"}):
        answer = as_(world.users["pat"]).get(world.address("timeline"), headers=headers)
        assert "HX-Request" in answer["Vary"]


def test_a_refusal_is_recorded_with_the_crn_and_the_act(olu, person, as_):
    as_(olu).get(f"/people/{person.crn}/")
    [entry] = AuditEntry.objects.all()
    assert (entry.act, entry.people, entry.user_id) == ("refused", [], olu.pk)
    assert entry.detail == {"crn": person.crn, "act": "open_timeline"}


def test_a_stranger_learns_nothing_from_any_answer(world):
    for name in ("timeline", "record-contact"):
        client = Client()
        for method in ("GET", "POST"):
            there = client.generic(method, world.address(name))
            nowhere = client.generic(method, world.address(name, ""))
            assert there.status_code == nowhere.status_code
            assert there.content == nowhere.content
