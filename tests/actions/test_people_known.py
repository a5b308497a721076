import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.actions.people_known import Known, people_known
from contacts.formats import clock
from contacts.formats.person_rows import SaidFact
from contacts.models import (
    AccessRule,
    Allocation,
    BatchRow,
    ImportBatch,
    Source,
    SourceRecord,
    Standing,
)

TODAY = dt.date(2026, 11, 22)


def day(ago):
    return TODAY - dt.timedelta(days=ago)


@pytest.fixture
def batch(db):
    source = Source.objects.create(name="people file")
    return ImportBatch.objects.create(source=source, loaded_at=clock.now(), what="people")


@pytest.fixture
def known(batch):
    def known(*crns, numbers=(), by=None):
        return people_known(crns=crns, numbers=numbers, batch=batch, by=by)

    return known


def test_a_fact_is_what_was_said_last_by_that_day():
    known = Known(person=None)
    for ago, value in ((9, "first"), (3, "third"), (5, "second"), (5, "put right")):
        known.add_fact(day(ago), SaidFact("phone", value))
    values = [known.fact("phone", day(ago)) for ago in (10, 9, 5, 4, 0)]
    assert [fact and fact.value for fact in values] == [
        *(None, "first", "put right"),
        *("put right", "third"),
    ]
    assert known.fact("tier", TODAY) is None


def test_where_somebody_stands_is_what_the_diary_shows(person, batch, known):
    for what, since, until in (
        ("custody", 90, None),
        ("custody", 90, 30),
        ("hospital", 40, 20),
        ("suspended", 10, None),
        ("suspended", 10, 5),
        ("recalled", -3, None),
    ):
        until = until and day(until)
        spell = {"what": what, "since": day(since), "until": until, "source": batch.source}
        Standing.objects.create(person=person, **spell)
    found = known("X482913").people["X482913"]
    for ago in range(-5, 100):
        standing = Standing.objects.in_force(day(ago)).first()
        assert found.standing(day(ago)) == standing


def test_nothing_of_a_file_that_was_taken_back_is_known(person, batch, known):
    person.facts.create(what="tier", value="B2", as_at=TODAY, source=batch.source, batch=batch)
    person.standings.create(what="custody", since=TODAY, source=batch.source, batch=batch)
    record = SourceRecord.objects.create(
        source=batch.source, batch=batch, foreign_id="X482913", digest=b"one", raw={}
    )
    BatchRow.objects.create(batch=batch, record=record)
    before = known("X482913")
    assert before.loaded == {("X482913", b"one")}
    assert before.people["X482913"].fact("tier", TODAY)
    ImportBatch.objects.update(undone_at=clock.now())
    after = known("X482913")
    assert (after.loaded, after.records) == (set(), {("X482913", b"one"): record.pk})
    assert after.people["X482913"].fact("tier", TODAY) is None
    assert after.people["X482913"].standing(TODAY) is None


@pytest.mark.parametrize(
    ("since", "until", "held", "free"),
    [(9, None, True, None), (9, -3, True, None), (-3, None, True, None), (9, 3, False, 3)],
)
def test_somebody_is_held_now_or_is_free_from_a_day(person, pat, known, since, until, held, free):
    until = until and day(until)
    Allocation.objects.update(since=day(since), until=until)
    found = known("X482913").people["X482913"]
    assert found.holder == (pat.pk if held else None)
    assert found.free_from == (day(free) if free else None)


def test_who_has_a_number_leaves_out_those_one_may_not_see(person, add_person, ada, known):
    add_person(crn="X000001", pnc="1954/0018147W")
    type(person).objects.update(prison_number="A1234BC")
    now = clock.now()
    AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at=now)
    numbers = ["A1234BC", "1954/0018147W"]
    assert known(numbers=numbers, by=ada).numbers == {
        "A1234BC": {"X000001"},
        "1954/0018147W": {"X000001"},
    }
    assert known(numbers=numbers).numbers["A1234BC"] == {"X000001", "X482913"}
    assert known("X482913", "X000001", by=ada).hidden == {"X482913"}


def test_what_is_known_takes_as_many_statements_for_one_as_for_many(add_person, known):
    people = [add_person(crn=f"X{number:06d}").crn for number in range(9)]
    counted = []
    for crns in (people[:1], people):
        with CaptureQueriesContext(connection) as asked:
            known(*crns)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 10
