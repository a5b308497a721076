"""Journeys in a real Chromium: the system's own, on a server that runs beside the tests."""

import datetime as dt
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from contacts.models import Draft, Person, Standing, User
from journeys import diaries
from journeys.hands import WAYS, Hands, Way
from journeys.watch import Watch, kept_by_the_browser
from journeys.windows import Windows
from tests.cast import NOW

# Playwright's own loop runs in this thread, and Django would refuse the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

MARK = "Lapwing"  # stands in the notes of every journey, and must be nowhere else
WORDS = f"Seen at home, kettle on. {MARK}."
# The one without windows takes half the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
PATIENCE = 20_000  # milliseconds; a busy machine is slow, and nothing is wrong with it
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        reason = "Chromium is not installed: no journey was made. apt-get install chromium"
        if os.environ.get("REQUIRE_CHROMIUM") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    # One process for all tabs: each journey has a tab of its own, and a new process takes longest.
    flags += ["--disable-site-isolation-trials", "--renderer-process-limit=1"]
    return {"executable_path": CHROMIUM, "args": flags}


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    """Every journey is made at a laptop's and a phone's width, by keyboard, and without scripts."""
    return request.param


@pytest.fixture(scope="session")
def windows(browser: Browser, live_server: LiveServer) -> Windows:
    return Windows(browser, live_server.url, PATIENCE)


@pytest.fixture
def at_a_browser(
    windows: Windows, live_server: LiveServer, way: Way
) -> Iterator[Callable[[User | None], Hands]]:
    """A browser for one user, already signed in; None has not signed in."""
    opened: list[tuple[BrowserContext, Watch, Hands]] = []

    def open_browser(user: User | None) -> Hands:
        window = windows.take(way)
        watch = Watch(window)
        if user:
            window.add_cookies([_session_of(user, live_server.url)])
        hands = Hands(windows.tab(window, way), way)
        opened.append((window, watch, hands))
        return hands

    yield open_browser
    for window, watch, hands in opened:
        heard = watch.stop(hands.expected)
        kept = "".join(map(kept_by_the_browser, windows.tabs(window)))
        windows.give_back(window, way)
        assert not heard, heard
        assert not re.search(MARK, kept, re.IGNORECASE)


def _session_of(user: User, address: str) -> Any:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


@pytest.fixture
def pats(at_a_browser: Callable[[User | None], Hands], pat: User) -> Hands:
    """Pat at a browser, signed in."""
    return at_a_browser(pat)


@pytest.fixture
def begin(pat, person) -> Callable[..., Draft]:
    """What Pat wrote on another machine, or earlier."""

    def begun(notes: str = WORDS, about: Person = person, at=NOW) -> Draft:
        known = {"user": pat, "person": about, "token": uuid.uuid4(), "saved_at": at}
        return Draft.objects.create(notes=notes, **known)

    return begun


@pytest.fixture
def caseload(person, pat, team, add_person) -> list[Person]:
    """Pat's list: Dean met yesterday, others longer ago, two in custody, one suspended."""
    names = [
        ("Ama", "Boateng", 33),
        ("Zoë", "Wiśniewska", 12),
        ("Siân", "O’Leary", 4),
        ("Mohammed", "Iqbal", 5),
        ("Jerome", "Clarke-Ellis", 6),
    ]
    diaries.a_diary_of_every_kind(person, pat)
    diaries.everything_known(person)
    people = [person]
    for first, last, days in names:
        one = diaries.hold(add_person(first_name=first, last_name=last, team=team), pat)
        diaries.write(one, pat, days, f"{MARK}. Talked about the tribunal date and the flat.")
        people.append(one)
    return people + [_away(add_person, pat, team, *away) for away in AWAY]


AWAY = [
    ("Liam", "Okafor", Standing.What.CUSTODY, {"place": "HMP Leeds"}, dt.date(2026, 12, 4)),
    ("Femi", "Adeyinka", Standing.What.RECALLED, {"place": "HMP Hull"}, dt.date(2027, 3, 1)),
    ("Grace", "Lindqvist", Standing.What.SUSPENDED, {"reason": "Reset"}, None),
]


def _away(add_person, pat, team, first, last, what, where, release) -> Person:
    one = diaries.hold(add_person(first_name=first, last_name=last, team=team), pat)
    diaries.stands(one, what, dt.date(2026, 8, 3), expected_release=release, **where)
    return one
