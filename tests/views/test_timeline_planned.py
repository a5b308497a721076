"""What was planned, on the person's page and on paper."""

import datetime as dt
import re
from uuid import uuid4

import pytest

from contacts.formats import clock
from tests.reading import entries_of, notes_of, text_of

HTMX = {"HX-Request": "true"}
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
VISIT = "Planned Office Visit (NS)"


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/"


def test_the_head_says_what_is_next_and_beside_the_box_is_what_comes_after(
    as_, pat, person, plan, address
):
    at = dt.datetime(2026, 12, 1, 10, 30, tzinfo=dt.UTC)
    for days in range(3):
        plan(person, at + days * DAY, heading=VISIT)
    page = as_(pat).get(address)
    words = text_of(page)
    first = f"Next: Tuesday 1 December, 10:30, {VISIT} (nDelius) and 2 more planned"
    assert first in words
    folded = r"<details[^>]*>\s*<summary>Planned after that</summary>"
    assert re.search(folded, page.text.split('class="box"')[1])
    assert f"Planned after that Wednesday 2 December, 10:30, {VISIT} (nDelius)" in words
    assert entries_of(page) == []


def test_an_entry_has_the_same_head(as_, pat, person, contact, plan, address):
    plan(person, clock.now() + DAY, heading=VISIT)
    page = as_(pat).get(f"{address}contacts/{contact.pk}/")
    assert f"Next: tomorrow, 11:00, {VISIT} (nDelius)" in text_of(page)


def test_where_nothing_is_planned_nothing_is_said_of_it(as_, pat, contact, address):
    words = text_of(as_(pat).get(address))
    assert "Next:" not in words
    assert "lanned" not in words


def test_what_is_next_shows_its_sensitive_marks_and_is_not_for_paper(
    as_, pat, person, plan, address
):
    plan(person, clock.now() + DAY, heading="With [[aunt]] <b>", sensitive=True)
    page = as_(pat).get(address)
    assert '<mark class="secret">[[aunt]]</mark> &lt;b&gt;' in page.text
    assert "<strong>Sensitive</strong>" in page.text
    assert re.search(r'<p class="[^"]*off-paper-words">Next:', page.text)


def test_what_passed_stands_in_its_place_and_is_no_entry(as_, pat, person, contact, plan, address):
    known = {"heading": VISIT, "notes": "Bring the [[letter]].", "sensitive": True}
    plan(person, clock.now() - DAY, **known)
    page = as_(pat).get(address)
    said = f"11:00 Planned, nothing recorded {VISIT} Bring the [[letter]]. R. Shah From nDelius"
    assert f"{said} Sensitive" in text_of(page)
    assert '<mark class="secret">[[letter]]</mark>' in page.text
    assert entries_of(page) == [contact.pk]
    assert notes_of(page) == [contact.notes]
    article = page.text.split("Planned, nothing recorded")[0].rpartition("<article")[2]
    assert "entry--sensitive" in article
    assert "href" not in article
    assert "Last met: Not" not in text_of(page)


def test_its_long_notes_fold(as_, pat, person, plan, address):
    plan(person, clock.now() - HOUR, notes="Long. " * 300 + "The end.")
    page = as_(pat).get(address).text
    assert page.index('<details class="entry__long"') < page.index("The end.")


def test_it_is_never_met(as_, pat, person, plan, address):
    plan(person, clock.now() - HOUR, kind="office", heading=VISIT)
    words = text_of(as_(pat).get(address))
    assert "Not met" in words
    assert "Nothing recorded yet." in words


def test_days_on_which_it_alone_stands_say_that_nothing_was_recorded(
    as_, pat, person, contact, plan, address
):
    plan(person, clock.now() - 3 * DAY, heading=VISIT)
    words = text_of(as_(pat).get(address, {"when": "1/11 to 20/11"}))
    assert "Nothing recorded on these days." in words
    assert VISIT in words
    assert "Nothing matches" not in words
    looked_for = text_of(as_(pat).get(address, {"when": "1/11 to 20/11", "kind": "office"}))
    assert VISIT not in looked_for
    assert "Nothing matches" in looked_for


def test_a_team_timeline_is_of_entries_alone(as_, sam, person, contact, plan):
    plan(person, clock.now() - HOUR, heading=VISIT)
    page = as_(sam).get("/team/timeline/")
    assert entries_of(page) == [contact.pk]
    assert VISIT not in text_of(page)


def test_paper_has_it_in_its_place_without_an_entrys_marks(as_, pat, person, contact, plan):
    plan(person, clock.now() - DAY, heading=VISIT, notes="Bring the [[letter]].")
    page = as_(pat).post(f"/people/{person.crn}/print/")
    said = f"11:00 · Planned, nothing recorded {VISIT} Bring the [passage withheld]. R. Shah"
    assert f"{said} · From nDelius" in text_of(page)
    assert entries_of(page) == [contact.pk]
    assert notes_of(page) == [contact.notes]


def test_an_answer_in_place_brings_the_head_up_to_date(as_, pat, person, plan, address):
    plan(person, clock.now() + DAY, heading=VISIT)
    plan(person, clock.now() - DAY, heading="Passed")
    sent = {"notes": "Seen.", "kind": "office", "token": str(uuid4())}
    answer = as_(pat).post(f"{address}contacts/", sent, headers=HTMX)
    assert "Passed" in answer.text
    assert f"Next: tomorrow, 11:00, {VISIT} (nDelius)" in text_of(answer)
    assert "Last met: Office, 22 November (today)" in text_of(answer)
