"""No word of anybody's notes stands in a log, a title, an address, a header or browser storage."""

import io
import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.log import AdminEmailHandler

from contacts.forms.contact import ContactForm
from contacts.models import AuditEntry, Contact, Person
from contacts.queries import timeline
from contacts.views import contact as contact_views
from supervision.logs import WithoutWords
from supervision.private_postgres import Cluster

WORDS = "Lapwing Marrowbone"  # in nobody's notes but these
NAMES = ["Dean", "Hartley"]
HOUSE = Path(__file__).parent.parent
HTMX = {"HX-Request": "true"}

Provoke = Callable[[pytest.MonkeyPatch, Client, Contact], HttpResponse]


@pytest.fixture
def log(monkeypatch) -> io.StringIO:
    """What the handlers of our settings write, in the format of our settings."""
    ours = [one for one in logging.getLogger().handlers if isinstance(one.formatter, WithoutWords)]
    assert len(ours) == len(settings.LOGGING["root"]["handlers"]) == 1
    written = io.StringIO()
    monkeypatch.setattr(ours[0], "stream", written)
    return written


@pytest.fixture
def server_log() -> Callable[[], str]:
    """What the private PostgreSQL has written since the test began."""
    cluster = Cluster("test", throwaway=True)
    if settings.DATABASES["default"]["HOST"] != str(cluster.sockets):
        return lambda: ""  # another server, whose log is not ours to read
    assert cluster.log.exists()
    before = cluster.log.stat().st_size

    def since() -> str:
        with cluster.log.open("rb") as log:
            log.seek(before)
            return log.read().decode()

    return since


def save(client: Client, person: Person, notes: str = WORDS, **sent) -> HttpResponse:
    sent = {"notes": notes, "token": str(uuid4()), **sent}
    return client.post(f"/people/{person.crn}/contacts/", sent)


