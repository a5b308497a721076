"""How the diary starts for real: with what it was told, or not at all."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from supervision import settings_demo

HOUSE = Path(__file__).parent.parent
SAID = {
    "DJANGO_SETTINGS_MODULE": "supervision.settings",
    "SECRET_KEY": "a-key-of-more-than-fifty-characters-drawn-for-this-test-alone-7",
    "ALLOWED_HOSTS": "diary.example",
}


def started(*words: str, without: tuple[str, ...] = (), **more: str) -> tuple[int, str]:
    """How a process of its own ends, and all that it said."""
    known = {**SAID, "DATABASE_URL": os.environ["DATABASE_URL"], **more}
    environment = {name: value for name, value in known.items() if name not in without}
    environment["PATH"] = os.environ["PATH"]
    done = subprocess.run(
        [sys.executable, *words],
        cwd=HOUSE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL"])
def test_the_diary_does_not_start_without_its_key_or_its_database(missing) -> None:
    status, said = started("-c", "import supervision.wsgi", without=(missing,))
    assert status != 0
    last = said.strip().splitlines()[-1]
    assert last.endswith(f"Set {missing}: the diary does not start without it.")


@pytest.mark.parametrize("command", ["check", "migrate", "load_demo"])
def test_a_command_says_so_in_one_sentence(command) -> None:
    said = started("manage.py", command, SECRET_KEY="")
    assert said == (1, "Set SECRET_KEY: the diary does not start without it.\n")


def test_the_server_starts_and_starts_no_database_of_its_own() -> None:
    asks = "import sys, supervision.wsgi; print([m for m in sys.modules if 'postgres' in m])"
    status, said = started("-c", asks)
    assert status == 0, said
    assert "supervision" not in said.strip().splitlines()[-1]


def test_being_told_to_stop_is_heard_by_what_goes_out_and_by_the_server() -> None:
    asks = """
import os, signal
heard = []
signal.signal(signal.SIGTERM, lambda *told: heard.append(told[0]))
import supervision.wsgi
from contacts.formats import stopping
os.kill(os.getpid(), signal.SIGTERM)
print(stopping.told.is_set(), heard)
"""
    status, said = started("-c", asks)
    assert (status, said.strip().splitlines()[-1]) == (0, "True [15]")


def test_a_check_for_deployment_finds_nothing() -> None:
    status, said = started("manage.py", "check", "--deploy", "--fail-level", "DEBUG")
    assert status == 0, said
    assert "no issues (0 silenced)" in said


def test_for_real_cookies_stay_with_the_secure_site_and_nothing_is_shown_of_errors() -> None:
    asks = """
from django.conf import settings as s
print(s.DEBUG, s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
    s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN,
    s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_PATH, s.CSRF_COOKIE_DOMAIN,
    s.SECURE_SSL_REDIRECT, s.ALLOWED_HOSTS)
"""
    status, said = started("-c", asks)
    assert status == 0, said
    assert said.split() == [
        *("False", "__Host-session", "True", "True"),
        *("Lax", "/", "None"),
        *("__Host-csrf", "True", "/", "None"),
        *("True", "['diary.example']"),
    ]


def test_behind_no_proxy_nobody_can_say_that_their_request_was_secure() -> None:
    asks = "from django.conf import settings as s; print(s.SECURE_PROXY_SSL_HEADER)"
    assert started("-c", asks) == (0, "None\n")
    told = started("-c", asks, TRUSTED_PROXIES="1")
    assert told == (0, "('HTTP_X_FORWARDED_PROTO', 'https')\n")


def test_the_demo_serves_this_machine_alone() -> None:
    assert settings_demo.ALLOWED_HOSTS == ["127.0.0.1", "localhost", "[::1]"]
    assert settings_demo.SECRET_KEY not in SAID.values()
    assert settings_demo.STATIC_ROOT.is_relative_to(HOUSE / ".local")


@pytest.mark.parametrize(
    ("name", "value"), [("statement_timeout", "15s"), ("lock_timeout", "5s"), ("jit", "off")]
)
def test_no_page_waits_for_ever(db, name, value) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        assert cursor.fetchone() == (value,)


def test_what_is_sent_may_be_a_full_box_and_no_file() -> None:
    full_box = 50_000 * len("%F0%9F%98%80")
    assert full_box < settings.DATA_UPLOAD_MAX_MEMORY_SIZE < 10 * full_box
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS <= 100
    assert settings.FILE_UPLOAD_HANDLERS == []


def test_limits_on_guessing_are_counted_where_every_worker_sees_them() -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith(".DatabaseCache")


def test_requests_are_not_transactions() -> None:
    """It would roll back the record of a refusal."""
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


def test_the_tests_run_on_a_database_of_their_own() -> None:
    assert urlsplit(os.environ["DATABASE_URL"]).scheme == "postgresql"
    assert str(connection.settings_dict["NAME"]).startswith("test_")


def test_neither_the_admin_nor_sign_up_is_installed() -> None:
    assert not {"django.contrib.admin", "allauth.socialaccount"} & {*settings.INSTALLED_APPS}
