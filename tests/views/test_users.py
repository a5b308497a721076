import re

import pytest

from contacts.models import AuditEntry, Role, User
from tests.reading import text_of

GOOD = "a bicycle in the rain"


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
