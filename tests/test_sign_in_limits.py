"""Signing in: what is refused, how often one may try, and that no answer tells who exists."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from contacts.models import AuditEntry, User

RIGHT = "correct horse battery"
WRONG = "The username or the password is not right."
TOO_MANY = "Too many tries. Wait five minutes, then try again."


@pytest.fixture
def pat(pat: User) -> User:
    pat.set_password(RIGHT)
    pat.save()
    return pat


def try_as(username: str, password: str, *, at: str = "192.0.2.1", going: str = "") -> HttpResponse:
    sent = {"login": username, "password": password, "next": going}
    return Client(REMOTE_ADDR=at).post("/sign-in/", sent)


def is_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and "session" in response.cookies


def bare(response: HttpResponse, username: str) -> tuple[int, str, list[tuple[str, str]]]:
    """All that could be compared, but for the name that was typed and the form's own token."""
    text = response.text.replace(f'value="{username}"', "")
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return response.status_code, text, list(response.items())


def test_the_right_password_signs_in_and_goes_on_to_where_one_was_going(pat) -> None:
    response = try_as("pat", RIGHT, going="/people/X482913/")
    assert is_in(response)
    assert response["Location"] == "/people/X482913/"
    assert try_as("pat", RIGHT)["Location"] == "/people/"


@pytest.mark.parametrize("going", ["https://x.example/", "//x.example/", "people", "\\\\x", "\0"])
def test_nobody_is_sent_elsewhere_after_signing_in(pat, going) -> None:
    response = try_as("pat", RIGHT, going=going)
    assert is_in(response)
    assert response["Location"] == "/people/"


@pytest.mark.parametrize("username", ["PAT", "Pat", " pat ", "pAt"])
def test_upper_and_lower_case_of_a_username_are_one(pat, username) -> None:
    assert is_in(try_as(username, RIGHT))


@pytest.mark.parametrize("password", ["Correct horse battery", f"{RIGHT} ", f" {RIGHT}", ""])
def test_a_password_is_right_only_to_the_letter(pat, password) -> None:
    response = try_as("pat", password)
    assert response.status_code == 422
    assert not is_in(response)


def test_after_five_wrong_passwords_the_right_one_is_refused_with_a_sentence(pat) -> None:
    for number in range(5):
        assert WRONG in try_as("pat", f"wrong {number}", at=f"192.0.2.{number}").text
    for username in ("pat", "PAT"):
        response = try_as(username, RIGHT, at="192.0.2.99")
        assert response.status_code == 422
        assert TOO_MANY in response.text
        assert not is_in(response)


def test_somebody_elses_tries_do_not_count_against_another(pat, priya) -> None:
    priya.set_password(RIGHT)
    priya.save()
    for _ in range(6):
        try_as("priya", "wrong")
    assert is_in(try_as("pat", RIGHT))


def test_right_passwords_do_not_use_up_the_tries(pat) -> None:
    for _ in range(7):
        assert is_in(try_as("pat", RIGHT))


def test_a_right_password_between_does_not_give_back_the_tries(pat) -> None:
    for number in range(5):
        try_as("pat", "wrong")
        if number < 4:
            assert is_in(try_as("pat", RIGHT))
    assert TOO_MANY in try_as("pat", RIGHT).text


def test_what_many_others_try_does_not_push_out_the_count_of_tries(pat) -> None:
    for _ in range(5):
        try_as("pat", "wrong")
    for other in range(400):
        cache.set(f"tries-of-{other}", [1.0], 300)
    assert TOO_MANY in try_as("pat", RIGHT).text


def test_after_twenty_wrong_from_one_address_it_is_refused_whoever_tries(pat) -> None:
    for number in range(20):
        assert WRONG in try_as(f"somebody{number}", "wrong").text
    assert TOO_MANY in try_as("pat", RIGHT).text
    assert is_in(try_as("pat", RIGHT, at="192.0.2.2"))


@pytest.mark.parametrize("tries", [1, 5, 6, 7])
def test_the_answer_is_the_same_whether_or_not_there_is_such_a_user(pat, tries) -> None:
    for number in range(tries):
        known = try_as("pat", "wrong password", at=f"192.0.2.{number}")
        unknown = try_as("tap", "wrong password", at=f"192.0.2.{number}")
    assert bare(known, "pat") == bare(unknown, "tap")
    assert (TOO_MANY in known.text) == (tries > 5)


