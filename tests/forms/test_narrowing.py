import pytest
from django.http import QueryDict

from contacts.forms.narrowing import NarrowingForm, OfferedField, WhenField, WordsField


class Form(NarrowingForm):
    kind = OfferedField("Kind", [("", "Any"), ("phone", "Phone")])
    when = WhenField()
    words = WordsField()


def form_of(query):
    form = Form(QueryDict(query))
    form.is_valid()
    return form


def chips(query):
    return [(chip.words, chip.without) for chip in form_of(query).chips]


def test_nothing_asked_narrows_nothing():
    form = form_of("kind=&when=&words=+&anything=else")
    assert form.is_valid()
    assert (form.asked, form.chips, form.query(), form.query_and) == ({}, [], "?", "?")


def test_each_chip_says_what_it_asks_and_leads_to_the_rest():
    assert chips("kind=phone&when=since+March&words=rent+-%22no+answer%22") == [
        ("Phone", "?when=since+1+March+2026&words=rent+-%22no+answer%22"),
        ("since 1 March", "?kind=phone&words=rent+-%22no+answer%22"),
        ('rent -"no answer"', "?kind=phone&when=since+1+March+2026"),
    ]


def test_days_stand_in_the_address_with_their_year():
    """Read a year from now, the same address asks for the same days."""
    assert form_of("when=yesterday").query() == "?when=21+November+2026"
    assert form_of("when=last+winter").query() == ("?when=1+December+2025+to+28+February+2026")


@pytest.mark.parametrize("when", ["yesterday", "last winter", "since March", "up to 3/3", "2025"])
def test_an_address_asks_for_what_it_was_made_from(when):
    form = form_of(f"kind=phone&when={when}&words=hous* '{when}")
    assert form_of(form.query()[1:]).asked == form.asked


def test_one_more_thing_can_be_asked():
    assert form_of("kind=phone").query(before="x") == "?kind=phone&before=x"
    assert form_of("kind=phone").query_and == "?kind=phone&"


@pytest.mark.parametrize("kind", ["fax", "Phone", "x" * 5_000, "'"])
def test_what_is_not_offered_asks_for_nothing(kind):
    assert chips(f"kind={kind}") == []


def test_days_that_cannot_be_read_are_refused_and_the_rest_is_kept():
    form = form_of("when=whenever&kind=phone")
    assert list(form.errors) == ["when"]
    assert [chip.words for chip in form.chips] == ["Phone"]
