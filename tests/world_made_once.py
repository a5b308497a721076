"""The full diary made once for all the tests of a module: making it takes longer than most of them.

Everybody in it is signed in already, which takes longer than what they ask for.
Each test finds it as it was made; what the test does in it is undone.
"""

import pickle
from collections.abc import Iterator

import pytest
import pytest_django
from django.conf import settings
from django.db import transaction
from django.test import Client

from contacts.formats import clock
from contacts.models import PDU, Team, User
from tests.cast import CAST, NORTH, NOW, SOUTH
from tests.world import World, made


@pytest.fixture(scope="module")
def made_once(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[bytes]:
    """A world for a module that asks much of it, made before its first test and undone at last."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "now", lambda: NOW)
            kept = pickle.dumps(_made_with_its_cast())
        yield kept
        transaction.set_rollback(True)


@pytest.fixture
def same_world(made_once: bytes, db: None) -> World:
    """The module's world as it was made, whatever the tests before did in it."""
    return pickle.loads(made_once)  # noqa: S301  (our own, of this process)


def _made_with_its_cast() -> World:
    teams = {
        "north": Team.objects.create(name="North one", pdu=PDU.objects.create(**NORTH)),
        "south": Team.objects.create(name="South one", pdu=PDU.objects.create(**SOUTH)),
    }
    users = []
    for username, (name, role) in CAST.items():
        team = teams["south" if username == "olu" else "north"]
        users.append(User.objects.create_user(username, name=name, role=role, team=team))
    world = made(users, *teams.values())
    world.users["pat"].set_password("correct-horse-battery")
    world.users["pat"].save()
    for who, user in world.users.items():
        browser = Client()
        browser.force_login(user)
        world.sessions[who] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return world


def signed_in(world: World, who: str) -> Client:
    """A browser of one of the module's world, or of somebody anonymous."""
    browser = Client(raise_request_exception=False)
    if who != "anonymous":
        browser.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[who]
    return browser
