import re

import pytest

from contacts.models import AuditEntry
from tests.reading import text_of

NOBODY = (
    "Nobody you can open matches. If the person is in front of you, or somebody may be at risk, "
    "ring your duty manager: 0113 496 0101."
)


@pytest.fixture
def find(as_, pat):
    """What is shown after the button was pressed."""
    return lambda typed, user=pat: as_(user).post("/people/find/", {"find": typed}, follow=True)


def test_before_anything_is_typed_there_is_a_box_and_nothing_else(as_, pat, person):
    page = as_(pat).get("/people/find/")
    assert "Name, CRN, prison number, PNC or date of birth" in text_of(page)
    assert "matches" not in text_of(page)
    assert "Hartley" not in page.text


def test_what_is_typed_is_never_in_an_address(as_, pat, person, find):
    page = as_(pat).get("/people/find/", {"find": "hartley", "again": "1"})
    assert "Hartley" not in page.text
    assert '<form class="box seek" method="post" action="/people/find/"' in page.text
    sent = as_(pat).post("/people/find/", {"find": "hartley"})
    assert (sent.status_code, sent.url, sent.content) == (303, "/people/find/?again=1", b"")
    assert sent.wsgi_request.sensitive_post_parameters == "__ALL__"


def test_what_was_found_can_be_read_again_and_a_fresh_visit_starts_empty(as_, pat, person):
    pats = as_(pat)
    pats.post("/people/find/", {"find": "hartly"})
    for _ in range(2):
        page = pats.get("/people/find/?again=1")
        assert "Dean Hartley</a>" in page.text
        assert 'value="hartly"' in page.text
    fresh = pats.get("/people/find/")
    assert not re.search("hartl", fresh.text, re.IGNORECASE)
    named = AuditEntry.objects.filter(act="find_people").order_by("id")
    assert [one.people for one in named] == [[person.pk], [person.pk], []]


def test_what_was_asked_is_gone_at_sign_out(as_, pat, olu, person):
    pats = as_(pat)
    pats.post("/people/find/", {"find": "hartly"})
    pats.post("/sign-out/")
    pats.force_login(pat)
    assert "hartl" not in pats.get("/people/find/?again=1").text.lower()


def test_a_day_that_is_in_no_calendar_is_said_beside_the_box(find, person):
    page = find("hartley 31/02/1978")
    assert page.status_code == 422
    assert '<a href="#id_find">There is no 31 February.</a>' in page.text
    assert 'value="hartley 31/02/1978"' in page.text
    assert "Nobody you can open" not in text_of(page)
    assert "Dean Hartley" not in page.text
    assert AuditEntry.objects.get().people == []


def test_whoever_is_found_is_one_press_from_their_page(find, person):
    page = find("hartly")
    assert f'href="/people/{person.crn}/">Dean Hartley</a>' in page.text
    assert f"{person.crn} 12 April 1991 (35) With Pat Okonjo" in text_of(page)
    assert 'value="hartly"' in page.text


def test_a_crn_one_may_not_see_gives_what_an_unknown_one_gives(find, person, olu):
    there, nowhere = find("X482913", olu), find("X999999", olu)
    assert there.status_code == nowhere.status_code == 200
    known = ("csrfmiddlewaretoken",)
    assert plain(there, known) == plain(nowhere, known)
    assert "ring your duty manager: 0113 496 0202" in text_of(there)


def plain(page, without) -> list[str]:
    lines = page.text.replace("X482913", "").replace("X999999", "").splitlines()
    return [line for line in lines if not any(word in line for word in without)]


@pytest.mark.parametrize(
    "typed", ["Nobody of that name", "%", "X999999", "1/1/1901", "\ud800x"[1:]]
)
def test_nobody_found_is_said_with_whom_to_ring(find, person, typed):
    assert NOBODY in text_of(find(typed))


def test_nothing_typed_says_nothing(find, person):
    assert "matches" not in text_of(find("  "))


def test_more_than_twenty_ask_for_more_of_the_name(find, add_person, team):
    for _ in range(21):
        add_person(team=team)
    page = find("hartley")
    assert "Write more of the name to narrow it." in text_of(page)
    assert page.text.count("Dean Hartley</a>") == 20


def test_the_trail_names_exactly_those_shown_and_nothing_typed(find, person, add_person, team):
    add_person(first_name="Ann", last_name="Cole", team=team)
    find("hartley")
    find("X999999")
    first, second = AuditEntry.objects.order_by("id")
    assert (first.act, first.people) == ("find_people", [person.pk])
    assert (second.act, second.people) == ("find_people", [])
    assert {str(first.detail), str(second.detail)} == {"{}"}


def test_the_title_carries_no_name(find, person):
    assert "<title>Find people - Contact diary</title>" in find("hartley").text
