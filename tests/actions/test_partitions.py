import datetime as dt

import pytest
from django.db import connection

from contacts import audit
from contacts.actions.partitions import make_audit_partitions
from contacts.models import Act, AuditEntry

LATE = dt.datetime(2030, 11, 30, 23, 59, 59, 999999, tzinfo=dt.UTC)
KEPT_IN = "SELECT tableoid::regclass::text FROM contacts_auditentry WHERE id = %s"


def kept_in(entry: AuditEntry) -> str:
    with connection.cursor() as cursor:
        cursor.execute(KEPT_IN, [entry.pk])
        return cursor.fetchone()[0]


@pytest.fixture
def years_on(sunday_morning):
    sunday_morning(LATE)
    return sunday_morning


def test_this_month_and_the_next_have_one(db, years_on):
    assert make_audit_partitions(months=3) == []
    entry = audit.record(Act.SIGN_IN, user=None)
    assert kept_in(entry) == "contacts_auditentry_2030_11"
    years_on(LATE + dt.timedelta(microseconds=1))
    assert kept_in(audit.record(Act.SIGN_IN, user=None)) == "contacts_auditentry_2030_12"
    years_on(dt.datetime(2031, 1, 31, 23, 59, tzinfo=dt.UTC))
    assert kept_in(audit.record(Act.SIGN_IN, user=None)) == "contacts_auditentry_2031_01"


def test_again_adds_nothing(db, years_on):
    make_audit_partitions(months=2)
    assert make_audit_partitions(months=2) == []


def test_a_month_whose_entries_came_first_is_named_and_keeps_them(db, years_on):
    entry = audit.record(Act.SIGN_IN, user=None)
    assert make_audit_partitions(months=2) == [dt.date(2030, 11, 1)]
    assert kept_in(entry) == "contacts_auditentry_default"
    years_on(dt.datetime(2030, 12, 5, tzinfo=dt.UTC))
    assert kept_in(audit.record(Act.SIGN_IN, user=None)) == "contacts_auditentry_2030_12"
