import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Allocation, Cover
from tests.reading import text_of
from tests.world_away import away

PAGE = "/away/"
SINCE = dt.date(2026, 1, 1)


@pytest.fixture
def elsewhere(person, other_team):
    """Pat's, whom nobody else of her team serves."""
    person.team = other_team
    person.save()
    return person


def test_pat_says_that_she_is_away_and_priya_has_her_people(as_, pat, priya, elsewhere):
    assert as_(priya).get(f"/people/{elsewhere.crn}/").status_code == 404
    sent = {"first": "today", "last": "Friday", "covered_by": priya.pk}
    answer = as_(pat).post(PAGE, sent)
    assert (answer.status_code, answer.url) == (303, "/away/?said=yes")
    page = text_of(as_(pat).get(answer.url))
    assert "Saved." in page
    assert "You Away to Friday 27 November. Covered by Priya Nair" in page
    listed = text_of(as_(priya).get("/people/"))
    assert "Covering for Pat Okonjo, away to Friday 27 November (1)" in listed
    assert "Dean Hartley X482913" in listed
    head = text_of(as_(priya).get(f"/people/{elsewhere.crn}/"))
    assert "with Pat Okonjo since May 2024, away to 27 November, you cover" in head
    assert "Not on your caseload" not in head


def test_the_people_of_who_is_away_are_found_among_ones_own(as_, pat, priya, elsewhere):
    away(pat, priya)
    client = as_(priya)
    assert "Dean Hartley" in text_of(client.post("/people/", {"find": "hart"}))
    assert "Dean Hartley" not in text_of(client.post("/people/", {"find": "nobody"}))


def test_what_they_held_alone_is_in_ones_own_list_no_more_once_they_are_back(
    as_, pat, priya, sam, elsewhere
):
    cover = away(pat, priya)
    answer = as_(sam).post(f"/away/{cover.pk}/back/")
    assert answer.url == "/away/?said=back"
    assert "Taken off the list." in text_of(as_(sam).get(answer.url))
    assert "Dean Hartley" not in text_of(as_(priya).get("/people/"))
    assert as_(priya).get(f"/people/{elsewhere.crn}/").status_code == 404


def test_the_team_page_says_who_is_away(as_, pat, priya, sam, person):
    away(pat, priya)
    page = text_of(as_(sam).get("/team/"))
    assert "Pat Okonjo, away to 27 November, Priya Nair covers" in page
    assert "Who is away" in page


def test_nobody_says_of_somebody_else_that_they_are_back(as_, pat, priya, olu, ada):
    cover = away(pat, priya)
    for user in (priya, olu, ada):
        assert as_(user).post(f"/away/{cover.pk}/back/").status_code == 404
    assert as_(pat).post("/away/999999/back/").status_code == 404
    cover.refresh_from_db()
    assert cover.taken_back_at is None


def test_what_cannot_be_is_said_in_a_sentence_and_what_was_typed_stands(as_, pat, priya):
    answer = as_(pat).post(PAGE, {"first": "soon", "last": "Friday"})
    assert answer.status_code == 422
    assert 'Write a day like "today", "Friday" or "4 December".' in text_of(answer)
    assert 'value="Friday"' in answer.text
    away(pat, priya)
    again = as_(pat).post(PAGE, {"first": "today", "last": "tomorrow"})
    assert again.status_code == 422
    assert "Pat Okonjo is away on some of those days already" in text_of(again)
    assert Cover.objects.count() == 1


def test_my_people_ask_as_much_however_many_are_covered(as_, pat, priya, add_person, team):
    away(pat, priya)
    client = as_(priya)
    costs = []
    for _ in range(2):
        for _ in range(3):
            held = add_person(team=team)
            Allocation.objects.create(person=held, practitioner=pat, since=SINCE)
        with CaptureQueriesContext(connection) as asked:
            client.get("/people/")
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_an_administrator_who_holds_nobody_is_told_whose_page_it_is(as_, ada):
    page = as_(ada).get(PAGE)
    assert "Practitioners and senior probation officers say here" in text_of(page)
    assert "Who covers" not in text_of(page)
