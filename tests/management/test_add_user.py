import io
import sys

import pytest

from contacts.models import Act, AuditEntry, User

TESS = ["add_user", "tess", "--name", "Tess Amoah", "--role", "spo"]
GOOD = "a bicycle in the rain"


@pytest.fixture
def stdin(monkeypatch):
    def sends(sent: bytes, *, terminal: bool = False):
        stream = io.TextIOWrapper(io.BytesIO(sent), encoding="utf-8")
        monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
        monkeypatch.setattr(sys, "stdin", stream)

    return sends


@pytest.fixture
def typing(monkeypatch, stdin):
    """Somebody at a terminal, who types these when asked."""

    def types(*passwords: str):
        stdin(b"", terminal=True)
        asked = iter(passwords)
        monkeypatch.setattr("contacts.management.commands.add_user.getpass", lambda _: next(asked))

    return types


def test_a_user_is_added_with_a_password_typed_twice(manage, typing, team):
    typing(GOOD, GOOD)
    code, out, err = manage(*TESS, "--team", "North one")
    assert (code, out, err) == (0, "Tess Amoah can now sign in as tess.\n", "")
    user = User.objects.get()
    assert user.team == team
    assert user.check_password(GOOD)
    assert AuditEntry.objects.get(act=Act.ADD_USER).username == "command line"


def test_a_password_comes_from_standard_input(manage, stdin):
    stdin(GOOD.encode() + b"\r\nand more\n")
    assert manage(*TESS, "--password-stdin")[0] == 0
    assert User.objects.get().check_password(GOOD)


def test_two_different_passwords_add_nobody(manage, typing):
    typing(GOOD, "another")
    assert manage(*TESS)[2] == "CommandError: The two passwords differ, so nobody was added.\n"
    assert not User.objects.exists()


def test_leaving_the_question_adds_nobody(manage, stdin, monkeypatch):
    def leaves(_):
        raise KeyboardInterrupt

    stdin(b"", terminal=True)
    monkeypatch.setattr("contacts.management.commands.add_user.getpass", leaves)
    code, _, err = manage(*TESS)
    assert (code, "No password was given" in err) == (1, True)


def test_without_a_terminal_it_says_what_to_use(manage, stdin):
    stdin(b"")
    assert "use --password-stdin" in manage(*TESS)[2]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ([*TESS, "--team", "West one"], "There is no team called West one."),
        ([*TESS, "--team", "West \udce9"], "There is no team called 'West"),
        ([*TESS[:-1], "governor"], "invalid choice: 'governor'"),
        (["add_user", "té", *TESS[2:]], "letters without accents"),
        (["add_user", "\udce9", *TESS[2:]], "letters without accents"),
        (["add_user", "pat", *TESS[2:]], "pat is taken"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(manage, stdin, pat, typed, sentence):
    stdin(GOOD.encode())
    code, out, err = manage(*typed, "--password-stdin")
    assert code
    assert not out
    assert sentence in err
    assert "Traceback" not in err


def test_a_poor_password_is_said_in_a_sentence(manage, stdin):
    stdin(b"password\n")
    assert "at least 12 characters" in manage(*TESS, "--password-stdin")[2]


def test_bytes_that_are_no_text_are_no_password(manage, stdin):
    stdin(b"caf\xe9 in the rain\n")
    assert "UTF-8" in manage(*TESS, "--password-stdin")[2]
