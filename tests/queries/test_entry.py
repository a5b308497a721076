import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Amendment, Contact, ImportBatch, SourceRecord, State
from contacts.queries.entry import LONG, entries
from contacts.queries.events import NO_OTHERS
from tests.open_things import concern, decision, follow_up, talk


def read(contact):
    (shown,) = entries([contact.pk], today=clock.today())
    return shown


@pytest.fixture
def from_source(add_contact, person, source):
    """A contact that a source gave."""

    def add(foreign_id="1", given_by=source, **known):
        contact = add_contact(person, author_name="R. Shah", **known)
        batch = ImportBatch.objects.create(source=given_by, loaded_at=clock.now())
        SourceRecord.objects.create(
            source=given_by,
            foreign_id=foreign_id,
            digest=b"x",
            batch=batch,
            contact=contact,
            raw={"notes": contact.notes},
        )
        return contact

    return add


@pytest.fixture
def amend(pat):
    def add(contact, notes="", author=pat, **known):
        now = clock.now()
        return Amendment.objects.create(
            contact=contact, author=author, written_at=now, recorded_at=now, notes=notes, **known
        )

    return add


def test_an_entry_says_when_what_who_and_the_notes_in_full(add_contact, person, pat):
    at = dt.datetime(2026, 11, 17, 10, 30, tzinfo=dt.UTC)
    said = {"kind": "office", "minutes": 45, "outcome": "attended", "notes": "Signed on."}
    shown = read(add_contact(person, pat, occurred_at=at, sensitive=True, **said))
    assert (shown.day, shown.time) == ("Tuesday 17 November", "10:30")
    assert (shown.what, shown.more) == ("Office, met", "45 min, attended")
    assert (shown.author, shown.notes, shown.sensitive) == ("Pat Okonjo", "Signed on.", True)
    assert (shown.was, shown.additions, shown.sources) == ("", [], "")
    assert (shown.event, shown.maybe, shown.compared) == (NO_OTHERS, [], [])
    assert (shown.long, shown.first_wording, shown.stub) == (False, "", "")


def test_a_time_nobody_gave_is_not_shown(add_contact, person, pat):
    at = dt.datetime(2026, 7, 2, 23, 0, tzinfo=dt.UTC)
    shown = read(add_contact(person, pat, occurred_at=at, time_known=False))
    assert (shown.day, shown.time) == ("Friday 3 July", "No time")


def test_times_are_of_london(add_contact, person, pat):
    at = dt.datetime(2026, 7, 2, 23, 30, tzinfo=dt.UTC)
    shown = read(add_contact(person, pat, occurred_at=at))
    assert (shown.day, shown.time) == ("Friday 3 July", "00:30")


def test_what_a_source_gave_is_in_its_words(from_source):
    shown = read(from_source(heading="Planned Office Visit (NS)", notes=""))
    assert (shown.author, shown.heading, shown.notes) == (
        *("R. Shah", "Planned Office Visit (NS)", ""),
    )
    assert shown.sources == "nDelius"


def test_very_long_notes_fold(add_contact, person, pat):
    assert not read(add_contact(person, pat, notes="x" * LONG)).long
    assert read(add_contact(person, pat, notes="x" * (LONG + 1))).long


def test_later_words_stand_beneath_in_order(contact, amend, priya):
    amend(contact, "He rang back.")
    amend(contact, "So he did.", author=priya)
    first, second = read(contact).additions
    assert (first.author, first.when, first.notes) == (
        *("Pat Okonjo", "today, 11:00", "He rang back."),
    )
    assert (second.author, second.notes, second.put_right) == ("Priya Nair", "So he did.", "")


def test_a_source_that_gave_no_time_of_writing_is_shown_by_when_we_got_it(contact, amend):
    amendment = amend(contact, "x", author=None, author_name="R. Shah")
    assert amendment.written_at == amendment.recorded_at
    assert read(contact).additions[0].author == "R. Shah"


def test_the_entry_leads_with_the_latest_and_shows_the_first_beside_it(contact, amend):
    amend(contact, changed={"kind": ["", "phone"], "minutes": [None, 10]})
    amend(contact, changed={"kind": ["phone", "office"], "minutes": [10, 45]})
    amend(contact, changed={"outcome": ["attended", "rearranged"]})
    shown = read(contact)
    assert shown.was == "kind was not said, length was not said, outcome was Attended"
    assert [one.put_right for one in shown.additions] == [
        "kind was not said, length was not said",
        "kind was Phone, length was 10 minutes",
        "outcome was Attended",
    ]


def test_a_time_put_right_is_told_as_it_first_stood(contact, amend):
    amend(contact, changed={"occurred_at": ["2026-11-20T14:00:00+00:00", "2026-11-19T14:00:00Z"]})
    assert read(contact).was == "time was Friday 20 November, 14:00"


def test_a_time_that_was_not_known_is_told_without_one(contact, amend):
    change = ["2026-11-20T00:00:00+00:00", "2026-11-20T14:00:00+00:00"]
    amend(contact, changed={"occurred_at": change, "time_known": [False, True]})
    assert read(contact).was == "time was Friday 20 November"


