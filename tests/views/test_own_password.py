import pytest
from django.test import Client

from contacts.models import AuditEntry
from tests.reading import text_of

TOLD, OWN = "kd7m-xw3q-p9hn-zt4c", "a bicycle in the rain"
ANOTHER = "nine lanterns over Kelby"


@pytest.fixture
def pats(pat) -> Client:
    """Pat, who has come in with a password she was told."""
    pat.set_password(TOLD)
    pat.password_is_one_time = True
    pat.save()
    client = Client()
    client.post("/sign-in/", {"login": "pat", "password": TOLD})
    return client


def choose(client, password, again=None, **more):
    sent = {"password": password, "again": password if again is None else again, **more}
    return client.post("/own-password/", sent)


def test_nothing_opens_before_a_password_of_ones_own_is_chosen(pats, person):
    address = f"/people/{person.crn}/"
    assert pats.get(address).url == f"/own-password/?next=%2Fpeople%2F{person.crn}%2F"
    assert pats.get("/people/", headers={"HX-Request": "true"}).status_code == 401
    assert pats.post(f"{address}contacts/", {"notes": "Seen."}).status_code == 401
    assert not person.contacts.exists()
    assert "Hartley" not in pats.get("/own-password/").text


def test_then_one_goes_on_to_where_one_was_going(pats, pat, person):
    going = f"/people/{person.crn}/"
    page = pats.get(pats.get(going).url)
    assert f'name="next" value="{going}"' in page.text
    answer = choose(pats, OWN, next=going)
    assert (answer.status_code, answer.url) == (303, going)
    assert pats.get(going).status_code == 200
    assert "Your password now" in text_of(pats.get("/own-password/"))
    assert not Client().login(username="pat", password=TOLD)


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        (TOLD, TOLD, "Choose another password than the one you were given."),
        ("short", "short", "at least 12"),
        (OWN, "another", "The two passwords differ."),
        ("", "", "Write a password."),
    ],
)
def test_what_cannot_be_is_said_and_never_sent_back(pats, pat, password, again, said):
    answer = choose(pats, password, again)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not password or f'value="{password}"' not in answer.text
    assert pats.get("/people/").status_code == 302


def test_nobody_is_sent_to_anybody_elses_page(pats):
    assert choose(pats, OWN, next="https://example.org/").url == "/people/"


@pytest.fixture
def changes(pats):
    """Pat, who has a password of her own, changes it for another."""
    choose(pats, OWN)

    def changed(current=OWN, password=ANOTHER, again=ANOTHER):
        sent = {"current": current, "password": password, "again": again}
        return pats.post("/own-password/", sent)

    return changed


def comes_in(password: str) -> Client | None:
    client = Client()
    answer = client.post("/sign-in/", {"login": "pat", "password": password})
    return client if answer.status_code == 302 else None


def test_everybody_gets_there_by_their_name_at_the_top(as_, ada, pat):
    for user, home in ((ada, "/users/"), (pat, "/people/")):
        assert f'<a href="/own-password/">{user.name} <' in as_(user).get(home).text


def test_a_password_is_changed_and_only_this_session_goes_on(pats, changes):
    elsewhere = comes_in(OWN)
    answer = changes()
    assert (answer.status_code, answer.url) == (303, "/own-password/?saved=yes")
    assert "Your password is changed." in text_of(pats.get(answer.url))
    assert pats.get("/people/").status_code == 200
    assert elsewhere.get("/people/").status_code == 302
    assert comes_in(ANOTHER)
    assert not comes_in(OWN)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"current": "a wrong one entirely"}, "That is not your password now."),
        ({"current": ""}, "Write the password you have now."),
        ({"current": "x" * 129}, "That is not your password now."),
        ({"current": TOLD}, "That is not your password now."),
        ({"password": OWN, "again": OWN}, "Choose another password than the one you have."),
        ({"again": OWN}, "The two passwords differ."),
        ({"password": "password1234567", "again": "password1234567"}, "one of the first that"),
    ],
)
def test_a_password_is_not_changed_for_what_cannot_be(pats, changes, pat, typed, said):
    answer = changes(**typed)
    assert answer.status_code == 422
    assert said in text_of(answer)
    pat.refresh_from_db()
    assert pat.check_password(OWN)
    for password in {OWN, ANOTHER, *typed.values()} - {""}:
        assert password not in answer.text


def test_guesses_at_it_count_with_those_at_sign_in(changes):
    for number in range(5):
        assert "That is not your password now." in text_of(changes(f"a wrong one {number}"))
    assert "Too many tries. Wait five minutes, then try again." in text_of(changes())
    assert not comes_in(OWN)


def test_it_is_written_down_without_the_password(pats, pat):
    assert pats.get("/own-password/").wsgi_request.user.username == "pat"
    answer = choose(pats, OWN)
    assert answer.wsgi_request.sensitive_post_parameters == "__ALL__"
    entries = AuditEntry.objects.order_by("id").values_list("act", "detail")
    assert list(entries) == [("sign_in", {}), ("asked_password", {}), ("own_password", {})]
