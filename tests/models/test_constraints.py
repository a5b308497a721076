"""What no row of a table may ever say. Each row here is taken, but for the one thing wrong."""

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from contacts.formats import clock
from contacts.models import (
    AccessRule,
    Allocation,
    Alongside,
    Amendment,
    Appointment,
    BatchRow,
    Concern,
    Contact,
    Cover,
    Decision,
    Draft,
    EventPair,
    FollowUp,
    ImportBatch,
    Person,
    PersonJoin,
    Source,
    SourceRecord,
    Standing,
    Talk,
    User,
    WhoIsIt,
)
from tests.cast import NOW
from tests.models.sound_rows import DAY, sound

TOKEN = uuid.UUID(int=1)
IN_AN_ENTRY = {"source": None, "contact": "contact"}


@pytest.fixture
def there(person, contact, pat, priya, add_person, add_contact):
    """What others hang on, by the names that the cases below give it."""
    source = Source.objects.create(name="NOMIS")
    batch, another = (
        ImportBatch.objects.create(source=source, loaded_at=clock.now()) for _ in range(2)
    )
    record = SourceRecord.objects.create(
        source=source, foreign_id="N1", digest=b"1", batch=batch, raw={}
    )
    people = {"person": person, "other": add_person(), "pat": pat, "priya": priya}
    brought = {"source": source, "batch": batch, "another": another, "record": record}
    contacts = {name: add_contact(person, pat) for name in ("beside", "further")}
    return {**people, **brought, **contacts, "contact": contact}


@pytest.fixture
def rows(there, person, contact, pat, priya):
    """One row of those that may stand once, and what to write for another."""
    rows, now = sound(there, clock.now()), clock.now()
    BatchRow.objects.create(batch=there["batch"], record=there["record"])
    EventPair.objects.create(one=contact, other=there["beside"])
    PersonJoin.objects.create(kept=person, joined=there["other"], joined_at=now)
    AccessRule.objects.create(**{**rows[AccessRule], "user": priya})
    WhoIsIt.objects.create(**{**rows[WhoIsIt], "person": person})
    for model in (Concern, Decision):
        model.objects.create(**{**rows[model], "contact": there["beside"]})
    Standing.objects.create(**{**rows[Standing], "source": None, "contact": there["beside"]})
    Alongside.objects.create(person=person, user=priya, since=DAY)
    Cover.objects.create(**{**rows[Cover], "practitioner": priya, "covered_by": pat})
    for model in (Draft, Contact, Amendment):
        model.objects.create(**{**rows[model], "token": TOKEN})
    return rows