def failed_insert(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    """PostgreSQL answers with the row that failed, notes and all."""
    whole = ContactForm.what_happened
    nonsense = {"kind": "nonsense"}
    patch.setattr(ContactForm, "what_happened", lambda *asked: whole(*asked) | nonsense)
    client.raise_request_exception = True
    with pytest.raises(DatabaseError, match=WORDS):
        save(client, contact.person)
    client.raise_request_exception = False
    return save(client, contact.person)


def too_slow(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    def slow(**_known) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '5ms'")
            cursor.execute("SELECT pg_sleep(9), %s", [WORDS])

    patch.setattr(contact_views, "record_contact", slow)
    return save(client, contact.person)


def broken_view(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    def broken(*, notes: str, **_known) -> None:
        try:
            raise KeyError(notes)
        except KeyError as error:
            raise ValueError(f"cannot keep {notes}") from error

    patch.setattr(contact_views, "record_contact", broken)
    return save(client, contact.person)


def broken_template(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    read = timeline.entries

    def broken(ids, *, today):
        class Broken:
            def __iter__(self):
                raise RuntimeError(read(ids, today=today)[0].notes)

        return Broken()

    patch.setattr(timeline, "entries", broken)
    return client.get(f"/people/{contact.person.crn}/")


def no_trail(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    def fails(*args, **kwargs) -> None:
        raise DatabaseError(WORDS)

    patch.setattr(AuditEntry, "save", fails)
    return client.get(f"/people/{contact.person.crn}/")


def no_trail_of_a_save(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    no_trail(patch, client, contact)
    return save(client, contact.person)


def other_words(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    return save(client, contact.person, f"{WORDS} again", token=str(contact.token))


def refused(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    return save(client, contact.person, occurred=WORDS, kind=WORDS, outcome=WORDS)


def too_long(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    return save(client, contact.person, WORDS * 5_000)


def too_big(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    return save(client, contact.person, WORDS * 500_000)


def half_a_character(patch: pytest.MonkeyPatch, client: Client, contact: Contact) -> HttpResponse:
    form = "application/x-www-form-urlencoded"
    body = f"notes={WORDS}%FF".replace(" ", "+")
    return client.post(f"/people/{contact.person.crn}/contacts/", body, content_type=form)


PROVOCATIONS: dict[int, list[Provoke]] = {
    500: [failed_insert, broken_view, broken_template],
    503: [too_slow, no_trail, no_trail_of_a_save],
    409: [other_words],
    422: [refused, too_long],
    400: [too_big, half_a_character],
}
SHOW_THE_TEXT_AGAIN = {409, 422}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("status", "provoke"),
    [(status, provoke) for status, those in PROVOCATIONS.items() for provoke in those],
)
def test_what_goes_wrong_is_logged_without_a_word_of_the_notes(
    as_, pat, person, add_contact, monkeypatch, log, server_log, status, provoke
) -> None:
    contact = add_contact(person, pat, notes=WORDS)
    client = as_(pat)
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        response = provoke(patch, client, contact)
    assert response.status_code == status
    assert log.getvalue()
    assert nowhere_in(log.getvalue(), server_log(), str(response.items()), title(response))
    assert (WORDS in response.text) == (status in SHOW_THE_TEXT_AGAIN)


def nowhere_in(*places: str) -> bool:
    return not any(word in place for place in places for word in WORDS.split())


def title(response: HttpResponse) -> str:
    (found,) = re.findall(r"<title>(.*?)</title>", response.text, re.DOTALL)
    return found


def test_titles_and_addresses_carry_a_crn_at_most(as_, pat, person, add_contact, log) -> None:
    contact = add_contact(person, pat, notes=WORDS)
    home, client = f"/people/{person.crn}/", as_(pat)
    one = f"{home}contacts/{contact.pk}/"
    for address in (home, one, f"{one}amend/", f"{one}replace/", f"{one}copy/", "/people/"):
        page = client.get(address)
        assert page.status_code == 200
        assert nowhere_in(title(page))
        addresses = re.findall(r'(?:href|action|hx-\w+|src)="([^"]*)"', page.text)
        for place in (title(page), *addresses):
            assert not any(name in place for name in NAMES), place
    for answer in (save(client, person), client.post("/people/", {"find": "Hartley"})):
        assert nowhere_in(str(answer.items()))
        assert "Hartley" not in str(answer.items())
    assert nowhere_in(log.getvalue())


def test_what_is_typed_is_hidden_from_any_report_of_an_error(as_, pat, person, contact) -> None:
    home = f"/people/{person.crn}/contacts/"
    drafts = f"/people/{person.crn}/drafts/"
    for address in (home, drafts, f"{home}{contact.pk}/amend/", f"{home}{contact.pk}/replace/"):
        request = as_(pat).post(address, {"notes": WORDS}).wsgi_request
        assert request.sensitive_post_parameters == "__ALL__", address
    assert Client().post("/sign-in/").wsgi_request.sensitive_post_parameters == ("password",)


def test_no_error_is_sent_by_mail_and_every_log_goes_without_words() -> None:
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    handlers = [handler for logger in (logging.root, *named) for handler in logger.handlers]
    assert not any(isinstance(handler, AdminEmailHandler) for handler in handlers)
    assert settings.ADMINS == []
    formatters = {
        settings.LOGGING["formatters"][handler["formatter"]]["()"]
        for handler in settings.LOGGING["handlers"].values()
    }
    assert formatters == {"supervision.logs.WithoutWords"}
    assert logging.getLogger("django").handlers == []


def test_nothing_of_a_page_goes_into_browser_storage() -> None:
    stores = r"localStorage|sessionStorage(?!\.removeItem)|indexedDB|document\.cookie|caches"
    stores += "|pushState|replaceState"
    for script in (HOUSE / "static/diary").glob("*.js"):
        assert re.findall(stores, script.read_text()) == []
    for template in (HOUSE / "templates").rglob("*.html"):
        assert (
            re.findall(r"hx-(?:push|replace)-url|hx-history|hx-boost", template.read_text()) == []
        )


def test_the_private_server_says_nothing_of_statements_that_failed(db) -> None:
    if os.environ["DATABASE_URL"].startswith("postgresql://diary@/"):
        asked = {"log_error_verbosity": "terse", "log_min_error_statement": "panic"}
        asked |= {"log_statement": "none", "log_min_duration_statement": "-1"}
        with connection.cursor() as cursor:
            for name, value in asked.items():
                cursor.execute(f"SHOW {name}")
                assert cursor.fetchone() == (value,)
