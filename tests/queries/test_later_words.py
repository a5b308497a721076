import datetime as dt

import pytest

from contacts.formats import clock
from contacts.queries.later_words import Later, addition, first_said

TODAY = dt.date(2026, 11, 22)
WRITTEN = "2026-11-16T16:12:00+00:00"


def later(answers=None, **changed):
    return Later("Pat Okonjo", WRITTEN, "Shift ran over.", changed, False, answers)


def test_later_words_say_who_when_and_what_they_put_right():
    shown = addition(later(kind=["phone", "office"]), TODAY)
    assert (shown.author, shown.when) == ("Pat Okonjo", "Monday 16 November, 16:12")
    assert (shown.notes, shown.put_right) == ("Shift ran over.", "kind was Phone")
    assert shown.answers == ""


@pytest.mark.parametrize("answers", ["Talked about on", "Reply of police,"])
def test_they_say_what_they_answer_and_on_which_day(answers):
    assert addition(later(answers), TODAY).answers == f"{answers} 16 November"


def test_of_what_was_put_right_twice_the_first_is_told():
    twice = [later(minutes=[25, 20]), later(minutes=[20, 30], outcome=["", "attended"])]
    assert first_said(twice, clock.today()) == ["length was 25 minutes", "outcome was not said"]
