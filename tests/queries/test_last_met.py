import datetime as dt

import pytest

from contacts.queries.last_met import last_met

TODAY = dt.date(2026, 11, 22)
MET = dt.datetime(2026, 10, 20, 23, 30, tzinfo=dt.UTC)  # already the 21st in London
DAY = dt.date(2026, 10, 21)


def said(met_at=None, kind="", released=None, held=None):
    return last_met(met_at=met_at, kind=kind, released=released, held=held, today=TODAY)


@pytest.mark.parametrize(("kind", "words"), [("office", "Office"), ("", "Met")])
def test_a_meeting_says_how_and_when(kind, words):
    assert said(MET.replace(month=9), kind) == (f"{words}, 21 September", dt.date(2026, 9, 21))


def test_after_release_only_a_meeting_since_counts():
    before, after = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
    assert said(MET, "office", released=before)[1] == DAY
    assert said(MET, "office", released=after) == (
        "Not met since release on 22 October",
        after,
    )


def test_without_a_meeting_it_counts_from_when_they_were_allocated():
    assert said(held=DAY) == ("Not met since allocated on 21 October", DAY)


def test_of_somebody_nobody_holds_and_nobody_met_no_day_is_known():
    assert said() == ("Not met yet", None)
