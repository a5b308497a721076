"""Signing in changes what a form is known by: an older page's words are given back, once more."""

import re

import pytest
from django.test import Client

from contacts.models import AuditEntry
from tests.reading import text_of, typed_in

HTMX = {"HX-Request": "true"}
OURS = {"Sec-Fetch-Site": "same-origin"}
# What a browser says of the page that sent a form.
FROM_US = [OURS, {"Origin": "http://testserver"}, {**OURS, "Origin": "http://testserver"}]
FROM_ELSEWHERE = [
    *({}, {"Origin": "https://x.example"}, {"Origin": "null"}, {"Origin": "https://testserver"}),
    *({"Sec-Fetch-Site": site} for site in ("cross-site", "same-site", "none")),
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
]
WORDS = "Seen at home, kettle on."


@pytest.fixture
def browser(pat) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(pat)
    return client


@pytest.fixture
def send(browser, pat, contact):
    """What an older page of Pat's sends: its token goes with an earlier time she signed in."""

    def sent(where: str = "contacts/", headers: dict[str, str] | None = None, **more: str):
        old = {"csrfmiddlewaretoken": "x" * 64, "whose": str(pat.pk), "notes": WORDS, **more}
        address = f"/people/{contact.person.crn}/{where.format(contact.pk)}"
        return browser.post(address, old, headers=OURS if headers is None else headers)

    return sent


@pytest.mark.parametrize("headers", FROM_US)
def test_the_page_comes_back_with_all_that_was_typed_and_saves_with_one_more_press(
    browser, send, person, headers
):
    page = send(headers=headers, kind="phone", occurred="yesterday 2pm")
    assert page.status_code == 409
    assert "Not saved yet: you signed in after this page was opened." in text_of(page)
    assert typed_in(page, "notes") == WORDS
    assert re.search('value="phone"[^>]* checked', page.text)
    assert 'value="yesterday 2pm"' in page.text
    assert "Save for Dean Hartley, X482913" in text_of(page)
    assert person.contacts.count() == 1
    fresh = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    assert send(headers=headers, **fresh).status_code == 303
    assert person.contacts.count() == 2


@pytest.mark.parametrize("form", ["amend", "replace"])
def test_so_does_the_page_of_an_entry(send, contact, form):
    page = send(f"contacts/{{}}/{form}/")
    assert page.status_code == 409
    assert typed_in(page, "notes") == WORDS
    assert not contact.amendments.exists()


def test_what_it_showed_is_in_the_trail(send, person, pat):
    send()
    send("contacts/{}/amend/")
    shown = AuditEntry.objects.order_by("id").values_list("act", "people", "user_id")
    assert list(shown) == [
        ("open_timeline", [person.pk], pat.pk),
        ("open_contact", [person.pk], pat.pk),
    ]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_what_another_site_sends_is_neither_saved_nor_shown(send, person, headers):
    page = send(headers=headers)
    assert page.status_code == 403
    assert WORDS not in page.text
    assert "Hartley" not in page.text
    line = send(headers={**headers, **HTMX})
    assert (line.status_code, line.get("Fresh-Token")) == (403, None)
    assert person.contacts.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_was_written_by_somebody_else_is_not_shown_to_whoever_is_here_now(
    send, priya, headers
):
    page = send(headers={**OURS, **headers}, whose=str(priya.pk))
    assert page.status_code == 403
    assert "somebody else has signed in here since" in text_of(page)
    assert WORDS not in page.text
    assert "Fresh-Token" not in page


def test_in_place_a_fresh_token_comes_with_the_refusal_and_holds(send, person):
    refused = send(headers={**OURS, **HTMX})
    assert refused.status_code == 403
    assert text_of(refused).startswith("Not saved: this page is out of date.")
    saved = send(headers={**OURS, **HTMX}, csrfmiddlewaretoken=refused["Fresh-Token"])
    assert saved.status_code == 200
    assert person.contacts.count() == 2


def test_of_a_form_that_does_not_say_whose_it_is_the_words_are_given_back(send):
    page = send(whose="")
    assert page.status_code == 403
    assert WORDS in page.text
    assert "Hartley" not in page.text


def test_to_nobody_the_words_are_given_back_and_no_more(send, browser):
    browser.logout()
    page = send()
    assert page.status_code == 403
    assert WORDS in page.text
    assert "Hartley" not in page.text


def test_about_somebody_one_may_not_see_it_is_as_about_nobody(send, browser, pat, person, olu):
    browser.force_login(olu)
    old = {"csrfmiddlewaretoken": "x" * 64, "whose": str(olu.pk), "notes": WORDS}
    there, nowhere = (
        browser.post(f"/people/{crn}/contacts/", old, headers=OURS)
        for crn in (person.crn, "Z999999")
    )
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
    assert there.status_code == 404


def test_no_other_form_is_sent_on(browser, pat):
    old = {"csrfmiddlewaretoken": "x" * 64, "whose": str(pat.pk), "initials_only": "yes"}
    answer = browser.post("/people/hide/", old, headers=OURS)
    assert answer.status_code == 403
    pat.refresh_from_db()
    assert not pat.initials_only


def test_what_is_sent_is_hidden_from_any_report_of_an_error(send):
    assert send().wsgi_request.sensitive_post_parameters == "__ALL__"
