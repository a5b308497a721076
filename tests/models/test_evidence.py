"""What was written is never changed or lost: every way to try, as the roles that could."""

import contextlib
import re
from pathlib import Path

import psycopg
import pytest

ATTACKS = Path(__file__).with_name("evidence_attacks.sql").read_text()
ATTACK = re.compile(
    r"^-- (?P<name>[^\n]+)\n-- application (?P<application>\w{5})(?:, owner (?P<owner>\w{5}))?\n"
    r"(?P<sql>.+?)(?=\n\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
FOUND = [attack.groupdict() for attack in ATTACK.finditer(ATTACKS)]
NAMES = [attack["name"] for attack in FOUND]


def attempt(kept, role: str, script: str) -> str | None:
    """The SQLSTATE with which the server said no; None when it let everything through."""
    script = script.replace("{owner}", kept.owner).replace("{application}", kept.application)
    with contextlib.closing(kept.connect(role)) as link:
        try:
            for statement in re.split(r";\n(?! )", script):
                run(link.cursor(), statement)
        except psycopg.Error as refusal:
            return refusal.sqlstate
    return None


def run(cursor: psycopg.Cursor, statement: str) -> None:
    if not statement.startswith("COPY"):
        cursor.execute(statement)
        return
    with cursor.copy(statement) as copy:
        list(copy)


def test_there_are_enough_of_them_and_none_is_left_out():
    assert len(FOUND) == ATTACKS.count("\n-- application ") >= 100
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("attack", FOUND, ids=NAMES)
def test_the_application_cannot_change_history(kept, attack):
    before = kept.digest()
    assert attempt(kept, kept.application, attack["sql"]) == attack["application"]
    assert kept.digest() == before


@pytest.mark.parametrize(
    "attack", [attack for attack in FOUND if attack["owner"]], ids=lambda attack: attack["name"]
)
def test_not_even_the_owner_of_the_tables_can(kept, attack):
    before = kept.digest()
    assert attempt(kept, kept.owner, attack["sql"]) == attack["owner"]
    assert kept.digest() == before
