import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import path

from contacts.views import errors
from supervision import urls
from tests.reading import text_of

WORDS = "words of somebody's record"


def fails_with(error: Exception):
    def view(request):
        raise error

    return view


@pytest.fixture
def failing(settings, request):
    """A browser for which every page of the diary fails so."""

    def browser(error: Exception) -> Client:
        class Failing:
            handler404, handler500 = errors.not_found, errors.server_error
            handler400, handler403 = errors.bad_request, errors.forbidden
            urlpatterns = [path("fails/", fails_with(error)), *urls.urlpatterns]

        settings.ROOT_URLCONF = Failing
        return Client(raise_request_exception=False)

    return browser


@pytest.mark.parametrize("error", [OperationalError(WORDS), InterfaceError(WORDS)])
def test_a_database_that_does_not_answer_is_said_as_that(failing, error):
    answer = failing(error).get("/fails/")
    assert answer.status_code == 503
    assert "Not available just now" in text_of(answer)
    assert WORDS not in answer.text


@pytest.mark.django_db
def test_a_page_that_takes_too_long_ends_in_a_sentence(failing):
    with connection.cursor() as cursor, pytest.raises(OperationalError) as slow:
        cursor.execute("SET LOCAL statement_timeout = '1ms'; SELECT pg_sleep(1)")
    answer = failing(slow.value).get("/fails/")
    assert answer.status_code == 503
    assert "not in time" in text_of(answer)


def test_a_database_that_is_gone_is_said_as_that_to_whoever_is_signed_in(as_, pat, monkeypatch):
    client = as_(pat)
    client.raise_request_exception = False

    def gone(*args, **kwargs):
        raise OperationalError(WORDS)

    with monkeypatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
        answers = [client.get(one) for one in ("/people/", "/people/X482913/", "/nothing/", "/")]
    for answer in answers:
        assert answer.status_code == 503
        assert WORDS not in answer.text


def test_a_mistake_of_ours_is_said_without_a_word_of_it(failing):
    answer = failing(ValueError(WORDS)).get("/fails/")
    assert answer.status_code == 500
    assert "It is the diary's fault, not yours." in text_of(answer)
    assert WORDS not in answer.text


def test_a_form_that_is_out_of_date_says_so_and_saves_nothing(pat, person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(pat)
    answer = browser.post(f"/people/{person.crn}/contacts/", {"notes": "Seen."})
    assert answer.status_code == 403
    assert "This page is out of date" in text_of(answer)
    assert not person.contacts.exists()


def test_out_of_date_is_the_same_about_somebody_one_may_not_see(olu, person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(olu)
    there, nowhere = (
        browser.post(f"/people/{crn}/contacts/", {"notes": "Seen."})
        for crn in (person.crn, "Z999999")
    )
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)


def test_what_is_too_long_to_be_a_form_of_ours_says_so(as_, pat, person):
    answer = as_(pat).post(f"/people/{person.crn}/contacts/", {"notes": "a" * 4_000_000})
    assert answer.status_code in (400, 413)
    assert "This cannot be read" in text_of(answer)


@pytest.mark.django_db
def test_an_unknown_address_is_no_record(as_, pat):
    answer = as_(pat).get("/nothing/")
    assert answer.status_code == 404
    assert "No record you can open" in text_of(answer)
