"""Who is let in with which password, and who is let in no longer."""

import html
import re

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, AuditEntry, User
from tests.reading import text_of

GOOD = "a bicycle in the rain"


def told(answer) -> str:
    """The password that a page shows once."""
    return html.unescape(re.search(r"<code>(.+?)</code>", answer.text)[1])


def comes_in(client, username: str, password: str) -> bool:
    answer = client.post("/sign-in/", {"login": username, "password": password})
    return answer.status_code == 302


def test_somebody_added_comes_in_with_the_password_shown_once(adas, client, team):
    typed = {"name": "Tess Amoah", "username": "tess", "role": "spo", "team": team.pk}
    answer = adas.post("/users/new/", typed)
    assert answer.status_code == 200
    assert "It is shown this once" in text_of(answer)
    password = told(answer)
    user = User.objects.get(username="tess")
    assert password not in adas.get(f"/users/{user.pk}/").text
    assert password not in str(AuditEntry.objects.values())
    assert comes_in(client, "tess", password)


def test_the_same_form_sent_again_leads_to_whom_it_added(adas, client, team):
    """And the password they were given still lets them in."""
    typed = {"name": "Tess Amoah", "username": "tess", "role": "spo", "team": team.pk}
    password = told(adas.post("/users/new/", typed))
    user = User.objects.get(username="tess")
    again = adas.post("/users/new/", typed)
    assert (again.status_code, again.url) == (303, f"/users/{user.pk}/?saved=added")
    page = adas.get(again.url)
    said = "Tess Amoah was added. The password is shown once only. Give a new one."
    assert said in text_of(page)
    assert f'href="/users/{user.pk}/reset/">Give a new one' in page.text
    assert password not in page.text + str(again.items()) + str(adas.session.items())
    assert comes_in(client, "tess", password)


@pytest.mark.parametrize(
    "other", [{"username": "TESS"}, {"name": "Tess Moss"}, {"role": "admin"}, {"team": ""}]
)
def test_another_form_with_the_same_username_is_refused_at_its_box(adas, team, other):
    typed = {"name": "Tess Amoah", "username": "tess", "role": "spo", "team": team.pk}
    adas.post("/users/new/", typed)
    answer = adas.post("/users/new/", {**typed, **other})
    assert answer.status_code == 422
    said = "Choose another username: tess is taken."
    assert f'<a href="#id_username">{said}</a>' in answer.text
    assert f"</span> {said}</p>" in answer.text


def test_a_deactivated_user_is_out_at_the_very_next_request(adas, as_, pat, person):
    pats = as_(pat)
    assert pats.get(f"/people/{person.crn}/").status_code == 200
    answer = adas.post(f"/users/{pat.pk}/deactivate/")
    assert answer.status_code == 303
    assert "Pat Okonjo is deactivated and signed out." in text_of(adas.get(answer.url))
    address = f"/people/{person.crn}/contacts/"
    sent = {"notes": "Seen.", "token": "6f1c8a52-6f3e-4b1e-9a93-0a0f6c3c0001"}
    assert pats.get(f"/people/{person.crn}/").url.startswith("/sign-in/")
    assert pats.post(address, sent).status_code == 401
    assert pats.post(address, sent, headers={"HX-Request": "true"}).status_code == 401
    assert not person.contacts.exists()


def test_reactivating_brings_no_old_session_and_no_old_password_back(adas, as_, client, pat):
    pat.set_password(GOOD)
    pat.save()
    pats = as_(pat)
    adas.post(f"/users/{pat.pk}/deactivate/")
    answer = adas.post(f"/users/{pat.pk}/reactivate/")
    assert answer.status_code == 200
    assert pats.get("/people/").status_code == 302
    assert not comes_in(client, "pat", GOOD)
    assert comes_in(client, "pat", told(answer))


def test_a_reset_ends_sessions_and_lets_in_with_what_is_shown(adas, as_, client, pat):
    pats = as_(pat)
    password = told(adas.post(f"/users/{pat.pk}/reset/"))
    assert pats.get("/people/").status_code == 302
    assert comes_in(client, "pat", password)


def test_what_is_too_late_is_said_on_the_page_as_it_stands(adas, pat):
    assert adas.post(f"/users/{pat.pk}/reactivate/").status_code == 422
    adas.post(f"/users/{pat.pk}/deactivate/")
    assert adas.post(f"/users/{pat.pk}/deactivate/").status_code == 303
    late = adas.post(f"/users/{pat.pk}/reset/")
    assert late.status_code == 422
    assert "Pat Okonjo is deactivated." in text_of(late)
    assert "Reactivate Pat Okonjo" in text_of(late)


def test_whom_somebody_holds_is_said_last_and_folded(adas, pat, person):
    page = adas.get(f"/users/{pat.pk}/")
    words = text_of(page)
    assert "1 person Dean Hartley X482913" in words
    assert words.index("Deactivate Pat") < words.index("X482913")
    assert f"/people/{person.crn}/" not in page.text
    assert "Hartley" not in page.text.split("<body")[0]
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.people) == ("keep_users", [person.pk])
    assert entry.object == f"user {pat.pk}"


@pytest.mark.parametrize("what", ["reset", "deactivate"])
def test_what_ends_somebodys_session_is_asked_first(adas, as_, pat, person, what):
    pats = as_(pat)
    asked = adas.get(f"/users/{pat.pk}/{what}/")
    assert "Pat Okonjo is signed out at once" in text_of(asked)
    assert f'<form method="post" action="/users/{pat.pk}/{what}/">' in asked.text
    assert f'href="/users/{pat.pk}/"' in asked.text
    assert pats.get(f"/people/{person.crn}/").status_code == 200
    entry = AuditEntry.objects.order_by("id")[0]
    assert (entry.act, entry.people) == ("keep_users", [])
    assert entry.object == f"user {pat.pk}"


def test_before_somebody_is_deactivated_those_they_hold_are_counted_and_not_named(
    adas, pat, priya, person
):
    held = text_of(adas.get(f"/users/{pat.pk}/deactivate/"))
    assert "Pat Okonjo still holds 1 person, not counting anybody with limited access." in held
    assert "until a senior probation officer reallocates them" in held
    assert "Hartley" not in held
    nobody = text_of(adas.get(f"/users/{priya.pk}/deactivate/"))
    assert "Priya Nair holds nobody, not counting anybody with limited access." in nobody


@pytest.mark.parametrize("what", ["reset", "deactivate"])
def test_nothing_is_asked_of_somebody_deactivated(adas, pat, what):
    adas.post(f"/users/{pat.pk}/deactivate/")
    assert adas.get(f"/users/{pat.pk}/{what}/").url == f"/users/{pat.pk}/"


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_the_page_is_the_same_whether_or_not_they_hold_somebody_limited(
    adas, pat, priya, person, kind
):
    def body() -> str:
        address = f"/users/{pat.pk}/"
        both = adas.get(address).text + adas.get(f"{address}deactivate/").text
        return re.sub(r'(csrfmiddlewaretoken" value=")\w+', "", both)

    holding = person.allocations.get()
    AccessRule.objects.create(person=person, user=priya, kind=kind, set_at=clock.now())
    before = body()
    holding.delete()
    assert body() == before
    assert "X482913" not in before


def test_a_password_is_hidden_from_any_report_of_an_error(adas, pat):
    answer = adas.post(f"/users/{pat.pk}/reset/")
    assert answer["Cache-Control"] == "no-store"
    assert told(answer) not in str(answer.items()) + str(adas.session.items())
