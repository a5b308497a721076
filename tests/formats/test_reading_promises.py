import pytest

from contacts.formats.note_words import read_words
from contacts.formats.reading import PERSON, WRITER, Promise
from contacts.formats.reading_promises import read_promises


def read(notes, taken=None):
    return read_promises(read_words(notes, ["Dean"]), taken or {})


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ("I will chase housing", ["chase housing"]),
        ("I'll ring the GP tomorrow.", ["ring the GP tomorrow"]),
        ("Good talk, I will also email Sam", ["email Sam"]),
        ("I will ring CSC and I will email Sam", ["ring CSC", "email Sam"]),
        ("Plan: I will refer to CGL", ["refer to CGL"]),
        ("I will let CSC know", ["let CSC know"]),
    ],
)
def test_what_the_writer_will_do_is_promised(notes, words):
    assert [one.value for one in read(notes)] == [Promise(WRITER, one) for one in words]
    assert all(one.said == f"Promised: you {one.value.words}" for one in read(notes))
    assert not any(one.proposed for one in read(notes))


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ("He will bring his payslip", "he will bring his payslip"),
        ("She'll ring the food bank", "she will ring the food bank"),
        ("Dean will complete the diary", "Dean will complete the diary"),
    ],
)
def test_what_the_person_will_do_is_only_proposed(notes, words):
    (found,) = read(notes)
    assert found.said == f"Promised: {words}"
    assert (found.value.who, found.proposed) == (PERSON, True)


@pytest.mark.parametrize(
    "notes",
    [
        *("I will not ring", "I will be on leave", "I will see", "I will if he does", "I will"),
        *("I will ring if he misses it", "If he misses it I will ring", "I will do my best"),
        *("He said I will ring", 'He said "I will ring"', "Text from him: I will ring"),
        *(
            "Text from him:\nI will ring",
            "He will lose the flat",
            "He will contact her",
            "We will ring",
        ),
        *("His mum will ring", "His brother is in. He will ring the GP", "Will he ring?"),
        *(
            "I will ring him?",
            "He thinks he will ring",
            "I will ring [[x]]",
            "I will call it a day",
        ),
    ],
)
def test_what_is_denied_conditional_quoted_or_of_somebody_else_is_no_promise(notes):
    assert read(notes) == []


def test_a_promise_ends_with_its_line_and_where_something_else_is_read():
    assert [one.value.words for one in read("I will ring the\nGP")] == ["ring the"]
    assert [one.value.words for one in read("I will ring mum next 12/5", {4: 6})] == ["ring mum"]
