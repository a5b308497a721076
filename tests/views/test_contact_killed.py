"""What tests/proofs does with two thousand notes, with a few."""

import pytest

from supervision import postgres_binaries
from supervision.postgres_binaries import NoPostgres
from tests.submitted import WAYS, sent_while_killed

try:
    postgres_binaries.find_binaries()
except NoPostgres as nothing:
    pytest.skip(str(nothing), allow_module_level=True)


def test_a_note_sent_while_anything_is_killed_is_kept_once_as_it_was_written(django_db_blocker):
    with django_db_blocker.unblock():
        found = sent_while_killed(list(WAYS), many=20, kills=len(WAYS))
    assert set(found.wrong.values()) == {0}
    assert found.kills == dict.fromkeys(WAYS, 1)
    assert found.drafts_kept
