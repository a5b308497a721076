"""Marks without a letter or figure find nothing: they are asked for again on every page alike."""

import pytest

from contacts.models import AuditEntry
from tests.reading import entries_of, text_of

SAID = "There is nothing to look for in that."


@pytest.fixture(params=["/people/search/", "/team/timeline/", "/people/X482913/"])
def address(request, contact):
    return request.param


@pytest.fixture
def read(as_, address, pat, sam):
    reader = sam if address == "/team/timeline/" else pat
    return lambda **query: as_(reader).get(address, query)


@pytest.mark.parametrize("typed", ["%", "*", "-", '"', '""', "\N{GRINNING FACE}", "… ?!"])
def test_marks_alone_are_asked_for_again_and_nothing_is_shown(read, typed):
    page = read(words=typed, when="since 2020")
    assert page.status_code == 422
    assert f'<a href="#id_words">{SAID}</a>' in page.text
    assert text_of(page).count(SAID) == 2
    assert entries_of(page) == []
    assert "Nothing matches" not in text_of(page)


def test_nothing_typed_is_no_mistake(read):
    page = read(words="  ", when="since 2020")
    assert page.status_code == 200
    assert SAID not in page.text
    assert len(entries_of(page)) == 1


def test_the_trail_names_whose_page_it_was_and_nobody_of_a_list(read, address, person):
    read(words="%")
    shown = [person.pk] if address == "/people/X482913/" else []
    assert AuditEntry.objects.get().people == shown
