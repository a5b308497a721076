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
    assert becomes("people", "already_here", filed=False) == "Were here before: nothing is added"
    assert becomes("people", "already_here", filed=True) == "Were here before: nothing was added"
    assert becomes("contacts", "new", filed=True) == "Went on the timelines"


def test_what_may_tell_of_an_event_already_there_is_told_before_it_is_known():
    assert becomes("contacts", "new", filed=False) == (
        "Go on the timelines; one that tells of an event already there is shown with it"
    )


def test_what_waits_goes_on_to_wait_once_its_file_is_filed():
    waits = "Wait until it is known whose they are, and are filed then"
    assert {becomes("contacts", "held", filed=filed) for filed in (False, True)} == {waits}
