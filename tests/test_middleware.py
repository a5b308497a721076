"""What holds for every request: nothing that can be sent to us ends in an error page of ours."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from contacts.checks import patterns
from contacts.formats import idle
from contacts.models import AuditEntry, Contact, User
from tests.cast import NOW

FORM = "application/x-www-form-urlencoded"
NUL = ["%00", "a%00b", "%00%00", "%C0%80%00", "%0a%00"]
NOT_UTF_8 = ["%FF", "%C0%80", "%ED%A0%80", "%F0%9F", "caf%E9"]
ENCODED_TWICE = ["%2500", "%25%30%30", "%252500", "\\0", "\\u0000", "&#0;"]
FIELDS = ["notes", "kind", "occurred", "minutes", "outcome", "sensitive", "token"]
FIELDS += ["find", "initials_only", "login", "password", "next"]


def address(entry: URLPattern, contact: Contact) -> str:
    """An address that answers, whatever parts it names."""
    route = str(entry.pattern)
    route = route.replace("<crn:crn>", contact.person.crn).replace("<id:id>", str(contact.pk))
    return "/" + re.sub(r"<id:\w+>", "1", route)


def addresses(contact: Contact) -> Iterator[str]:
    yield from (address(entry, contact) for entry in patterns())


def forms(contact: Contact) -> list[str]:
    """The addresses that take what somebody sends."""
    return [whole for whole in addresses(contact) if browser().post(whole).status_code != 405]


def browser(user: User | None = None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


@pytest.fixture(params=["pat", "anonymous"])
def client(request, pat) -> Client:
    return browser(pat if request.param == "pat" else None)


def is_our_400(response: HttpResponse) -> bool:
    return response.status_code == 400 and "This cannot be read" in response.text


def broken_paths(whole: str, part: str) -> Iterator[str]:
    """The part at the end, and in the place of each part of the address."""
    yield whole + part
    parts = whole.strip("/").split("/")
    for at in range(len(parts)):
        yield "/" + "/".join([*parts[:at], part, *parts[at + 1 :], ""])


def test_nul_in_a_path_is_400_or_404(client, contact) -> None:
    for whole in addresses(contact):
        for nul in NUL:
            for path in broken_paths(whole, nul):
                assert client.get(path).status_code in {400, 404}, path


def test_nul_in_a_query_is_400_for_names_and_values(client, contact, looked_for) -> None:
    for whole in addresses(contact):
        for nul in NUL:
            assert is_our_400(client.get(f"{whole}?{nul}=1")), whole
            assert is_our_400(client.get(f"{whole}?x=1&x={nul}")), whole
        for name in looked_for(client, whole):
            assert is_our_400(client.get(f"{whole}?{name}=a%00b")), (whole, name)
            assert is_our_400(client.post(f"{whole}?{name}=a%00b")), (whole, name)


def test_what_is_no_text_or_encoded_twice_is_no_error(client, contact, looked_for) -> None:
    for whole in addresses(contact):
        names = looked_for(client, whole)
        for odd in (*NOT_UTF_8, *ENCODED_TWICE):
            assert client.get(whole + odd).status_code in {302, 400, 404}, whole
            for name in names:
                asked = f"{whole}?{name}={odd}"
                assert client.get(asked).status_code in {200, 302, 303, 400, 404, 405, 422}, asked


def test_a_very_long_address_is_no_error(client, contact) -> None:
    for whole in addresses(contact):
        assert client.get(f"{whole}?before={'9' * 200_000}&saved={'9' * 200_000}").status_code < 500
        assert client.get(whole + "9" * 100_000).status_code in {302, 404}
        assert is_our_400(client.get(f"{whole}?{'x=1&' * 1_001}"))


def test_nul_and_what_is_no_text_in_any_field_of_any_form_is_no_error(client, contact) -> None:
    for whole in forms(contact):
        for sent in ("%00", "a%00b", "%ED%A0%80", "%5Cu0000"):
            every = "&".join(f"{field}={sent}" for field in FIELDS)
            for body in (every, f"notes=x&token={sent}"):
                assert client.post(whole, body, content_type=FORM).status_code < 500, (whole, body)


def test_fields_that_nobody_fills_like_that_are_no_error(client, contact) -> None:
    for whole in addresses(contact):
        for value in ("9" * 5_000, "-1", "١٢", "0", "'", "[]", "\ufffe", "x" * 100_000):
            sent = dict.fromkeys(FIELDS, value)
            assert client.post(whole, sent).status_code < 500, (whole, value[:10])


def test_more_fields_than_a_form_has_are_400_in_our_style(pat, contact) -> None:
    for whole in {*forms(contact)} - {"/sign-in/", "/sign-out/", "/session/stay/"}:
        answer = browser(pat).post(whole, "a=1&" * 1_001, content_type=FORM)
        assert is_our_400(answer) or answer.status_code == 404, whole  # not hers to open
    assert is_our_400(browser().post("/sign-in/", "a=1&" * 1_001, content_type=FORM))


def test_more_than_fits_a_form_is_400_in_our_style(client, contact) -> None:
    big = "notes=" + "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    for whole in addresses(contact):
        assert is_our_400(client.post(whole, big, content_type=FORM)), whole


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--x\r\nnot a part", "multipart/form-data; boundary=x"),
        (b"notes=x", "multipart/form-data"),
        (b'{"notes": "\\u0000"}', "application/json"),
        (b"\xff\xfe\x00", "text/plain; charset=utf-16"),
        (b"notes=x", "application/x-www-form-urlencoded; charset=no-such"),
        (b"notes=x", ""),
    ],
)
def test_a_body_that_is_no_form_of_ours_is_no_error(client, contact, body, kind) -> None:
    for whole in addresses(contact):
        assert client.generic("POST", whole, body, content_type=kind).status_code < 500, whole


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PATCH", "PROPFIND", "QUERY", "X"])
def test_a_method_nobody_uses_is_refused(client, contact, method) -> None:
    for whole in addresses(contact):
        assert client.generic(method, whole).status_code == 405, whole


@pytest.mark.parametrize("host", ["evil.example", "testserver:x", "a b", "", "[", "x" * 3_000])
def test_an_unknown_host_is_400_in_our_style(client, contact, host) -> None:
    for whole in addresses(contact):
        assert is_our_400(client.get(whole, HTTP_HOST=host)), whole


@pytest.mark.parametrize("cookie", ["a\0b", "\0", "x" * 5_000, "é", '"', "a=b;c"])
def test_a_cookie_nobody_was_given_is_no_error(contact, cookie) -> None:
    for whole in addresses(contact):
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "other"):
            client = browser()
            client.cookies[name] = cookie
            assert client.get(whole).status_code < 500, (whole, name)


def test_what_one_request_leaves_in_the_trail_says_which_request_and_from_where(
    as_, pat, person
) -> None:
    client = as_(pat)
    client.get(f"/people/{person.crn}/", REMOTE_ADDR="192.0.2.7")
    client.get(f"/people/{person.crn}/", REMOTE_ADDR="2001:db8::7")
    first, second = AuditEntry.objects.filter(act="open_timeline").order_by("id")
    assert (first.address, second.address) == ("192.0.2.7", "2001:db8::7")
    assert len(first.request_id) == 32
    assert first.request_id != second.request_id


def test_a_forwarded_address_is_believed_only_of_a_proxy_we_know(
    as_, pat, person, settings
) -> None:
    sent = {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9"}
    as_(pat).get(f"/people/{person.crn}/", **sent)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    as_(pat).get(f"/people/{person.crn}/", **sent)
    seen = AuditEntry.objects.filter(act="open_timeline").order_by("id")
    assert [entry.address for entry in seen] == ["192.0.2.7", "203.0.113.9"]


def test_since_when_somebody_is_signed_in_is_kept_from_the_moment_they_do(as_, pat) -> None:
    session = as_(pat).session
    assert {session[idle.SIGNED_IN], session[idle.ACTIVE]} == {NOW.timestamp()}


def test_whoever_did_nothing_for_long_is_nobody_wherever_it_is_asked(
    as_, pat, sunday_morning
) -> None:
    client = as_(pat)
    for address in ("/", "/healthz", "/nothing/", "/people/"):
        assert client.get(address).wsgi_request.user == pat
    sunday_morning(NOW + dt.timedelta(minutes=20))
    for address in ("/", "/healthz", "/nothing/", "/people/"):
        assert not client.get(address).wsgi_request.user.is_authenticated


def test_a_session_that_does_not_say_since_when_lets_nobody_in(as_, pat) -> None:
    for name in (idle.SIGNED_IN, idle.ACTIVE):
        client = as_(pat)
        session = client.session
        del session[name]
        session.save()
        assert client.get("/people/").status_code == 302


def test_the_database_is_not_asked_who_somebody_is_where_nobody_needs_to_know(as_, pat) -> None:
    client = as_(pat)
    with CaptureQueriesContext(connection) as asked:
        client.get("/healthz")
    assert len(asked) == 0
