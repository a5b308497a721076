import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.neighbours import GROUPS, key, neighbours

WORDS = sorted({word for words in GROUPS.values() for word in words})


def test_there_are_enough_groups_and_each_is_worth_a_press():
    assert len(GROUPS) >= 70
    assert [about for about, words in GROUPS.items() if not 3 <= len(words) <= 20] == []


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("tenancy", {"flat", "landlord", "NTQ", "accommodation", "housing"}),
        ("Tenancies", {"flat", "landlord", "NTQ", "accommodation", "housing"}),
        ("drink", {"alcohol", "AUDIT", "pissed", "lager"}),
        ("upw", {"unpaid work", "hours"}),
        ("ETE", {"employment", "job centre"}),
        ("DV", {"DA", "domestic abuse"}),
        ("tag", {"EM", "curfew"}),
        ("UA", {"drug test", "test"}),
        ("CGL", {"DRR", "methadone"}),
        ("universal credit", {"UC", "DWP", "benefits"}),
        ("kids", {"children", "CSC"}),
        ("HMP", {"prison", "ROTL"}),
        ("notice to quit", {"NTQ", "tenancy"}),
    ],
)
def test_a_word_of_the_trade_has_its_neighbours(word, some):
    assert some <= set(neighbours(word))


@pytest.mark.parametrize("word", ["", " ", "-", "zzz", "the", "\x00", "notice"])
def test_any_other_word_has_none(word):
    assert neighbours(word) == []


def test_no_word_is_its_own_neighbour_or_has_one_twice():
    for word in WORDS:
        keys = [key(other) for other in neighbours(word)]
        assert key(word) not in keys, word
        assert len(set(keys)) == len(keys) > 0, word


def test_whoever_is_a_neighbour_has_one():
    beside = {key(word): {key(other) for other in neighbours(word)} for word in WORDS}
    for word, others in beside.items():
        assert [other for other in others if word not in beside[other]] == [], word


def test_the_nearest_neighbours_come_first():
    assert neighbours("partner")[:2] == ["girlfriend", "boyfriend"]
    assert neighbours("hostel")[0] == "approved premises"


def test_no_group_says_one_thing_twice():
    for words in GROUPS.values():
        assert [one for one, count in Counter(map(key, words)).items() if count > 1] == []


def test_words_are_plain_and_can_be_looked_for():
    for word in WORDS:
        assert re.fullmatch(r"[A-Za-z0-9&' -]+", word), word
        assert word == word.strip()
        assert key(word)


@given(st.text())
def test_no_text_makes_it_raise(text):
    neighbours(text)
