import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.formats.spreadsheets import DISARMED, arm, disarm

STARTS = (
    "=+-@\t\r\n '\u00a0\u200b\ufeff\u2060\u3000\u00ad\x01\x7f\x85\u2028\u202e"
    '\uff1d\uff0b\uff0d\uff20\ufe62\u2212a0"|%\u2013'
)
CELLS = st.text(st.sampled_from(STARTS), max_size=6) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20
)


def cells() -> list[tuple[str, bool]]:
    table = Path(__file__).with_name("cells.csv")
    with table.open(encoding="utf-8", newline="") as file:
        found = [(row["cell"], row["live"] == "yes") for row in csv.DictReader(file)]
    return [*found, ("\r=1+1", True), ("\rx", True), ("\x1f=1", True), (" \r\n=1", True)]


@pytest.mark.parametrize(("cell", "live"), cells(), ids=ascii)
def test_what_a_spreadsheet_would_run_is_disarmed_and_comes_back(cell: str, live: bool) -> None:
    assert disarm(cell) == ("'" + cell if live else cell)
    assert arm(disarm(cell)) == cell


@given(CELLS | st.text())
def test_any_text_comes_back_exactly(cell: str) -> None:
    assert arm(disarm(cell)) == cell


@given(CELLS)
def test_nothing_disarmed_begins_with_a_sign_that_runs(cell: str) -> None:
    begins = disarm(cell).lstrip(" \xa0\u200b\u2060\ufeff\u3000\r\n\t")[:1]
    assert begins not in {*"=+-@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
    assert disarm(cell)[:1] not in {"\t", "\r", "\n"}


@given(CELLS, CELLS)
def test_two_texts_are_never_disarmed_to_one(one: str, other: str) -> None:
    assert (disarm(one) == disarm(other)) == (one == other)


@pytest.fixture
def in_sql(db: None) -> Callable[[list[str]], list[str]]:
    """Texts disarmed by the database."""
    cells = "unnest(%s::text[]) WITH ORDINALITY AS t(cell, n)"
    disarmed = f"SELECT {DISARMED.format(column='cell')} FROM {cells} ORDER BY n"  # noqa: S608 (all our own)

    def read(texts: list[str]) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(disarmed, [texts])
            return [row[0] for row in cursor.fetchall()]

    return read


def test_the_database_disarms_the_same_cells(in_sql: Callable[[list[str]], list[str]]) -> None:
    texts = [cell for cell, _ in cells()]
    assert in_sql(texts) == [disarm(text) for text in texts]


def test_the_database_knows_every_character_that_python_does(
    in_sql: Callable[[list[str]], list[str]],
) -> None:
    every = [chr(code) for code in range(1, 0x11000) if not 0xD800 <= code < 0xE000]
    for after in ("", "=", "a"):
        texts = [character + after for character in every]
        assert in_sql(texts) == [disarm(text) for text in texts]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=50))
def test_the_database_and_python_agree_on_any_text(
    in_sql: Callable[[list[str]], list[str]], texts: list[str]
) -> None:
    assert in_sql(texts) == [disarm(text) for text in texts]


def test_an_empty_value_of_the_database_stays_empty(
    in_sql: Callable[[list[str]], list[str]],
) -> None:
    assert in_sql([None]) == [None]
