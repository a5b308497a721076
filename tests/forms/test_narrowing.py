import pytest
from django.http import QueryDict

from contacts.formats import neighbours
from contacts.formats.sought import read_sought
from contacts.forms.narrowing import (
    NEIGHBOURS_SHOWN,
    AuthorField,
    EntriesForm,
    MetField,
    NarrowingForm,
    OfferedField,
    SourceField,
    WhenField,
    WordsField,
)
from contacts.queries.timeline import Narrowed


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


def test_what_would_match_more_is_each_thing_without_which_something_is_found():
    form = form_of("kind=phone&when=since+March&words=rent")
    found = form.would_match(lambda leaving_out: leaving_out in ("kind", "words"))
    assert [(chip.words, chip.without) for chip in found] == [
        ("Phone", "?when=since+1+March+2026&words=rent"),
        ("rent", "?kind=phone&when=since+1+March+2026"),
    ]


class Entries(EntriesForm):
    words = WordsField()
    author = AuthorField()
    source = SourceField()
    met = MetField()
    elsewhere = OfferedField("Elsewhere", [("x", "X")])


def entries_of(query):
    form = Entries(QueryDict(query))
    assert form.is_valid()
    return form


def near(query):
    return [(chip.words, chip.without) for chip in entries_of(query).neighbours]


def test_entries_are_narrowed_by_what_is_asked_of_each_of_them():
    form = entries_of("words=rent&author=Nair&met=on&elsewhere=x")
    assert form.narrowed() == Narrowed(words=read_sought("rent"), author="Nair", met=True)
    assert form.narrowed(leaving_out="words") == Narrowed(author="Nair", met=True)
    assert entries_of("").narrowed() == Narrowed()


def test_chips_say_by_whom_from_where_and_that_they_met():
    form = entries_of("author=Nair&source=NOMIS&met=on")
    assert [chip.words for chip in form.chips] == ["by Nair", "from NOMIS", "Met only"]


def test_the_trades_neighbours_of_a_word_are_one_press_away():
    assert ("landlord", "?author=Nair&words=landlord") in near("words=tenancy&author=Nair")
    assert ("notice to quit", "?words=%22notice+to+quit%22") in near("words=tenancy")
    assert near("words=tenancies") == near("words=Tenancy")
    assert near("words=zyzzy") == near("") == near("words=-tenancy") == []
    assert len(near("words=tenancy")) == NEIGHBOURS_SHOWN


def test_a_neighbour_stands_in_the_place_of_its_own_word_alone():
    assert ("landlord", "?words=landlord+%22left+early%22+-moved") in near(
        "words=tenancy+%22left+early%22+-moved"
    )


def test_what_is_looked_for_or_must_not_be_there_is_no_neighbour():
    offered = [words for words, _ in near("words=tenancy+flat+-landlords")]
    assert offered
    assert not {"flat", "tenancy", "landlord"} & {*offered}


def test_each_word_looked_for_has_neighbours_among_them():
    offered = [words for words, _ in near("words=tenancy+gambling")]
    assert {*offered} & {*neighbours.neighbours("tenancy")}
    assert {*offered} & {*neighbours.neighbours("gambling")}


def test_two_words_that_are_one_matter_have_its_neighbours():
    assert ("CMHT", "?words=CMHT") in near("words=mental+health")
    assert near("words=mental+health") == near("words=%22mental+health%22")
    assert ("landlord", "?words=landlord+mental+health") in near("words=tenancy+mental+health")


def test_every_neighbour_is_looked_for_as_it_is_written():
    for word in {word for group in neighbours.GROUPS.values() for word in group}:
        for chip in entries_of(f'words="{word}"').neighbours:
            (term,) = entries_of(chip.without[1:]).asked["words"].wanted
            assert neighbours.key(term.text) == neighbours.key(chip.words)
