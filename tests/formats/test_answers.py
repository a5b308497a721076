import pytest

from contacts.formats.answers import SAME, TWO, Answer, read_answer


@pytest.mark.parametrize("what", [SAME, TWO])
def test_an_answer_is_read_back_from_an_address(what: str) -> None:
    answer = Answer(what, 123, 456)
    assert read_answer(str(answer)) == answer


@pytest.mark.parametrize("text", ["", "same", "same-1", "same-0-2", "both-1-2", f"two-1-{10**18}"])
def test_whatever_else_an_address_holds_is_no_answer(text: str) -> None:
    assert read_answer(text) is None
