from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import clock, coming

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)  # a Tuesday, London on GMT


def read(text, now=NOW):
    at, time_known = coming.read_coming(text, now)
    return f"{at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}", time_known


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("12/5 10:30", "2026-05-12 10:30"),
        ("12/5/26 10:30", "2026-05-12 10:30"),
        ("12/5/27 at 2", "2027-05-12 14:00"),
        ("Thursday 10", "2026-03-12 10:00"),
        ("on Thursday at 10am", "2026-03-12 10:00"),
        ("10:30 Thursday", "2026-03-12 10:30"),
        ("Tuesday 10", "2026-03-17 10:00"),
        ("Tues 17:30", "2026-03-17 17:30"),
        ("tomorrow 9.30", "2026-03-11 09:30"),
        ("today 5pm", "2026-03-10 17:00"),
        ("Friday 13th 11am", "2026-03-13 11:00"),
        ("the 24th at half past two", "2026-03-24 14:30"),
        ("9/3 10:00", "2027-03-09 10:00"),
        ("Tuesday 12 May 10:30", "2026-05-12 10:30"),
        ("29 February 10", "2028-02-29 10:00"),
        ("1 April 2026 10.15", "2026-04-01 10:15"),
    ],
)
def test_a_time_to_come_is_read_as_people_write_it(text, at):
    assert read(text) == (at, True)


@pytest.mark.parametrize(
    ("text", "day"),
    [("tomorrow", "2026-03-11"), ("12/5", "2026-05-12"), ("the 9th", "2026-04-09")],
)
def test_a_day_alone_has_no_time(text, day):
    assert read(text) == (f"{day} 00:00", False)


@pytest.mark.parametrize("text", ["today", "today 9am", "10/3", "3/3/2026 10:00", "10/3 16:00"])
def test_what_has_passed_is_refused(text):
    with pytest.raises(ValueError, match=r"^Use a time that is still to come\.$"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "10:30", "now", "yesterday 2pm", "last Thursday 10", "31/4 10", "12/13", "soon"),
        *("Monday 12 May", "the 41st", "Friday 12th", "Thursday 25:00", "in two weeks"),
        "12/5\x0010:30",
    ],
)
def test_what_names_no_day_to_come_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        read(text)


def answer(text, now):
    try:
        return coming.read_coming(text, now)[0]
    except ValueError as refused:
        return str(refused)


@given(st.dates(date(2026, 3, 11), date(2027, 3, 9)))
def test_every_way_to_write_a_day_of_the_coming_year_is_the_same_day(on):
    for text in (f"{on.day}/{on.month}", f"{on:%a} {on.day} {on:%B}", f"{on:%d/%m/%y}"):
        assert read(text) == (f"{on} 00:00", False)


@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(["3", "29", "/", "2", " ", "fri", "the", "th", "feb", "10", "pm", "at"])
    ).map("".join),
    st.timedeltas(timedelta(0), timedelta(days=33_000)),
)
def test_any_text_is_a_time_to_come_or_refused_with_a_sentence(text, later):
    now = datetime(2000, 1, 1, tzinfo=UTC) + later
    answered = answer(text, now)
    assert answered.endswith(".") if isinstance(answered, str) else now < answered


def appointment(text):
    read = coming.read_appointment(text, NOW)
    return read and f"{read[0].astimezone(clock.LONDON):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", None),
        ("  ", None),
        ("Thursday 10:30", "2026-03-12 10:30"),
        ("12/5", "2026-05-12 00:00"),
        ("12/5/27 at 2", "2027-05-12 14:00"),
        ("1 April 2027 10.15", "2027-04-01 10:15"),
    ],
)
def test_when_somebody_is_seen_next_is_read_in_a_line_of_its_own(text, at):
    assert appointment(text) == at


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9/3 10:00", coming.HAS_PASSED),
        ("27/2 10:00", coming.HAS_PASSED),
        ("today 9:30", coming.HAS_PASSED),
        ("10:30", coming.LIKE),
        ("soon", coming.LIKE),
        ("30/2 10:00", "There is no 30 February. Check the date."),
    ],
)
def test_what_has_passed_or_is_not_understood_is_refused_in_a_sentence(text, why):
    with pytest.raises(ValueError, match="^" + why.replace(".", r"\.") + "$"):
        appointment(text)
