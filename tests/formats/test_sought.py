import json
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.formats.sought import JOINING_SIGNS, LONGEST_TERM, MOST_TERMS, Sought, read_sought

HARD = [
    json.loads(line)
    for line in Path(__file__).parent.with_name("hard_strings.txt").read_text().splitlines()
    if not line.startswith("#")
]
SIGNS = """ " “ ” - – * ' ’ \\ & | ! ( ) : <-> :* / % %s ½ ⓐ """
TYPED = st.lists(
    st.sampled_from(
        [*SIGNS.split(), *(" ", "hous", "left early", "é", "co-op", "a.b@c.d", "\x00", "\ud800")]
    )
).map("".join)


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("housing", ["housing"], []),
        ("  Housing   tenancy ", ["Housing", "tenancy"], []),
        ('"left early"', ['"left early"'], []),
        ("“left early”", ['"left early"'], []),
        ('drink "left early', ["drink", '"left early"'], []),
        ('"left\n  early" drink', ['"left early"', "drink"], []),
        ("drink -partner", ["drink"], ["partner"]),
        ("drink –partner", ["drink"], ["partner"]),
        ("drink −partner", ["drink"], ["partner"]),
        ('-"left early" drink', ["drink"], ['"left early"']),
        ("–“left early”", [], ['"left early"']),
        ("hous*", ["hous*"], []),
        ("hous*,", ["hous*"], []),
        ("-hous*", [], ["hous*"]),
        ("o'le*", ["o'le*"], []),
        ("O’Le*", ["O'Le*"], []),
        ('"supported hous*"', ['"supported hous*"'], []),
        ("co-op", ["co-op"], []),
        ("co–op", ["co-op"], []),
        ("NTQ-letter", ["NTQ-letter"], []),
        ("drink - partner", ["drink", "partner"], []),
        ("drink — partner", ["drink", "partner"], []),
        ("drink —partner", ["drink", "partner"], []),
        ("drink, partner; (both)", ["drink", "partner", "both"], []),
        ("no not will off", ["no", "not", "will", "off"], []),
        ("housing house HOUSES", ["housing"], []),
        ("house -house", ["house"], ["house"]),
        ("zoe Zoë", ["zoe"], []),
        ("e\u0301te\u0301", ["été"], []),
        ("*house", ["house"], []),
        ("half\x00word\ud800s", ["half", "word", "s"], []),
        ("14:30", ["14:30"], []),
    ],
)
def test_what_is_typed_is_read_as_it_was_meant(typed, wanted, unwanted):
    sought = read_sought(typed)
    assert [str(term) for term in sought.wanted] == wanted
    assert [str(term) for term in sought.unwanted] == unwanted
    assert not sought.left_out


@pytest.mark.parametrize("typed", ["", " ", "-", "*", "–", '"', '""', '-"', "!?", "\x00", "\ud800"])
def test_signs_alone_look_for_nothing(typed):
    assert read_sought(typed) == Sought()
    assert not read_sought(typed)
    assert read_sought(typed).wanted_sql() is None
    assert read_sought(typed).unwanted_sql() is None


def test_more_than_twelve_terms_are_cut_and_it_says_so():
    sought = read_sought(" ".join(f"word{number}" for number in range(15)))
    assert (len(sought.wanted), sought.left_out) == (MOST_TERMS, 3)


def test_a_word_too_long_to_look_for_is_left_out_and_it_says_so():
    sought = read_sought("n" * (LONGEST_TERM + 1) + " house")
    assert (str(sought), sought.left_out) == ("house", 1)
    assert read_sought("n" * 10_000).left_out == 1
    assert len(read_sought("n " * 10_000).wanted) == 1


@given(st.one_of(TYPED, st.text(), st.sampled_from(HARD)))
def test_any_text_is_read_and_reads_the_same_when_typed_again(typed):
    sought = read_sought(typed)
    assert len(sought.wanted) + len(sought.unwanted) <= MOST_TERMS
    again = read_sought(str(sought))
    assert (again.wanted, again.unwanted) == (sought.wanted, sought.unwanted)
    assert not again.left_out


def test_no_typed_character_is_in_the_sql():
    sought = read_sought("'; drop* table%s -\"x' y\"")
    for asked in (sought.wanted_sql(), sought.unwanted_sql()):
        assert asked
        fragment, parameters = asked
        assert fragment.count("%s") == len(parameters)
        assert set(fragment) <= set(
            "(phraseto_tsquery('public.diary', %s) && || <-> pg_catalog.simple)"
        )


def finds(typed: str, notes: str) -> bool:
    """Whether a search for what is typed finds an entry of one piece."""
    sought = read_sought(typed)
    wanted, unwanted = sought.wanted_sql(), sought.unwanted_sql()
    if not sought:
        return False
    asked, parameters = wanted or ("NULL::tsquery", [])
    left_out, others = unwanted or ("NULL::tsquery", [])
    plain = notes.translate(str.maketrans(dict.fromkeys(JOINING_SIGNS, " ")))
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            f"SELECT coalesce(v @@ {asked}, true) AND coalesce(NOT v @@ {left_out}, true)"  # noqa: S608  (what is tested)
            " FROM to_tsvector('public.diary', %s) AS v",
            [*parameters, *others, plain],
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("house", "Housing appointment on Monday."),
        ("HOUSING", "the house"),
        ("no", "There was no answer."),
        ("not", "Did not attend."),
        ("will", "Will to ring his landlord"),
        ("off", "Signed off sick"),
        ("Zoe", "Spoke to Zoë."),
        ("Zoë", "spoke to zoe"),
        ("zoe", "Zoe\u0308 rang"),
        ("luczak", "Mr Łuczak"),
        ('"left early"', "He left\nearly again"),
        ("hous*", "housing"),
        ("housi*", "Housing"),
        ("appointmen*", "an appointment"),
        ("tenanci*", "his tenancy"),
        ("psy*", "psychologist"),
        ("comply*", "complying, not complied"),
        ('"no psy*"', "no psychology"),
        ("o'le*", "Mrs O’Leary"),
        ("oleary o'leary -x", "oleary and O'Leary"),
        ('"supported hous*"', "in supported housing"),
        ("co-op", "at the co-op"),
        ("op", "at the co-op"),
        ("landlord", "flat/landlord"),
        ("upw/ete", "ETE? UPW/ETE"),
        ("next", "At the end.Next week"),
        ("11", "10-11 in the office"),
        ("10.30", "at 10.30"),
        ("x482913", "X482913"),
        ("drink -partner", "drinking again"),
        ("½ drink", "drinks"),
        ("said", "[[Mum said]] so"),
    ],
)
def test_a_search_finds(typed, notes):
    assert finds(typed, notes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ('"left early"', "early he left"),
        ('"left early"', "left very early"),
        ("drink partner", "drinking again"),
        ("drink -partner", "drinking with partners"),
        ('-"left early"', "He left early"),
        ("hous*", "homes"),
        ("o'le*", "of legal age"),
        ("½", "anything"),
        ("ten*", "often"),
    ],
)
def test_a_search_does_not_find(typed, notes):
    assert not finds(typed, notes)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [*HARD, "ⓐ*", "½*", '"½ ½"', "a½*", "\\*", "'*", "x" * 200 + "*"])
def test_no_text_makes_the_database_refuse(typed):
    finds(typed, "Seen at home.")
    finds(f"{typed}* -{typed} -“{typed}*", "Seen at home.")


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(TYPED, st.text(max_size=300)))
def test_no_made_up_text_makes_the_database_refuse(typed):
    finds(typed, "Seen at home.")
