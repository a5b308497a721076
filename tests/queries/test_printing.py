import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.models import Amendment, Source, State
from contacts.queries import printing
from contacts.queries.printing import TooMany, printout
from tests.open_things import concern, decision

UTC = dt.UTC
EVERY_DAY = Period()


@pytest.fixture
def prints(person, pat):
    """What Pat prints of Dean's timeline, nothing sensitive chosen unless said."""

    def show(period=EVERY_DAY, **chosen):
        known = {"sensitive": False, "passages": False, **chosen}
        return printout(person=person, user=pat, period=period, **known)

    return show


@pytest.fixture
def write(add_contact, person, pat):
    def add(notes: str, at: dt.datetime | None = None, **known):
        return add_contact(person, pat, notes=notes, occurred_at=at or clock.now(), **known)

    return add


def notes(printed) -> list[str]:
    return [entry.notes for day in printed.days for entry in day.lines]


def test_it_reads_from_the_oldest_to_the_newest_under_its_days(prints, write):
    write("Third.", dt.datetime(2026, 3, 4, 9, tzinfo=UTC))
    write("Second.", dt.datetime(2026, 3, 3, 15, tzinfo=UTC))
    write("First.", dt.datetime(2026, 3, 3, 9, tzinfo=UTC))
    printed = prints()
    assert notes(printed) == ["First.", "Second.", "Third."]
    assert [day.name for day in printed.days] == ["Tuesday 3 March 2026", "Wednesday 4 March 2026"]


def test_no_date_on_it_depends_on_the_day_it_is_read(prints, write, pat):
    one = write("Today.")
    Amendment.objects.create(contact=one, author=pat, recorded_at=clock.now(), notes="Later.")
    printed = prints()
    (day,) = printed.days
    assert day.name == "Sunday 22 November 2026"
    assert day.lines[0].additions[0].when == "Sunday 22 November 2026, 11:00"
    assert printed.printed == "printed by Pat Okonjo on Sunday 22 November 2026 at 11:00"
    assert printed.born == "born 12 April 1991"


def test_both_days_of_the_period_are_in_it_and_london_says_when_they_begin(prints, write):
    write("Too early.", dt.datetime(2026, 6, 1, 22, 59, tzinfo=UTC))
    write("Just after midnight.", dt.datetime(2026, 6, 1, 23, 0, tzinfo=UTC))
    write("Just before midnight.", dt.datetime(2026, 6, 3, 22, 59, tzinfo=UTC))
    write("Too late.", dt.datetime(2026, 6, 3, 23, 0, tzinfo=UTC))
    second, third = dt.date(2026, 6, 2), dt.date(2026, 6, 3)
    printed = prints(Period(second, third))
    assert notes(printed) == ["Just after midnight.", "Just before midnight."]
    assert printed.period == "2 June 2026 to 3 June 2026"
    assert "Too late." in notes(prints(Period(second, None)))
    assert "Too early." in notes(prints(Period(None, third)))
    assert prints(Period(second, None)).period == "since 2 June 2026"
    assert prints().period == "every day"


def test_sensitive_entries_are_left_out_unless_chosen(prints, write):
    write("Plain.")
    write("In confidence.", sensitive=True)
    assert notes(prints()) == ["Plain."]
    assert notes(prints(passages=True)) == ["Plain."]
    assert notes(prints(sensitive=True)) == ["Plain.", "In confidence."]


def test_an_event_of_which_any_record_is_sensitive_is_left_out(prints, write):
    lead = write("Both say this.")
    write("Both say this.", state="joined", lead=lead, sensitive=True)
    assert notes(prints()) == []
    assert notes(prints(sensitive=True)) == ["Both say this."]


def test_passages_are_withheld_unless_chosen_wherever_they_stand(prints, write, pat):
    one = write("His [[aunt]] rang.", heading="Call from [[aunt]]")
    Amendment.objects.create(
        contact=one, author=pat, recorded_at=clock.now(), notes="She is [[afraid"
    )
    (entry,) = prints(sensitive=True).days[0].lines
    assert entry.notes == "His [passage withheld] rang."
    assert entry.heading == "Call from [passage withheld]"
    assert entry.additions[0].notes == "She is [passage withheld]"
    (entry,) = prints(passages=True).days[0].lines
    assert entry.notes == "His [[aunt]] rang."
    assert entry.additions[0].notes == "She is [[afraid"


def test_replacing_words_stand_in_place_of_the_first_and_are_masked(prints, write, pat):
    one = write("His aunt Rose rang.")
    Amendment.objects.create(
        contact=one,
        author=pat,
        recorded_at=clock.now(),
        notes="His [[aunt Rose]] rang.",
        replaces=True,
    )
    (entry,) = prints().days[0].lines
    assert (entry.notes, entry.additions) == ("His [passage withheld] rang.", [])


@pytest.mark.parametrize("state", ["withdrawn", "moved", "undone"])
def test_what_was_withdrawn_moved_or_undone_is_never_on_it(prints, write, state):
    write("Not for paper.", state=state)
    assert prints(sensitive=True, passages=True).days == []