def test_a_deactivated_user_gets_the_answer_of_a_wrong_password(pat) -> None:
    pat.is_active = False
    pat.save()
    for _ in range(7):  # also as often as anybody else
        deactivated = try_as("pat", RIGHT, at="192.0.2.1")
        unknown = try_as("tap", RIGHT, at="192.0.2.2")
        assert bare(deactivated, "pat") == bare(unknown, "tap")
    assert TOO_MANY in deactivated.text


def test_deactivating_a_user_ends_the_session_at_the_next_request(as_, pat, person) -> None:
    client = as_(pat)
    assert client.get(f"/people/{person.crn}/").status_code == 200
    User.objects.filter(pk=pat.pk).update(is_active=False)
    assert client.get(f"/people/{person.crn}/").status_code == 302
    assert client.post(f"/people/{person.crn}/contacts/", {"notes": "x"}).status_code == 401
    assert not person.contacts.exists()


def test_a_new_password_ends_the_sessions_of_the_old_one(as_, pat) -> None:
    client = as_(pat)
    pat.set_password("another one entirely")
    pat.save()
    assert client.get("/people/").status_code == 302


def test_signing_in_changes_the_session_so_that_none_can_be_planted(pat) -> None:
    client = Client()
    client.session.save()
    planted = client.cookies["session"].value
    client.post("/sign-in/", {"login": "pat", "password": RIGHT})
    assert client.cookies["session"].value != planted
    assert client.cookies["session"]["httponly"]
    assert client.cookies["session"]["samesite"] == "Lax"


@pytest.mark.parametrize("text", ["\0", "pat\0", "x" * 10_000, "'; --", "\ufffe", "é" * 200, "@"])
def test_nothing_typed_at_sign_in_is_an_error(pat, text) -> None:
    for sent in ((text, RIGHT), ("pat", text), (text, text)):
        response = try_as(*sent)
        assert response.status_code == 422
        assert not is_in(response)


def test_a_form_without_fields_asks_for_both(db) -> None:
    response = Client().post("/sign-in/")
    assert response.status_code == 422
    assert "Write your username." in response.text
    assert "Write your password." in response.text


def test_a_password_is_never_sent_back(pat) -> None:
    assert "wrong secret" not in try_as("pat", "wrong secret").text


@pytest.mark.parametrize("password", [RIGHT, "aaaaaaaaaaab", "lower case only", "1029384756abc"])
def test_a_password_needs_length_and_nothing_else(password) -> None:
    validate_password(password)
    validate_password("x1" + "abcdefghijkl" * 10 + "yz1234")


@pytest.mark.parametrize(
    "password",
    ["elevenchars", "x" * 129, "password1234", "qwertyuiop123", "Password1234", "abcabcabcabc"],
)
def test_a_short_long_common_or_repeated_password_is_refused(password) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_login", "account_logout", "account_reset_password", "mfa_index"],
)
def test_nobody_signs_up_and_no_other_address_of_allauth_is_there(client, db, name) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
    for address in ("accounts/", "accounts/signup/", "accounts/login/", "signup/", "admin/"):
        assert client.get(f"/{address}").status_code == 404


def test_signing_in_being_refused_and_signing_out_are_in_the_trail(pat) -> None:
    try_as("pat", "wrong")
    try_as("x" * 400, "wrong")
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post("/sign-in/", {"login": "PAT", "password": RIGHT})
    client.post("/sign-out/")
    entries = [
        (entry.act, entry.username, entry.user_id) for entry in AuditEntry.objects.order_by("id")
    ]
    assert entries == [
        ("sign_in_refused", "pat", None),
        ("sign_in_refused", "x" * 150, None),
        ("sign_in", "pat", pat.pk),
        ("sign_out", "pat", pat.pk),
    ]
    assert AuditEntry.objects.filter(address="192.0.2.7").count() == 2
    assert not AuditEntry.objects.filter(detail__icontains="wrong").exists()
