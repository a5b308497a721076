from django.core.cache import cache

from contacts.formats import clock
from contacts.models.export_progress import How, HowFar, how_far, newest, tell


def test_what_was_told_last_of_a_file_is_known(ada):
    tell(ada, id="1a2b", how=How.BEGUN, rows=0)
    tell(ada, id="3c4d", how=How.BEGUN, rows=0)
    tell(ada, id="1a2b", how=How.ENDED, rows=7)
    assert how_far(ada, "1a2b") == HowFar("1a2b", How.ENDED, 7, clock.now())
    assert newest(ada) == "3c4d"


def test_of_others_and_of_what_was_never_told_nothing_is_known(ada, pat):
    tell(ada, id="1a2b", how=How.BEGUN, rows=0)
    assert (newest(pat), how_far(pat, "1a2b"), how_far(ada, "3c4d")) == ("", None, None)
    assert how_far(ada, "") is how_far(ada, "\n- ' é") is how_far(ada, "x" * 300) is None


def test_what_has_gone_from_the_cache_is_not_known(ada):
    tell(ada, id="1a2b", how=How.BEGUN, rows=0)
    cache.clear()
    assert (newest(ada), how_far(ada, "1a2b")) == ("", None)
