import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Allocation
from contacts.queries.people import in_groups, rows, soon_first


@pytest.fixture
def add(add_person, pat):
    def add(name, held=True):
        person = add_person(last_name=name)
        if held:
            Allocation.objects.create(person=person, practitioner=pat, since=dt.date(2026, 6, 1))
        return person

    return add


def test_a_row_says_who_holds_them_today(add, pat, priya):
    held, unheld, handed = add("Abbot"), add("Bell", held=False), add("Cole")
    handed.allocations.update(until=clock.today())
    Allocation.objects.create(person=handed, practitioner=priya, since=clock.today())
    found = {row.id: row.holder for row in rows([held.pk, unheld.pk, handed.pk], clock.today())}
    assert found == {held.pk: pat.pk, unheld.pk: None, handed.pk: priya.pk}


def test_any_number_of_people_takes_one_statement(add, django_assert_num_queries):
    ids = [add(f"Person {number}").pk for number in range(20)]
    for some in (ids, ids[:1], []):
        with django_assert_num_queries(1):
            assert {row.id for row in rows(some, clock.today())} == set(some)


def test_a_list_is_read_in_groups(add, stands, add_contact, pat):
    names = ("Abbot", "Bell", "Cole", "Dunn")
    people = {name: add(name) for name in names}
    add_contact(people["Bell"], pat, kind="office", notes="Came in.")
    stands(people["Cole"], "custody", "2026-08-03", expected_release=dt.date(2026, 12, 4))
    stands(people["Dunn"], "suspended", "2026-08-03")
    listed = in_groups(rows([one.pk for one in people.values()], clock.today()), clock.today())
    assert [row.last_name for row in listed.community] == ["Abbot", "Bell"]
    assert [row.last_name for row in listed.custody] == ["Cole"]
    assert [row.last_name for row in listed.suspended] == ["Dunn"]
    assert listed.next_release == "4 December"
    assert listed.ids == [people[name].pk for name in names]


HOUR = dt.timedelta(hours=1)


def test_a_row_says_what_is_next_today_and_tomorrow(add, plan, pat):
    ahead = {
        "Abbot": ([2, 5, -1], "13:00"),
        "Bell": ([22], "tomorrow 09:00"),
        "Cole": ([37], ""),
        "Dunn": ([-1], ""),
        "Eden": ([], ""),
    }
    people = {name: add(name) for name in ahead}
    for name, (hours, _) in ahead.items():
        for hour in hours:
            plan(people[name], clock.now() + hour * HOUR)
    plan(people["Eden"], clock.begins(clock.today()), time_known=False)
    plan(people["Dunn"], clock.now() + HOUR, state="cancelled")
    found = {
        row.last_name: row.next for row in rows([one.pk for one in people.values()], clock.today())
    }
    assert found == {name: next_ for name, (_, next_) in ahead.items()} | {"Eden": "today"}


def test_whoever_is_seen_soon_comes_first_by_time(add, plan, pat):
    people = [add(name) for name in ("Abbot", "Bell", "Cole", "Dunn")]
    for person, hours in zip(people[1:], (22, 5, 2), strict=True):
        plan(person, clock.now() + hours * HOUR)
    listed = in_groups(rows([one.pk for one in people], clock.today()), clock.today())
    assert [row.last_name for row in listed.community] == ["Abbot", "Bell", "Cole", "Dunn"]
    first = soon_first(listed)
    assert [row.last_name for row in first.community] == ["Dunn", "Cole", "Bell", "Abbot"]
