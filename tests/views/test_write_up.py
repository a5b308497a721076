"""Today's passed appointments one after another: from one's list, Save to the next, and back."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.formats import clock
from contacts.models import Act, Allocation, AuditEntry, Contact
from tests.reading import text_of

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def hold(add_person, pat, team):
    def held(name):
        person = add_person(last_name=name, team=team)
        Allocation.objects.create(person=person, practitioner=pat, since=dt.date(2026, 1, 1))
        return person

    return held


@pytest.fixture
def three(hold, plan):
    people = [hold(name) for name in ("Archer", "Bell", "Cole")]
    hours = (3, 2, 1)
    return [
        plan(one, clock.now() - hour * HOUR, kind="office")
        for one, hour in zip(people, hours, strict=True)
    ]


def page_of(planned) -> str:
    return f"/people/{planned.person.crn}/?write-up={planned.pk}"


@pytest.fixture
def save(as_, pat):
    """Pat's words in the box that an appointment's page has."""

    def saved(planned, headers=None, **sent):
        words = {"notes": "Came in.", "token": str(uuid.uuid4()), **sent}
        address = f"/people/{planned.person.crn}/contacts/?write-up={planned.pk}"
        return as_(pat).post(address, words, headers=headers or {})

    return saved


def test_ones_list_leads_to_the_first_and_says_how_many(as_, pat, three):
    page = as_(pat).get("/people/").content.decode()
    assert "3 to write up" in page
    assert f'href="{page_of(three[0])}"' in page


def test_where_nothing_passed_it_says_nothing_of_it(as_, pat, person, plan):
    plan(person, clock.now() + HOUR)
    assert "to write up" not in as_(pat).get("/people/").content.decode()


def test_how_many_stands_on_ones_own_page_alone(as_, three, pat, priya, sam, olu):
    for who in (priya, sam, olu):
        for page in ("/people/", "/team/", page_of(three[0])):
            assert "to write up" not in as_(who).get(page).content.decode()
    assert "to write up" not in as_(pat).get(f"/people/{three[0].person.crn}/").content.decode()


def test_the_box_says_when_it_was_and_leads_on_without_writing(as_, pat, three):
    page = as_(pat).get(page_of(three[0])).content.decode()
    assert "3 to write up:" in page
    assert "Dean Archer, 08:00" in page
    assert "Today 08:00, as planned" in page
    assert f'href="/people/?after={three[0].pk}"' in page
    assert f'action="/people/{three[0].person.crn}/contacts/?write-up={three[0].pk}"' in page


def test_whoever_is_next_is_neither_shown_there_nor_in_any_trail(as_, pat, three):
    page = as_(pat).get(page_of(three[0])).content.decode()
    assert "Skip to the next, 09:00" in page
    for other in three[1:]:
        assert other.person.last_name not in page
        assert other.person.crn not in page
    assert AuditEntry.objects.get(act=Act.OPEN_TIMELINE).people == [three[0].person_id]


def test_skipped_the_next_follows_and_after_the_last_ones_list(as_, pat, priya, three):
    def after(planned, who=pat):
        answer = as_(who).get("/people/", {"after": planned})
        assert answer.status_code == 303
        return answer.url

    assert after(three[0].pk) == page_of(three[1])
    for nothing in (three[2].pk, 0, "x", "9" * 30):
        assert after(nothing) == "/people/"
    assert after(three[0].pk, priya) == "/people/"


def test_save_goes_to_the_next_and_after_the_last_back(save, as_, pat, three):
    answer = save(three[0])
    contact = Contact.objects.get()
    assert (contact.occurred_at, contact.person) == (three[0].at, three[0].person)
    assert (answer.status_code, answer.url) == (303, f"{page_of(three[1])}&wrote={contact.pk}")
    page = text_of(as_(pat).get(answer.url))
    assert "Saved. 2 more to write up: next Dean Bell, 09:00" in page
    answer = save(three[2])
    contact = Contact.objects.latest("pk")
    assert (answer.status_code, answer.url) == (303, f"/people/?wrote={contact.pk}")
    page = as_(pat).get(answer.url)
    assert f'href="/people/{three[2].person.crn}/?saved={contact.pk}"' in page.content.decode()
    assert "1 to write up" in text_of(page)


def test_in_place_a_browser_is_led_there(save, three):
    answer = save(three[0], headers=HTMX)
    assert answer.status_code == 204
    there = f"{page_of(three[1])}&wrote={Contact.objects.get().pk}"
    assert answer.headers["HX-Redirect"] == there


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_refused_stays_where_it_is_with_its_words(save, three, headers):
    answer = save(three[0], headers=headers, minutes="a while")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Came in." in page
    assert "3 to write up:" in page
    assert f"contacts/?write-up={three[0].pk}" in page
    assert not Contact.objects.exists()


def test_pressed_twice_it_is_one_contact_and_leads_on_twice(save, three):
    token = str(uuid.uuid4())
    first, second = (save(three[0], token=token) for _ in range(2))
    assert first.url == second.url
    assert Contact.objects.count() == 1


def test_two_at_once_are_both_kept_and_the_first_keeps_it(as_, pat, priya, three):
    for who in (pat, priya):
        address = f"/people/{three[0].person.crn}/contacts/"
        as_(who).post(address, {"notes": f"By {who.name}.", "planned": str(three[0].pk)})
    first, second = Contact.objects.order_by("pk")
    assert first.occurred_at == second.occurred_at == three[0].at
    three[0].refresh_from_db()
    assert three[0].kept_by == first


@pytest.mark.parametrize("asked", ["0", "x", "9" * 30, "\u0661"])
def test_an_address_that_names_nothing_is_a_page_like_any(as_, pat, three, asked):
    home = f"/people/{three[0].person.crn}/"
    page = as_(pat).get(home, {"write-up": asked, "wrote": asked})
    assert page.status_code == 200
    assert "to write up" not in text_of(page)
    answer = as_(pat).post(f"{home}contacts/?write-up=x", {"notes": "Came in."})
    assert answer.url.startswith(f"{home}?saved=")


def test_what_was_planned_with_somebody_else_is_not_written_here(as_, pat, three):
    home = f"/people/{three[0].person.crn}/"
    answer = as_(pat).post(f"{home}contacts/?write-up={three[1].pk}", {"notes": "Came in."})
    assert answer.url.startswith(f"{home}?saved=")


def test_of_earlier_days_each_stands_on_ones_list_with_its_day(as_, pat, person, plan):
    planned = plan(person, clock.now() - 5 * DAY)
    answer = as_(pat).get("/people/")
    shown = "Passed, nothing written Dean Hartley X482913, Tuesday 17 November, 11:00"
    assert f"{shown} It did not happen" in text_of(answer)
    assert f'href="{page_of(planned)}"' in answer.content.decode()


def test_in_a_shared_room_no_name_is_read(as_, pat, three, plan):
    pat.initials_only = True
    pat.save()
    plan(three[0].person, clock.now() - 5 * DAY)
    assert "Archer" not in text_of(as_(pat).get("/people/"))
    assert "Dean Archer, 08:00" not in text_of(as_(pat).get(page_of(three[0])))


def test_narrowed_the_list_shows_whom_was_looked_for_alone(as_, pat, three, person, plan):
    plan(person, clock.now() - 5 * DAY)
    page = text_of(as_(pat).post("/people/", {"find": "Archer"}))
    assert "to write up" not in page
    assert "Hartley" not in page


def test_any_number_takes_the_statements_of_one(as_, pat, hold, plan):
    def statements(address) -> int:
        client = as_(pat)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    first = plan(hold("First"), clock.now() - 9 * HOUR)
    plan(hold("Earlier"), clock.now() - 5 * DAY)
    one = statements("/people/"), statements(page_of(first))
    for number in range(1, 8):
        person = hold(f"Person {number}")
        plan(person, clock.now() - number * HOUR)
        plan(person, clock.now() - number * DAY)
        plan(person, clock.now() + number * HOUR)
    assert (statements("/people/"), statements(page_of(first))) == one
