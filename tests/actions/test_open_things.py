"""What is read in an entry is kept with it: promises, what is done, what feels off, a decision."""

import datetime as dt
import uuid

import pytest

from contacts.actions.amendment import replace_words
from contacts.actions.contact import record_contact
from contacts.actions.open_things import Noted, Promised, noted_of
from contacts.formats import clock
from contacts.formats.readings import read_note
from contacts.models import AuditEntry, Concern, Contact, Decision, FollowUp, State
from tests.open_things import Who, asked, follow_up

NOTE = "Landlord gave him notice. todo: chase housing duty line\n?? jumpy about work"


@pytest.fixture
def record(person, pat):
    """Pat saves a note in which this was read."""

    def recorded(by=pat, token=None, notes=NOTE, **read):
        said = {"person": person, "author": by, "notes": notes, "occurred_at": clock.now()}
        return record_contact(**said, token=token or uuid.uuid4(), noted=Noted(**read))

    return recorded


@pytest.fixture
def earlier(add_contact, person, pat):
    """An entry of last week, in which things were promised."""
    return add_contact(person, pat, recorded_at=clock.now() - dt.timedelta(days=7))


def test_who_will_do_what_is_kept_with_the_entry_it_was_written_in(record, person, pat):
    promised = [
        Promised(Who.PRACTITIONER, "chase housing duty line"),
        Promised(Who.PERSON, "bring tenancy agreement"),
        Promised(Who.OTHER, "domestic abuse check", named="police"),
    ]
    contact = record(promised=promised)
    kept = FollowUp.objects.order_by("pk")
    assert [(one.who, one.words, one.named) for one in kept] == promised
    for one in kept:
        assert (one.person, one.contact, one.author) == (person, contact, pat)
        assert (one.promised_at, one.state) == (contact.recorded_at, "open")


@pytest.mark.parametrize("words", ["jumpy about work", ""])
def test_something_feels_off_with_words_or_without(record, person, pat, words):
    contact = record(concern=words)
    (kept,) = Concern.objects.still_open()
    assert (kept.contact, kept.person, kept.words, kept.raised_by) == (contact, person, words, pat)


def test_a_decision_is_marked_by_whoever_wrote_it(record, pat):
    contact = record(decision=True)
    mark = Decision.objects.that_stand().get()
    assert (mark.contact, mark.marked_by) == (contact, pat)


def test_words_that_say_what_is_done_close_what_they_mean(record, earlier, priya):
    housing, depot = follow_up(earlier), follow_up(earlier, "ask depot about a reference")
    contact = record(by=priya, done=["rang the duty line"])
    housing.refresh_from_db(), depot.refresh_from_db()
    assert (housing.state, housing.closed_in, housing.closed_by) == ("done", contact, priya)
    assert housing.closed_at == contact.recorded_at
    assert depot.state == "open"


def test_a_reply_that_is_written_so_closes_what_was_asked(record, earlier):
    awaited = asked(earlier)
    record(done=["police check came back clear"])
    awaited.refresh_from_db()
    assert awaited.state == "done"


@pytest.mark.parametrize("done", ["lunch", "housing"])
def test_where_none_or_several_are_meant_nothing_is_closed(record, earlier, done):
    follow_up(earlier), follow_up(earlier, "email housing options")
    record(done=[done])
    assert FollowUp.objects.still_open().count() == 2


def test_each_is_closed_once(record, earlier):
    follow_up(earlier, "ring depot"), follow_up(earlier, "ring housing")
    record(done=["rang depot", "rang depot"])
    assert FollowUp.objects.still_open().get().words == "ring housing"


def test_what_is_promised_in_the_same_words_stays_open(record):
    record(promised=[Promised(Who.PRACTITIONER, "ring housing")], done=["rang housing"])
    assert FollowUp.objects.still_open().get().words == "ring housing"


def test_nothing_of_anybody_else_is_closed(record, add_person, add_contact, pat):
    follow_up(add_contact(add_person(), pat))
    record(done=["chased housing duty line"])
    assert FollowUp.objects.still_open().count() == 1


