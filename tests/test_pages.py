"""How an answer is put together, and where it sends people."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from contacts import pages
from contacts.formats import idle
from tests.cast import NOW
from tests.reading import text_of

FORM = "application/x-www-form-urlencoded"
WORDS = "Slept badly."
HTMX = {"HX-Request": "true"}
BACK = {**HTMX, "HX-History-Restore-Request": "true"}


@pytest.fixture
def request_(pat):
    def make(address: str = "/people/", method: str = "GET", *, user=pat, notes="", **headers: str):
        sent = {"data": urlencode({"notes": notes}), "content_type": FORM}
        request = RequestFactory().generic(method, address, **sent, headers=headers)
        request.user, request.htmx, request.session = user, HtmxDetails(request), {}
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


def test_words_sent_by_a_stranger_are_given_back(request_):
    answer = pages.sign_in_first(request_("/people/", "POST", user=AnonymousUser(), notes=WORDS))
    assert answer.status_code == 401
    assert "You have been signed out" in text_of(answer)
    assert "Nothing was saved. Copy what you wrote" in text_of(answer)
    assert WORDS in answer.text


def test_what_was_kept_is_not_given_back(request_):
    """The page may be read by whoever comes next: the words are where their writer finds them."""
    sent = request_("/people/", "POST", user=AnonymousUser(), notes=WORDS)
    answer = pages.sign_in_first(sent, going="/people/X482913/", kept=True)
    assert "Your words are kept as a draft" in text_of(answer)
    assert WORDS not in answer.text
    assert 'href="/sign-in/?next=%2Fpeople%2FX482913%2F"' in answer.text


@pytest.mark.parametrize(
    ("kept", "notes", "line"),
    [
        (True, WORDS, "Sign in again: your words are kept."),
        (
            False,
            WORDS,
            "Your words are still here. Sign in again in a new tab, then press Save here.",
        ),
        (False, "", "Sign in again."),
    ],
)
def test_a_fragment_is_not_replaced_by_the_sign_in_page(request_, kept, notes, line):
    here = {**HTMX, "HX-Current-URL": "http://testserver/people/X482913/?sort=person"}
    sent = request_("/people/", "POST", user=AnonymousUser(), notes=notes, **here)
    answer = pages.sign_in_first(sent, kept=kept)
    assert answer.status_code == 401
    assert text_of(answer) == f"You have been signed out. {line}"
    assert 'href="/sign-in/?next=%2Fpeople%2FX482913%2F%3Fsort%3Dperson"' in answer.text
    assert ("_blank" in answer.text) == (bool(notes) and not kept)
    assert WORDS not in answer.text


def test_nobody_is_sent_back_to_a_page_of_somebody_else(request_):
    here = {**HTMX, "HX-Current-URL": "https://example.org/"}
    answer = pages.sign_in_first(request_(user=AnonymousUser(), **here))
    assert 'href="/sign-in/"' in answer.text


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


def test_whose_a_session_is_is_known_though_it_is_locked(as_, pat, sunday_morning):
    client = as_(pat)
    assert pages.whose(client.get("/people/").wsgi_request) == pat
    sunday_morning(NOW + dt.timedelta(minutes=40))
    request = client.get("/people/").wsgi_request
    assert not request.user.is_authenticated
    assert pages.whose(request) == pat
    assert pages.why_ended(request) == "Locked after 20 minutes"


def test_a_stranger_is_nobody(client):
    request = client.get("/sign-in/").wsgi_request
    assert pages.whose(request) is None
    assert pages.why_ended(request) == "You have been signed out"


@pytest.mark.parametrize(("headers", "by_itself"), [({}, False), ({"By-Itself": "yes"}, True)])
def test_a_page_says_of_what_it_does_by_itself(request_, headers, by_itself):
    assert pages.by_itself(request_(**headers)) is by_itself


def test_what_somebody_does_is_noted(request_):
    request = request_()
    pages.note_activity(request)
    assert request.session == {idle.ACTIVE: int(NOW.timestamp())}


@pytest.mark.parametrize(
    ("headers", "status", "where"), [({}, 303, "Location"), (HTMX, 204, "HX-Redirect")]
)
def test_after_a_save_another_page_is_opened_also_from_a_part_of_one(
    request_, headers, status, where
):
    answer = pages.elsewhere(request_(**headers), "/people/")
    assert (answer.status_code, answer.headers[where]) == (status, "/people/")
