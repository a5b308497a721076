"""Who did what, to whose record: every entry says so, and where it came from."""

import datetime as dt

import pytest
from django.db import Error, connection, transaction
from django.http import HttpResponse

from contacts import audit
from contacts.formats import clock
from contacts.models import Act, AuditEntry
from tests.world import PLANTED


def test_an_entry_says_who_did_what_to_whom_and_when(pat, person):
    audit.record(Act.AMEND, user=pat, people=[person], object="contact 4", detail={"a": [1, 2]})
    entry = AuditEntry.objects.get()
    assert (entry.user_id, entry.username, entry.role) == (pat.pk, "pat", "practitioner")
    assert (entry.act, entry.people, entry.object) == ("amend", [person.pk], "contact 4")
    assert (entry.at, entry.detail) == (clock.now(), {"a": [1, 2]})


def test_people_may_be_given_by_their_ids(pat, person):
    assert audit.record(Act.AMEND, user=pat, people=[person, 12]).people == [person.pk, 12]


@pytest.mark.django_db
def test_without_a_user_it_is_the_command_line_or_the_name_given():
    assert audit.record(Act.ADD_USER, user=None).username == "command line"
    assert audit.record(Act.SIGN_IN_REFUSED, user=None, username="patt").username == "patt"


@pytest.mark.django_db
def test_an_entry_carries_the_number_and_the_address_of_its_request():
    request = audit.Request(id="abc", address="192.0.2.7")
    with audit.about(request):
        entry = audit.record(Act.SIGN_OUT, user=None)
    assert (entry.request_id, entry.address) == ("abc", "192.0.2.7")
    assert request.recorded == [entry]
    assert audit.record(Act.SIGN_OUT, user=None).request_id == ""


@pytest.mark.django_db
def test_requests_are_kept_apart():
    outer, inner = audit.Request(id="outer"), audit.Request(id="inner")
    with audit.about(outer):
        with audit.about(inner):
            audit.record(Act.SIGN_OUT, user=None)
        assert audit.record(Act.SIGN_OUT, user=None).request_id == "outer"
    assert len(inner.recorded) == len(outer.recorded) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "recorded"), [(200, True), (303, False), (409, False), (422, False)]
)
def test_only_an_action_that_was_done_has_recorded_the_answer(status, recorded):
    answer = HttpResponse(status=status)
    with audit.about(audit.Request()):
        assert not audit.recorded_by_an_action(answer)
        audit.record(Act.RECORD_CONTACT, user=None)
        assert audit.recorded_by_an_action(answer) == recorded
    assert not audit.recorded_by_an_action(answer)


@pytest.mark.django_db
def test_what_cannot_be_written_is_said_and_does_not_count_as_recorded(monkeypatch):
    def refuse(*args, **kwargs):
        raise Error

    monkeypatch.setattr(AuditEntry, "save", refuse)
    with audit.about(audit.Request()) as request:
        with pytest.raises(audit.NotRecorded):
            audit.record(Act.SIGN_OUT, user=None)
        assert request.recorded == []


@pytest.mark.django_db
def test_an_entry_goes_with_the_transaction_it_speaks_of():
    with transaction.atomic():
        audit.record(Act.SIGN_OUT, user=None)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "partition"),
    [
        (dt.datetime(2026, 11, 1, tzinfo=dt.UTC), "contacts_auditentry_2026_11"),
        (dt.datetime(2026, 10, 31, 23, 59, tzinfo=dt.UTC), "contacts_auditentry_default"),
        (dt.datetime(2027, 3, 31, 23, 30, tzinfo=dt.UTC), "contacts_auditentry_2027_03"),
    ],
)
def test_an_entry_is_kept_with_its_month(sunday_morning, at, partition):
    sunday_morning(at)
    audit.record(Act.SIGN_OUT, user=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM contacts_auditentry")
        assert cursor.fetchone() == (partition,)


def test_every_request_has_its_own_number_and_says_where_it_came_from(world, as_):
    client = as_(world.users["pat"])
    for _ in range(2):
        client.get(world.address("timeline"), REMOTE_ADDR="192.0.2.9")
    first, second = AuditEntry.objects.order_by("id")
    assert first.address == second.address == "192.0.2.9"
    assert len({first.request_id, second.request_id, ""}) == 3


def test_no_entry_holds_a_word_of_what_was_written(world, as_):
    client, new = as_(world.users["pat"]), world.tokens["hana"]
    client.get(world.address("timeline"))
    for token in (new, world.tokens["typed"]):
        client.post(world.address("record-contact"), {"notes": "zqnewqz", "token": token})
    for name, token in (("amend", new), ("replace-words", world.tokens["excluded"])):
        sent = {"notes": "zqmoreqz", "kind": "office", "token": token}
        client.post(world.address(name, contact="typed"), sent)
    acts = [entry.act for entry in AuditEntry.objects.order_by("id")]
    assert acts == ["open_timeline", "record_contact", "open_timeline", "amend", "replace_words"]
    for entry in AuditEntry.objects.values():
        assert PLANTED.search(str(entry)) is None
