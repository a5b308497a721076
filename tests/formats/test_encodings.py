import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import encodings
from contacts.formats.file_kinds import Unusable

CODECS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


def text_of(data: bytes) -> str:
    file = io.BytesIO(data)
    return "".join(encodings.blocks(file, encodings.decide(file)))


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("marks", [0, 1, 2])
def test_text_is_read_with_none_one_or_two_marks(codec, marks):
    assert text_of(("\ufeff" * marks + "crn\nSiân – £5 👍").encode(codec)) == "crn\nSiân – £5 👍"


@pytest.mark.parametrize("text", ["Siân", "José’s", "said “no”…", "£5 – €6", "Ñandú, São", "naïve"])
def test_windows_1252_is_read_where_it_is_not_utf_8(text):
    assert text_of(f"notes\n{text}\n".encode("cp1252")) == f"notes\n{text}\n"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a\xc3\xa9\nb\xc3", 2),
        (b"\xc3\xa9\xc3\xa9\r\n\xe2\x80\r\n", 2),
        (b"a\rb\r\nc\nd\xc0\xaf", 4),
        (b"\xef\xbb\xbfa\n\xe9", 2),
        (b"\xff\xfea\x00\n\x00\x00\xd8", 2),
    ],
)
def test_a_cut_or_overlong_character_is_refused_with_its_line(data, line):
    with pytest.raises(Unusable, match=rf"^Line {line} holds a character that is cut or damaged"):
        text_of(data)


def test_a_byte_of_no_encoding_is_refused_with_its_line():
    with pytest.raises(Unusable, match=r"^Line 3 holds a character that is neither UTF-8 nor"):
        text_of(b"a\n\xe9\n\x81")


@pytest.mark.parametrize("where", [5, encodings.BLOCK - 1, encodings.BLOCK, 2 * encodings.BLOCK])
def test_a_nul_is_refused_with_its_line_wherever_it_stands(where):
    data = (b"\r\n" * where)[:where] + b"\0"
    with pytest.raises(Unusable, match=rf"^Line {where // 2 + where % 2 + 1} holds a NUL"):
        text_of(data)


def test_a_character_in_two_blocks_is_one():
    text = "a" * (encodings.BLOCK - 1) + "é" * encodings.BLOCK
    assert text_of(text.encode()) == text


def test_the_file_is_left_at_its_beginning():
    file = io.BytesIO(b"crn\n")
    file.read()
    assert encodings.decide(file) == "utf-8"
    assert file.tell() == 0


@given(st.lists(st.text("ab\r\n", max_size=5)))
def test_lines_are_counted_alike_however_the_text_is_cut(pieces):
    lines = encodings.Lines()
    for piece in pieces:
        lines.add(piece)
    assert lines.ended == len(list(io.StringIO("".join(pieces) + "x", newline=""))) - 1


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_in_a_sentence(data):
    text, sentence = "", "."
    try:
        text = text_of(data)
    except Unusable as refused:
        sentence = str(refused)
    assert sentence.endswith(".")
    assert "\0" not in text
    text.encode()
