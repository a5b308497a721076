import pytest

from contacts.formats.references import reference
from tests.brought import heaps
from tests.events import MORE, row, shown

pytestmark = pytest.mark.django_db


def test_a_newer_version_is_joined_and_the_older_follow_it(bring, typed):
    typed(MORE)
    bring(row("Rang."))
    assert [len(one) for one in shown()] == [1, 1]
    assert heaps(bring(row(MORE))) == {"to_check": 1}
    assert shown() == [["here", "nDelius", "nDelius"]]


def test_a_note_that_names_the_entry_is_joined_to_it(bring, typed):
    entry = typed("Rang.", kind="phone")
    bring(row(f"Rang, diary {reference(entry.pk)}", at="2026-03-12 10:15"))
    assert shown() == [["here", "nDelius"]]
