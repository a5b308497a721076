import datetime as dt

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.formats import outcomes
from contacts.formats.row_dates import write_row_date
from contacts.formats.spreadsheets import disarm
from contacts.models import Kind, Outcome, exported

pytestmark = pytest.mark.django_db
SINCE_1900 = st.integers(-2_208_900_000, 7_258_000_000)
SUMMER_AND_WINTER = st.integers(29_000_000, 29_600_000).map(lambda minutes: minutes * 60)


def moment(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(seconds=seconds)


def asked(expression: str, value: object, kind: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Europe/London'")
        sql = f"SELECT {expression} FROM (SELECT %s::{kind} AS it) AS row"  # noqa: S608  (our own)
        cursor.execute(sql, [value])
        return cursor.fetchone()[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(SINCE_1900 | SUMMER_AND_WINTER, st.sampled_from([0, 0.5, 0.123456]), st.booleans())
def test_the_database_writes_moments_as_rows_have_them(whole, part, known) -> None:
    at = moment(whole + part)
    written = asked(exported.written("it", str(known).upper()), at, "timestamptz")
    assert written == write_row_date(at, known)


@pytest.mark.parametrize("choices", [Kind, Outcome])
def test_kinds_and_outcomes_are_words_that_are_read_back(choices) -> None:
    read = outcomes.read_kind if choices is Kind else outcomes.read_outcome
    for value, label in choices.choices:
        assert asked(exported._label("it", choices), value, "text") == label
        assert read(label) == value
    assert asked(exported._label("it", choices), "", "text") == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("=+-@'\t\r\n aZz09[`{/:ä=\u200b\ufeff"), max_size=4))
def test_what_is_not_looked_at_closely_needs_no_disarming(text: str) -> None:
    assert asked(exported._disarmed("it"), text, "text") == disarm(text)
