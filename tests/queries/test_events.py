import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.mask import Run
from contacts.models import Amendment, Contact, EventPair, ImportBatch, Source, SourceRecord, State
from contacts.queries.entry import entries
from contacts.queries.events import Adds

LEAD = "Attended on time. Talked about the flat and the letter from the council. Sleeping badly."
AT = dt.datetime(2026, 11, 17, 10, 15, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def given(add_contact, person):
    """A record of this person as a system gave it."""

    def add(source="NOMIS", notes=LEAD, foreign_id="", **known):
        of, _ = Source.objects.get_or_create(name=source)
        contact = add_contact(
            person, **{"author_name": "R. Shah", "occurred_at": AT, "notes": notes, **known}
        )
        batch = ImportBatch.objects.create(source=of, loaded_at=clock.now())
        SourceRecord.objects.create(
            source=of,
            foreign_id=foreign_id,
            digest=str(contact.pk).encode(),
            batch=batch,
            contact=contact,
            raw={},
        )
        return contact

    return add


@pytest.fixture
def lead(add_contact, person, pat):
    return add_contact(person, pat, notes=LEAD, occurred_at=AT)


def join(lead, *others):
    for one in others:
        Contact.objects.filter(pk=one.pk).update(state=State.JOINED, lead=lead)


def add_to(contact, notes, **known):
    known = {"author_name": "R. Shah", "recorded_at": clock.now(), **known}
    return Amendment.objects.create(contact=contact, notes=notes, **known)


def propose(one, other, answer=""):
    decided = clock.now() if answer else None
    first, second = sorted([one.pk, other.pk])
    EventPair.objects.create(one_id=first, other_id=second, answer=answer, decided_at=decided)


def read(contact):
    (shown,) = entries([contact.pk], today=clock.today())
    return shown


def added(contact):
    return [(one.of, one.text) for one in read(contact).event.adds]


def test_where_else_an_event_stands_is_said_with_day_and_time(lead, given):
    join(lead, given(occurred_at=AT - HOUR), given("nDelius", occurred_at=AT + HOUR))
    assert read(lead).event.also_in == ["NOMIS 17 Nov 09:15", "nDelius 17 Nov 11:15"]
    assert not read(lead).plain


def test_a_day_alone_has_no_time_and_another_year_is_said(lead, given, add_contact, person, pat):
    at = dt.datetime(2025, 3, 3, tzinfo=dt.UTC)
    join(lead, given(occurred_at=at, time_known=False), add_contact(person, pat, notes=LEAD))
    assert read(lead).event.also_in == ["NOMIS 3 Mar 2025", "another entry 22 Nov 11:00"]


def test_what_came_of_it_is_said_where_the_entry_does_not_say(lead, given):
    join(lead, given(outcome="attended"))
    assert read(lead).event.also_in == ["NOMIS 17 Nov 10:15, attended"]


def test_a_copy_adds_nothing_however_it_is_written(lead, given):
    copies = [LEAD, LEAD.upper(), f"GEN OSE\n{LEAD}", LEAD.replace(". ", ".\n\n"), LEAD[:60]]
    join(lead, *(given(notes=notes) for notes in [*copies, ""]))
    assert added(lead) == []


def test_headings_and_names_turned_round_add_nothing(given):
    lead = given("nDelius", "Hartley, Dean attended and was told to ring Pat Okonjo on Friday.")
    copy = "CHECK IN: Dean Hartley attended\nREVIEW: and was told to ring Okonjo, Pat on Friday."
    join(lead, given(notes=copy))
    assert added(lead) == []


def test_words_that_the_entry_lacks_are_told_with_the_record_that_has_them(lead, given):
    more = LEAD.replace("Sleeping", "His sister is in hospital. Sleeping")
    join(lead, given(notes=f"{more} Left at ten."))
    assert added(lead) == [("NOMIS", "His sister is in hospital. … Left at ten.")]


def test_a_record_that_differs_much_is_told_whole(lead, given):
    join(lead, given(notes="Rang his sister, who is worried. Talked about the flat."))
    assert added(lead) == [("NOMIS", "Rang his sister, who is worried. Talked about the flat.")]


def test_what_two_records_add_alike_is_told_once(lead, given):
    more = f"{LEAD} Left at ten."
    join(lead, given(notes=more), given("nDelius", f"{more} Was calm."))
    assert added(lead) == [("NOMIS", "Left at ten."), ("nDelius", "Was calm.")]


def test_later_words_count_as_the_record_s_own(lead, given, pat):
    add_to(lead, "Left at ten.")
    copy = given(notes=f"{LEAD} Left at ten.")
    join(lead, copy)
    assert added(lead) == []
    add_to(copy, "Rang back at four.")
    assert added(lead) == [("NOMIS", "Rang back at four.")]


def test_words_put_in_the_place_of_others_count_and_not_the_first(lead, add_contact, person, pat):
    other = add_contact(person, pat, notes="Secret first wording.")
    add_to(other, LEAD, author=pat, author_name="", replaces=True)
    join(lead, other)
    assert added(lead) == []


def test_a_passage_cut_out_is_as_sensitive_as_it_was_in_the_whole(lead, given):
    join(lead, given(notes=f"{LEAD} [[His aunt rang. She is afraid.]] Left at ten."))
    (words,) = read(lead).event.adds
    assert [run for run in words.runs if run.sensitive] == [
        Run("[[His aunt rang. She is afraid.]]", True)
    ]
    assert words.masked() == Adds(
        "NOMIS", [Run("[passage withheld]", False), Run(" Left at ten.", False)]
    )


def test_half_a_passage_is_withheld(lead, given):
    join(lead, given(notes=f"{LEAD} [[Sleeping badly. She is afraid. Sleeping badly]]. Left."))
    (words,) = read(lead).event.adds
    assert "afraid" in words.text
    assert "afraid" not in words.masked().text


def test_several_types_of_one_moment_are_one_fold(given):
    lead = given("nDelius", heading="Office visit", foreign_id="1")
    types = [("Drug test", ""), ("Weekly report", "attended"), ("", "")]
    for number, (heading, outcome) in enumerate(types):
        join(lead, given("nDelius", heading=heading, outcome=outcome, foreign_id=f"2{number}"))
    shown = read(lead).event
    assert shown.fold == "4 nDelius entries at 10:15, also as Drug test, Weekly report (attended)"
    assert (shown.also_in, shown.adds) == ([], [])


def test_a_fold_without_a_time_is_of_its_day(given):
    lead = given("nDelius", time_known=False)
    join(lead, given("nDelius", time_known=False))
    assert read(lead).event.fold == "2 nDelius entries of this day"


def test_a_fold_that_stands_beside_the_entry_is_said_once(lead, given):
    join(lead, *(given("nDelius", heading=f"Type {number}") for number in range(3)))
    assert read(lead).event.also_in == ["nDelius 17 Nov 10:15, 3 entries"]
    assert read(lead).event.fold == ""


@pytest.mark.parametrize(
    "known",
    [{"author_name": "T. Jones"}, {"occurred_at": AT + HOUR}, {"time_known": False}],
)
def test_other_records_of_the_same_system_are_no_fold(given, known):
    lead = given("nDelius")
    join(lead, given("nDelius", **known))
    assert read(lead).event.fold == ""
    assert len(read(lead).event.also_in) == 1


def test_an_earlier_version_is_not_another_record(given):
    older = given("nDelius", "Attended, and was very late.", foreign_id="77")
    lead = given("nDelius", foreign_id="77")
    join(lead, older)
    shown = read(lead).event
    assert shown.earlier == ["nDelius 17 Nov 10:15"]
    assert (shown.also_in, shown.fold, shown.adds) == ([], "", [])


def test_records_and_proposals_take_no_statement_of_their_own(
    lead, given, django_assert_num_queries
):
    join(lead, *(given() for _ in range(5)))
    propose(lead, given(occurred_at=AT - HOUR))
    with django_assert_num_queries(1):
        assert len(entries([lead.pk], today=clock.today())) == 1
