import logging
import sys

import pytest
from django.db import IntegrityError, connection

from supervision.logs import WithoutWords

WORDS = "He told me about the letter."


def line(error: BaseException, formatter: logging.Formatter | None = None) -> str:
    """What the log says of an error that has been raised."""
    raised = (type(error), error, error.__traceback__)
    record = logging.LogRecord("diary", logging.ERROR, __file__, 1, "Failed: %s", ("/",), raised)
    if formatter:
        formatter.format(record)
    return WithoutWords().format(record)


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except type(error):
        return sys.exc_info()[1] or error


def test_an_error_is_told_by_its_class_and_place_and_not_by_its_text():
    said = line(raised(ValueError(WORDS)))
    assert "builtins.ValueError" in said
    assert "test_logs.py" in said
    assert " raised\n" in said + "\n"
    assert "ERROR diary Failed: /" in said
    assert WORDS not in said


def test_the_errors_behind_an_error_are_told_without_their_text():
    said = line(raised(KeyError(WORDS), raised(OSError(WORDS))))
    assert "builtins.KeyError" in said
    assert "builtins.OSError" in said
    assert WORDS not in said


def test_two_errors_that_name_each_other_are_told_once_each():
    first, second = ValueError(WORDS), KeyError(WORDS)
    first.__cause__, second.__cause__ = second, first
    said = line(first)
    assert (said.count("ValueError"), said.count("KeyError")) == (1, 1)


def test_what_another_formatter_kept_of_an_error_is_not_repeated():
    plain = logging.Formatter()
    record = logging.LogRecord("x", logging.ERROR, "", 1, "", (), None)
    error = raised(ValueError(WORDS))
    record.exc_info = (type(error), error, error.__traceback__)
    assert WORDS in plain.format(record)
    assert WORDS not in line(error, plain)
    assert WORDS not in WithoutWords().format(record)


def test_an_error_of_the_database_says_its_sqlstate(db):
    with pytest.raises(IntegrityError) as failed, connection.cursor() as cursor:
        cursor.execute("INSERT INTO contacts_pdu (name) VALUES (NULL)")
    said = line(failed.value)
    assert "psycopg.errors.NotNullViolation 23502" in said
    assert "null value" in str(failed.value)
    assert "null value" not in said


def test_the_source_lines_of_an_error_are_not_told():
    said = line(raised(ValueError("x")))
    assert "raise error from cause" not in said
