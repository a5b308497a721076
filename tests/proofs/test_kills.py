"""A load killed at fifty points of its way has done all or nothing; again, it is whole."""

import pytest

from tests.killed import Load, contacts, kill_command, kill_worker, people

POINTS = 50


@pytest.fixture(params=[(contacts, 5_000), (people, 1_500)], ids=["contacts", "people"])
def load(request, person, tmp_path) -> Load:
    sort, rows = request.param
    return sort(tmp_path, rows)


@pytest.mark.django_db(transaction=True)
def test_a_command_that_is_killed_at_any_point_has_done_all_or_nothing(load):
    ended = kill_command(load, POINTS)
    print(f"{POINTS - ended} of {POINTS} loads were killed before their end")
    assert 0 < ended < POINTS


@pytest.mark.django_db(transaction=True)
def test_what_a_worker_killed_at_any_point_left_another_takes_up(load):
    ended = kill_worker(load, POINTS)
    print(f"{POINTS - ended} of {POINTS} workers were killed before their end")
    assert 0 < ended < POINTS
