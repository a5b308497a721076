from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from contacts.actions.refused import Refused
from contacts.models import (
    Amendment,
    AuditEntry,
    Concern,
    Contact,
    Decision,
    Draft,
    EventPair,
    FollowUp,
    ReadRow,
    SourceRecord,
    StagedRow,
    Talk,
    Team,
)

# What nobody may change, but for these columns of it; the triggers hold the same.
EVIDENCE: dict[type[models.Model], list[str]] = {
    Contact: [
        *("state", "lead", "seen", "hash"),
        *("occurred_at", "time_known", "kind", "outcome", "minutes"),
        "person",
    ],
    Amendment: [],
    FollowUp: ["state", "closed_at", "closed_by", "closed_in", "reply", "person"],
    Concern: [
        *("contact", "closed_at", "closed_by", "what_became_of_it", "taken_back_at"),
        "person",
    ],
    Talk: ["contact", "closed_at", "closed_by", "what_was_said", "taken_back_at", "person"],
    Decision: ["taken_back_at", "taken_back_by"],
    SourceRecord: [],
    AuditEntry: [],
}
MAY_GO = [Draft, EventPair, ReadRow, StagedRow, Session, Team.serves.through]
ONLY_READ = ["auth", "contenttypes"]  # apps whose tables nothing here ever writes

OWNERS = """
SELECT datdba FROM pg_database WHERE datname = current_database()
UNION SELECT nspowner FROM pg_namespace WHERE nspname = 'public'
UNION SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION SELECT proowner FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
UNFIT = f"""
SELECT CASE
    WHEN rolsuper THEN 'is a superuser'
    WHEN rolcreaterole THEN 'may make itself a member of other roles'
    WHEN EXISTS (
        SELECT FROM ({OWNERS}) AS owners (id) WHERE pg_has_role(pg_roles.oid, id, 'MEMBER')
    )
        THEN 'owns the tables, or is a member of a role that does'
    WHEN pg_has_role(oid, 'pg_write_server_files', 'MEMBER')
        OR pg_has_role(oid, 'pg_execute_server_program', 'MEMBER')
        THEN 'may reach the files of the server'
    END
FROM pg_roles WHERE rolname = %s
"""  # noqa: S608  (a constant of ours)
NOT_OURS = """
SELECT relname FROM pg_class WHERE oid = ANY(%s::regclass[])
AND NOT pg_has_role(current_user, relowner, 'USAGE') LIMIT 1
"""
# Through another role, or from another grantor, whose grants a REVOKE of ours leaves alone.
STILL = """
SELECT other.rolname, pg_class.relname FROM pg_roles AS other, pg_class
WHERE pg_has_role(%s, other.oid, 'MEMBER') AND pg_class.oid = ANY(%s::regclass[])
AND has_table_privilege(other.oid, pg_class.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
ORDER BY other.rolname = %s LIMIT 1
"""
# In tables that go with the transaction the rows of a file are sorted before they are filed.
SCHEMA_AND_TEMPORARY = """
SELECT has_schema_privilege(%s, 'public', 'CREATE'),
    has_database_privilege(%s, current_database(), 'TEMPORARY')
"""
PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass"


@transaction.atomic
def grant_application(*, role: str) -> None:
    """Let a database role do what the web application needs, and nothing that undoes evidence.

    Run again, it covers the tables added since and takes back whatever else the role was given.
    Raises Refused when there is no such role, when it could do anything regardless (a superuser,
    or one with the owner's rights), and when we do not own the tables.
    """
    evidence = [model._meta.db_table for model in EVIDENCE]
    with connection.cursor() as cursor:
        _refuse_unfit(cursor, role, evidence)
        for statement in _statements(_quoted(role)):
            cursor.execute(statement)
        cursor.execute(PARTITIONS, [AuditEntry._meta.db_table])
        evidence += [partition for (partition,) in cursor.fetchall()]
        cursor.execute(STILL, [role, evidence, role])
        for other, table in cursor.fetchall():
            raise Refused(f"{role} could still change {table} as {other}: take that away first.")
        cursor.execute(SCHEMA_AND_TEMPORARY, [role, role])
        creates, sorts = cursor.fetchone()
    if creates:
        raise Refused(f"{role} could still create in schema public: take that away first.")
    if not sorts:
        raise Refused(f"{role} may not make temporary tables: GRANT TEMPORARY ON DATABASE first.")


def _refuse_unfit(cursor: CursorWrapper, role: str, evidence: list[str]) -> None:
    cursor.execute(UNFIT, [role])
    found = cursor.fetchone()
    if found is None:
        raise Refused(f"There is no database role called {role}. Make it first, with CREATE ROLE.")
    if found[0]:
        raise Refused(f"{role} {found[0]}: make a role that can do nothing by itself.")
    cursor.execute(NOT_OURS, [evidence])
    for (table,) in cursor.fetchall():
        raise Refused(f"Only the owner of {table} can grant this: connect as that role.")


def _statements(role: str) -> Iterator[str]:
    for what in ("ALL TABLES", "ALL SEQUENCES"):
        yield f"REVOKE ALL ON {what} IN SCHEMA public FROM PUBLIC, {role}"
    yield f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for table, rights in _rights():
        yield f"GRANT {rights} ON {_quoted(table)} TO {role}"


def _rights() -> Iterator[tuple[str, str]]:
    """Every table of ours, and what may be done to its rows."""
    yield MigrationRecorder.Migration._meta.db_table, "SELECT"
    for cache in settings.CACHES.values():
        if cache["BACKEND"].endswith(".DatabaseCache"):
            yield cache["LOCATION"], "SELECT, INSERT, UPDATE, DELETE"
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model._meta.db_table, _rights_to(model)


def _rights_to(model: type[models.Model]) -> str:
    """No key is ever changed: all that hangs on a person would hang on another."""
    if model._meta.app_label in ONLY_READ:
        return "SELECT"
    fields = [field for field in model._meta.local_fields if not field.primary_key]
    if model in EVIDENCE:
        fields = [field for field in fields if field.name in EVIDENCE[model]]
    rights = ["SELECT", "INSERT", *(["DELETE"] if model in MAY_GO else [])]
    if fields:
        rights.append(f"UPDATE ({', '.join(_quoted(str(field.column)) for field in fields)})")
    return ", ".join(rights)


def _quoted(name: str) -> str:
    return sql.Identifier(name).as_string()
