import html
import re

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, AuditEntry, Role, User
from tests.reading import text_of

GOOD = "a bicycle in the rain"


@pytest.fixture
def adas(as_, ada):
    return as_(ada)


def shown_version(adas, user) -> str:
    return re.search(r'name="version" value="(\w+)"', adas.get(f"/users/{user.pk}/").text)[1]


@pytest.fixture
def change(adas):
    """Ada opens a user's page, changes some of it and presses Save."""

    def changed(user, **typed):
        shown = {"name": user.name, "role": user.role, "team": user.team_id or ""}
        version = shown_version(adas, user)
        return adas.post(f"/users/{user.pk}/", {**shown, "version": version, **typed})

    return changed


def told(answer) -> str:
    """The password that a page shows once."""
    return html.unescape(re.search(r"<code>(.+?)</code>", answer.text)[1])


def comes_in(client, username: str, password: str) -> bool:
    answer = client.post("/sign-in/", {"login": username, "password": password})
    return answer.status_code == 302


def test_the_work_of_an_administrator_begins_at_the_users(client, adas, ada, pat):
    assert adas.get("/").url == "/users/"
    for user, address in ((ada, "/users/"), (pat, "/people/")):
        user.set_password(GOOD)
        user.save()
        sent = {"login": user.username, "password": GOOD, "next": ""}
        assert client.post("/sign-in/", sent).url == address
        client.logout()


def test_an_administrator_has_their_own_pages_at_the_top_and_no_others(adas, as_, sam):
    top = adas.get("/users/").text.split("<main")[0]
    for name in ("Users", "Teams", "People without a team"):
        assert f">{name}</a>" in top
    for name in ("My people", "Find"):
        assert f">{name}</a>" not in top
    assert ">Users</a>" not in as_(sam).get("/people/").text


@pytest.mark.parametrize("who", ["pat", "sam"])
@pytest.mark.parametrize(
    "address",
    [
        *("/users/", "/users/new/", "/users/{}/", "/users/{}/reset/", "/users/{}/deactivate/"),
        *("/users/{}/reactivate/", "/teams/", "/teams/new/", "/teams/pdus/new/"),
        "/people/without-a-team/",
    ],
)
def test_to_everybody_else_there_is_no_such_page(request, as_, ada, who, address):
    """Nor can a user that is there be told from one that is not."""
    client = as_(request.getfixturevalue(who))
    unknown = client.get("/nothing/")
    for pk in (ada.pk, 999_999_999):
        asks = [client.post] if "re" in address or "de" in address else [client.get]
        if "reset" in address or "deactivate" in address:
            asks.append(client.get)
        for ask in asks:
            answer = ask(address.format(pk))
            assert (answer.status_code, answer.content) == (404, unknown.content)
            assert sorted(answer.items()) == sorted(unknown.items())
    assert User.objects.get(pk=ada.pk).is_active
    assert {entry.act for entry in AuditEntry.objects.all()} == {"refused"}


def test_a_user_there_is_not_is_an_unknown_address(adas):
    assert adas.get("/users/999999999/").content == adas.get("/nothing/").content


def test_the_users_stand_by_team_and_are_narrowed_without_an_address(adas, pat, olu):
    page = text_of(adas.get("/users/"))
    assert "North one, North" in page
    assert "Pat Okonjo pat Practitioner No password" in page
    narrowed = adas.post("/users/", {"find": "olu"})
    assert "Olu Adeyemi" in text_of(narrowed)
    assert "Pat Okonjo" not in text_of(narrowed)
    nobody = text_of(adas.post("/users/", {"find": "zzz"}))
    assert "Nobody has that in their name, role or team." in nobody


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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"username": "PAT"}, "Choose another username: pat is taken."),
        ({"username": ""}, "Write a username."),
        ({"name": ""}, "Write a name."),
        ({"username": "tess amoah"}, "letters without accents"),
        ({"name": "\u2003"}, "Write a name."),
        ({"name": "Te\u200bss"}, "Give the name that colleagues know"),
        ({"name": "x" * 10_000}, "Give a name of at most 100 characters."),
        ({"role": ""}, "Choose a role."),
        ({"team": "7" * 30}, "Choose a team from the list."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_stays(adas, pat, typed, said):
    usual = {"name": "Tess Amoah", "username": "tess", "role": "spo", "team": pat.team_id}
    answer = adas.post("/users/new/", {**usual, **typed})
    assert answer.status_code == 422
    assert said in text_of(answer)
    kept = {**usual, **typed}
    assert f'value="{kept["username"]}"' in answer.text
    assert f'value="{kept["name"]}"' in answer.text
    assert not User.objects.filter(username="tess").exists()


def test_a_role_and_a_team_hold_from_the_next_request(as_, change, priya, person, other_team):
    theirs = as_(priya)
    address = f"/people/{person.crn}/"
    assert theirs.get(address).status_code == 200
    answer = change(priya, team=other_team.pk)
    assert answer.status_code == 303
    assert answer.url == f"/users/{priya.pk}/?saved=team"
    assert theirs.get(address).status_code == 404
    change(User.objects.get(pk=priya.pk), role=Role.ADMIN)
    assert theirs.get("/users/").status_code == 200


def test_what_becomes_of_those_they_hold_is_said_where_somebody_is_moved(
    adas, change, pat, priya, person, other_team
):
    moved = text_of(adas.get(change(pat, team=other_team.pk).url))
    assert "Pat Okonjo is in South one now. The people they hold stay with them, in" in moved
    before = (person.team_id, person.allocations.get().practitioner)
    person.refresh_from_db()
    assert (person.team_id, person.allocations.get().practitioner) == before
    nobodys = text_of(adas.get(change(priya, team="").url))
    assert "Priya Nair is in no team now." in nobodys
    assert "The people they hold" not in nobodys
    named = text_of(adas.get(change(User.objects.get(pk=pat.pk), name="Pat Moss").url))
    assert "Saved. It holds from their next page on." in named


def test_the_second_of_two_is_told_what_the_first_changed(adas, change, pat, other_team):
    version = shown_version(adas, pat)
    change(pat, team=other_team.pk)
    sent = {"name": "Pat Moss", "role": "spo", "team": pat.team_id, "version": version}
    late = adas.post(f"/users/{pat.pk}/", sent)
    assert late.status_code == 422
    assert "Somebody else changed this user meanwhile: Pat Okonjo" in text_of(late)
    assert 'value="Pat Moss"' in late.text
    assert f'<option value="{pat.team_id}" selected>' in late.text
    answers = re.search(r'name="version" value="(\w+)"', late.text)[1]
    assert adas.post(f"/users/{pat.pk}/", {**sent, "version": answers}).status_code == 303
    assert User.objects.get(pk=pat.pk).name == "Pat Moss"


def test_an_administrator_neither_demotes_nor_deactivates_themself(adas, change, ada):
    refused = [change(ada, role="spo"), adas.post(f"/users/{ada.pk}/deactivate/")]
    for answer in refused:
        assert answer.status_code == 422
        assert "Ask another administrator" in text_of(answer)
    assert "Deactivate Ada" not in text_of(adas.get(f"/users/{ada.pk}/"))
    assert adas.get("/users/").status_code == 200


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
