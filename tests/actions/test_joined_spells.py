import pytest

from contacts.actions.joined_spells import (
    ends_alone,
    spells_as_said,
    spells_go_back,
    spells_go_over,
)
from contacts.models import Allocation, Alongside
from tests.actions.both_records import TODAY, day


@pytest.fixture
def other(add_person):
    return add_person()


def spells(rows):
    return [(str(row.person), row.since, row.until) for row in rows.order_by("pk")]


def test_of_two_who_held_them_at_once_the_kept_one_counts_and_then_the_other(
    person, other, priya, olu
):
    person.allocations.update(until=day(-10))
    Allocation.objects.create(person=other, practitioner=priya, since=day(-20), until=day(-5))
    inside = Allocation.objects.create(
        person=other, practitioner=olu, since=day(-40), until=day(-30)
    )
    was = spells_go_over(person, other, None)
    held = person.allocations.order_by("since").values_list("practitioner__username", "since")
    assert list(held)[1:] == [("priya", day(-10))]
    inside.refresh_from_db()
    assert inside.person == other
    assert spells_go_back(was, other) == {}
    assert spells(other.allocations)[0][1:] == (day(-20), day(-5))


def test_whoever_works_beside_both_does_so_once(person, other, priya, olu):
    Alongside.objects.create(person=person, user=priya, since=day(-20))
    for user in (priya, olu):
        Alongside.objects.create(person=other, user=user, since=day(-9))
    was = spells_go_over(person, other, None)
    beside = person.alongside.on(TODAY).order_by("pk").values_list("user__username", flat=True)
    assert list(beside) == ["priya", "olu"]
    spells_go_back(was, other)
    assert [row.user for row in other.alongside.order_by("pk")] == [priya, olu]


def test_an_end_that_was_said_since_stands(person, other, priya):
    Allocation.objects.create(person=other, practitioner=priya, since=day(-9))
    was = spells_go_over(person, other, priya)
    person.allocations.filter(practitioner=priya).update(until=day(3))
    spells_go_back(was, other)
    assert other.allocations.get().until == day(3)
    assert person.allocations.get().until is None


def test_a_spell_that_a_holder_was_named_for_ends_alone_as_it_was_to(person, other, priya):
    theirs = Allocation.objects.create(person=other, practitioner=priya, since=day(-9))
    was = spells_go_over(person, other, priya)
    ours = person.allocations.exclude(pk=theirs.pk).get()
    assert (ours.until, ends_alone(ours, was["ended"])) == (TODAY, None)
    ours.until = day(3)
    assert ends_alone(ours, was["ended"]) == day(3)
    assert ends_alone(theirs, was["ended"]) is None


def test_as_a_file_said_they_are_held_from_when_nobody_else_does(person, other, pat, priya):
    said = [[one.pk, priya.pk, str(day(-30)), "people file"] for one in (person, other)]
    assert spells_as_said(said) == said[:1]
    held = other.allocations.get()
    assert (held.practitioner, held.since, held.reason) == (priya, day(-30), "people file")
    person.allocations.update(until=day(-9))
    assert spells_as_said(said[:1]) == []
    assert spells(person.allocations)[1][1:] == (day(-9), None)
