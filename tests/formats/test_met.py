import csv
import re
import time
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import met, tokens

KINDS = ["", "office", "home_visit", "phone", "video", "message", "other"]
OUTCOMES = ["", *sorted(met.ATTENDED), *sorted(met.ABSENT)]
PASSAGES = Path(met.__file__).parents[1] / "management" / "made_up" / "passages"
with Path(__file__).with_name("met_cases.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))
GIVES = {"seen", "at_home", "not_seen", "away", "empty", "hint", "about", "remote"} | {
    "talk",
    "nothing",
}
PIECES = [
    *("seen at home", "saw him", "he", "she", "his mum", "said", "not", "no answer", "card left"),
    *(
        "last",
        "week",
        ",",
        ".",
        "\n",
        "?",
        "attended",
        "as instructed",
        "came in",
        "on time",
        "dna",
    ),
    *(
        "and",
        "spoke to",
        "the police",
        "by",
        "hv",
        "will be",
        "at",
        "answered the door",
        "on Monday",
    ),
]
notes_like = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=80)


def read(notes, kind="home_visit", outcome="", **more):
    return met.read_seen(kind=kind, outcome=outcome, notes=notes, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['notes'][:40]}")
def test_each_note_is_read_as_the_table_of_cases_says(case):
    seen = met.read_seen(
        kind=case["kind"],
        outcome=case["outcome"],
        notes=case["notes"],
        imported=case["imported"] == "1",
        heading=case["heading"] or "",  # most cases have none
    )
    assert seen == case["seen"]


def test_the_table_of_cases_is_large_and_mostly_traps():
    assert len(CASES) >= 150
    assert sum(case["seen"] != met.MET for case in CASES) >= len(CASES) / 2
    assert {case["seen"] for case in CASES} == set(met.ANSWERS)


def made_up(kind, outcomes):
    """The made-up notes of one kind whose writer chose one of these outcomes, slots filled."""
    slots = defaultdict(lambda: "Larkrise", he="he", him="him", his="his", first="Dilys")
    slots |= {"He": "He", "His": "His", "relative": "mum", "weekday": "Friday"}
    for path in sorted(PASSAGES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as passages:
            for row in csv.DictReader(passages):
                if row["kind"] == kind and row["outcome"] in outcomes:
                    yield row["text"].format_map(slots), row["outcome"], int(row["minutes"] or 0)


@pytest.mark.parametrize("kind", ["office", "home_visit"])
def test_every_made_up_meeting_is_met_and_without_its_outcome_never_said_not_to_be(kind):
    for notes, outcome, minutes in made_up(kind, met.ATTENDED):
        assert read(notes, kind, outcome, names=["Dilys"]) == met.MET, notes
        assert minutes < 15 or read(notes, kind, names=["Dilys"]) != met.NOT_MET, notes


@pytest.mark.parametrize(("kind", "outcomes"), [("office", met.ABSENT), ("home_visit", [""])])
def test_no_made_up_appointment_that_failed_is_met_by_its_words(kind, outcomes):
    for notes, _, _ in made_up(kind, [*outcomes, *met.ABSENT]):
        assert read(notes, kind, names=["Dilys"]) != met.MET, notes


@given(st.sampled_from(KINDS), st.sampled_from(sorted(met.ABSENT)), notes_like, st.booleans())
def test_an_absence_is_never_a_meeting(kind, outcome, notes, imported):
    assert read(notes, kind, outcome, imported=imported) in {met.NOT_MET, met.NOT_KNOWN}


@given(st.sampled_from(sorted(met.APART)), st.sampled_from(OUTCOMES), notes_like)
def test_a_call_or_a_message_is_never_a_meeting(kind, outcome, notes):
    assert read(notes, kind, outcome) != met.MET


@given(notes_like, st.sampled_from([" ", "\n", ". ", ", "]), st.booleans())
def test_a_home_visit_with_no_answer_is_never_a_meeting(notes, between, imported):
    for joined in (
        f"{notes}{between}no answer, card left",
        f"no answer, card left{between}{notes}",
    ):
        assert read(joined, imported=imported) != met.MET


@given(
    st.sampled_from(KINDS),
    st.sampled_from(OUTCOMES),
    st.sampled_from(["Met nobody", "Seen nobody", "Missed each other", "They wouldn't let me in"]),
    notes_like,
)
def test_words_that_deny_a_meeting_beat_everything(kind, outcome, denial, notes):
    assert read(f"{denial}. {notes}", kind, outcome) != met.MET
    assert read(f"{denial}. {notes}", kind, outcome, imported=True) != met.MET


@given(st.sampled_from(KINDS), notes_like)
def test_what_was_imported_is_met_at_most_where_the_same_words_typed_here_are(kind, notes):
    if read(notes, kind, imported=True) == met.MET:
        assert read(notes, kind) == met.MET


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=200), st.text(max_size=40))
def test_any_words_have_an_answer(kind, outcome, notes, heading):
    assert read(notes, kind, outcome, heading=heading) in met.ANSWERS


