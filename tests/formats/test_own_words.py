import pytest

from contacts.formats.mask import Run
from contacts.formats.own_words import BETWEEN, own_words

LEAD = "Attended on time. Talked about the flat and the letter from the council. Sleeping badly."


def test_sentences_of_its_own_stand_with_a_sign_where_others_are_left_out() -> None:
    own = own_words(f"His sister rang. {LEAD} Moved wing.", [LEAD])
    assert own == [Run("His sister rang.", False), BETWEEN, Run("Moved wing.", False)]


@pytest.mark.parametrize("words", [LEAD, LEAD.upper(), f"GEN OSE\n{LEAD}", LEAD[:-3], ""])
def test_what_is_only_put_otherwise_is_nothing_of_its_own(words: str) -> None:
    assert own_words(words, [LEAD]) == []


def test_a_sensitive_passage_stays_one_when_it_is_cut_out() -> None:
    words = f"{LEAD} [[Her aunt rang. She is worried.]]"
    assert own_words(words, [LEAD]) == [Run("[[Her aunt rang. She is worried.]]", True)]
