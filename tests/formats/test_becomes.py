import pytest

from contacts.formats.becomes import becomes, heaps
from contacts.models import Heap, PeopleHeap


@pytest.mark.parametrize(("about", "known"), [("contacts", Heap), ("people", PeopleHeap)])
def test_every_heap_has_words_before_and_after_it_is_filed(about, known):
    assert sorted(heaps(about)) == sorted(known.values)
    for heap in known.values:
        assert becomes(about, heap, filed=False)
        assert becomes(about, heap, filed=True)


def test_what_was_filed_is_told_as_past():
    assert becomes("contacts", "new", filed=False) == "Go on the timelines"
    assert becomes("contacts", "new", filed=True) == "Went on the timelines"
