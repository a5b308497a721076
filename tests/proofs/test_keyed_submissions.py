"""Two thousand notes sent while the server, or its database, is killed: each is kept once."""

import pytest

from tests.submitted import sent_while_killed

HOW_MANY, KILLS = 2_000, 50


@pytest.mark.parametrize("ways", [("server", "worker"), ("database", "connection")], ids=" ".join)
def test_every_note_that_is_acknowledged_is_kept_once_as_it_was_written(django_db_blocker, ways):
    with django_db_blocker.unblock():
        found = sent_while_killed(ways, HOW_MANY, KILLS)
    print(found)
    assert set(found.wrong.values()) == {0}
    # Else nothing was proved: kills of both sorts, and answers that never came, of what was saved.
    assert (found.sent, dict(found.kills)) == (HOW_MANY, dict.fromkeys(ways, KILLS // 2))
    assert found.answers_lost > 10
    assert found.drafts_kept > HOW_MANY // 6
