"""A load that is killed, at fifty points of its way, has done all or nothing."""

import pytest

from tests.killed import kill_at_random, write_file


@pytest.mark.django_db(transaction=True)
def test_a_load_that_is_killed_at_any_point_has_done_all_or_nothing(person, tmp_path):
    assert 0 < kill_at_random(write_file(tmp_path, 5_000), 50) < 50
