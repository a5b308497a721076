import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.actions.judging import judge
from contacts.formats import clock
from contacts.models import AccessRule, ImportBatch
from contacts.queries.import_file import SHOWN, opened

pytestmark = pytest.mark.django_db
State = ImportBatch.State
HEAD = "crn,occurred,notes,id,kind,minutes,author,heading"


@pytest.fixture
def file(was_read, ada):
    """Rows of these, read and judged for Ada."""

    def judged(*rows: str, by=ada, **known) -> ImportBatch:
        batch = was_read(*rows, by=by, **known)
        judge(batch=batch, by=by)
        batch.state = State.READ
        batch.save()
        return batch

    return judged


def rows(count: int) -> list[str]:
    return [f"X482913,2026-03-03,Seen {number}.,{number}" for number in range(count)]


def test_the_heaps_say_what_becomes_of_their_rows(file, ada, person):
    batch = file(*rows(2), "Z999998,2026-03-03,Waits,7", "X482913,never,a,8")
    heaps = opened(batch=batch, viewer=ada).found.heaps
    assert [(heap.rows, heap.called) for heap in heaps] == [
        ("2", "New"),
        ("1", "Held"),
        ("1", "Cannot be read"),
    ]
    assert all(heap.become[0].isupper() for heap in heaps)


def test_of_a_held_row_there_is_nothing_but_its_number(file, ada, person):
    shown = opened(batch=file("Z999998,2026-03-03,Waits,7"), viewer=ada)
    assert "Waits" not in str(shown)
    assert "Z999998" not in str(shown)
    assert shown.found.heaps[-1].rows == "1"


def test_a_few_rows_are_shown_at_the_cost_of_one(file, ada, person):
    counts = []
    for length in (1, 40):
        batch = file(*rows(length))
        with CaptureQueriesContext(connection) as asked:
            shown = opened(batch=batch, viewer=ada)
        counts.append(len(asked))
        assert len(shown.found.entries) == min(length, SHOWN)
    assert counts[0] == counts[1]


def test_to_another_nothing_in_it_is_shown(file, ada, sam, person):
    batch = file(*rows(1), "X482913,never,a,8")
    assert opened(batch=batch, viewer=ada).correctable
    theirs = opened(batch=batch, viewer=sam)
    assert not theirs.correctable
    assert theirs.found.heaps == theirs.found.entries == theirs.found.unreadable == []
    assert theirs.brought.called == "A file of contacts"
    assert theirs.brought.by == ada.name


def test_the_terminal_brought_a_file_for_nobody(file, ada, person):
    shown = opened(batch=file(*rows(1), by=None), viewer=ada)
    assert (shown.yours, shown.brought.by) == (False, "the command line")


@pytest.mark.parametrize(("waited", "slow"), [(30, False), (61, True)])
def test_a_file_that_waits_longer_than_a_minute_says_so(staged, ada, waited, slow):
    batch = staged("X482913,2026-03-03,a,1", by=ada)
    batch.loaded_at = clock.now() - dt.timedelta(seconds=waited)
    assert opened(batch=batch, viewer=ada).slow == slow
    batch.state = State.READING
    assert not opened(batch=batch, viewer=ada).slow


def test_a_file_that_is_to_be_read_otherwise_waits_from_then_on(staged, ada):
    batch = staged("X482913,2026-03-03,Seen.,1")
    batch.loaded_at, batch.decided_at = clock.now() - dt.timedelta(hours=1), clock.now()
    assert not opened(batch=batch, viewer=ada).slow


def test_there_is_nothing_to_file_where_all_is_here_or_cannot_be_read(bring, file, ada, person):
    bring(*rows(1), by=ada)
    batch = file(*rows(1), "X482913,never,a,8")
    assert opened(batch=batch, viewer=ada).found.nothing_new
    assert not opened(batch=file(*rows(2)), viewer=ada).found.nothing_new
    assert not opened(batch=file("Z999998,2026-03-03,Waits,7"), viewer=ada).found.nothing_new


def test_an_entry_looks_as_it_will_on_the_timeline(file, ada, person):
    row = "X482913,2026-03-03 14:30,Saw him at home. [[His aunt rang.]],1,home visit,40,Jo Ash,HV"
    (entry,) = opened(batch=file(row, head=HEAD), viewer=ada).found.entries
    assert (entry.crn, entry.person, entry.line) == ("X482913", person.pk, 2)
    assert entry.when == "Tuesday 3 March, 14:30"
    assert (entry.what, entry.more) == ("Home visit, met", "40 min")
    assert (entry.author, entry.heading, entry.planned) == ("Jo Ash", "HV", False)
    assert entry.notes == "Saw him at home. [[His aunt rang.]]"


def test_what_lies_ahead_is_an_appointment(file, ada, person):
    (entry,) = opened(batch=file("X482913,2044-03-03,Planned,1"), viewer=ada).found.entries
    assert entry.planned


def test_additions_stand_apart_with_their_authors(file, ada, person):
    added = "-" * 57
    notes = f'"First.\n{added}\nComment added by Jo Ash on 04/03/2026 at 09:15\nLater."'
    (entry,) = opened(batch=file(f"X482913,03/03/2026,{notes},1"), viewer=ada).found.entries
    assert entry.notes.strip() == "First."
    ((author, when, words),) = entry.additions
    assert (author, when, words.strip()) == ("Jo Ash", "Wednesday 4 March, 09:15", "Later.")


def test_another_version_stands_beside_what_the_diary_has(bring, file, ada, person):
    bring("X482913,2026-03-03,He was late.,1", by=ada)
    rows = ["X482913,2026-03-03,He came in time.,1", "X482913,2026-03-03,He never came.,1"]
    one, other = opened(batch=file(*rows), viewer=ada).found.to_check
    assert (one.notes, one.before) == ("He came in time.", "He was late.")
    assert (other.notes, other.before) == ("He never came.", "He came in time.")


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_nothing_is_shown_of_somebody_who_was_limited_since(file, ada, pat, person, kind):
    batch = file("X482913,2026-03-03,Seen.,1")
    assert len(opened(batch=batch, viewer=ada).found.entries) == 1
    user = ada if kind == AccessRule.Kind.EXCLUSION else pat
    AccessRule.objects.create(person=person, user=user, kind=kind, set_at=clock.now())
    found = opened(batch=batch, viewer=ada).found
    assert (found.entries, found.ids) == ([], [])


def test_no_row_of_another_file_is_shown(file, ada, person):
    mine, another = (file(f"X482913,2026-03-03,Seen.,{number}") for number in (1, 2))
    mine.examples = another.examples
    assert opened(batch=mine, viewer=ada).found.entries == []


def test_the_first_people_are_as_the_file_has_them(staged, ada):
    rows = ["X000001,Ann,Marsh,14/06/1988,North", "rubbish,B,C,,", "X000002,Bo,Lund,,"]
    head = "crn,first_name,last_name,date_of_birth,team"
    batch = staged(*rows, head=head)
    batch.what = ImportBatch.What.PEOPLE
    batch.columns = {name: place for place, name in enumerate(head.split(","))}
    batch.dates = "day_first"
    batch.state, batch.loaded_by = State.READ, ada
    shown = [tuple(one) for one in opened(batch=batch, viewer=ada).found.people]
    assert shown == [
        ("X000001", "Ann Marsh", "born 14 June 1988, North"),
        ("X000002", "Bo Lund", ""),
    ]
