import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.asked_whom import asked_whom

WORDS = st.text(min_size=1, max_size=80).map(lambda text: " ".join(text.split())).filter(bool)


@pytest.mark.parametrize(
    ("words", "whom", "what"),
    [
        ("police for call-outs to the address", "police", "call-outs to the address"),
        ("CSC for the date of the core group", "CSC", "the date of the core group"),
        ("police, domestic abuse check", "police", "domestic abuse check"),
        ("children's services whether he visits", "children's services", "he visits"),
        ("landlord about the arrears letter", "landlord", "the arrears letter"),
        ("reply from CSC", "CSC", "reply"),
        ("nothing back yet from OIC", "OIC", "nothing back yet"),
        ("his GP to send the letter", "his GP", "send the letter"),
        ("police re callouts", "police", "callouts"),
        ("CGL re: his key worker", "CGL", "his key worker"),
        ("landlord regarding the arrears", "landlord", "the arrears"),
        ("police", "police", "a reply"),
        ("his GP", "his GP", "a reply"),
        ("Children's services", "Children's services", "a reply"),
        ("psych report", "somebody", "psych report"),
        ("police callouts", "somebody", "police callouts"),
        ("mate " * 20, "somebody", "mate " * 20),
        ("x" * 50 + " for it", "somebody", "x" * 50 + " for it"),
    ],
)
def test_whom_and_what_are_told_apart(words, whom, what):
    assert asked_whom(words) == (whom, what)


@given(WORDS)
def test_neither_is_ever_empty(words):
    whom, what = asked_whom(words)
    assert whom.strip()
    assert what.strip()
