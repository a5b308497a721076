import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.queries.imports import brought

pytestmark = pytest.mark.django_db


def test_the_list_costs_one_statement_however_long(staged, ada):
    for number in range(3):
        staged(f"X482913,2026-03-03,a,{number}", by=ada)
    with CaptureQueriesContext(connection) as asked:
        found, older = brought(viewer=ada)
    assert (len(found), older, len(asked)) == (3, "", 1)
    assert [one.state for one in found] == ["Waiting to be read"] * 3


def test_the_name_of_a_file_is_told_to_whoever_brought_it(staged, ada, sam):
    staged("X482913,2026-03-03,a,1", by=ada)
    ((one,), _), ((other,), _) = brought(viewer=ada), brought(viewer=sam)
    assert (one.called, one.by) == ("contacts.csv", "you")
    assert (other.called, other.by) == ("A file of contacts", ada.name)
