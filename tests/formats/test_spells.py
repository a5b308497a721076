import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.spells import Spell, left_over, overlap


def spell(since: int, until: int | None = None) -> Spell:
    return Spell(dt.date(2026, 1, since), dt.date(2026, 1, until) if until else None)


SPELLS = st.builds(
    lambda since, long: spell(since, since + long if long is not None else None),
    st.integers(1, 15),
    st.none() | st.integers(0, 15),
)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (spell(1, 5), spell(4, 9), True),
        (spell(1, 5), spell(5, 9), False),
        (spell(1), spell(9), True),
        (spell(1), spell(2, 3), True),
        (spell(5, 5), spell(1), False),
        (spell(1), spell(5, 5), False),
    ],
)
def test_two_spells_overlap_where_they_share_a_day(one, other, shared):
    assert overlap(one, other) is overlap(other, one) is shared


@pytest.mark.parametrize(
    ("others", "left"),
    [
        ([], spell(5, 20)),
        ([spell(1, 5), spell(20)], spell(5, 20)),
        ([spell(1, 8)], spell(8, 20)),
        ([spell(10, 12)], spell(12, 20)),
        ([spell(1, 8), spell(9, 11)], spell(11, 20)),
        ([spell(1, 8), spell(8, 11)], spell(11, 20)),
        ([spell(1)], None),
        ([spell(6, 20)], None),
    ],
)
def test_what_comes_after_the_others_is_left_of_a_spell(others, left):
    assert left_over(spell(5, 20), others) == left


def test_a_spell_without_end_goes_on_after_the_others():
    assert left_over(spell(5), [spell(1, 8)]) == spell(8)


@given(SPELLS, st.lists(SPELLS))
def test_what_is_left_overlaps_nothing_and_is_part_of_the_spell(one, others):
    left = left_over(one, others)
    if left:
        assert not any(overlap(left, other) for other in others)
        assert left.since >= one.since
        assert left.until == one.until
