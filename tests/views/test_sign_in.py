import pytest
from django.contrib.sessions.models import Session
from django.db import Error
from django.test import Client

from contacts.models import AuditEntry
from tests.reading import text_of

WORD = "correct-horse-battery"


@pytest.fixture
def pat(pat):
    pat.set_password(WORD)
    pat.save()
    return pat


@pytest.fixture
def browser(db) -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def sign_in(browser, pat):
    def send(login: str = "pat", password: str = WORD, **more):
        return browser.post("/sign-in/", {"login": login, "password": password, **more})

    return send


def signed_in(browser) -> bool:
    return browser.get("/people/").status_code == 200


@pytest.mark.parametrize("login", ["pat", "Pat", " pat "])
def test_a_username_and_a_password_let_one_in(browser, sign_in, login):
    answer = sign_in(login)
    assert (answer.status_code, answer.url) == (302, "/people/")
    assert signed_in(browser)


def test_one_goes_on_to_where_one_was_going(browser, sign_in, person):
    address = f"/people/{person.crn}/"
    page = browser.get(browser.get(address).url)
    assert f'name="next" value="{address}"' in page.text
    assert sign_in(next=address).url == address


@pytest.mark.parametrize(
    "going", ["https://example.org/", "//example.org/", "/\\example.org/", "javascript:alert(1)"]
)
def test_and_never_to_anybody_elses_page(browser, sign_in, going):
    assert "example.org" not in browser.get("/sign-in/", {"next": going}).text
    assert sign_in(next=going).url == "/people/"
    assert browser.get("/sign-in/", {"next": going}).url == "/people/"


@pytest.mark.parametrize(
    ("login", "password"), [("pat", "wrong-password"), ("nobody", WORD), ("pat", WORD.upper())]
)
def test_the_answer_is_the_same_whether_or_not_there_is_such_a_user(
    browser, sign_in, login, password
):
    refused = sign_in(login, password)
    assert refused.status_code == 422
    assert "The username or the password is not right." in text_of(refused)
    assert not signed_in(browser)


def test_a_deactivated_user_gets_the_same_answer(browser, sign_in, pat):
    wrong = sign_in("nobody")
    pat.is_active = False
    pat.save()
    refused = sign_in()
    assert refused.status_code == wrong.status_code == 422
    assert text_of(refused) == text_of(wrong)
    assert not signed_in(browser)


def test_deactivating_ends_sessions_at_once(browser, sign_in, pat):
    sign_in()
    pat.is_active = False
    pat.save()
    assert not signed_in(browser)


def test_another_password_ends_sessions_at_once(browser, sign_in, pat):
    sign_in()
    pat.set_password("another-horse-battery")
    pat.save()
    assert not signed_in(browser)


@pytest.mark.parametrize(("login", "password"), [("", ""), ("pat", ""), ("", WORD)])
def test_what_is_missing_is_asked_for(sign_in, login, password):
    refused = sign_in(login, password)
    assert refused.status_code == 422
    said = text_of(refused)
    assert ("Write your username." in said) == (not login)
    assert ("Write your password." in said) == (not password)


def test_a_password_is_never_sent_back(sign_in):
    assert "wrong-password" not in sign_in("pat", "wrong-password").text


def test_guessing_is_slowed_down_and_the_right_password_no_longer_helps(browser, sign_in):
    for _ in range(5):
        sign_in("pat", "wrong-password")
    assert "Too many tries." in text_of(sign_in("pat", "wrong-password"))
    assert sign_in().status_code == 422
    assert not signed_in(browser)


def test_somebody_who_tries_many_users_gets_a_page_of_ours(sign_in):
    answers = [sign_in(f"user{number}", "wrong-password") for number in range(61)]
    assert answers[-1].status_code == 429
    assert "Too many tries" in text_of(answers[-1])


def test_nobody_signs_up_and_nothing_else_of_the_sort_is_there(browser):
    for address in ("signup", "sign-up", "accounts/signup", "accounts/login", "admin", "login"):
        assert browser.get(f"/{address}/").status_code == 404


def test_whoever_is_signed_in_goes_on(browser, sign_in):
    assert browser.get("/").url == "/sign-in/"
    sign_in()
    assert browser.get("/").url == "/people/"
    assert browser.get("/sign-in/").url == "/people/"


def test_signing_out_ends_the_session_and_empties_the_cache(browser, sign_in):
    sign_in()
    answer = browser.post("/sign-out/")
    assert (answer.status_code, answer.url) == (303, "/sign-in/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.exists()
    assert not signed_in(browser)


def test_a_link_signs_nobody_out(browser, sign_in):
    sign_in()
    assert browser.get("/sign-out/").status_code == 405
    assert signed_in(browser)


def test_the_session_changes_its_key_at_sign_in(browser, sign_in):
    browser.get("/sign-in/")
    browser.cookies["session"] = "planted-by-somebody-else-0000000"
    sign_in()
    assert browser.cookies["session"].value != "planted-by-somebody-else-0000000"


def test_without_the_form_of_our_page_nothing_is_sent(pat):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/sign-in/", {"login": "pat", "password": WORD}).status_code == 403
    assert not signed_in(browser)


def test_signing_in_and_out_is_in_the_trail(browser, sign_in, pat):
    sign_in("patt", "wrong-password")
    sign_in()
    browser.post("/sign-out/")
    trail = AuditEntry.objects.order_by("id").values_list("act", "username", "user_id")
    assert list(trail) == [
        ("sign_in_refused", "patt", None),
        ("sign_in", "pat", pat.pk),
        ("sign_out", "pat", pat.pk),
    ]


def test_a_sign_in_that_cannot_be_recorded_lets_nobody_in(browser, sign_in, monkeypatch):
    def refuse(*args, **kwargs):
        raise Error

    with monkeypatch.context() as patch:
        patch.setattr(AuditEntry, "save", refuse)
        assert sign_in().status_code == 503
    assert not signed_in(browser)
