import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.references import (
    REFERENCE,
    mentioned,
    named,
    read_reference,
    reference,
    signed,
)


@pytest.mark.parametrize(("id", "written"), [(1, "D00001"), (33, "D00011"), (32**5, "D100000")])
def test_an_entry_has_a_reference_of_a_d_and_five_signs_or_more(id, written):
    assert reference(id) == written


@given(st.integers(1, 2**63 - 1))
def test_a_reference_leads_back_to_its_entry(id):
    assert read_reference(reference(id)) == id


@given(st.text(max_size=16))
def test_what_is_no_reference_names_no_entry(text):
    found = read_reference(text)
    assert found is None or reference(found) == text


@pytest.mark.parametrize("text", ["", "D", "D0001", "d00001", "D0000I", "D000001", "X00001"])
def test_a_reference_is_written_in_one_way(text):
    assert read_reference(text) is None


@pytest.mark.django_db
def test_the_database_gives_the_same_references() -> None:
    edges = [32**digits + step for digits in range(13) for step in (-1, 0, 1)]
    ids = [one for one in [*edges, 1, 123456789, 2**63 - 1] if 0 < one < 2**63]
    named = REFERENCE.format(id="id")
    asked = f"SELECT {named} FROM unnest(%s::bigint[]) WITH ORDINALITY AS t (id, n) ORDER BY n"  # noqa: S608  (our own)
    with connection.cursor() as cursor:
        cursor.execute(asked, [ids])
        assert [row[0] for row in cursor.fetchall()] == [reference(one) for one in ids]


NAMED = 8098402  # D7Q4K2


@pytest.mark.parametrize(
    "text",
    [
        "Seen at home (diary D7Q4K2)",
        "diary d7q4k2",
        "SEEN. DIARY D7Q4K2.",
        "Seen.\n[Diary\nD7Q4K2]",
        "diary D7Q4K2, see diary D7Q4K2",
    ],
)
def test_an_entry_is_named_in_a_text_as_copying_out_writes_it(text: str) -> None:
    assert mentioned(text) == {NAMED}


@pytest.mark.parametrize(
    "text",
    ["", "D7Q4K2", "diary 7Q4K2", "a diary detected", "diaryD7Q4K2", "diary D7Q4K2X1234567890123"],
)
def test_other_words_name_no_entry(text: str) -> None:
    assert mentioned(text) == frozenset()


@given(st.lists(st.integers(1, 2**63 - 1), max_size=3))
def test_every_entry_that_is_named_is_found(ids: list[int]) -> None:
    text = " and ".join(f"diary {reference(one)}" for one in ids)
    assert mentioned(text) == frozenset(ids)


@given(st.text())
def test_any_text_can_be_read_for_references(text: str) -> None:
    assert mentioned(f"diary {text}") is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Seen at home.\n\ndiary D7Q4K2", "Seen at home."),
        ("Seen.\r\n \r\nDiary d7q4k2 \n", "Seen."),
        ("See diary D00001.\n\n(diary D7Q4K2)", "See diary D00001."),
    ],
)
def test_what_was_copied_out_ends_with_the_reference_of_its_entry(text: str, words: str) -> None:
    assert signed(text) == (words, NAMED)
    assert named(text) == {NAMED}


@pytest.mark.parametrize(
    "text",
    ["", "Seen (diary D7Q4K2)", "Seen.\ndiary D7Q4K2", "diary D7Q4K2", "Seen.\n\nhis diary D7Q4K2"],
)
def test_other_notes_are_not_signed(text: str) -> None:
    assert signed(text) == (text, None)
    assert named(text) == mentioned(text)


def test_a_list_of_entries_is_of_them_all() -> None:
    assert named("diary D7Q4K2\ndiary D00001") == {NAMED, 1}


@given(st.text(), st.integers(1, 2**63 - 1))
def test_any_text_can_be_signed(text: str, id: int) -> None:
    assert signed(f"{text}\n\ndiary {reference(id)}") == (text.rstrip(), id)
