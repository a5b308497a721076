"""The triggers are where they must be: on every table, on every partition, also on later ones."""

import contextlib
import io

import psycopg
import pytest
from django.core.management import call_command

from contacts.actions.grants import EVIDENCE
from contacts.models import Amendment, AuditEntry, Contact

PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass"
TRIGGERS = """
SELECT tgname FROM pg_trigger
WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A')
"""
MAY_CHANGE = """
SELECT encode(tgargs, 'escape') FROM pg_trigger
WHERE tgrelid = %s::regclass AND tgname = 'evidence'
"""
OURS = """
SELECT proname FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'contacts\\_%%'
AND prosqlbody IS NULL AND NOT coalesce(proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}'
"""
MINE = "SELECT count(*) FROM pg_class WHERE oid = %s::regclass AND has_table_privilege(%s, oid, %s)"


@pytest.fixture
def owner(kept):
    with contextlib.closing(kept.connect(kept.owner)) as link:
        yield link


def names(link: psycopg.Connection, query: str, *about: str) -> set[str]:
    return {row[0] for row in link.execute(query, about)}


@pytest.mark.parametrize("model", EVIDENCE)
def test_every_table_of_evidence_has_its_triggers(owner, model):
    assert names(owner, TRIGGERS, model._meta.db_table) >= {"evidence", "never_emptied"}


@pytest.mark.parametrize("model", [Amendment, AuditEntry])
def test_no_row_names_a_transaction_other_than_its_own(owner, model):
    assert "written_in_this_transaction" in names(owner, TRIGGERS, model._meta.db_table)


def test_contacts_are_put_right_and_moved_only_beside_what_says_so(owner):
    triggers = names(owner, TRIGGERS, Contact._meta.db_table)
    assert triggers >= {"put_right_by_an_amendment", "person_changes_by_joining"}


@pytest.mark.parametrize("model", EVIDENCE)
def test_rights_and_triggers_let_the_same_columns_change(owner, model):
    (said,) = names(owner, MAY_CHANGE, model._meta.db_table)
    columns = {model._meta.get_field(name).column for name in EVIDENCE[model]}
    assert {column for column in said.split("\\000") if column} == columns


def test_every_partition_has_its_triggers_also_one_made_later(kept, owner, django_db_blocker):
    before = names(owner, PARTITIONS, "contacts_auditentry")
    with django_db_blocker.unblock(), kept.in_django(kept.owner):
        call_command("make_audit_partitions", months=20, stdout=io.StringIO())
    partitions = names(owner, PARTITIONS, "contacts_auditentry")
    assert partitions > before > {"contacts_auditentry_default"}
    triggers = {"evidence", "never_emptied", "written_in_this_transaction"}
    for partition in partitions:
        assert names(owner, TRIGGERS, partition) >= triggers, partition
        with pytest.raises(psycopg.Error, match="nothing is deleted"):
            owner.execute(f"TRUNCATE {partition}")


def test_the_application_reaches_partitions_only_through_the_trail(kept, owner):
    for partition in names(owner, PARTITIONS, "contacts_auditentry"):
        rights = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"
        assert owner.execute(MINE, (partition, kept.application, rights)).fetchone() == (0,)


def test_no_session_can_put_anything_in_the_way_of_our_functions(owner):
    assert names(owner, OURS) == set()


def test_a_copy_in_adds_and_never_writes_over(kept):
    before = kept.digest()
    with contextlib.closing(kept.connect(kept.application)) as link:
        command = "COPY contacts_auditentry (id, at, username, role, act, people, object, detail,"
        with (
            pytest.raises(psycopg.errors.UniqueViolation),
            link.cursor().copy(f"{command} request_id, address) FROM STDIN") as copy,
        ):
            copy.write("61\t2026-11-20 10:30Z\tpriya\t\tamend\t{}\t\t{}\t\t\n")
    assert kept.digest() == before
