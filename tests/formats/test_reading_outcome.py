import pytest

from contacts.formats.note_words import read_words
from contacts.formats.reading_outcome import read_outcome


def read(notes):
    return read_outcome(read_words(notes, ["Dean"]), 0)


@pytest.mark.parametrize(
    ("notes", "outcome"),
    [
        *((notes, "did_not_attend") for notes in ("DNA", "dna'd", "FTA.", "did not attend today")),
        *(
            (notes, "did_not_attend")
            for notes in ("Dean DNA", "he has failed to attend", "no show")
        ),
        *((notes, "did_not_attend") for notes in ("DNA his appointment at 10", "DNA 2pm")),
        *(
            (notes, "acceptable_absence")
            for notes in ("AA medical", "AA (work)", "acceptable absence")
        ),
        *((notes, "unacceptable_absence") for notes in ("UA", "UA - no reason given")),
        *(
            (notes, "attended")
            for notes in ("attended", "attended on time", "attended with his mum")
        ),
        ("attended - failed to comply", "attended_not_complied"),
    ],
)
def test_whether_they_came_is_read(notes, outcome):
    assert read(notes).outcome == outcome


@pytest.mark.parametrize(
    "notes",
    [
        *(
            "DNA evidence",
            "DNA on the knife",
            "DNA, prints and CCTV",
            "DNA last week",
            "DNA letter",
        ),
        *("UA negative", "UA - clear", "UA at CGL", "AA", "AA meeting", "AA work goes well"),
        *(
            "attended court",
            "attended with police",
            "attended late last time",
            "attended, left early",
        ),
        *(
            "mum did not attend",
            "did not not attend",
            "did not attend school",
            "FTA - court, not us",
        ),
        *("missed him", "no answer", "rearranged", "will attend", "DNA'd, or so they say", ""),
    ],
)
def test_the_same_letters_mean_other_things(notes):
    assert read(notes) is None
