"""What every answer carries beside its words, and what no template may hold."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from contacts.models import Allocation, Person, User
from contacts.queries import timeline

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").rglob("*.html"))
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HTMX = {"HX-Request": "true"}
FIRST_VIEW = 60_000  # bytes in brotli, styles and scripts included

Ask = Callable[[Client, Person], HttpResponse]


def save(client: Client, person: Person, notes: str, token: str = "", **headers) -> HttpResponse:
    sent = {"notes": notes, "token": token or uuid4()}
    return client.post(f"/people/{person.crn}/contacts/", sent, headers=headers)


def spent(client: Client, person: Person) -> HttpResponse:
    token = str(uuid4())
    save(client, person, "First words.", token)
    return save(client, person, "Other words.", token)


def forged(client: Client, person: Person) -> HttpResponse:
    client.handler.enforce_csrf_checks = True
    return save(client, person, "Seen.")


ANSWERS: dict[str, tuple[int, Ask]] = {
    "a list": (200, lambda client, person: client.get("/people/")),
    "a person": (200, lambda client, person: client.get(f"/people/{person.crn}/")),
    "a head": (200, lambda client, person: client.head(f"/people/{person.crn}/")),
    "a fragment": (200, lambda client, person: client.get(f"/people/{person.crn}/", headers=HTMX)),
    "saved": (303, lambda client, person: save(client, person, "Seen.")),
    "saved in place": (200, lambda client, person: save(client, person, "Seen.", **HTMX)),
    "nothing written": (422, lambda client, person: save(client, person, "")),
    "other words": (409, spent),
    "sign-in first": (302, lambda client, person: Client().get("/people/")),
    "sign-in first, in place": (401, lambda client, person: Client().get("/people/", headers=HTMX)),
    "sign-in": (200, lambda client, person: Client().get("/sign-in/")),
    "sign-in refused": (422, lambda client, person: Client().post("/sign-in/", {"login": "x"})),
    "signed out": (303, lambda client, person: client.post("/sign-out/")),
    "home": (302, lambda client, person: client.get("/")),
    "no slash at the end": (301, lambda client, person: client.get("/people")),
    "no such address": (404, lambda client, person: client.get("/nowhere/")),
    "no such person": (404, lambda client, person: client.get("/people/Z999999/")),
    "no such method": (405, lambda client, person: client.put("/people/")),
    "not readable": (400, lambda client, person: client.get("/people/?x=%00")),
    "no such host": (400, lambda client, person: client.get("/", headers={"Host": "x.example"})),
    "too many fields": (400, lambda client, person: client.get("/people/?" + "x=1&" * 1_001)),
    "a forged form": (403, forged),
    "healthz": (200, lambda client, person: client.get("/healthz")),
    "readyz": (200, lambda client, person: client.get("/readyz")),
}


def policy(response: HttpResponse) -> dict[str, str]:
    parts = [part.split(None, 1) for part in response["Content-Security-Policy"].split(";")]
    assert len(parts) == len(dict(parts))
    return dict(parts)


def carries_its_headers(response: HttpResponse) -> None:
    assert policy(response) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Content-Security-Policy-Report-Only" not in response


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_carries_its_headers_and_is_kept_nowhere(
    as_, pat, person, kind
) -> None:
    status, ask = ANSWERS[kind]
    response = ask(as_(pat), person)
    assert response.status_code == status
    carries_its_headers(response)
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("failure", "status"), [(KeyError, 500), (OperationalError, 503)])
def test_an_answer_after_a_failure_carries_its_headers(
    as_, pat, person, monkeypatch, failure, status
) -> None:
    def fails(*args, **kwargs):
        raise failure

    monkeypatch.setattr(timeline.clock, "today", fails)
    client = as_(pat)
    client.raise_request_exception = False
    response = client.get(f"/people/{person.crn}/")
    assert response.status_code == status
    carries_its_headers(response)
    assert response["Cache-Control"] == "no-store"


def test_too_many_tries_at_sign_in_carry_their_headers(db) -> None:
    for _ in range(61):
        response = Client().post("/sign-in/", {"login": ""})
    assert response.status_code == 429
    carries_its_headers(response)


def test_a_file_of_ours_carries_its_headers_and_may_be_kept(settings) -> None:
    settings.WHITENOISE_USE_FINDERS = True
    for file in ("diary/diary.css", "diary/icon.svg", "vendor/govuk/govuk.css"):
        response = Client().get(f"/static/{file}")
        assert response.status_code == 200
        carries_its_headers(response)
        assert "no-store" not in response["Cache-Control"]
        assert "Access-Control-Allow-Origin" not in response
        assert b"".join(response.streaming_content)


def test_over_plain_http_the_answer_is_the_secure_address_and_kept_nowhere(settings, db) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    response = Client().get("/people/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/people/")
    carries_its_headers(response)
    assert response["Cache-Control"] == "no-store"
    secure = Client().get("/sign-in/", secure=True)
    assert secure["Strict-Transport-Security"].startswith("max-age=60")


def test_signing_out_clears_what_the_browser_kept(as_, pat) -> None:
    client = as_(pat)
    for _ in range(2):  # the second time nobody is signed in
        response = client.post("/sign-out/")
        assert response["Clear-Site-Data"] == '"cache"'
        assert response["Location"] == "/sign-in/"
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_no_template_holds_a_script_a_style_or_another_host(template: Path) -> None:
    text = template.read_text()
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    assert re.findall(r"<style|\sstyle\s*=|javascript:|<iframe|<object|<embed|<base", text) == []
    assert re.findall(r"\s(?:on\w+|hx-on\S*|hx-vals|hx-vars|hx-headers)\s*=", text) == []
    assert re.findall(r"https?:|//[a-z]", text) == []
    assert "nonce" not in text
    assert "safe" not in re.findall(r"\|\s*(\w+)", text)


def test_htmx_keeps_no_words_and_runs_no_text(as_, pat, person) -> None:
    page = as_(pat).get(f"/people/{person.crn}/").text
    (written,) = re.findall(r"<meta name=\"htmx-config\" content='([^']+)'>", page)
    config = json.loads(written)
    asked = {"historyCacheSize": 0, "allowEval": False, "includeIndicatorStyles": False}
    asked |= {"selfRequestsOnly": True}
    assert {name: config[name] for name in asked} == asked


def first_view(page: HttpResponse) -> int:
    """Bytes in brotli of the page and of every file it links to."""
    files = re.findall(r'<(?:script|link)[^>]*?(?:src|href)="/static/([^"]+)"', page.text)
    assert len(files) >= 4
    parts = [page.content, *(Path(str(finders.find(file))).read_bytes() for file in files)]
    return sum(len(brotli.compress(part)) for part in parts)


def notes(number: int) -> str:
    """No two alike, so that compressing finds little to leave out."""
    words = [f"{(number * 7919 + place * 104729) % 99991:x}" for place in range(60)]
    return " ".join(words)


def test_the_first_view_of_a_long_timeline_is_small(as_, pat, person, add_contact) -> None:
    for number in range(60):
        add_contact(person, pat, notes=notes(number))
    page = as_(pat).get(f"/people/{person.crn}/")
    assert page.text.count("data-notes") == 50
    assert first_view(page) <= FIRST_VIEW


def test_the_first_view_of_a_full_caseload_is_small(as_, pat, add_person, add_contact) -> None:
    for number in range(60):
        held = add_person(first_name=notes(number)[:8], last_name=notes(number)[9:20])
        Allocation.objects.create(person=held, practitioner=pat, since="2026-01-01")
        add_contact(held, pat, notes=notes(number))
    page = as_(pat).get("/people/")
    assert page.text.count("data-find") == 60
    assert first_view(page) <= FIRST_VIEW


def test_an_address_to_go_on_to_is_one_of_ours(pat: User) -> None:
    client = Client()
    client.force_login(pat)
    elsewhere = ["https://x.example/", "//x.example", "/\\x.example", "x", "javascript:x", "\t//x"]
    for going in elsewhere:
        response = client.get("/sign-in/?" + urlencode({"next": going}))
        assert response["Location"] == "/people/", going
    response = client.get("/sign-in/?" + urlencode({"next": "/people/X482913/"}))
    assert response["Location"] == "/people/X482913/"
