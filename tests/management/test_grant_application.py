import os

import pytest
from django.db import connection, transaction

from tests.test_every_answer import ANSWERS, ask

ROLE = f"granted {os.getpid()}"


@pytest.fixture
def role(db) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{ROLE}"')
    return ROLE


def test_a_role_is_granted_what_it_needs(manage, role):
    code, out, err = manage("grant_application", role)
    assert (code, err) == (0, "")
    assert out == f"{role} may now do what the web application needs, and no more.\n"


@pytest.mark.parametrize("name", ["nobody", "no\udce9body"])
def test_a_role_that_is_not_there_is_said_in_a_sentence(manage, name):
    code, out, err = manage("grant_application", name)
    assert (code, out) == (1, "")
    assert "no database role" in err


def test_a_superuser_is_refused_in_a_sentence(manage, role):
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER ROLE "{role}" SUPERUSER')
    code, _, err = manage("grant_application", role)
    assert code == 1
    assert err.startswith(f"CommandError: {role} is a superuser")


def test_with_what_a_role_is_granted_every_page_answers_as_it_should(manage, role, same_world):
    """Nothing that a page reads or writes was forgotten."""
    manage("grant_application", role)
    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{role}"')
    wrong = []
    for answer in ANSWERS:
        with transaction.atomic():
            given = ask(same_world, answer).status_code
            transaction.set_rollback(True)
        if given != int(answer["status"]):
            wrong.append((answer["answer"], given))
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert wrong == []
