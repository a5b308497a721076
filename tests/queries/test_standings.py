import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.reading import NewStanding
from contacts.models import Standing
from contacts.queries.readings import read_about
from contacts.queries.standings import stands as is_taken
from contacts.queries.standings import with_news_alone

NOTES = "TC, 10m. Remanded to HMP Leeds."
LEEDS = NewStanding("custody", "HMP Leeds")
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def news(person):
    def news(notes=NOTES, occurred=TODAY):
        readings = read_about(notes, person=person, now=clock.now())
        return [one.said for one in with_news_alone(readings, person=person, occurred=occurred)]

    return news


def test_where_a_person_stands_is_offered_with_since_when_among_the_rest(news):
    assert news() == ["Phone", "10 minutes", "In custody, HMP Leeds, from today"]
    yesterday = TODAY - dt.timedelta(days=1)
    assert news(occurred=yesterday)[-1] == "In custody, HMP Leeds, from yesterday"


def test_what_is_known_is_not(news, person, stands):
    stands(person, "custody", "2026-09-01", place="HMP Leeds")
    assert news() == ["Phone", "10 minutes"]
    assert news("Remanded to HMP Hull.") == ["In custody, HMP Hull, from today"]


def test_nor_what_somebody_else_who_stands_so_is_no_reason_against(news, add_person, stands):
    stands(add_person(), "custody", "2026-09-01", place="HMP Leeds")
    assert len(news()) == 3


def test_it_takes_one_statement_and_none_where_nothing_is_said_of_it(
    news, django_assert_num_queries, person, stands
):
    for month in range(1, 10):
        stands(person, "custody", f"2026-0{month}-01", f"2026-0{month}-20", place="HMP Leeds")
    with django_assert_num_queries(1):
        news()
    with django_assert_num_queries(0):
        news("TC, 10m.")


def test_of_an_entry_it_was_taken_or_not_or_is_known(person, contact, stands):
    assert is_taken(contact, LEEDS) is False
    taken = Standing.objects.create(person=person, contact=contact, what="custody", since=TODAY)
    assert is_taken(contact, LEEDS) is True
    taken.taken_back_at, taken.taken_back_by = clock.now(), contact.author
    taken.save()
    assert is_taken(contact, LEEDS) is False
    stands(person, "custody", "2026-09-01", place="HMP Leeds")
    assert is_taken(contact, LEEDS) is None
