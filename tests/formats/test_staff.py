import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.staff import read_name, read_phone, read_username, version_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tess Amoah", "Tess Amoah"),
        ("  Tess   Amoah ", "Tess Amoah"),
        ("Tess\u00a0Amoah", "Tess Amoah"),
        ("Tess\u2003\u3000Amoah\t", "Tess Amoah"),
        ("Tess\r\nAmoah", "Tess Amoah"),
        ("Zoe\u0308 O’Leary-Łuczak", "Zoë O’Leary-Łuczak"),
        ("x" * 100, "x" * 100),
    ],
)
def test_a_name_is_one_line_with_one_space_between_words(typed, name):
    assert read_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "\0",
        "Tess\0",
        "Te\u200bss",
        "Tess\u202e",
        "\ud800",
        "\ufeffTess",
        "\x7f",
    ],
)
def test_a_name_that_cannot_be_seen_is_refused(typed):
    with pytest.raises(ValueError, match="that can be seen"):
        read_name(typed)


@pytest.mark.parametrize("typed", ["", " \u00a0\u2003", "\r\n"])
def test_a_name_that_was_not_written_is_asked_for(typed):
    with pytest.raises(ValueError, match=r"^Write a name\.$"):
        read_name(typed)


def test_a_username_that_was_not_written_is_asked_for():
    with pytest.raises(ValueError, match=r"^Write a username\.$"):
        read_username("")


def test_a_long_name_is_refused_and_not_cut():
    with pytest.raises(ValueError, match="at most 100"):
        read_name("x" * 101)


@given(st.text(max_size=120))
def test_a_name_read_once_reads_the_same_again(typed):
    try:
        name = read_name(typed)
    except ValueError:
        return
    assert read_name(name) == name


@pytest.mark.parametrize("typed", ["tess", "Tess.Amoah@example+1_-", "x" * 150, "1"])
def test_a_username_stays_as_it_is(typed):
    assert read_username(typed) == typed


@pytest.mark.parametrize("typed", ["té", "tess amoah", "tess\n", "tess\0", "tеss", "ｔess"])
def test_a_username_is_ascii_letters_digits_and_few_signs(typed):
    with pytest.raises(ValueError, match="letters without accents"):
        read_username(typed)


def test_a_long_username_is_refused():
    with pytest.raises(ValueError, match="too long"):
        read_username("x" * 151)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0113 496 0101", "0113 496 0101"),
        (" 0113\u00a0496  0101 ", "0113 496 0101"),
        ("+44 (0)113-496-0101", "+44 (0)113-496-0101"),
        ("０１１３ ４９６ ０１０１", "0113 496 0101"),
    ],
)
def test_a_number_that_rings_is_taken(typed, number):
    assert read_phone(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0113",
        "ring the desk",
        "0113 496 0101 ext 2",
        "0113\0 496 0101",
        "1" * 31,
        "٠١١٣ ٤٩٦ ٠١٠١",
    ],
)
def test_what_no_telephone_rings_is_refused(typed):
    with pytest.raises(ValueError, match="one number to ring"):
        read_phone(typed)


def test_the_same_values_have_the_same_mark_and_others_another():
    shown = ("Tess Amoah", "spo", None, ["North"])
    assert version_of(*shown) == version_of(*shown)
    others = [("Tess Amoah", "spo", 1, ["North"]), ("Tess Amoah", "spo", None, []), ()]
    assert version_of(*shown) not in {version_of(*other) for other in others}
    assert len(version_of()) == 16
