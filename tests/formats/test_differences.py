import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import differences
from contacts.formats.differences import added, compared

LEAD = (
    "Attended on time. Talked about the flat and the letter from the council. "
    "He said he would ring them on Friday. Sleeping badly."
)
TEXTS = st.text(st.sampled_from("ab .!?\nÀé'’x"), max_size=60)


def sentences(text: str, *others: str) -> list[str]:
    return [text[start:end] for start, end in added(text, others)]


def marked(text: str, *others: str) -> str:
    """The text with its own words in braces."""
    return "".join(f"{{{one.text}}}" if one.own else one.text for one in compared(text, others))


@pytest.mark.parametrize(
    "same",
    [
        LEAD,
        LEAD.upper(),
        LEAD.replace(". ", ".\r\n\r\n"),
        LEAD.replace("Attended", "ATTENDED -"),
        LEAD[:-20],
        "Sleeping badly.",
        "…",
        "",
    ],
)
def test_a_text_that_says_nothing_new_adds_nothing(same):
    assert sentences(same, LEAD) == []
    assert marked(same, LEAD) == same


def test_a_sentence_of_its_own_is_added_whole():
    copied = LEAD.replace("Sleeping badly.", "His sister is in hospital. Sleeping badly.")
    assert sentences(copied, LEAD) == ["His sister is in hospital."]
    assert "{His sister is in hospital}. Sleeping" in marked(copied, LEAD)


@pytest.mark.parametrize(
    ("word", "other", "sentence"),
    [
        ("would", "would not", "He said he would not ring them on Friday."),
        ("Friday", "Monday", "He said he would ring them on Monday."),
        ("badly", "well", "Sleeping well."),
    ],
)
def test_one_word_is_added_with_the_sentence_that_gives_it_sense(word, other, sentence):
    assert sentences(LEAD.replace(word, other), LEAD) == [sentence]


def test_a_text_that_goes_on_where_another_was_cut_off_adds_what_follows():
    whole = f"{LEAD} Rang the hostel. They keep his room for a week, he was glad of that. " * 2
    assert sentences(f"{LEAD} {whole}", LEAD[:-3]) == [f"Sleeping badly. {whole.rstrip()}"]


def test_sentences_that_follow_one_another_are_one_piece_and_others_are_not():
    text = f"Rang first. Then came. {LEAD} Left at ten."
    assert sentences(text, LEAD) == ["Rang first. Then came.", "Left at ten."]


def test_a_line_without_a_full_stop_is_a_sentence():
    assert sentences(f"{LEAD}\nNext: Tuesday 10.30\n- tag fitted", f"{LEAD} Tag fitted") == [
        "Next: Tuesday 10.30"
    ]


def test_where_most_is_its_own_all_of_it_is_added():
    text = " Came with his sister, who waited. Talked about the flat. Left early. "
    assert sentences(text, LEAD) == [text.strip()]


def test_without_others_all_words_are_its_own():
    assert sentences(LEAD) == [LEAD]
    assert marked("Seen.") == "{Seen}."


def test_what_any_of_the_others_has_is_not_its_own():
    text = f"{LEAD} His sister is in hospital. Left at ten."
    assert sentences(text, LEAD, "His sister is in hospital.") == ["Left at ten."]


def test_a_copy_cut_off_inside_a_word_says_no_other_word():
    assert LEAD[:85].endswith("He said he w")
    assert sentences(LEAD[:85], LEAD) == sentences(f"{LEAD[:85]}...", LEAD) == []


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("He said no", "He said nothing"),
        ("He said he w", LEAD),
        (f"{LEAD} Back on the 1", f"{LEAD} Back on the 17th."),
        (f"{LEAD} He is a no.", f"{LEAD} He is a nobody."),
        ("x" * 90, "x" * 100),
    ],
)
def test_a_short_word_that_another_begins_with_is_another_word(text, lead):
    assert sentences(text, lead) != []


def test_a_word_between_two_own_ones_is_marked_with_them():
    assert marked("He has the dog now.", "He said the cat now.") == "He {has the dog} now."


def test_texts_too_long_to_compare_are_shown_and_not_hidden(monkeypatch):
    monkeypatch.setattr(differences, "MOST", 8)
    assert marked("a one two three b", "a three two one b") == "a {one two three} b"


def test_long_texts_are_compared_in_little_time():
    words = [f"word{number % 3_000}" for number in range(40_000)]
    text = " ".join(words)
    assert sentences(f"{text} more.", text) == [f"{text} more."]


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_stretches_join_to_the_text_and_no_own_word_is_left_out(text, others):
    stretches = compared(text, others)
    assert "".join(one.text for one in stretches) == text
    spans = added(text, others)
    assert spans == sorted(spans)
    shown = "".join(text[start:end] for start, end in spans)
    if text in others:
        assert shown == ""
        assert not any(one.own for one in stretches)
    assert bool(spans) == any(one.own for one in stretches)


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.lists(st.sampled_from("abcdef")))
def test_words_that_others_lack_are_always_among_what_is_added(words, theirs):
    text = ". ".join(words)
    spans = added(text, [" ".join(theirs)])
    shown = "".join(text[start:end] for start, end in spans)
    assert set(words) - set(theirs) <= set(shown)
