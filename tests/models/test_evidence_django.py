"""What Django offers for changing rows changes no history either; what may change, does."""

import datetime as dt
import uuid

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from contacts import audit
from contacts.actions.amendment import amend, replace_words
from contacts.actions.contact import record_contact
from contacts.models import (
    Act,
    Amendment,
    AuditEntry,
    Contact,
    Draft,
    Person,
    Source,
    SourceRecord,
    State,
    User,
    Words,
)

TABLES = [Contact, Amendment, SourceRecord, AuditEntry]
EDITS = {
    Contact: {"notes": "Never came."},
    Amendment: {"notes": "Never said."},
    SourceRecord: {"raw": {}},
    AuditEntry: {"username": "priya"},
}


def update(model):
    model.objects.update(**EDITS[model])


def bulk_update(model):
    rows = list(model.objects.all())
    for row in rows:
        vars(row).update(EDITS[model])
    model.objects.bulk_update(rows, list(EDITS[model]))


def save(model):
    row = model.objects.latest("pk")
    vars(row).update(EDITS[model])
    row.save()


def save_one_field(model):
    row = model.objects.latest("pk")
    vars(row).update(EDITS[model])
    row.save(update_fields=list(EDITS[model]))


def update_or_create(model):
    model.objects.update_or_create(EDITS[model], pk=model.objects.latest("pk").pk)


def upsert(model):
    row = model.objects.latest("pk")
    vars(row).update(EDITS[model])
    unique = ["id", "at"] if model is AuditEntry else ["id"]
    model.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=unique, update_fields=list(EDITS[model])
    )


def delete_past_the_foreign_keys(model):
    model.objects.all()._raw_delete("default")


WAYS = [
    update,
    bulk_update,
    save,
    save_one_field,
    update_or_create,
    upsert,
    delete_past_the_foreign_keys,
]


@pytest.fixture
def as_application(kept, django_db_blocker):
    """Django, signed in to the database as the web application; all is rolled back after."""
    with django_db_blocker.unblock(), kept.in_django(kept.application), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def as_owner(kept, django_db_blocker):
    with django_db_blocker.unblock(), kept.in_django(kept.owner), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("change", WAYS)
def test_the_application_changes_nothing_through_django(as_application, model, change):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        change(model)


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("change", WAYS)
def test_nor_does_the_owner_of_the_tables(as_owner, model, change):
    refusals = r"not changed|nothing is deleted|names the transaction"
    with pytest.raises(DatabaseError, match=refusals), transaction.atomic():
        change(model)


@pytest.fixture
def pat(as_application):
    return User.objects.get(username="pat")


@pytest.fixture
def contact(as_application):
    return Contact.objects.get(pk=31)


def test_an_amendment_puts_an_entry_right(pat, contact):
    earlier = contact.occurred_at - dt.timedelta(hours=1)
    amend(
        contact=contact,
        author=pat,
        token=uuid.uuid4(),
        notes="It was by phone.",
        kind="phone",
        minutes=None,
        outcome="",
        occurred_at=earlier,
        time_known=False,
    )
    contact.refresh_from_db()
    assert (contact.kind, contact.minutes, contact.occurred_at) == ("phone", None, earlier)
    assert contact.notes == "Came on time."


def test_a_new_entry_is_recorded_and_its_words_replaced(pat):
    said = {"author": pat, "token": uuid.uuid4(), "notes": "Seen at the office."}
    person = Person.objects.get(pk=21)
    contact = record_contact(person=person, occurred_at=dt.datetime.now(dt.UTC), **said)
    replace_words(contact=contact, author=pat, token=uuid.uuid4(), notes="Seen at the library.")
    contact = Contact.objects.get(pk=contact.pk)
    assert contact.notes == "Seen at the office."
    assert contact.notes_that_stand == "Seen at the library."
    assert Words.objects.filter(contact=contact).count() == 2


def test_a_contact_goes_to_another_person_when_two_are_joined_and_back_when_parted(contact):
    for act, person in ((Act.JOIN_PEOPLE, 22), (Act.PART_PEOPLE, 21)):
        audit.record(act, user=None, people=[21, 22])
        Contact.objects.filter(pk=31).update(person=person)
        contact.refresh_from_db()
        assert contact.person_id == person
        assert not Words.objects.filter(contact=contact).exclude(person=person).exists()


def test_state_lead_seen_and_hash_change(contact):
    Contact.objects.filter(pk=32).update(state=State.JOINED, lead=contact, seen="met")
    Contact.objects.filter(pk=32).update(state=State.SHOWN, lead=None, seen="not_known")
    Contact.objects.filter(pk=32).update(state=State.WITHDRAWN, hash=7)


def test_what_did_not_change_may_be_written_again(as_owner):
    Contact.objects.get(pk=31).save()


def test_rows_are_locked_for_those_who_change_them(contact):
    assert Contact.objects.select_for_update().get(pk=31) == contact
    assert Person.objects.select_for_update(no_key=True).filter(pk=21).exists()


def test_rows_are_added_and_nothing_more_to_source_records(as_application):
    batch = Source.objects.get().batches.get()
    added = {"source": batch.source, "batch": batch, "digest": b"2", "raw": {}}
    SourceRecord.objects.create(foreign_id="N2", **added)
    with pytest.raises(IntegrityError, match="source_record_once"), transaction.atomic():
        SourceRecord.objects.create(foreign_id="N2", **added)


def test_drafts_sessions_and_the_cache_come_and_go(pat):
    draft = {"user": pat, "person_id": 21, "token": uuid.uuid4()}
    Draft.objects.create(**draft, saved_at=dt.datetime.now(dt.UTC)).delete()
    session = SessionStore()
    session["user"] = pat.pk
    session.save()
    session.cycle_key()
    session.delete()
    cache.set("tries", 1)
    assert cache.incr("tries") == 2
    cache.delete("tries")


def test_users_and_people_are_kept_up_to_date(pat):
    pat.initials_only = True
    pat.save()
    person = Person.objects.get(pk=21)
    person.preferred_name = "Deano"
    person.save()


def test_somebody_signs_in_reads_writes_and_leaves(pat):
    pat.set_password("a bicycle in the rain")
    pat.save()
    browser = Client()
    browser.post("/sign-in/", {"login": "pat", "password": "a bicycle in the rain"})
    assert b"Came on time." in browser.get("/people/X000021/").content
    said = {"notes": "Seen at the office.", "token": str(uuid.uuid4())}
    assert browser.post("/people/X000021/contacts/", said).status_code == 303
    assert browser.get("/people/").status_code == 200
    assert browser.get("/people/X999999/").status_code == 404
    assert browser.get("/readyz").status_code == 200
    browser.post("/sign-out/")
    written = (
        AuditEntry.objects.exclude(pk__in=[61, 62, 63]).order_by("pk").values_list("act", flat=True)
    )
    assert list(written) == [
        *("sign_in", "open_timeline", "record_contact", "my_people", "refused", "sign_out")
    ]


def test_the_application_knows_which_migrations_were_applied(as_application):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone()[0]
