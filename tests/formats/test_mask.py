import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.mask import NOT_CLOSED, NOT_OPENED, WITHHELD, mask, runs, unmatched

MADE = st.lists(
    st.sampled_from(["[", "]", "[[", "]]", "[[", "]]", "seen", " at home", "\n", "👍", WITHHELD])
).map("".join)

PASSAGES = st.recursive(
    st.just("[[7]]"), lambda inner: st.lists(inner).map(lambda parts: f"[[7 {'7'.join(parts)}]]")
)


@pytest.mark.parametrize(
    ("notes", "masked"),
    [
        ("Seen at home.", "Seen at home."),
        ("", ""),
        ("Seen. [[Mum rang.]] Left.", "Seen. [passage withheld] Left."),
        ("[[all of it]]", "[passage withheld]"),
        ("[[one]] and [[two]]", "[passage withheld] and [passage withheld]"),
        ("[[one\n\ntwo]] three", "[passage withheld] three"),
        ("a [[b [[c]] d]] e", "a [passage withheld] e"),
        ("a [[[b]]] c", "a [passage withheld] c"),
        ("a [[b]]] c", "a [passage withheld] c"),
        ("a [[see [note]]] c", "a [passage withheld] c"),
        ("a [[[[b]]]] c", "a [passage withheld] c"),
        ("a [[]] b", "a [passage withheld] b"),
        ("a [b] c", "a [b] c"),
        ("x[0] = y[1]", "x[0] = y[1]"),
        ("a [ [b] ] c", "a [ [b] ] c"),
    ],
)
def test_a_marked_passage_is_withheld_and_the_rest_stands(notes, masked):
    assert mask(notes) == masked
    assert unmatched(notes) == ""


@pytest.mark.parametrize(
    ("notes", "masked", "told"),
    [
        ("Seen. [[Mum rang. Left.", "Seen. [passage withheld]", NOT_CLOSED),
        ("Seen. [[Mum rang.] Left.", "Seen. [passage withheld]", NOT_CLOSED),
        ("Seen. [[Mum [[rang]]. Left.", "Seen. [passage withheld]", NOT_CLOSED),
        ("[[one]] two [[three", "[passage withheld] two [passage withheld]", NOT_CLOSED),
        ("Seen. [Mum rang.]] Left.", "[passage withheld]", NOT_OPENED),
        ("Seen. Mum rang.]] Left.", "[passage withheld]", NOT_OPENED),
        ("Seen. ]]Mum rang.[[ Left.", "[passage withheld]", NOT_OPENED),
        ("[[one]] two]] three", "[passage withheld]", NOT_OPENED),
        ("[[one]]]] two", "[passage withheld]", NOT_OPENED),
    ],
)
def test_brackets_that_do_not_balance_withhold_more_and_the_author_is_told(notes, masked, told):
    assert mask(notes) == masked
    assert unmatched(notes) == told


def test_a_passage_is_shown_with_its_brackets():
    assert runs("Seen. [[Mum rang.]] Left.") == [
        ("Seen. ", False),
        ("[[Mum rang.]]", True),
        (" Left.", False),
    ]


@given(st.one_of(MADE, st.text()))
def test_the_runs_join_to_exactly_the_notes(notes):
    assert "".join(run.text for run in runs(notes)) == notes
    assert all(run.text for run in runs(notes)) or runs(notes) == []


@given(st.one_of(MADE, st.text()))
def test_what_is_masked_is_balanced_and_masking_again_changes_nothing(notes):
    assert mask(mask(notes)) == mask(notes)
    assert unmatched(mask(notes)) == ""


@given(st.lists(st.one_of(st.just("seen "), PASSAGES)))
def test_no_character_of_a_passage_is_left(pieces):
    notes = "".join(pieces)
    assert unmatched(notes) == ""
    assert "7" not in mask(notes)
    assert "7" not in mask(notes.replace("]]", "", 1))
    assert "7" not in mask(notes.replace("[[", "", 1))


@given(st.text(st.characters(exclude_characters="[]")), st.text(), st.text())
def test_whatever_is_between_brackets_is_withheld(secret, before, after):
    marked = "\ue000" + secret.replace("\ue000", "") + "\ue001"
    shown = mask(f"{before}[[{marked}]]{after}")
    if "\ue000" not in before + after and "\ue001" not in before + after:
        assert "\ue000" not in shown
        assert "\ue001" not in shown


@given(st.text(st.characters(exclude_characters="[]")))
def test_notes_without_brackets_are_unchanged(notes):
    assert mask(notes) == notes
    assert unmatched(notes) == ""
