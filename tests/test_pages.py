"""How an answer is put together, and where it sends people."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from contacts import pages

HTMX = {"HX-Request": "true"}
BACK = {**HTMX, "HX-History-Restore-Request": "true"}


@pytest.fixture
def request_(pat):
    def make(address: str = "/people/", method: str = "GET", *, user=pat, **headers: str):
        request = RequestFactory().generic(method, address, headers=headers)
        request.user, request.htmx = user, HtmxDetails(request)
        return request

    return make


@pytest.mark.parametrize(
    ("headers", "shown"), [({}, "part and the rest"), (HTMX, "part"), (BACK, "part and the rest")]
)
def test_htmx_gets_the_fragment_and_everybody_else_the_page(settings, request_, headers, shown):
    words = "{% partialdef part inline %}part{% endpartialdef %} and the rest"
    kept = {"words.html": words}
    loader = ("template_partials.loader.Loader", [("django.template.loaders.locmem.Loader", kept)])
    [engine] = settings.TEMPLATES
    options = {**engine["OPTIONS"], "loaders": [loader]}
    settings.TEMPLATES = [{**engine, "OPTIONS": options}]
    answer = pages.page(request_(**headers), "words.html", {}, fragment="part")
    assert answer.content.decode() == shown


@pytest.mark.parametrize("status", [200, 409, 422])
def test_a_page_shows_a_record(status):
    assert pages.shows_a_record(HttpResponse(status=status))


@pytest.mark.parametrize("status", [302, 303, 400, 401, 403, 404, 405, 500, 503])
def test_a_redirect_or_an_error_shows_none(status):
    assert not pages.shows_a_record(HttpResponse(status=status))


def test_a_list_that_does_not_say_whom_it_showed_is_a_mistake():
    with pytest.raises(AttributeError):
        pages.people_shown(HttpResponse())


def test_after_a_save_the_page_is_read_again():
    answer = pages.see_other("timeline", "X482913", saved=42)
    assert (answer.status_code, answer.url) == (303, "/people/X482913/?saved=42")


@pytest.mark.parametrize(
    ("method", "address", "then"),
    [
        ("GET", "/people/X482913/?before=1", "/sign-in/?next=%2Fpeople%2FX482913%2F%3Fbefore%3D1"),
        ("HEAD", "/people/", "/sign-in/?next=%2Fpeople%2F"),
        ("GET", "/", "/sign-in/"),
    ],
)
def test_a_stranger_signs_in_and_comes_back_to_what_they_read(request_, method, address, then):
    answer = pages.sign_in_first(request_(address, method, user=AnonymousUser()))
    assert (answer.status_code, answer.url) == (302, then)


def test_words_sent_by_a_stranger_stay_on_the_page_they_came_from(request_):
    answer = pages.sign_in_first(request_("/people/", "POST", user=AnonymousUser()))
    assert answer.status_code == 401
    assert "Nothing was saved. Go back" in answer.text


def test_a_fragment_is_not_replaced_by_the_sign_in_page(request_):
    answer = pages.sign_in_first(request_(user=AnonymousUser(), **HTMX))
    assert (answer.status_code, answer.content) == (401, b"Sign in again to go on.")


OURS = ["/people/X482913/", "/people/?sort=person", "/people/X482913/contacts/42/"]
NOT_OURS = [
    *("", "people/", "http://testserver/people/", "https://example.org/", "//example.org/"),
    *("///example.org/", "/\\example.org/", "\\\\example.org/", "http:///example.org/"),
    *("http://testserver@example.org/", "\x01//example.org/", " //example.org/"),
    *("javascript:alert(1)", "data:text/html,x", "ftp://testserver/"),
]


@pytest.mark.parametrize("going", OURS)
def test_whoever_signs_in_goes_on_to_a_page_of_ours(rf, going):
    assert pages.after_sign_in(rf.get("/sign-in/", {"next": going})) == going
    assert pages.after_sign_in(rf.post("/sign-in/", {"next": going})) == going


@pytest.mark.parametrize("going", NOT_OURS)
def test_and_never_to_a_page_of_somebody_else(rf, going):
    assert pages.after_sign_in(rf.get("/sign-in/", {"next": going})) == "/people/"
    assert pages.after_sign_in(rf.post("/sign-in/", {"next": going})) == "/people/"


def test_the_work_of_an_administrator_begins_elsewhere(rf, pat, ada):
    request = rf.get("/sign-in/")
    assert pages.after_sign_in(request, pat) == "/people/"
    assert pages.after_sign_in(request, ada) == "/users/"
    assert pages.going(request) == ""
    going = rf.get("/sign-in/", {"next": OURS[0]})
    assert pages.after_sign_in(going, ada) == pages.going(going) == OURS[0]


def test_whoever_has_a_one_time_password_is_sent_where_they_change_it(request_):
    answer = pages.own_password_first(request_("/people/?sort=person"))
    assert answer.status_code == 302
    assert answer.url == "/own-password/?next=%2Fpeople%2F%3Fsort%3Dperson"
    assert pages.own_password_first(request_("/people/", "POST")).status_code == 401
    assert pages.own_password_first(request_(**HTMX)).status_code == 401


def test_a_page_that_is_not_available_says_so():
    answer = pages.unavailable()
    assert answer.status_code == 503
    assert "Not available just now" in answer.content.decode()


def test_the_duty_manager_is_that_of_the_readers_own_pdu(request_, pat, olu, add_user):
    rae = add_user("rae", "Rae Without-Team", "practitioner", None)
    expected = {pat: "0113 496 0101", olu: "0113 496 0202", rae: "", AnonymousUser(): ""}
    for user, number in expected.items():
        assert pages.duty_manager(request_(user=user)) == number
