import json
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.formats import texts
from contacts.formats.hits import around, highlight
from contacts.formats.sought import JOINING_SIGNS, read_sought

HARD = [
    json.loads(line)
    for line in Path(__file__).parent.with_name("hard_strings.txt").read_text().splitlines()
    if not line.startswith("#")
]
PIECES = """house housing left early Zoë O’Leary - " * no ½ 👍 not co-op flat/landlord 3rd tenancies
tenancy . house½"""
WORDS = st.lists(st.sampled_from([*PIECES.split(), "\n", " ", " ", " ", " "]), max_size=40).map(
    "".join
)


def marked(notes: str, typed: str) -> list[str]:
    return [text for text, hit in highlight(notes, read_sought(typed)) if hit]


@pytest.mark.parametrize(
    ("notes", "typed", "hits"),
    [
        ("Housing advice. The house.", "house", ["Housing", "house"]),
        ("He left\nearly, left very early", '"left early"', ["left\nearly"]),
        ("Spoke to Zoë and Zoe\u0308", "zoe", ["Zoë", "Zoe\u0308"]),
        ("Mrs O’Leary of legal", "o'le*", ["O’Leary"]),
        ("housing, houses, homes", "housi*", ["housing", "houses"]),
        ("flat/landlord", "landlord", ["landlord"]),
        ("at the co-op", "co-op", ["co-op"]),
        ("drinks with partner", "drink -partner", ["drinks"]),
        ("drinks", "-partner", []),
        ("No. Not now, nobody", "no", ["No"]),
        ("left early left", '"left early" "early left"', ["left early left"]),
        ("", "house", []),
        ("Came in", "", []),
        ("on the 3rd", "3rd", ["3rd"]),
    ],
)
def test_what_was_looked_for_is_marked(notes, typed, hits):
    assert marked(notes, typed) == hits


@given(st.one_of(WORDS, st.text(), st.sampled_from(HARD)), st.one_of(WORDS, st.text()))
def test_the_runs_join_to_exactly_the_text(notes, typed):
    runs = highlight(notes, read_sought(typed))
    assert "".join(text for text, _ in runs) == notes
    assert all(text for text, _ in runs)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(WORDS, WORDS)
def test_what_the_database_finds_is_marked_and_nothing_else(notes, typed):
    plain = notes.translate(str.maketrans(dict.fromkeys(JOINING_SIGNS, " ")))
    for term in read_sought(typed).wanted:
        asked, parameters = read_sought(str(term)).wanted_sql() or ("", [])
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT to_tsvector('public.diary', %s) @@ {asked}", [plain, *parameters]
            )
            found = cursor.fetchone()[0]
        assert bool(marked(notes, str(term))) == found


@pytest.mark.parametrize(
    ("notes", "typed", "limit", "shown"),
    [
        ("Came in on time.", "time", 40, "Came in on [time]."),
        ("Came in.\n\nOn   time.", "time", 40, "Came in. On [time]."),
        (
            "First he spoke about his work, then at length about housing and his mum.",
            "house",
            40,
            "…at length about [housing] and his mum.",
        ),
        ("Housing first, then a good deal about work", "house", 24, "[Housing] first, then a…"),
        ("Nothing here of that kind at all, truly", "house", 20, "Nothing here of…"),
        ("x" * 60 + " house", "house", 20, "…[house]"),
    ],
)
def test_a_line_is_cut_at_words_around_the_first_hit(notes, typed, limit, shown):
    runs = around(notes, read_sought(typed), limit)
    assert "".join(f"[{text}]" if hit else text for text, hit in runs) == shown


@given(st.one_of(WORDS, st.text()), WORDS, st.integers(20, 200))
def test_a_line_is_never_longer_than_asked_and_shows_what_was_found(notes, typed, limit):
    sought = read_sought(typed)
    runs = around(notes, sought, limit)
    line = "".join(text for text, _ in runs)
    assert len(line) <= limit
    assert "\n" not in line
    first = next((text for text, hit in highlight(notes, sought) if hit), "")
    if first and len(first) < limit // 2:
        assert any(hit for _, hit in runs)


def test_without_a_hit_the_line_is_the_notes_first_words():
    notes = "Came in on time and stayed. " * 20
    assert around(notes, read_sought("house"), 60) == [(texts.first_words(notes, 60), False)]
