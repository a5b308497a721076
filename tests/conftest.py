"""The cast. Each may see something else, and every test says who is looking."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_django
from django.db import OperationalError, connection, transaction
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test import Client, TransactionTestCase

from contacts import checks
from contacts.formats import clock
from contacts.models import (
    PDU,
    Allocation,
    Appointment,
    Contact,
    ImportBatch,
    Person,
    Source,
    SourceRecord,
    Team,
    User,
)
from tests.cast import CAST, NORTH, NOW, SOUTH

# A busy machine is slow, and nothing is wrong with what it tries.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

# Locked first, so that no late answer to a browser writes into what the next test finds.
EMPTY = """
DO $$
DECLARE
  filled boolean;
  tables regclass[] := ARRAY(
    SELECT oid FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
  );
BEGIN
  EXECUTE format('LOCK TABLE %s IN EXCLUSIVE MODE', array_to_string(tables, ', '));
  FOR number IN 1 .. cardinality(tables) LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', tables[number]) INTO filled;
    IF filled THEN
      EXECUTE format('DELETE FROM %s', tables[number]);
    END IF;
  END LOOP;
END $$
"""

pytest_plugins = [
    "tests.taken_out",
    "tests.world",
    "tests.world_made_once",
    "tests.brought",
    "tests.looked_for",
    "tests.shared_out",
]


def pytest_report_header() -> str:
    return f"addresses without a gate: {', '.join(checks.WITHOUT_A_GATE)}"


@pytest.fixture(autouse=True)
def sunday_morning(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.datetime], None]:
    """The clock stands at 11:00 on Sunday 22 November 2026 until a test moves it."""

    def move(to: dt.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: to)

    move(NOW)
    return move


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """A transactional test's tables are emptied after it, which the triggers would not let be.

    Django would truncate every table and fill its own again, which takes longer than most tests.
    """

    def empty(case: TransactionTestCase, tries: int = 5) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(EMPTY)
        except OperationalError:  # each waited for the other: a late answer, and this
            if tries == 1:
                raise
            empty(case, tries - 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """Nothing counts rows that are taken back when a test ends, or plans would be made by them.

    A browser's last request may still hold the database when it is to be dropped. Where no test of
    the run asks for one, none was made.
    """
    if not str(connection.settings_dict["NAME"]).startswith(TEST_DATABASE_PREFIX):
        yield
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(Path(__file__).with_name("uncounted.sql").read_text())
    yield
    with django_db_blocker.unblock():
        connection.close()  # a test may have ended it
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def north(db) -> PDU:
    return PDU.objects.create(**NORTH)


@pytest.fixture
def south(db) -> PDU:
    return PDU.objects.create(**SOUTH)


@pytest.fixture
def team(north) -> Team:
    return Team.objects.create(name="North one", pdu=north)


@pytest.fixture
def other_team(south) -> Team:
    return Team.objects.create(name="South one", pdu=south)


@pytest.fixture
def add_user(db) -> Callable[..., User]:
    def add(username: str, name: str, role: str, team: Team | None) -> User:
        return User.objects.create_user(username, name=name, role=role, team=team)

    return add


@pytest.fixture
def pat(add_user, team) -> User:
    """A practitioner who holds the person."""
    return add_user("pat", *CAST["pat"], team)


@pytest.fixture
def priya(add_user, team) -> User:
    """A practitioner in Pat's team."""
    return add_user("priya", *CAST["priya"], team)


@pytest.fixture
def sam(add_user, team) -> User:
    """Their SPO."""
    return add_user("sam", *CAST["sam"], team)


@pytest.fixture
def olu(add_user, other_team) -> User:
    """A practitioner in another PDU: to Olu the person does not exist."""
    return add_user("olu", *CAST["olu"], other_team)


@pytest.fixture
def ada(add_user, team) -> User:
    """The administrator, who opens no timeline."""
    return add_user("ada", *CAST["ada"], team)


@pytest.fixture
def add_person(db) -> Callable[..., Person]:
    """A person, with a CRN of their own unless one is given."""

    def add(**known) -> Person:
        known.setdefault("crn", f"X{100000 + Person.objects.count()}")
        return Person.objects.create(
            **{"first_name": "Dean", "last_name": "Hartley", "team": None, **known}
        )

    return add


@pytest.fixture
def person(add_person, pat, team) -> Person:
    """Somebody Pat has held since May 2024."""
    person = add_person(crn="X482913", team=team, date_of_birth=dt.date(1991, 4, 12))
    Allocation.objects.create(person=person, practitioner=pat, since=dt.date(2024, 5, 1))
    return person


@pytest.fixture
def add_contact(db) -> Callable[..., Contact]:
    """A contact typed here by its author, or with `author_name` one that came from a source."""

    def add(person: Person, author: User | None = None, **known) -> Contact:
        typed = {"author": author, "token": uuid.uuid4()} if author else {}
        usual = {"occurred_at": clock.now(), "recorded_at": clock.now(), "notes": "Seen today."}
        return Contact.objects.create(person=person, **{**typed, **usual, **known})

    return add


@pytest.fixture
def plan(db) -> Callable[..., Appointment]:
    """Something that nDelius, or another source, says was planned for a moment."""

    def add(person: Person, at: dt.datetime, *, source: str = "nDelius", **known) -> Appointment:
        of, _ = Source.objects.get_or_create(name=source)
        batch, _ = ImportBatch.objects.get_or_create(source=of, defaults={"loaded_at": clock.now()})
        digest = uuid.uuid4().bytes
        record = SourceRecord.objects.create(source=of, batch=batch, digest=digest, raw={})
        return Appointment.objects.create(
            person=person, at=at, source_record=record, **{"author_name": "R. Shah", **known}
        )

    return add


@pytest.fixture
def contact(add_contact, person, pat) -> Contact:
    return add_contact(person, pat, notes="On time. Slept badly.")


@pytest.fixture
def as_() -> Callable[[User], Client]:
    """A browser in which this user is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