def test_replacing_words_stand_in_place_of_the_first(contact, amend):
    amend(contact, "Second wording.", replaces=True)
    amend(contact, "An addition.")
    shown = read(contact)
    assert shown.notes == "Second wording."
    assert shown.first_wording == contact.notes
    assert [one.notes for one in shown.additions] == ["An addition."]


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED])
def test_a_stub_holds_nothing_but_its_place(from_source, amend, state):
    contact = from_source(heading="Office", notes="Secret.", kind="office", minutes=5)
    amend(contact, "Also secret.", changed={"kind": ["phone", "office"]})
    Contact.objects.filter(pk=contact.pk).update(state=state)
    shown = read(contact)
    assert shown.stub
    assert (shown.day, shown.time) == ("today", "11:00")
    told = [shown.notes, shown.heading, shown.author, shown.what, shown.sources]
    assert told == [""] * 5
    assert [shown.more, shown.was, shown.additions, shown.event] == ["", "", [], NO_OTHERS]


def test_records_of_the_same_event_are_named_by_source_and_day(contact, from_source, source):
    other = type(source).objects.create(name="OASys")
    for given_by in (source, other):
        joined = from_source(given_by=given_by, notes="Same event.")
        Contact.objects.filter(pk=joined.pk).update(state=State.JOINED, lead=contact)
    assert read(contact).event.also_in == ["nDelius 22 Nov 11:00", "OASys 22 Nov 11:00"]


def test_a_time_given_to_a_day_alone_is_told(add_contact, person, pat, amend):
    at = dt.datetime(2026, 11, 17, tzinfo=dt.UTC)
    midnight = add_contact(person, pat, occurred_at=at, time_known=True)
    amend(midnight, changed={"time_known": [False, True]})
    assert read(midnight).was == "time was not said"


def test_a_midnight_that_was_a_day_alone_is_told(add_contact, person, pat, amend):
    at = dt.datetime(2026, 11, 17, tzinfo=dt.UTC)
    midnight = add_contact(person, pat, occurred_at=at, time_known=False)
    amend(midnight, changed={"time_known": [True, False]})
    assert read(midnight).was == "time was 00:00"


@pytest.mark.parametrize(
    ("days", "said"), [(0, ""), (1, ""), (2, "Written 2 days after"), (9, "Written 9 days after")]
)
def test_what_was_written_long_after_says_how_long(add_contact, person, pat, days, said):
    at = dt.datetime(2026, 11, 10, 10, 30, tzinfo=dt.UTC)
    written = at + dt.timedelta(days=days)
    shown = read(add_contact(person, pat, occurred_at=at, written_at=written))
    assert shown.late == said
    assert shown.plain is not bool(said)


def test_of_what_a_source_does_not_say_when_it_was_written_nothing_is_said(from_source):
    long_ago = clock.now() - dt.timedelta(days=90)
    assert read(from_source(occurred_at=long_ago)).late == ""
    told = {"occurred_at": long_ago, "written_at": clock.now()}
    assert read(from_source("2", **told)).late == "Written 90 days after"


def test_a_decision_and_what_feels_off_stand_at_its_foot(contact, person, pat):
    assert (read(contact).decision, read(contact).off) == (False, "")
    decision(contact, pat)
    concern(person, pat, contact, words="Slept badly")
    shown = read(contact)
    assert (shown.decision, shown.off, shown.off_words, shown.plain) == (
        *(True, "Something feels off", "Slept badly", False),
    )


def test_marks_of_a_joined_record_stand_at_the_entry_that_leads(contact, add_contact, person, pat):
    lead = add_contact(person, pat)
    decision(contact, pat), concern(person, pat, contact)
    Contact.objects.filter(pk=contact.pk).update(state=State.JOINED, lead=lead)
    assert (read(lead).decision, read(lead).off) == (True, "Something feels off")


def test_marks_that_were_taken_back_stand_nowhere(contact, person, pat):
    decision(contact, pat, taken_back_at=clock.now(), taken_back_by=pat)
    concern(person, pat, contact, taken_back_at=clock.now())
    assert (read(contact).decision, read(contact).off) == (False, "")


def test_later_words_say_what_they_answer(contact, amend, person, pat):
    became, said, reply = (amend(contact, notes) for notes in ("Ran over.", "No.", "None."))
    closed = {"closed_at": clock.now(), "closed_by": pat}
    concern(person, pat, contact, what_became_of_it=became, **closed)
    talk(person, pat, contact, what_was_said=said, **closed)
    follow_up(contact, who="other", named="police", state="done", reply=reply, **closed)
    assert [one.answers for one in read(contact).additions] == [
        "Talked about on 22 November",
        "Talk with the SPO on 22 November",
        "Reply of police, 22 November",
    ]
    assert read(contact).off == "Something felt off"


def test_what_became_of_a_press_says_when_it_was_and_whose(contact, person, pat, priya):
    raised = {"raised_at": clock.now() - dt.timedelta(days=3)}
    concern(person, priya, contact, closed_at=clock.now(), closed_by=pat, **raised)
    assert read(contact).off == "Something felt off on 19 November, said Priya Nair"
