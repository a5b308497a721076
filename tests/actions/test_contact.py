import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from contacts.actions.contact import record_contact
from contacts.actions.refused import TokenSpent
from contacts.audit import NotRecorded
from contacts.formats import clock
from contacts.models import AuditEntry, Contact, Draft

TOKEN = uuid.UUID("6f1c1f5e-0c3d-4d55-9d0a-6f6f4f1b2a77")


@pytest.fixture
def record(person, pat):
    def act(**known):
        said = {"notes": "Seen.", "token": TOKEN, "occurred_at": clock.now(), "kind": "office"}
        return record_contact(**{"person": person, "author": pat, **said, **known})

    return act


def in_two_threads(act):
    """What each came to, whether it saved or was refused."""

    def one(number):
        try:
            return act(number)
        except TokenSpent as spent:
            return spent
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(one, range(2)))


def test_a_contact_is_kept_as_it_was_said(record, person, pat):
    contact = record(
        minutes=45, outcome="attended", sensitive=True, time_known=False, notes=" Seen.\n"
    )
    contact.refresh_from_db()
    assert (contact.person, contact.author, contact.author_name) == (person, pat, "")
    assert (contact.notes, contact.kind, contact.minutes) == (" Seen.\n", "office", 45)
    assert (contact.outcome, contact.sensitive, contact.time_known) == ("attended", True, False)
    assert contact.occurred_at == contact.written_at == contact.recorded_at == clock.now()
    assert (contact.state, contact.seen, contact.token) == ("shown", "met", TOKEN)


def test_whether_they_were_met_is_read_as_it_is_saved(record):
    visit = {"kind": "home_visit", "notes": "No answer, card left."}
    assert record(**visit, token=uuid.uuid4()).seen == "not_met"
    assert record(kind="phone", token=uuid.uuid4()).seen == "remote"


def test_recording_is_in_the_trail_without_the_words(record, person, pat):
    contact = record(notes="Something private.")
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.user_id, entry.username) == ("record_contact", pat.pk, "pat")
    assert (entry.people, entry.object) == ([person.pk], f"contact {contact.pk}")
    assert "private" not in str(entry.detail)


def test_the_same_form_sent_twice_adds_it_once(record):
    assert record().pk == record().pk
    assert Contact.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_the_same_form_with_another_time_or_kind_is_the_contact_there_is(record):
    first = record()
    second = record(kind="phone", minutes=5)
    assert (second.pk, second.kind, second.minutes) == (first.pk, "office", None)


def test_a_spent_form_with_other_words_is_refused_and_leads_to_what_it_saved(record):
    contact = record()
    with pytest.raises(TokenSpent, match="already saved other words") as spent:
        record(notes="Other words.")
    assert spent.value.saved == contact
    assert Contact.objects.get().notes == "Seen."


def test_a_spent_form_about_somebody_else_is_refused(record, add_person):
    record()
    with pytest.raises(TokenSpent):
        record(person=add_person())
    assert Contact.objects.count() == 1


def test_a_token_is_its_authors_alone(record, priya):
    record()
    record(author=priya, notes="Other words.")
    assert Contact.objects.count() == 2


def test_the_draft_goes_with_saving_and_others_stay(record, person, pat, priya, add_person):
    known = {"user": pat, "person": person, "token": TOKEN, "saved_at": clock.now()}
    Draft.objects.create(**known)
    for other in ({"user": priya}, {"person": add_person()}, {"token": uuid.uuid4()}):
        Draft.objects.create(**known | other)
    record()
    assert Draft.objects.count() == 3
    assert not Draft.objects.filter(user=pat, person=person, token=TOKEN).exists()


def test_what_cannot_be_written_to_the_trail_is_not_recorded(record, monkeypatch):
    def fails(*args, **kwargs):
        raise NotRecorded

    monkeypatch.setattr(AuditEntry, "save", fails)
    with pytest.raises(NotRecorded):
        record()
    assert not Contact.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_sent_at_the_same_moment_are_one_contact(record):
    for _ in range(5):
        token = uuid.uuid4()
        first, second = in_two_threads(lambda _, token=token: record(token=token))
        assert first.pk == second.pk
    assert Contact.objects.count() == AuditEntry.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_of_two_with_other_words_at_the_same_moment_one_is_refused(record):
    came = in_two_threads(lambda number: record(notes=f"Words {number}."))
    (saved,) = [one for one in came if isinstance(one, Contact)]
    (spent,) = [one for one in came if isinstance(one, TokenSpent)]
    assert spent.saved.pk == saved.pk == Contact.objects.get().pk
