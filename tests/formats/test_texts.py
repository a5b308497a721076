import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import texts


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Seen at home.", "Seen at home."),
        ("one\r\ntwo", "one\ntwo"),
        ("one\r\n\r\ntwo\r\n", "one\n\ntwo\n"),
        ("a lone\rreturn stays", "a lone\rreturn stays"),
        ("one\r\r\ntwo", "one\r\ntwo"),
        ("  spaces and\ttabs stay  ", "  spaces and\ttabs stay  "),
        ("\ufeffmark", "\ufeffmark"),
        ("cafe\u0301 is not made café", "cafe\u0301 is not made café"),
        ("\u202eright to left", "\u202eright to left"),
        ("\x01\x1b\x7f", "\x01\x1b\x7f"),
        ("🙂", "🙂"),
    ],
)
def test_notes_are_kept_as_typed(typed, kept):
    assert texts.read_notes(typed) == kept


@pytest.mark.parametrize("blank", ["", " ", "\r\n\r\n", "\t \u00a0\u2003"])
def test_blank_notes_are_asked_for(blank):
    with pytest.raises(ValueError, match=r"^Write what happened\.$"):
        texts.read_notes(blank)


@pytest.mark.parametrize("blank", ["", " \r\n"])
def test_a_source_may_have_no_notes(blank):
    assert texts.read_notes(blank, imported=True) == blank.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("typed", "line"), [("a\x00b", 1), ("one\r\ntwo\n\x00", 3), ("\ud83d", 1), ("a\n\udc00", 2)]
)
def test_a_character_that_cannot_be_kept_is_refused_with_its_line(typed, line):
    for imported in (False, True):
        with pytest.raises(ValueError, match=rf"^Line {line} holds a character"):
            texts.read_notes(typed, imported=imported)


def test_fifty_thousand_characters_fit_however_lines_end():
    full = "a\r\n" * 25_000
    assert len(texts.read_notes(full)) == texts.TYPED_LIMIT


def test_longer_notes_are_refused_with_the_count_and_never_cut():
    with pytest.raises(ValueError, match=r"^50,212 characters; the diary takes 50,000\. Save"):
        texts.read_notes("n" * 50_212)
    assert len(texts.read_notes("n" * 250_000, imported=True)) == texts.IMPORTED_LIMIT
    with pytest.raises(ValueError, match=r"^250,001 characters; the diary takes 250,000\. "):
        texts.read_notes("n" * 250_001, imported=True)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), min_size=1))
def test_any_text_without_returns_comes_back_unchanged(typed):
    if typed.strip():
        assert texts.read_notes(typed) == typed


@pytest.mark.parametrize(
    ("notes", "limit", "shown"),
    [
        ("Came in on time.", 90, "Came in on time."),
        ("Came in.\n\n  On   time.", 90, "Came in. On time."),
        ("Came in on time and well", 10, "Came in…"),
        ("Came in on, time", 12, "Came in on…"),
        ("Came in. On time.", 9, "Came in…"),
        ("Came in on", 10, "Came in on"),
        ("Llanfairpwllgwyngyll", 10, "Llanfairp…"),
        ("", 90, ""),
        (" \n ", 90, ""),
        ("caffe\u0301 latte", 6, "caff…"),
    ],
)
def test_the_first_words_are_one_line_cut_between_words(notes, limit, shown):
    assert texts.first_words(notes, limit) == shown


@given(st.text(max_size=300), st.integers(2, 100))
def test_the_first_words_never_exceed_their_line(notes, limit):
    shown = texts.first_words(notes, limit)
    assert len(shown) <= limit
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ama Boateng", "AB"),
        ("Siân O'Leary", "SO"),
        ("Anne-Marie Cole", "AMC"),
        ("Émile Ndiaye", "ÉN"),
        ("e\u0301mile ndiaye", "ÉN"),
        ("’Abd al‑Rahman", "AAR"),
        ("Łukasz  Żak", "ŁŻ"),
        ("ßa Wolf", "SW"),
        ("李 小龍", "李小"),
        ("Cher", "C"),
        ("", ""),
        ("- 1", ""),
    ],
)
def test_initials_take_a_letter_from_each_part(name, short):
    assert texts.initials(name) == short


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("O'Leary", "oleary"),
        ("O’Leary", "oleary"),
        ("Siân  ", "sian"),
        ("Zoë O'Neill-Łuczak", "zoe oneill luczak"),
        ("Søren Strauß", "soren strauss"),
        ("Đặng Thị", "dang thi"),
        ("İpek Işık", "ipek isik"),
        ("Æsa Œuf Þór", "aesa oeuf thor"),
        ("Anne\u2011Marie", "anne marie"),
        ("N\u0303ame", "name"),
        ("ＡＢ", "ab"),
        ("", ""),
    ],
)
def test_a_name_folds_to_what_somebody_in_a_hurry_types(name, folded):
    assert texts.fold(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert texts.fold(texts.fold(text)) == texts.fold(text)


def test_a_draft_may_be_longer_than_what_can_be_saved_and_blank_words_are_none():
    assert texts.read_draft("one\r\ntwo ") == "one\ntwo "
    assert texts.read_draft(" \r\n\t") == ""
    assert len(texts.read_draft("n" * texts.DRAFT_LIMIT)) == 250_000
    with pytest.raises(ValueError, match=r"^250,001 characters; a draft takes 250,000\.$"):
        texts.read_draft("n" * 250_001)
    with pytest.raises(ValueError, match=r"^Line 2 holds a character"):
        texts.read_draft("one\r\n\x00")
