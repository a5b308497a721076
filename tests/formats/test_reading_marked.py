import pytest

from contacts.formats.note_words import read_words
from contacts.formats.reading import PERSON, WRITER, Promise
from contacts.formats.reading_marked import LONGEST, read_marked


def read(notes, taken=None):
    return read_marked(read_words(notes, ["Dean"]), taken or {})


def said(notes):
    return [one.said for one in read(notes)]


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("todo: chase housing", ["Promised: you chase housing"]),
        ("To do: ring GP; book room", ["Promised: you ring GP", "Promised: you book room"]),
        (
            "todo:\n- ring GP\n- book room\nDone",
            ["Promised: you ring GP", "Promised: you book room"],
        ),
        ("todo: me to ring GP", ["Promised: you ring GP"]),
        ("asked: police; CSC too", ["Asked: police; CSC too"]),
        ("Still awaiting reply from CSC", ["Asked: reply from CSC"]),
        ("done: rang GP. He was in.", ["Done: rang GP"]),
        ("decided: no recall. Sam agreed.\nLeft.", ["Decided: no recall. Sam agreed"]),
        ("decided: a\ndecided: b", ["Decided: a"]),
        ("?? too cheerful. Odd.\nLeft", ["Something feels off"]),
        ("Came in.\n??", ["Something feels off"]),
        ("todo: ring Mr. Patel", ["Promised: you ring Mr. Patel"]),
    ],
)
def test_what_is_marked_is_read_to_the_end_of_its_words(notes, found):
    assert said(notes) == found


@pytest.mark.parametrize(
    "notes",
    [
        *("todo:", "todo list", "Nothing to do: bored", "He asked: can it wait", "Asked: why?"),
        *(
            "asked: how he sleeps",
            "awaiting trial",
            "Mum is awaiting reply",
            "We have not decided: x",
        ),
        *("decided: recall or not? Sam to say", "really??", "moved ?? unsure", "Phone:\n??", "???"),
        *(
            "??new",
            "> todo: x",
            "[[todo: x]]",
            "todo: see [[x]]",
            "?? see [[x]]",
            'he said "todo: x"',
        ),
        *(
            "Email from SW:\ntodo: x",
            "Email from SW:\n??",
            f"todo: {'a ' * LONGEST}",
            "awaiting news of mum",
        ),
    ],
)
def test_what_only_looks_marked_is_not_read(notes):
    assert said(notes) == []


def test_what_somebody_else_is_to_do_is_proposed_as_theirs():
    (theirs,) = read("todo: Dean to bring his payslip")
    assert (theirs.value, theirs.proposed) == (Promise(PERSON, "bring his payslip"), True)
    assert theirs.said == "Promised: Dean to bring his payslip"
    (other,) = read("todo: GP to ring back")
    assert (other.what, other.value, other.proposed) == ("asked", "GP to ring back", True)
    (mine,) = read("todo: ring Dean to say yes")
    assert (mine.value, mine.proposed) == (Promise(WRITER, "ring Dean to say yes"), False)


def test_the_words_end_where_something_else_is_read():
    note = "todo: ring mum next 12/5"
    assert [one.said for one in read(note, {4: 6})] == ["Promised: you ring mum"]


def test_what_feels_off_has_the_rest_of_its_line_or_no_words():
    assert [one.value for one in read("?? he knew  the street\nLeft")] == ["he knew the street"]
    assert [one.value for one in read("??")] == [""]


@pytest.mark.parametrize(
    ("begun", "goes_on"),
    [("?? smelt", "?? smelt of drink"), ("decided: no", "decided: no recall; agreed with Sam")],
)
def test_a_decision_and_what_feels_off_are_the_same_however_their_words_go_on(begun, goes_on):
    assert [one.key for one in read(begun)] == [one.key for one in read(goes_on)]
