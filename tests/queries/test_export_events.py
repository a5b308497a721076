import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.formats.references import reference
from contacts.models import Amendment


@pytest.fixture
def lead(add_contact, person, pat):
    return add_contact(person, pat, notes="Lead.")


def ids_and_words(rows):
    return [(row["id"], row["notes"].rpartition("\n")[2]) for row in rows]


def test_an_event_is_one_entry_with_what_the_others_say_beneath_it(
    rows_of, ada, person, lead, add_contact
):
    more = {"author_name": "Ann Bell", "state": "joined", "lead": lead}
    other = add_contact(person, notes="On the wing.", heading="Key work", **more)
    add_contact(person, notes="Lead.", **more)
    Amendment.objects.create(
        contact=other, author_name="Bob Cole", notes="Rang.", recorded_at=clock.now()
    )
    for narrowed in ({}, {"person": person}):
        rows = rows_of(ada, **narrowed)
        named = reference(lead.pk)
        assert ids_and_words(rows) == [
            (named, "Lead."),
            (f"{named}/1", "On the wing."),
            (f"{named}/2", "Rang."),
            (f"{named}/3", "The same words."),
        ]
        said = f"{reference(other.pk)}: Sunday 22 November 2026, 11:00. Key work."
        assert rows[1]["notes"] == f"Also written here, {said}\nOn the wing."
        assert rows[1]["author"] == "Ann Bell"


def test_a_newer_version_stands_with_the_earlier_one_beneath_it(rows_of, ada, bring, person):
    for words in ("First.", "Second."):
        bring(f"X482913,2026-03-10,{words},7")
    bring("X482913,2026-03-11,Other.,8")
    for narrowed in ({}, {"person": person}):
        rows = rows_of(ada, **narrowed)
        assert sorted(ids_and_words(rows)) == [("7", "Second."), ("7/1", "First."), ("8", "Other.")]
        (earlier,) = [row for row in rows if row["id"] == "7/1"]
        assert earlier["notes"] == "Earlier in nDelius, 7: Tuesday 10 March 2026.\nFirst."


def test_an_event_is_of_the_day_it_is_shown_at(rows_of, ada, person, pat, lead, add_contact):
    earlier = lead.occurred_at - dt.timedelta(days=1)
    add_contact(person, pat, notes="2", occurred_at=earlier, state="joined", lead=lead)
    day = clock.london_day(lead.occurred_at)
    assert len(rows_of(ada, period=Period(day, day))) == 2
    assert rows_of(ada, period=Period(None, day - dt.timedelta(days=1))) == []


@pytest.mark.parametrize("which", [0, 1, 2])
def test_no_word_of_a_sensitive_event_goes_out_unless_it_is_chosen(
    rows_of, ada, pat, person, add_contact, which
):
    lead = add_contact(person, pat, notes="0", sensitive=which == 0)
    for number in (1, 2):
        more = {"sensitive": which == number, "state": "joined", "lead": lead}
        add_contact(person, author_name="NOMIS", notes=str(number), **more)
    add_contact(person, pat, notes="Another.")
    for narrowed in ({}, {"person": person}):
        assert [row["notes"] for row in rows_of(ada, **narrowed)] == ["Another."]
        out = rows_of(ada, sensitive=True, **narrowed)
        assert [row["sensitive"] for row in out] == ["Y", "Y", "Y", "N"]
