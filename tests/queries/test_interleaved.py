import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.periods import read_period
from contacts.formats.places import read_place
from contacts.formats.sought import read_sought
from contacts.models import Amendment, Contact, ImportBatch, SourceRecord, State
from contacts.queries.interleaved import Whose, any_of, interleaved
from contacts.queries.timeline import Narrowed

TODAY = dt.date(2026, 11, 22)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def people(add_person):
    return {name: add_person(last_name=name) for name in ("Abbot", "Bell", "Cole")}


@pytest.fixture
def whose(people):
    return [Whose(one.pk, one.crn, one.called) for one in people.values()]


@pytest.fixture
def write(people, pat, add_contact):
    """One more contact, an hour before the one written before it."""
    hours = iter(range(1_000))

    def add(name, notes, **known):
        at = clock.now() - next(hours) * HOUR
        author = None if "author_name" in known else pat
        return add_contact(people[name], author, notes=notes, **{"occurred_at": at, **known})

    return add


@pytest.fixture
def read(whose):
    def read(before=None, of=None, **asked):
        people = whose if of is None else of
        return interleaved(people=people, narrowed=Narrowed(**asked), before=before)

    return read


def notes(shown) -> list[str]:
    return [one.entry.notes for one in shown.written]


def test_everybodys_contacts_stand_interleaved_newest_first(write, read):
    for name, words in (("Abbot", "1"), ("Bell", "2"), ("Cole", "3"), ("Abbot", "4")):
        write(name, words)
    shown = read()
    assert [(one.person.called, one.entry.notes) for one in shown.written] == [
        *(("Dean Abbot", "1"), ("Dean Bell", "2"), ("Dean Cole", "3"), ("Dean Abbot", "4")),
    ]
    assert [one.entry.crn for one in shown.written] == [one.person.crn for one in shown.written]
    assert (shown.since, shown.older) == ("", "")


def test_only_those_shown_are_named(write, read, people):
    assert read().people == []
    write("Bell", "1")
    write("Bell", "2")
    assert read().people == [people["Bell"].pk]


