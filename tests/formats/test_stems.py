import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import stems

BEGINNINGS = (
    "hous tenanc breach recall licenc supervis accommodat alcohol drink drunk test appoint attend "
    "comply complied disclos victim child famil partner separat employ unemploy train offend "
    "curfew polic polici prison releas happ sad angr argu anxi worr prescrib medic motivat engag "
    "refus agre promis threat weapon knif driv travel move mov visit phon call text write writ"
)
ENDINGS = ["", "e", "y", "ies", "s", "es", "ed", "ing", "ings", "er", "ment", "ation", "ly", "ness"]
MADE = [start + end for start in BEGINNINGS.split() for end in ENDINGS]


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("Housing", "hous"),
        ("house", "hous"),
        ("tenancies", "tenanc"),
        ("NOT", "not"),
        ("will", "will"),
        ("Zoë", "zoe"),
        ("Zoe\u0308", "zoe"),
        ("Łuczak", "luczak"),
        ("3rd", "3rd"),
        ("X482913", "x482913"),
        ("2nights", "2nights"),
    ],
)
def test_a_word_loses_capitals_accents_and_its_ending(written, stem):
    assert stems.stem(written) == stem


def test_words_are_taken_apart_at_every_sign():
    text = "Co-op, UPW/ETE: O’Leary's [[mum]] 10.30 zero\u200bwidth e\u0301te\u0301"
    found = [text[word.start : word.end] for word in stems.words(text)]
    assert " ".join(found) == "Co op UPW ETE O Leary s mum 10 30 zero width e\u0301te\u0301"


@pytest.mark.django_db
def test_the_stems_are_those_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (ts_lexize('public.diary_stem', word))[1] FROM unnest(%s::text[]) word",
            [MADE],
        )
        kept = dict(cursor.fetchall())
    assert {word: stems.stem(word) for word in MADE} == kept


@pytest.mark.parametrize(
    ("prefix", "word"),
    [("housi", "housing"), ("appointmen", "appointment"), ("drie", "dries"), ("stopp", "stopped")],
)
def test_a_prefix_longer_than_its_words_stem_is_completed(prefix, word):
    assert word in stems.completions(prefix)
    assert not stems.stem(word).startswith(stems.stem(prefix))


@given(st.sampled_from(MADE), st.data())
def test_any_beginning_of_a_word_leads_to_it(word, data):
    prefix = word[: data.draw(st.integers(3, len(word)))]
    whole = {stems.stem(one) for one in stems.completions(prefix)}
    stem = stems.stem(word)
    assert stem.startswith(stems.beginnings(prefix)) or stem in whole


@given(st.text())
def test_no_text_makes_it_raise_and_words_stand_in_order(text):
    ends = [0]
    for word in stems.words(text):
        assert ends[-1] <= word.start < word.end
        ends.append(word.end)
        stems.completions(text[word.start : word.end])
