import os

import pytest
from django.db import ProgrammingError, connection, transaction

from contacts.actions.filing import file_waiting
from contacts.actions.grants import grant_application
from contacts.actions.judging import judge
from contacts.actions.refused import Refused
from contacts.actions.undoing import undo_import
from tests.brought import heaps

# Roles belong to the whole server, on which other runs may be at work.
ROLE = f"grants {os.getpid()}"
RIGHTS = """
SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee = %s
"""
COLUMNS = """
SELECT column_name FROM information_schema.role_column_grants
WHERE grantee = %s AND table_name = %s AND privilege_type = 'UPDATE'
"""


def run(statement: str, *about: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, about or None)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def role(db) -> str:
    run(f'CREATE ROLE "{ROLE}"')
    return ROLE


def rights(role: str, table: str) -> set[str]:
    return {right for name, right in run(RIGHTS, role) if name == table}


def changing(role: str, table: str) -> set[str]:
    return {column for (column,) in run(COLUMNS, role, table)}


def test_evidence_is_read_and_added_to(role):
    grant_application(role=role)
    for table in ("contact", "amendment", "sourcerecord", "auditentry"):
        assert rights(role, f"contacts_{table}") == {"SELECT", "INSERT"}
    assert "notes" not in changing(role, "contacts_contact") > {"state", "lead_id", "kind"}
    assert changing(role, "contacts_auditentry") == set()


def test_keys_are_never_changed(role):
    grant_application(role=role)
    columns = changing(role, "contacts_person")
    assert "crn" in columns
    assert "id" not in columns


def test_only_what_must_go_can_be_deleted(role):
    grant_application(role=role)
    deleting = {table for table, right in run(RIGHTS, role) if right == "DELETE"}
    assert deleting == {
        *("contacts_draft", "contacts_eventpair", "contacts_readrow", "contacts_stagedrow"),
        *("contacts_team_serves", "django_session", "diary_cache"),
    }
    assert not {right for _, right in run(RIGHTS, role)} & {"TRUNCATE", "TRIGGER", "REFERENCES"}


def test_tables_that_nothing_here_writes_are_only_read(role):
    grant_application(role=role)
    assert rights(role, "django_migrations") == rights(role, "auth_permission") == {"SELECT"}


def test_again_gives_the_same_and_takes_back_what_was_added(role):
    grant_application(role=role)
    before = sorted(run(RIGHTS, role))
    run(f'GRANT ALL ON contacts_contact, contacts_auditentry_default TO "{role}"')
    run("GRANT DELETE ON contacts_amendment TO PUBLIC")
    run(f'GRANT UPDATE (notes) ON contacts_amendment TO "{role}"')
    run(f'GRANT CREATE ON SCHEMA public TO "{role}"')
    grant_application(role=role)
    assert sorted(run(RIGHTS, role)) == before
    run(f'SET ROLE "{role}"')
    for attempt in ("DELETE FROM contacts_amendment", "UPDATE contacts_amendment SET notes = ''"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run(attempt)
    run("RESET ROLE")


def test_a_file_is_brought_in_waits_is_filed_and_taken_back_by_such_a_role(
    role, bring, person, add_person
):
    grant_application(role=role)
    waiting = add_person(crn="X100001")
    run(f'SET ROLE "{role}"')
    rows = ["X482913,2026-03-03,Rang.,1", "Z999999,2026-03-03,a,2", "X482913,2026-12-24,b,3"]
    batch = bring(*rows, "X482913,2026-03-03,Rang. And again.,1", "X482913,never,c,4")
    judge(batch=bring(rows[1], "X482913,2026-03-03,Other.,1"), by=None)
    waiting.crn = "Z999999"
    waiting.save(update_fields=["crn"])
    file_waiting(by=None)
    assert undo_import(batch=batch, by=None) == 2
    assert heaps(bring(*rows)) == {"new": 1, "already_here": 1, "to_check": 1}
    run("RESET ROLE")


def test_a_role_that_cannot_sort_a_file_is_told_so(role):
    run('REVOKE TEMPORARY ON DATABASE "' + connection.settings_dict["NAME"] + '" FROM PUBLIC')
    with pytest.raises(Refused, match="may not make temporary tables: GRANT TEMPORARY"):
        grant_application(role=role)


def test_there_must_be_such_a_role(db):
    with pytest.raises(Refused, match="no database role called nobody"):
        grant_application(role="nobody")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ('ALTER ROLE "{role}" SUPERUSER', "is a superuser"),
        ('ALTER ROLE "{role}" CREATEROLE', "member of other roles"),
        ('ALTER TABLE contacts_draft OWNER TO "{role}"', "owns the tables"),
        (
            'CREATE ROLE "{role} 2" ROLE "{role}"; ALTER TABLE contacts_draft OWNER TO "{role} 2"',
            "a member of a role that does",
        ),
        ('GRANT pg_execute_server_program TO "{role}"', "files of the server"),
        ('GRANT pg_write_all_data TO "{role}"', "could still change .* as pg_write_all_data"),
    ],
)
def test_a_role_that_could_do_anything_regardless_is_refused(role, made, why):
    run(made.format(role=role))
    with pytest.raises(Refused, match=why):
        grant_application(role=role)
    assert rights(role, "contacts_contact") == set()


def test_what_it_could_do_as_another_role_counts(role):
    run(f'CREATE ROLE "{role} 2"')
    run(f'GRANT DELETE ON contacts_auditentry_default TO "{role} 2"')
    run(f'GRANT "{role} 2" TO "{role}"')
    with pytest.raises(Refused, match=r"contacts_auditentry_default as grants \d+ 2"):
        grant_application(role=role)


def test_only_the_owner_grants(role):
    run(f'CREATE ROLE "{role} 2"')
    run(f'SET ROLE "{role} 2"')
    with pytest.raises(Refused, match="Only the owner"):
        grant_application(role=role)
    run("RESET ROLE")