REFUSED = [
    ("contact_saved_once", Contact, {"token": TOKEN}),
    ("contact_one_author", Contact, {"author": None}),
    ("contact_one_author", Contact, {"author_name": "Clerk"}),
    ("contact_typed_here_says_something", Contact, {"token": uuid.UUID(int=2), "notes": ""}),
    (
        "contact_typed_by_a_user",
        Contact,
        {"author": None, "author_name": "Clerk", "token": uuid.UUID(int=2)},
    ),
    ("contact_joined_has_a_lead", Contact, {"state": "joined"}),
    ("contact_joined_has_a_lead", Contact, {"lead": "contact"}),
    ("contact_leads_others", Contact, {"id": 7, "lead_id": 7, "state": "joined"}),
    ("contact_kind", Contact, {"kind": "letter"}),
    ("contact_outcome", Contact, {"outcome": "late"}),
    ("contact_state", Contact, {"state": "gone"}),
    ("minutes", Contact, {"minutes": -1}),
    ("amendment_saved_once", Amendment, {"token": TOKEN}),
    ("amendment_one_author", Amendment, {"author": None}),
    ("amendment_one_author", Amendment, {"author_name": "Clerk"}),
    ("amendment_says_something", Amendment, {"notes": ""}),
    (
        "amendment_replaces_with_words",
        Amendment,
        {"notes": "", "changed": {"kind": ["", "phone"]}, "replaces": True},
    ),
    ("person_crn", Person, {"crn": "x123456"}),
    ("person_crn", Person, {"crn": "X12345"}),
    ("person_crn", Person, {"crn": "X12345\n"}),
    ("crn", Person, {"crn": "X482913"}),
    ("person_prison_number", Person, {"prison_number": "A1234B"}),
    ("person_pnc", Person, {"pnc": "54/18147W"}),
    ("person_joined_into_another", Person, {"id": 7, "joined_into_id": 7}),
    ("user_username_once", User, {"username": "PAT"}),
    ("user_role", User, {"role": "governor"}),
    ("access_rule_kind", AccessRule, {"kind": "warning"}),
    ("access_rule_named_once", AccessRule, {"user": "priya"}),
    ("allocation_ends_after", Allocation, {"until": DAY - dt.timedelta(days=1)}),
    ("allocation_one_at_a_time", Allocation, {"person": "person"}),
    ("alongside_ends_after", Alongside, {"until": DAY - dt.timedelta(days=1)}),
    ("alongside_once_at_a_time", Alongside, {"person": "person", "user": "priya"}),
    ("cover_ends_after_it_began", Cover, {"until": DAY}),
    ("cover_by_somebody_else", Cover, {"covered_by": "pat"}),
    ("cover_one_at_a_time", Cover, {"practitioner": "priya", "covered_by": "pat"}),
    ("appointment_one_author", Appointment, {"author": None}),
    ("appointment_from_a_record_or_a_contact", Appointment, {"read_in": None}),
    ("appointment_from_a_record_or_a_contact", Appointment, {"source_record": "record"}),
    ("appointment_from_a_record_or_a_contact", Appointment, {"moved_from_id": 7}),
    ("appointment_moved_from_another", Appointment, {"id": 7, "moved_from_id": 7, "read_in": None}),
    ("standing_what", Standing, {"what": "abroad"}),
    ("standing_from_a_source_or_a_contact", Standing, {"source": None}),
    ("standing_from_a_source_or_a_contact", Standing, {"contact": "contact"}),
    ("standing_of_an_entry_once", Standing, {"source": None, "contact": "beside"}),
    ("standing_taken_back_by_somebody", Standing, {"taken_back_at": NOW, "taken_back_by": "pat"}),
    ("standing_taken_back_by_somebody", Standing, {**IN_AN_ENTRY, "taken_back_by": "pat"}),
    ("standing_taken_back_by_somebody", Standing, {**IN_AN_ENTRY, "taken_back_at": NOW}),
    ("person_joined_once", PersonJoin, {"kept": "person", "joined": "other"}),
    ("person_join_of_two", PersonJoin, {"kept": "person", "joined": "person"}),
    ("who_is_it_asked_once", WhoIsIt, {"person": "person"}),
    ("who_is_it_answer", WhoIsIt, {"answer": "perhaps"}),
    ("source_record_once", SourceRecord, {"foreign_id": "N1", "digest": b"1"}),
    ("batch_row_once", BatchRow, {"batch": "batch"}),
    ("event_pair_once", EventPair, {"other": "beside"}),
    ("event_pair_of_two", EventPair, {"one": "further", "other": "contact"}),
    ("event_pair_answer", EventPair, {"answer": "perhaps"}),
    ("event_pair_decided_when_answered", EventPair, {"answer": "two", "decided_at": None}),
    ("follow_up_who", FollowUp, {"who": "somebody"}),
    ("follow_up_names_who_was_asked", FollowUp, {"who": FollowUp.Who.OTHER}),
    ("follow_up_names_who_was_asked", FollowUp, {"named": "police"}),
    ("follow_up_says_what", FollowUp, {"words": ""}),
    ("follow_up_open_or_closed", FollowUp, {"state": "done"}),
    ("follow_up_open_or_closed", FollowUp, {"state": "gone"}),
    ("follow_up_open_or_closed", FollowUp, {"closed_at": NOW, "closed_by": "pat"}),
    (
        "follow_up_awaited_until_a_reply",
        FollowUp,
        {"who": FollowUp.Who.OTHER, "named": "police", "state": "done"}
        | {"closed_at": NOW, "closed_by": "pat"},
    ),
    ("concern_of_an_entry", Concern, {"contact": "beside"}),
    ("concern_with_words_is_of_an_entry", Concern, {"words": "jumpy"}),
    ("concern_closed_with_words", Concern, {"closed_at": NOW, "closed_by": "pat"}),
    ("concern_closed_with_words", Concern, {"contact": "further", "closed_at": NOW}),
    (
        "concern_closed_with_words",
        Concern,
        {"contact": "further", "closed_at": NOW, "closed_by": "pat", "taken_back_at": NOW},
    ),
    ("talk_closed_by_somebody", Talk, {"closed_at": NOW}),
    ("talk_closed_by_somebody", Talk, {"closed_at": NOW, "closed_by": "pat", "taken_back_at": NOW}),
    ("decision_marked_once", Decision, {"contact": "beside"}),
    ("decision_taken_back_by_somebody", Decision, {"taken_back_at": NOW}),
    ("draft_of_one_form", Draft, {"token": TOKEN}),
]
USUAL = list(dict.fromkeys(model for _, model, _ in REFUSED))

# Read by formats.met in `save`, so that nothing else gets there but past it.
PAST_SAVE = {"contact_seen"}


@pytest.mark.parametrize(("constraint", "model", "wrong"), REFUSED)
def test_a_row_that_says_so_is_refused(rows, there, constraint, model, wrong):
    meant = {
        name: there.get(said, said) if type(said) is str else said for name, said in wrong.items()
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**{**rows[model], **meant})


@pytest.mark.parametrize("model", USUAL)
def test_the_same_row_without_it_is_taken(rows, model):
    model.objects.create(**rows[model])


def test_every_constraint_of_ours_has_a_row_that_it_refuses():
    ours = {
        constraint.name
        for model in apps.get_app_config("contacts").get_models()
        for constraint in model._meta.constraints
    }
    assert ours <= {constraint for constraint, _, _ in REFUSED} | PAST_SAVE


def test_seen_is_one_of_five(contact):
    with pytest.raises(IntegrityError, match="contact_seen"), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(seen="perhaps")


def test_what_is_no_longer_in_force_does_not_stand_in_the_way(rows, there, person, priya):
    AccessRule.objects.filter(user=priya).update(lifted_at=clock.now())
    AccessRule.objects.create(**{**rows[AccessRule], "user": priya})


def test_a_person_goes_from_one_to_the_next_on_the_same_day(person, pat, priya):
    Allocation.objects.filter(person=person).update(until=DAY)
    Allocation.objects.create(person=person, practitioner=priya, since=DAY)


def test_nobody_who_is_written_about_or_wrote_goes_away(rows, person, pat):
    for row in (person, pat):
        with pytest.raises(models.ProtectedError), transaction.atomic():
            row.delete()
