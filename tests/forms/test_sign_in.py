import pytest
from allauth.core import context
from django.test import RequestFactory

from contacts.forms.sign_in import ClosedToSignUp, SignInForm


@pytest.fixture
def request_():
    request = RequestFactory().post("/sign-in/")
    with context.request_context(request):
        yield request


def test_both_are_asked_for_in_sentences(request_):
    errors = SignInForm({}, request=request_).errors
    assert errors == {"login": ["Write your username."], "password": ["Write your password."]}


def test_each_field_is_called_by_its_name_and_holds_no_example(request_):
    form = SignInForm(request=request_)
    assert [form[name].label for name in ("login", "password")] == ["Username", "Password"]
    for name in ("login", "password"):
        assert "placeholder" not in str(form[name])
        assert form[name].help_text == ""
    assert 'maxlength="128"' in str(form["password"])
    assert 'autocomplete="username"' in str(form["login"])
    assert 'autocomplete="current-password"' in str(form["password"])


def test_nobody_makes_an_account_for_themselves(request_):
    assert ClosedToSignUp().is_open_for_signup(request_) is False


def test_a_deactivated_user_is_nobody(request_, pat):
    pat.set_password("correct horse battery")
    pat.save()
    sent = {"login": "pat", "password": "correct horse battery"}
    assert SignInForm(sent, request=request_).is_valid()
    pat.is_active = False
    pat.save()
    form = SignInForm(sent, request=request_)
    assert form.non_field_errors() == ["The username or the password is not right."]


def test_a_password_too_long_to_be_one_is_wrong_before_it_is_hashed(request_, pat, monkeypatch):
    monkeypatch.setattr(type(pat), "check_password", None)
    form = SignInForm({"login": "pat", "password": "x" * 10_000}, request=request_)
    assert form.errors == {"password": ["No password is longer than 128 characters."]}


def test_of_whoever_signs_in_again_the_username_stands_there_and_the_password_comes_next(
    request_, pat
):
    form = SignInForm(request=request_, again=pat)
    assert 'value="pat"' in str(form["login"])
    assert "autofocus" in str(form["password"])
    first = SignInForm(request=request_)
    assert 'value="' not in str(first["login"])
    assert "autofocus" not in str(first["password"])
