from datetime import UTC, datetime

import pytest

from contacts.formats.note_words import read_words
from contacts.formats.reading_lines import read_items

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)


def values(notes):
    return [item.value for item in read_items(read_words(notes), NOW, {}) if item.what != "when"]


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("HV. 45m. Seen with mum.", ["home_visit", 45]),
        ("Late entry. HV 45m.", ["home_visit", 45]),
        ("3/3 14:30\nHV\nSeen.", ["home_visit"]),
        ("All well.\nHV 25m", ["home_visit", 25]),
        ("Waited till ten. Did not attend.", ["did_not_attend"]),
        ("Attended\nDNA", ["attended", "did_not_attend"]),
    ],
)
def test_shorthand_opens_a_note_or_is_a_line_of_its_own(notes, found):
    assert values(notes) == found


@pytest.mark.parametrize(
    "notes",
    [
        *("Talked about work. HV 45m", "So far:\n3/3 DNA\nHV 45m", "All well.\n3/3 HV 45m"),
        *("Went over UPW. DNA.", "All well.\nHV 45m tomorrow", "Word. " * 25 + "DNA."),
        "All well.\n" + "45m\n" * 61,
    ],
)
def test_what_stands_further_in_is_of_something_else(notes):
    assert values(notes) == []