def test_of_an_entry_that_is_not_read_nothing_is_closed(record, earlier):
    follow_up(earlier)
    Contact.objects.filter(pk=earlier.pk).update(state=State.WITHDRAWN)
    record(done=["chased housing duty line"])
    assert FollowUp.objects.get().state == "open"


def test_the_same_form_sent_twice_keeps_it_once(record, earlier):
    follow_up(earlier), follow_up(earlier, "email housing options")
    read = {
        "promised": [Promised(Who.PRACTITIONER, "ring the depot")],
        "concern": "",
        "decision": True,
        "done": ["chased duty line"],
    }
    token = uuid.uuid4()
    for _ in range(2):
        record(token=token, **read)
    assert FollowUp.objects.count() == 3
    assert FollowUp.objects.filter(state="done").count() == 1
    assert (Concern.objects.count(), Decision.objects.count()) == (1, 1)


def test_one_entry_of_the_trail_says_by_numbers_what_was_kept_and_closed(record, earlier, person):
    done = follow_up(earlier)
    promised = [Promised(Who.PRACTITIONER, "ring the depot")]
    record(promised=promised, done=["chased duty line"], concern="jumpy", decision=True)
    kept = AuditEntry.objects.get()
    new = FollowUp.objects.still_open().get()
    concern, mark = Concern.objects.get(), Decision.objects.get()
    assert (kept.act, kept.people) == ("record_contact", [person.pk])
    said = {"done": [done.pk], "promised": [new.pk], "concern": concern.pk, "decision": mark.pk}
    assert kept.detail == said


def test_a_note_in_which_nothing_was_read_costs_nothing_more(record, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        record()
    assert AuditEntry.objects.get().detail == {}


def readings(notes):
    return read_note(notes, now=clock.now(), called=["Dean"])


def test_what_is_read_in_a_note_says_what_to_keep():
    noted = noted_of(
        readings(
            "HV 40m. todo: ring housing; email GP. Dean will bring his payslip.\n"
            "asked: police for call-outs\ndone: referral sent\nDecided: weekly.\n?? too cheerful"
        )
    )
    assert [*noted.promised] == [
        Promised(Who.PRACTITIONER, "ring housing"),
        Promised(Who.PRACTITIONER, "email GP"),
        Promised(Who.PERSON, "bring his payslip"),
        Promised(Who.OTHER, "call-outs", "police"),
    ]
    assert (noted.done, noted.concern, noted.decision) == (["referral sent"], "too cheerful", True)
    assert noted_of(readings("HV 40m. Kettle on.")) == Noted(promised=[], done=[])


def replaced(contact, notes):
    replace_words(contact=contact, author=contact.author, token=uuid.uuid4(), notes=notes)


def test_what_only_the_first_wording_said_was_never_meant(record, pat):
    contact = record(
        notes="todo: ring his aunt Susan\n?? shifty",
        promised=[Promised(Who.PRACTITIONER, "ring his aunt Susan")],
        concern="shifty",
    )
    by_hand = follow_up(contact, "ask the depot")
    replaced(contact, "Rang him.")
    assert FollowUp.objects.still_open().get() == by_hand
    assert not Concern.objects.on_pages()


def test_what_only_the_later_wording_says_is_kept(record, earlier):
    done = follow_up(earlier)
    contact = record(notes="Rang him.")
    replaced(contact, "Rang him. todo: ring GP\ndone: chased housing\nDecided: weekly.\n?? quiet")
    assert FollowUp.objects.still_open().get().words == "ring GP"
    done.refresh_from_db()
    assert done.closed_in == contact
    assert Concern.objects.still_open().get().words == "quiet"
    assert Decision.objects.that_stand().get().contact == contact


def test_what_both_say_stays_as_it_is_and_what_was_taken_away_stays_away(record):
    notes = "Rang him. todo: ring GP\nDecided: weekly.\n?? quiet"
    contact = record(notes=notes)  # each was taken away before it was saved
    replaced(contact, f"{notes}\nCold.")
    assert not FollowUp.objects.exists()
    assert (Concern.objects.count(), Decision.objects.count()) == (0, 0)


def test_what_waits_for_a_press_is_not_kept_without_one(record):
    contact = record(notes="Rang him.")
    replaced(contact, "Rang him. Dean will bring his payslip.")
    assert not FollowUp.objects.exists()