def test_what_was_planned_and_passed_stands_in_its_place(prints, write, plan, person):
    write("Second.", dt.datetime(2026, 3, 3, 15, tzinfo=UTC))
    for name, hour in (("First.", 9), ("Third.", 16)):
        plan(person, dt.datetime(2026, 3, 3, hour, tzinfo=UTC), notes=name)
    plan(person, dt.datetime(2026, 3, 4, tzinfo=UTC), notes="Another day.")
    plan(person, clock.now() + dt.timedelta(days=1), notes="Not yet.")
    third = dt.date(2026, 3, 3)
    (day,) = prints(Period(third, third)).days
    assert [line.notes for line in day.lines] == ["First.", "Second.", "Third."]
    said = "Planned: see the entries of that day"
    assert [line.planned for line in day.lines] == [said, "", said]
    assert notes(prints()) == ["First.", "Second.", "Third.", "Another day."]


def test_of_what_was_planned_too_the_sensitive_is_left_out_unless_chosen(prints, plan, person):
    known = {"notes": "His [[aunt]] comes.", "heading": "With [[aunt]]"}
    plan(person, clock.now() - dt.timedelta(days=2), **known)
    plan(person, clock.now() - dt.timedelta(days=1), notes="In confidence.", sensitive=True)
    (line,) = prints().days[0].lines
    withheld = ("His [passage withheld] comes.", "With [passage withheld]")
    assert (line.notes, line.heading) == withheld
    assert notes(prints(sensitive=True)) == [withheld[0], "In confidence."]
    assert notes(prints(passages=True)) == [known["notes"]]


def test_more_than_go_on_one_printout_are_asked_to_be_fewer_days(prints, write, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 2)
    for _ in range(2):
        write("Seen.")
    write("In confidence.", sensitive=True)
    assert len(notes(prints())) == 2
    with pytest.raises(TooMany, match="more than 2 entries"):
        prints(sensitive=True)


def test_it_takes_three_statements_whatever_the_number(
    prints, write, plan, person, pat, django_assert_num_queries
):
    source = Source.objects.create(name="nDelius")
    batch = source.batches.create(loaded_at=clock.now())
    for number in range(12):
        lead = write("Seen.")
        joined = write("Seen.", state="joined", lead=lead)
        Amendment.objects.create(contact=lead, author=pat, recorded_at=clock.now(), notes="Later.")
        for contact in (lead, joined):
            source.records.create(
                batch=batch, contact=contact, digest=f"{number} {contact.pk}".encode(), raw={}
            )
        plan(person, clock.now() - dt.timedelta(days=number + 1))
    with django_assert_num_queries(4):
        assert len(notes(prints())) == 24


def test_what_another_record_adds_is_printed_and_its_sensitive_passages_are_withheld(
    prints, write, add_contact, person
):
    said = "On time. Talked about the flat, the shifts that he was given and the council tax."
    lead = write(said)
    notes = f"{said} [[His aunt rang. She is ill.]] Left at ten."
    known = {"notes": notes, "state": State.JOINED, "lead": lead}
    add_contact(person, author_name="R. Shah", **known)

    def added(printed):
        ((entry,),) = (day.lines for day in printed.days)
        return [words.text for words in entry.event.adds]

    assert added(prints()) == ["[passage withheld] Left at ten."]
    assert added(prints(passages=True)) == ["[[His aunt rang. She is ill.]] Left at ten."]


def test_marks_and_what_became_of_them_are_on_it_in_words_that_last(prints, write, person, pat):
    at = dt.datetime(2026, 3, 3, 9, tzinfo=UTC)
    one = write("No recall. ?? quiet [[aunt]]", at, written_at=at + dt.timedelta(days=2))
    told = {"author": pat, "recorded_at": clock.now(), "notes": "Ran over. [[Aunt]]"}
    became = Amendment.objects.create(contact=one, **told)
    closed = {"closed_at": clock.now(), "closed_by": pat, "what_became_of_it": became}
    concern(person, pat, one, words="quiet [[aunt]]", **closed)
    decision(one, pat)
    ((entry,),) = [day.lines for day in prints().days]
    assert (entry.late, entry.decision, entry.off) == (
        *("Written 2 days after", True, "Something felt off"),
    )
    (later,) = entry.additions
    assert later.answers == "Talked about on 22 November 2026"
    assert later.notes == "Ran over. [passage withheld]"


def test_what_was_raised_without_an_entry_is_on_it_while_nothing_is_written(
    prints, contact, person, pat, priya
):
    concern(person, priya), concern(person, pat, contact)
    concern(person, priya, raised_at=dt.datetime(2026, 3, 3, 9, tzinfo=UTC))
    said = "Something feels off, said Priya Nair on {}: nothing is written of it yet."
    assert prints().off == [said.format("3 March 2026"), said.format("22 November 2026")]
    march = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert prints(march).off == [said.format("3 March 2026")]
