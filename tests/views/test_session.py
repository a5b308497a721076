"""A session that nobody is at: locked, not ended. The clock is moved; the rest is as it is."""

import datetime as dt
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from contacts.models import AuditEntry, Draft
from tests.cast import NOW
from tests.reading import text_of

HTMX = {"HX-Request": "true"}
WORD = "correct-horse-battery"
FORM = "6f1c8a52-6f3e-4b1e-9a93-0a0f6c3c0001"
WORDS = {"notes": "Half a sentence", "kind": "office", "token": FORM}


@pytest.fixture
def minutes(sunday_morning):
    def after(number: float) -> None:
        sunday_morning(NOW + dt.timedelta(minutes=number))

    return after


@pytest.fixture
def pats(as_, pat) -> Client:
    pat.set_password(WORD)
    pat.save()
    return as_(pat)


@pytest.fixture
def address(person) -> str:
    return f"/people/{person.crn}/"


def sign_in(client: Client, who: str = "pat", **sent: str):
    return client.post("/sign-in/", {"login": who, "password": WORD, **sent})


def test_it_says_how_long_is_left_and_whose_it_is(pats, pat, minutes):
    minutes(18)
    told = pats.get("/session/").json()
    assert (told["left"], told["whose"]) == (120, str(pat.pk))
    assert len(told["token"]) == 64


def test_somebody_who_says_so_stays(pats, minutes):
    minutes(19)
    assert pats.post("/session/stay/").json()["left"] == 1200
    minutes(38)
    assert pats.get("/session/").json()["left"] == 60
    assert pats.get("/people/").status_code == 200


def test_looking_and_staying_leave_nothing_in_the_trail(pats, minutes):
    minutes(5)
    pats.get("/session/")
    pats.post("/session/stay/")
    assert not AuditEntry.objects.exists()


def test_a_locked_page_leads_to_signing_in_again_and_back(pats, address, minutes):
    minutes(40)
    answer = pats.get(f"{address}?before=x")
    assert answer.url == f"/sign-in/?next={quote(address, safe='')}%3Fbefore%3Dx"
    page = pats.get(answer.url)
    assert "Locked after 20 minutes Sign in again, Pat Okonjo." in text_of(page)
    assert 'name="login" value="pat"' in page.text
    assert sign_in(pats, next=address).url == address
    assert pats.get(address).status_code == 200


def test_words_sent_to_a_locked_session_are_its_users_draft(pats, pat, person, address, minutes):
    minutes(40)
    answer = pats.post(f"{address}contacts/", WORDS)
    assert answer.status_code == 401
    assert "Locked after 20 minutes Your words are kept as a draft" in text_of(answer)
    assert "Half a sentence" not in answer.text
    draft = Draft.objects.get()
    assert (draft.user, draft.person, str(draft.token)) == (pat, person, FORM)
    assert (draft.notes, draft.fields) == ("Half a sentence", {"kind": "office"})
    assert not person.contacts.exists()


def test_in_place_it_is_said_in_one_line_and_nothing_redirects(pats, address, minutes):
    minutes(40)
    answer = pats.post(f"{address}contacts/", WORDS, headers=HTMX)
    assert answer.status_code == 401
    assert text_of(answer) == "Locked after 20 minutes. Sign in again: your words are kept."
    assert f'href="/sign-in/?next={quote(address, safe="")}"' in answer.text
    assert Draft.objects.get().notes == "Half a sentence"


def test_words_that_cannot_be_kept_are_given_back(pats, address, minutes):
    minutes(40)
    sent = {**WORDS, "notes": "x" * 50_001}
    answer = pats.post(f"{address}contacts/", sent)
    assert "Nothing was saved. Copy what you wrote" in text_of(answer)
    assert "x" * 50_001 in answer.text
    line = pats.post(f"{address}contacts/", sent, headers=HTMX)
    assert "Your words are still here. Sign in again in a new tab" in text_of(line)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("field", ["notes", "kind", "token"])
def test_what_no_database_keeps_is_no_error(pats, address, minutes, field):
    minutes(40)
    answer = pats.post(f"{address}contacts/", {**WORDS, field: "a\0b"})
    assert answer.status_code == 401
    assert Draft.objects.count() == (field != "notes")


@pytest.mark.parametrize("form", ["amend", "replace"])
def test_words_for_an_entry_are_kept_too_and_of_which_it_was(pats, contact, address, minutes, form):
    minutes(40)
    pats.post(f"{address}contacts/{contact.pk}/{form}/", WORDS)
    assert Draft.objects.get().notes == "Half a sentence"
    assert not contact.amendments.exists()


def test_after_ten_hours_it_is_over_and_words_are_kept_all_the_same(pats, address, minutes):
    for number in range(0, 600, 15):
        minutes(number)
        assert pats.get("/people/").status_code == 200
    minutes(600)
    assert pats.get("/people/").status_code == 302
    assert "Signed out after 10 hours" in text_of(pats.post(f"{address}contacts/", WORDS))
    assert Draft.objects.get().notes == "Half a sentence"


def test_the_next_morning_it_still_knows_whose_it_was(pats, pat, address, minutes):
    minutes(3 * 24 * 60)
    pats.post(f"{address}contacts/", WORDS)
    assert Draft.objects.get().user == pat


def test_signing_in_again_changes_the_key_and_starts_both_limits_anew(pats, minutes):
    """Whoever has got hold of the key of a locked session is not let in with its user."""
    minutes(590)
    before = pats.cookies["session"].value
    sign_in(pats)
    assert pats.cookies["session"].value != before
    assert not Session.objects.filter(pk=before).exists()
    minutes(605)
    assert pats.get("/people/").status_code == 200


def test_somebody_else_signing_in_ends_it_and_sees_nothing_of_it(pats, priya, address, minutes):
    priya.set_password(WORD)
    priya.save()
    minutes(40)
    pats.post(f"{address}contacts/", WORDS)
    before = pats.cookies["session"].value
    answer = sign_in(pats, "priya", next=f"{address}?before=x")
    assert answer.url == "/people/"
    assert not Session.objects.filter(pk=before).exists()
    for place in ("/people/", address, "/sign-in/"):
        page = pats.get(place, follow=True)
        assert "Half a sentence" not in page.text
        assert "Pat Okonjo" not in page.text or place == address  # who holds the person


def test_a_wrong_password_ends_nothing(pats, minutes):
    minutes(40)
    answer = pats.post("/sign-in/", {"login": "pat", "password": "wrong-password"})
    assert answer.status_code == 422
    assert "Sign in again, Pat Okonjo." in text_of(answer)


def test_a_locked_session_can_be_signed_out_of(pats, minutes):
    minutes(40)
    pats.post("/sign-out/")
    assert not Session.objects.exists()
    assert AuditEntry.objects.get().act == "sign_out"
    assert "Pat" not in text_of(pats.get("/sign-in/"))


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "another"}])
def test_of_whoever_may_no_longer_sign_in_nothing_is_kept(pats, pat, address, minutes, change):
    minutes(40)
    for name, value in change.items():
        setattr(pat, name, value)
    pat.save()
    answer = pats.post(f"{address}contacts/", WORDS)
    assert "You have been signed out Nothing was saved." in text_of(answer)
    assert not Draft.objects.exists()
    assert "Pat Okonjo" not in pats.get("/sign-in/").text


def test_a_page_that_is_not_there_tells_a_locked_session_nothing(pats, minutes):
    assert "0113 496 0101" in pats.get("/nothing/").text
    minutes(40)
    assert "0113 496 0101" not in pats.get("/nothing/").text
