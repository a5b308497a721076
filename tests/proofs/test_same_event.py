"""What people say of two records is exact, whatever the records and in whatever order."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.events import RECORDS, check_join_then_part

pytestmark = pytest.mark.django_db
LONG = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=500
)


@LONG
@given(RECORDS, st.data())
def test_join_then_part_leaves_every_row_as_it_was_five_hundred_times(person, pat, told, data):
    with transaction.atomic():
        check_join_then_part(person, pat, told, data.draw)
        transaction.set_rollback(True)
