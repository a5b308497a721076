from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import clock, occurred

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)  # a Tuesday, London on GMT


def read(text, now=NOW):
    at, time_known = occurred.read_occurred(text, now)
    return f"{at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}", time_known


@pytest.mark.parametrize("text", ["", "  ", "now", "Just now"])
def test_nothing_typed_is_now(text):
    assert occurred.read_occurred(text, NOW) == (NOW, True)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:30", "2026-03-10 14:30"),
        ("14.30", "2026-03-10 14:30"),
        ("1430", "2026-03-10 14:30"),
        ("2pm", "2026-03-10 14:00"),
        ("2 PM", "2026-03-10 14:00"),
        ("half past two", "2026-03-10 14:30"),
        ("at 2pm", "2026-03-10 14:00"),
        ("yesterday 2pm", "2026-03-09 14:00"),
        ("yesterday at 14:30", "2026-03-09 14:30"),
        ("14:30 yesterday", "2026-03-09 14:30"),
        ("today 9", "2026-03-10 09:00"),
        ("yesterday 2", "2026-03-09 14:00"),
        ("last night 9pm", "2026-03-09 21:00"),
        ("last tuesday 10:30", "2026-03-03 10:30"),
        ("tuesday 10:30", "2026-03-10 10:30"),
        ("tuesday 17:30", "2026-03-03 17:30"),
        ("on Monday at 9am", "2026-03-09 09:00"),
        ("3/3 14:30", "2026-03-03 14:30"),
        ("3rd March 2026 9am", "2026-03-03 09:00"),
        ("3 March 2026, 9.15am", "2026-03-03 09:15"),
        ("3 March 9", "2026-03-03 09:00"),
        ("3 March 1430", "2026-03-03 14:30"),
        ("2026-03-03T10:30", "2026-03-03 10:30"),
        ("2026-03-03 10:30", "2026-03-03 10:30"),
        ("2026-03-03T10:30:45", "2026-03-03 10:30"),
        ("10 mins ago", "2026-03-10 16:10"),
        ("an hour ago", "2026-03-10 15:20"),
        ("half an hour ago", "2026-03-10 15:50"),
        ("16:20", "2026-03-10 16:20"),
        ("9 o’clock", "2026-03-10 09:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(text, at):
    assert read(text) == (at, True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-03-10"),
        ("this morning", "2026-03-10"),
        ("yesterday", "2026-03-09"),
        ("Yesterday Evening", "2026-03-09"),
        ("monday", "2026-03-09"),
        ("Monday morning", "2026-03-09"),
        ("tuesday", "2026-03-10"),
        ("last tuesday", "2026-03-03"),
        ("wed", "2026-03-04"),
        ("3/3", "2026-03-03"),
        ("11/3", "2025-03-11"),
        ("10/3", "2026-03-10"),
        ("3/3/26", "2026-03-03"),
        ("03.03.2026", "2026-03-03"),
        ("3 March", "2026-03-03"),
        ("March 3", "2026-03-03"),
        ("25 Dec", "2025-12-25"),
        ("29 February", "2024-02-29"),
        ("3/3/99", "1999-03-03"),
        ("1/1/1900", "1900-01-01"),
        ("Tuesday 3 March", "2026-03-03"),
        ("2 days ago", "2026-03-08"),
    ],
)
def test_a_day_alone_has_no_time(text, day):
    assert read(text) == (f"{day} 00:00", False)