@pytest.mark.parametrize(
    ("heading", "outcome", "notes", "seen"),
    [
        ("Planned Office Visit (NS)", "", "", met.NOT_KNOWN),
        ("Planned Office Visit (NS) - Attended - Complied", "", "Discussed work.", met.MET),
        ("Office visit / Attended, complied", "", "", met.MET),
        ("Planned Office Visit (NS) - Failed to attend", "", "", met.NOT_MET),
        ("Home Visit to Case (NS) - Unacceptable Absence", "", "", met.NOT_MET),
        ("Planned Office Visit - Attended - Complied", "", "DNA", met.NOT_KNOWN),
        ("Planned Telephone Contact (NS)", "attended", "Attended as instructed.", met.REMOTE),
        ("Planned Video Contact (NS)", "attended", "Good talk.", met.REMOTE),
        ("Police Liaison (NS)", "", "Seen at home last night.", met.ABOUT),
        ("Email/Text from Other", "", "Update on his tenancy", met.ABOUT),
        ("Initial Appointment - In office (NS)", "attended", "Induction done.", met.MET),
        ("3 Way Meeting (NS)", "", "Went well.", met.NOT_KNOWN),
    ],
)
def test_what_a_source_called_it_is_read_too(heading, outcome, notes, seen):
    assert read(notes, "", outcome, heading=heading, imported=True) == seen


@pytest.mark.parametrize(
    ("notes", "seen"),
    [
        ("Saw Dilys at home.", met.MET),
        ("Dilys Marsh came in. ", met.NOT_KNOWN),
        ("Dilys answered the door.", met.MET),
        ("Saw Dilys's mum at home.", met.NOT_MET),
        ("Saw Karen Dilys at home.", met.NOT_KNOWN),
        ("Saw Mrs Dilys at home.", met.NOT_KNOWN),
        ("No sign of Dilys.", met.NOT_MET),
        ("Dilys in. Showed me the new bed.", met.MET),
        ("Met Dilys at her flat", met.MET),
    ],
)
def test_the_person_may_be_called_by_their_name(notes, seen):
    assert read(notes, names=["Dilys"]) == seen


@pytest.mark.parametrize(
    ("kind", "seen", "said"),
    [
        ("office", met.MET, "Office, met"),
        ("office", met.NOT_MET, "Office, not met"),
        ("home_visit", met.NOT_MET, "Home visit, not met"),
        ("home_visit", met.NOT_KNOWN, "Home visit, not known if seen"),
        ("phone", met.ABOUT, "Phone, about them"),
        ("phone", met.REMOTE, "Phone"),
        ("phone", met.NOT_MET, "Phone, not met"),
        ("video", met.REMOTE, "Video"),
        ("message", met.REMOTE, "Message"),
        ("office", met.REMOTE, "Office, not face to face"),
        ("", met.MET, "Met"),
        ("", met.NOT_KNOWN, "Not known if seen"),
        ("", met.ABOUT, "About them"),
        ("other", met.REMOTE, "Not face to face"),
    ],
)
def test_the_small_text_under_the_time_says_what_is_known(kind, seen, said):
    assert met.label(kind, seen) == said


def test_what_copying_out_wrote_above_the_words_says_nothing_of_a_meeting():
    above = "Contact date: 03/07/2026\nContact type: Phone Contact to PoP\nOutcome: Attended\n\n"
    for words in ("Spoke to his mum.", "Seen at home.", "The letter came."):
        copied = f"{above}{words}\n\ndiary D7Q4K2"
        assert met.read_seen(kind="", outcome="", notes=copied) == read(words, kind="")


def test_the_table_of_phrases_is_well_formed():
    path = Path(met.__file__).with_name("met_phrases.csv")
    with path.open(encoding="utf-8", newline="") as phrases:
        rows = list(csv.DictReader(phrases))
    assert len(rows) >= 120
    assert len({row["phrase"] for row in rows}) == len(rows)
    assert {row["gives"] for row in rows} == GIVES
    for row in rows:
        assert re.fullmatch(r"(\^ )?[a-z0-9'<> ]+( \.)?", row["phrase"]), row
        words = row["phrase"].removeprefix("^ ").removesuffix(" .")
        typed = words.replace("<person>", "him").replace("<other>", "his mum")
        typed = typed.replace("<place>", "court") + " appointment"
        assert " ".join(tokens.read_tokens(typed)) == f"{words} appointment", row


def test_a_long_note_is_read_in_about_a_millisecond():
    notes = ("He came in on time and said that work goes well, the council never replied. " * 30)[
        :2000
    ]
    began = time.process_time()
    for _ in range(50):
        read(notes, "office")
    assert (time.process_time() - began) / 50 < 0.005


def test_an_endless_sentence_takes_no_longer_than_its_length():
    began = time.process_time()
    assert read(", seen at home" * 17_000) == met.NOT_KNOWN
    assert time.process_time() - began < 5
