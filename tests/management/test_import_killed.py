"""What tests/proofs does at fifty points, at a few."""

import pytest

from tests.killed import Load, contacts, kill_command, kill_worker, people

POINTS = 2


@pytest.fixture(params=[contacts, people], ids=["contacts", "people"])
def load(request, person, tmp_path) -> Load:
    return request.param(tmp_path, 500)


@pytest.mark.django_db(transaction=True)
def test_a_load_that_is_killed_has_done_all_or_nothing(load):
    kill_command(load, POINTS)


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_left_another_takes_up(load):
    kill_worker(load, POINTS)