@pytest.mark.parametrize(
    "text", ["16:21", "tomorrow", "tomorrow 9am", "today 23:00", "11/3/2026", "3 April 2026", "7pm"]
)
def test_the_future_is_refused(text):
    with pytest.raises(ValueError, match=r"^Use a time that has already passed\.$"):
        read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30 February", "There is no 30 February"),
        ("29/2/2025", "There is no 29 February 2025"),
        ("31/4 10:30", "There is no 31 April"),
        ("3/13", "no such month"),
        ("25:61", "no such time"),
        ("yesterday 24:00", "no such time"),
        ("3/3/1850", "Check the year"),
        ("3/3/0000", "Check the year"),
        ("Monday 3 March", "3 March 2026 was a Tuesday"),
    ],
)
def test_what_no_clock_or_calendar_shows_is_refused_with_why(text, said):
    with pytest.raises(ValueError, match=said):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        *("9", "soon", "1４:30", "１４:３０", "14:30\x00", "🙂", "yesterday 2pm " * 9, "3.3"),
        *("14:30 15:30", "yesterday evening 7", "2026-03-03T10:30Z", "3/3/2", "last", "at"),
        *("\ud800", "٣/٣", "half to 2"),
    ],
)
def test_what_cannot_be_understood_is_answered_with_examples(text):
    with pytest.raises(ValueError, match=r'^Write it like "14:30", "yesterday 2pm"'):
        read(text)


def test_an_hour_that_did_not_happen_is_refused():
    with pytest.raises(
        ValueError, match="01:30 did not happen that night: the clocks went forward"
    ):
        read("29 March 2026 01:30", datetime(2026, 4, 1, 12, 0, tzinfo=UTC))


def test_an_hour_that_happened_twice_is_the_first_of_the_two():
    at, _ = occurred.read_occurred("26 Oct 2025 01:30", NOW)
    assert at == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


def test_today_is_the_london_day():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert read("today", late) == ("2026-07-01 00:00", False)
    assert read("00:15", late) == ("2026-07-01 00:15", True)
    assert occurred.read_occurred("today", late)[0] == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)


WORDS = [
    *("3", "03", "31", "99", "2026", "1430", "/", ".", ":", "-", " ", ",", "T", "am", "pm", "at"),
    *(
        "yesterday",
        "last",
        "monday",
        "tues",
        "march",
        "sept",
        "of",
        "rd",
        "half past",
        "quarter to",
    ),
    *("two", "ago", "days", "mins", "an", "this", "night", "o'clock", "\x00", "٣", "noon", "feb"),
]


def answer(text, now):
    try:
        return occurred.read_occurred(text, now)
    except ValueError as refused:
        return str(refused)


@given(
    st.text(max_size=70) | st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
    st.timedeltas(timedelta(0), timedelta(days=33_000)),
)
def test_any_text_is_a_time_already_passed_or_refused_with_a_sentence(text, later):
    now = datetime(2000, 1, 1, tzinfo=UTC) + later
    answered = answer(text, now)
    if isinstance(answered, str):
        assert answered.endswith(".")
    else:
        at, time_known = answered
        assert datetime(1899, 1, 1, tzinfo=UTC) < at <= now
        assert time_known or at.astimezone(clock.LONDON).hour == 0


@given(st.dates(date(1990, 1, 1), date(2026, 3, 9)))
def test_every_way_to_write_a_date_is_the_same_day(on):
    month = on.strftime("%B")
    for text in (
        f"{on:%d/%m/%Y}",
        f"{on.day}.{on.month}.{on.year}",
        f"{on.day} {month} {on.year}",
        f"{month} {on.day} {on.year}",
        f"{on:%a} {on.day} {month[:3]} {on.year}",
        on.isoformat(),
    ):
        assert read(text) == (f"{on} 00:00", False)


def test_every_minute_of_yesterday_comes_back():
    start = datetime(2026, 3, 9, tzinfo=clock.LONDON)
    for minute in range(0, 24 * 60, 7):
        at = start + timedelta(minutes=minute)
        assert read(f"yesterday {at:%H:%M}") == (f"{at:%Y-%m-%d %H:%M}", True)


def test_a_time_alone_keeps_the_day_it_is_put_right_for():
    now = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
    at, known = occurred.read_occurred("15:20", now, date(2026, 11, 17))
    assert (at, known) == (datetime(2026, 11, 17, 15, 20, tzinfo=UTC), True)
