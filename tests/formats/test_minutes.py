import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.minutes import read_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", None),
        ("  ", None),
        ("45", 45),
        ("45m", 45),
        ("45 Mins", 45),
        ("1 minute", 1),
        ("1h", 60),
        ("1h10", 70),
        ("1h 10m", 70),
        ("1 hour 10 minutes", 70),
        ("1 hr and 5 mins", 65),
        ("1.5 hours", 90),
        ("2 hours", 120),
        ("24h", 1440),
        ("10.00-10.50", 50),
        ("10:00 – 10:50", 50),
        ("1000-1050", 50),
        ("9.30 to 11.00", 90),
        ("23:50-00:20", 30),
        ("half an hour", 30),
        ("An hour and a half", 90),
    ],
)
def test_a_length_is_read_as_people_write_it(text, minutes):
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "Leave the length empty"),
        ("10.00-10.00", "Leave the length empty"),
        ("0h", "Leave the length empty"),
        ("1441", "at most 24 hours"),
        ("25h", "at most 24 hours"),
        ("24h 1m", "at most 24 hours"),
        ("a while", "like"),
        ("-5", "like"),
        ("10.61-11.00", "like"),
        ("25:00-26:00", "like"),
        ("1.5h 10m", "like"),
        ("４５", "like"),
        ("45\x00", "like"),
        ("99999", "like"),
        ("1:30", "like"),
    ],
)
def test_any_other_length_is_refused_with_what_to_do(text, said):
    with pytest.raises(ValueError, match=said):
        read_minutes(text)


@given(st.integers(1, 1440))
def test_every_length_is_the_same_however_written(minutes):
    hours, rest = divmod(minutes, 60)
    for text in (
        f"{minutes}",
        f"{minutes} min",
        f"{hours}h{rest}",
        f"{hours} hours {rest} minutes",
    ):
        assert read_minutes(text) == minutes


def length_or_refusal(text):
    try:
        return read_minutes(text)
    except ValueError as refused:
        return str(refused)


@given(st.text(max_size=30) | st.text("0123456789hm.:- ", max_size=14))
def test_any_text_is_a_length_or_refused_with_a_sentence(text):
    answer = length_or_refusal(text)
    if isinstance(answer, str):
        assert answer.endswith(".")
    else:
        assert answer is None or 1 <= answer <= 1440