def test_each_entry_comes_once_from_page_to_page(write, read):
    for number in range(120):
        at = clock.now() - (number // 7) * HOUR
        write(["Abbot", "Bell", "Cole"][number % 3], f"{number}", occurred_at=at)
    shown, found, sizes = read(), [], []
    while True:
        found += [one.entry.id for one in shown.written]
        sizes.append(len(shown.written))
        if not shown.older:
            break
        shown = read(before=read_place(shown.older))
        assert shown.since
    wanted = Contact.objects.newest_first().values_list("pk", flat=True)
    assert (found, sizes) == (list(wanted), [50, 50, 20])


def test_one_persons_long_diary_does_not_hide_the_others(write, read):
    for number in range(60):
        write("Abbot", f"{number}")
    write("Bell", "Older than all of them.")
    assert len(read().written) == 50
    assert notes(read(before=read_place(read().older)))[-1] == "Older than all of them."


def test_nobody_elses_are_there_whatever_is_asked(write, read, whose):
    for name in ("Abbot", "Bell", "Cole"):
        write(name, "Seen.")
    for asked in ({}, {"words": read_sought("seen")}, {"words": read_sought("-rent")}):
        shown = read(of=whose[1:2], **asked)
        assert [one.person.called for one in shown.written] == ["Dean Bell"]
        assert read(of=[], **asked).written == []
        assert any_of(people=whose[:1], narrowed=Narrowed(**asked))
        assert not any_of(people=[], narrowed=Narrowed(**asked))


def test_it_narrows_to_a_kind_days_and_words(write, read):
    write("Abbot", "Rang about rent.", kind="phone")
    write("Bell", "Rent arrears.", kind="office", occurred_at=clock.now() - DAY)
    write("Cole", "No answer.", kind="home_visit", occurred_at=clock.now() - 2 * DAY)
    assert notes(read(kind="phone")) == ["Rang about rent."]
    assert notes(read(when=read_period("yesterday", TODAY))) == ["Rent arrears."]
    until = read_period("until yesterday", TODAY)
    assert notes(read(when=until)) == ["Rent arrears.", "No answer."]
    assert notes(read(words=read_sought("rent"))) == ["Rang about rent.", "Rent arrears."]
    assert notes(read(words=read_sought("rent -arrears"))) == ["Rang about rent."]
    assert notes(read(words=read_sought("-rent"))) == ["No answer."]
    assert notes(read(words=read_sought("rent"), kind="office")) == ["Rent arrears."]


@pytest.mark.parametrize("words", ["", "rent"])
def test_it_narrows_to_an_author_a_source_and_meetings(write, read, source, words):
    write("Abbot", "Rent paid.", kind="office")
    brought = write("Bell", "Rent arrears.", author_name="Nair, Priya")
    batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
    SourceRecord.objects.create(source=source, digest=b"1", batch=batch, contact=brought, raw={})
    sought = read_sought(words)
    assert notes(read(words=sought, author="okonjo")) == ["Rent paid."]
    assert notes(read(words=sought, author="nair")) == ["Rent arrears."]
    assert notes(read(words=sought, source="ndelius")) == ["Rent arrears."]
    assert notes(read(words=sought, met=True)) == ["Rent paid."]


def test_what_is_found_by_words_is_paged_too(write, read):
    for number in range(60):
        write(["Abbot", "Bell"][number % 2], f"Rent {number}.")
    sought = read_sought("rent")
    first = read(words=sought)
    second = read(words=sought, before=read_place(first.older))
    assert notes(first) + notes(second) == [f"Rent {number}." for number in range(60)]


def test_each_entry_stands_under_its_day(write, read):
    for name, hours in (("Abbot", 0), ("Bell", 1), ("Abbot", 24), ("Cole", 25)):
        write(name, "x", occurred_at=clock.now() - hours * HOUR)
    shown = [one.entry.day for one in read().written]
    assert shown == ["today", "today", "yesterday", "yesterday"]


def test_stubs_keep_their_place_and_match_nothing_that_is_asked(write, read):
    write("Abbot", "By mistake.", kind="phone", state=State.WITHDRAWN)
    lead = write("Bell", "Seen.", kind="phone")
    write("Bell", "Also seen.", kind="phone", state=State.JOINED, lead=lead)
    write("Bell", "Undone.", state=State.UNDONE)
    assert [bool(one.entry.stub) for one in read().written] == [True, False]
    assert notes(read(kind="phone")) == notes(read(words=read_sought("-rent"))) == ["Seen."]


def test_what_is_joined_to_an_entry_of_somebody_else_does_not_lead_there(write, read, whose):
    """A group whose records came to stand under two people tells nothing of the other."""
    lead = write("Abbot", "Seen.")
    write("Bell", "Talked of the tribunal.", state=State.JOINED, lead=lead)
    assert notes(read(words=read_sought("tribunal"), of=whose[1:])) == []


@pytest.mark.parametrize("asked", [{}, {"words": read_sought("number")}, {"kind": "office"}])
def test_a_full_page_takes_the_statements_of_one_entry(
    write, read, pat, asked, django_assert_max_num_queries
):
    for number in range(60):
        contact = write(["Abbot", "Bell", "Cole"][number % 3], f"Number {number}", kind="office")
        Amendment.objects.create(contact=contact, author=pat, recorded_at=clock.now(), notes="x")
    with django_assert_max_num_queries(6):
        assert len(read(**asked).written) == 50


def test_whether_anything_would_be_found_is_one_statement(write, whose, django_assert_num_queries):
    write("Abbot", "Rent.")
    for typed, found in (("rent", True), ("lapwing", False), ("", True)):
        with django_assert_num_queries(1):
            narrowed = Narrowed(words=read_sought(typed))
            assert any_of(people=whose, narrowed=narrowed) is found
