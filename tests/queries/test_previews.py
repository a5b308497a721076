import pytest

from contacts.actions.judging import judge
from contacts.formats import clock
from contacts.models import AccessRule
from contacts.queries.previews import first_entries, first_people

pytestmark = pytest.mark.django_db
HEAD = "crn,occurred,notes,id,kind,minutes,author,heading"


def entries(batch, ada, heap="new"):
    judge(batch=batch, by=ada)
    return first_entries(batch=batch, viewer=ada, ids=batch.examples.get(heap, []))


def test_an_entry_looks_as_it_will_on_the_timeline(was_read, ada, person):
    row = "X482913,2026-03-03 14:30,Saw him at home. [[His aunt rang.]],1,home visit,40,Jo Ash,HV"
    (entry,) = entries(was_read(row, head=HEAD, by=ada), ada)
    assert (entry.crn, entry.person, entry.line) == ("X482913", person.pk, 2)
    assert entry.when == "Tuesday 3 March, 14:30"
    assert (entry.what, entry.more) == ("Home visit, met", "40 min")
    assert (entry.author, entry.heading, entry.planned) == ("Jo Ash", "HV", False)
    assert entry.notes == "Saw him at home. [[His aunt rang.]]"


def test_what_lies_ahead_is_an_appointment(was_read, ada, person):
    (entry,) = entries(was_read("X482913,2044-03-03,Planned,1", by=ada), ada)
    assert entry.planned


def test_additions_stand_apart_with_their_authors(was_read, ada, person):
    added = "-" * 57
    notes = f'"First.\n{added}\nComment added by Jo Ash on 04/03/2026 at 09:15\nLater."'
    (entry,) = entries(was_read(f"X482913,03/03/2026,{notes},1", by=ada), ada)
    assert entry.notes.strip() == "First."
    ((author, when, words),) = entry.additions
    assert (author, when, words.strip()) == ("Jo Ash", "Wednesday 4 March, 09:15", "Later.")


def test_another_version_stands_beside_what_the_diary_has(bring, was_read, ada, person):
    bring("X482913,2026-03-03,He was late.,1", by=ada)
    rows = ["X482913,2026-03-03,He came in time.,1", "X482913,2026-03-03,He never came.,1"]
    one, other = entries(was_read(*rows, by=ada), ada, "to_check")
    assert (one.notes, one.before) == ("He came in time.", "He was late.")
    assert (other.notes, other.before) == ("He never came.", "He came in time.")


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_nothing_is_shown_of_somebody_who_was_limited_since(was_read, ada, pat, person, kind):
    batch = was_read("X482913,2026-03-03,Seen.,1", by=ada)
    assert len(entries(batch, ada)) == 1
    user = ada if kind == AccessRule.Kind.EXCLUSION else pat
    AccessRule.objects.create(person=person, user=user, kind=kind, set_at=clock.now())
    assert first_entries(batch=batch, viewer=ada, ids=batch.examples["new"]) == []


def test_no_row_of_another_file_is_shown(was_read, ada, person):
    mine, another = (was_read(f"X482913,2026-03-03,Seen.,{n}", by=ada) for n in (1, 2))
    judge(batch=another, by=ada)
    assert first_entries(batch=mine, viewer=ada, ids=another.examples["new"]) == []


def test_the_first_people_are_as_the_file_has_them(staged):
    rows = ["X000001,Ann,Marsh,14/06/1988,North", "rubbish,B,C,,", "X000002,Bo,Lund,,"]
    head = "crn,first_name,last_name,date_of_birth,team"
    batch = staged(*rows, head=head)
    batch.columns = {name: place for place, name in enumerate(head.split(","))}
    batch.dates = "day_first"
    shown = [tuple(one) for one in first_people(batch=batch, most=5)]
    assert shown == [
        ("X000001", "Ann Marsh", "14 June 1988", "North"),
        ("X000002", "Bo Lund", "", ""),
    ]
