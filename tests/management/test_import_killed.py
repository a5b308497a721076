import pytest

from contacts.models import Contact, ImportBatch
from tests.killed import finish, kill_after, kill_at_random, start, write_file


@pytest.mark.django_db(transaction=True)
def test_a_load_that_is_killed_has_done_all_or_nothing(person, tmp_path):
    """Ten points of the fifty in tests/proofs."""
    assert kill_at_random(write_file(tmp_path, 1_000), 10) < 10


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_left_another_takes_up(person, staged, tmp_path):
    rows = write_file(tmp_path, 3_000).read_text().splitlines()[1:]
    batch = staged(*rows)
    for state in ("waiting", "confirmed"):
        ImportBatch.objects.filter(pk=batch.pk).update(state=state)
        kill_after(start("work"), 1.5)
        assert Contact.objects.count() in (0, 2_400)
        finish(start("work", "--once"))
    assert Contact.objects.count() == 2_400
    assert ImportBatch.objects.get().state == "filed"
