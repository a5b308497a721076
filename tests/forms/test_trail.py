import pytest
from django.http import QueryDict

from contacts.forms.trail import TrailForm
from contacts.queries.trail import Choose

OFFERED = Choose(who=[("7", "Pat Okonjo")], acts=[("amend", "Added to an entry")])


def form_of(query):
    form = TrailForm(QueryDict(query), offered=OFFERED)
    form.is_valid()
    return form


def test_nothing_asked_narrows_nothing():
    form = form_of("")
    assert form.is_valid()
    assert form.chips == []
    assert form.query() == "?"


def test_each_chip_says_what_and_leads_to_the_rest():
    form = form_of("who=7&act=amend&dates=last+winter&before=x")
    assert [(chip.words, chip.without) for chip in form.chips] == [
        ("Pat Okonjo", "?act=amend&dates=1+December+2025+to+28+February+2026"),
        ("Added to an entry", "?who=7&dates=1+December+2025+to+28+February+2026"),
        ("1 December 2025 to 28 February 2026", "?who=7&act=amend"),
    ]


@pytest.mark.parametrize("query", ["who=8", "who=x", "act=sign_in", "who=7%27", "act="])
def test_what_is_not_offered_asks_for_nothing(query):
    form = form_of(query)
    assert form.is_valid()
    assert form.chips == []


def test_dates_that_cannot_be_read_are_asked_for_again():
    form = form_of("dates=whenever&who=7")
    assert not form.is_valid()
    assert list(form.errors) == ["dates"]
    assert [chip.words for chip in form.chips] == ["Pat Okonjo"]


def test_the_next_page_asks_for_the_same():
    assert form_of("who=7").query(before="20260303T103000.000000Z-123") == (
        "?who=7&before=20260303T103000.000000Z-123"
    )
