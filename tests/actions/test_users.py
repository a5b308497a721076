import pytest

from contacts.actions.refused import Refused
from contacts.actions.users import AlreadyAdded, add_user
from contacts.models import Act, AuditEntry, Role, User

GOOD = "a bicycle in the rain"


@pytest.fixture
def add(db):
    def added(**said):
        usual = {"username": "tess", "name": "Tess Amoah", "role": Role.SPO, "password": GOOD}
        return add_user(**{**usual, "team": None, "by": None, **said})

    return added


def test_somebody_added_can_sign_in(add, team):
    user = add(team=team)
    user.refresh_from_db()
    assert user.check_password(GOOD)
    assert (user.name, user.role, user.team, user.is_active) == ("Tess Amoah", "spo", team, True)


def test_it_is_written_down_without_the_password(add, team, ada):
    user = add(team=team, by=ada)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.username, entry.object) == (Act.ADD_USER, "ada", f"user {user.pk}")
    assert entry.detail["team"] == [None, "North one"]
    assert "password" not in entry.detail
    assert GOOD not in str(entry.detail)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"username": "tess amoah"}, "letters without accents"),
        ({"username": "téss"}, "letters without accents"),
        ({"username": ""}, "Write a username."),
        ({"username": "tess\n"}, "letters without accents"),
        ({"username": "t" * 151}, "too long"),
        ({"name": "  "}, "Write a name."),
        ({"name": "Tess\x00Amoah"}, "name that colleagues know"),
        ({"name": "Tess \udce9"}, "name that colleagues know"),
        ({"password": "short"}, "at least 12"),
        ({"password": "x" * 129}, "at most 128"),
        ({"password": "passwordpassword"}, "repeated"),
        ({"password": "a bicycle \udce9 rain"}, "a browser can send"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(add, said, sentence):
    with pytest.raises(Refused, match=sentence):
        add(**said)
    assert not User.objects.exists()
    assert not AuditEntry.objects.exists()


def test_somebody_who_is_there_as_they_were_to_be_added_is_handed_back(add, team):
    user = add(team=team)
    with pytest.raises(AlreadyAdded) as already:
        add(team=team)
    assert already.value.user == user
    assert User.objects.count() == 1


@pytest.mark.parametrize("username", ["pat", "PAT", "Pat"])
def test_a_username_is_taken_whatever_the_case_of_its_letters(add, pat, username):
    with pytest.raises(Refused, match=r"^Choose another username: pat is taken\.$") as refused:
        add(username=username)
    assert refused.value.field == "username"
