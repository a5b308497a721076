import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models.export_progress import How, newest, tell
from contacts.queries.export_progress import Progress, progress


@pytest.mark.parametrize(
    ("how", "rows", "said"),
    [
        (How.BEGUN, 120_000, "Taken out so far: 120,000 rows."),
        (How.ENDED, 1_203_441, "Your file is complete: 1,203,441 rows."),
        (How.ENDED, 1, "Your file is complete: 1 row."),
        (How.BROKEN_OFF, 12, "Broken off after 12 rows: take it out again."),
    ],
)
def test_it_is_said_how_far_a_file_has_come(ada, how, rows, said):
    tell(ada, id="1a2b", how=how, rows=rows)
    told = progress(ada, of="1a2b")
    assert (told.said, told.after) == (said, "1a2b")
    assert (told.running, told.complete) == (how == How.BEGUN, how == How.ENDED)


def test_the_end_of_an_older_file_is_not_taken_for_this_ones(ada):
    tell(ada, id="1a2b", how=How.BEGUN, rows=0)
    tell(ada, id="1a2b", how=How.ENDED, rows=3)
    after = newest(ada)
    assert progress(ada, after=after) == Progress("Beginning.", running=True, after="1a2b")
    tell(ada, id="3c4d", how=How.BEGUN, rows=0)
    assert progress(ada, after=after).of == "3c4d"


def test_the_file_that_is_followed_is_followed_to_its_end(ada):
    for one in ("1a2b", "3c4d"):
        tell(ada, id=one, how=How.BEGUN, rows=0)
    assert progress(ada, of="1a2b").of == "1a2b"


def test_a_file_of_which_nothing_has_come_for_a_minute_is_pointed_out(ada, sunday_morning):
    tell(ada, id="1a2b", how=How.BEGUN, rows=5)
    sunday_morning(clock.now() + dt.timedelta(seconds=61))
    assert "Nothing has come for a minute" in progress(ada, of="1a2b").said


def test_a_file_that_is_not_known_is_not_asked_for_again(ada):
    told = progress(ada, of="1a2b")
    assert "not known" in told.said
    assert not told.running
