import datetime as dt

from contacts.models import Allocation, Alongside

DAY = dt.date(2026, 11, 22)


def ago(days):
    return DAY - dt.timedelta(days=days)


def spell(person, user, since, until=None):
    return Allocation.objects.create(
        person=person, practitioner=user, since=ago(since), until=until and ago(until)
    )


def test_somebody_is_held_from_the_first_day_and_not_on_the_last(add_person, pat, priya):
    person = add_person()
    first, second = spell(person, pat, 10, 5), spell(person, priya, 5)
    assert [*Allocation.objects.on(ago(10))] == [first]
    assert [*Allocation.objects.on(ago(5))] == [second]
    assert not Allocation.objects.on(ago(11)).exists()


def test_whoever_handed_a_person_on_answers_for_them_for_28_days(add_person, pat):
    recent, long_ago = add_person(), add_person()
    handed_on = spell(recent, pat, 90, 27)
    spell(long_ago, pat, 90, 28)
    spell(add_person(), pat, 90)
    assert [*Allocation.objects.handed_on(DAY)] == [handed_on]


def test_working_alongside_ends_as_holding_does(person, priya):
    Alongside.objects.create(person=person, user=priya, since=ago(9), until=ago(2))
    assert Alongside.objects.on(ago(3)).exists()
    assert not Alongside.objects.on(ago(2)).exists()
