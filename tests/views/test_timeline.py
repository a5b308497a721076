import datetime as dt
import re

import pytest

from contacts.formats import clock
from tests.reading import entries_of, entry_of, notes_of, text_of

HTMX = {"HX-Request": "true"}
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/"


def test_entries_come_newest_first_under_their_days(as_, pat, person, add_contact, address):
    for notes, ago in (("first", 2 * DAY), ("third", HOUR), ("second", DAY), ("fourth", 0 * DAY)):
        add_contact(person, pat, notes=notes, occurred_at=clock.now() - ago)
    page = as_(pat).get(address)
    assert notes_of(page) == ["fourth", "third", "second", "first"]
    days = re.findall(r'<h3 class="day">([^<]+)<', page.content.decode())
    assert days == ["Today", "Yesterday", "Friday 20 November"]


def test_entries_of_the_same_moment_come_newest_written_first(
    as_, pat, person, add_contact, address
):
    pks = [add_contact(person, pat).pk for _ in range(3)]
    assert entries_of(as_(pat).get(address)) == pks[::-1]


def test_an_entry_says_when_what_by_whom_and_from_where(as_, pat, world):
    page = as_(pat).get(world.address("timeline"))
    lead = entry_of(page, world.contacts["lead"].pk)
    for said in ("leadheading", "leadauthor", "leadlater"):
        assert f"zq{said}qz" in lead
    assert "From zqleadsourceqz" in lead
    assert "Also in zqjoinedsourceqz" in lead
    assert "Sensitive" in entry_of(page, world.contacts["sensitive"].pk)


def test_a_day_without_a_time_shows_none(as_, pat, person, add_contact, address):
    midnight = dt.datetime(2026, 11, 20, tzinfo=clock.LONDON)
    dated = add_contact(person, author_name="J Moss", occurred_at=midnight, time_known=False)
    assert entry_of(as_(pat).get(address), dated.pk).startswith("No time")


def test_what_was_withdrawn_or_moved_keeps_its_place_without_a_word(as_, pat, world):
    page = as_(pat).get(world.address("timeline"))
    stubs = [entry_of(page, world.contacts[name].pk) for name in ("withdrawn", "moved")]
    assert "An entry was withdrawn. It is kept as evidence and not shown." in stubs[0]
    assert "An entry was moved: it was about somebody else." in stubs[1]


def test_joined_and_undone_records_have_no_place_and_do_not_count(as_, pat, world):
    page = as_(pat).get(world.address("timeline"))
    shown = ["moved", "withdrawn", "replaced", "lead", "unmatched", "marked"]
    shown += ["sensitive", "amended", "typed"]
    assert entries_of(page) == [world.contacts[name].pk for name in shown]
    assert "1 to 9 of 9" in text_of(page)


def test_what_was_put_right_leads_with_the_latest_and_shows_the_first(as_, pat, world):
    words = entry_of(as_(pat).get(world.address("timeline")), world.contacts["amended"].pk)
    assert "Phone" in words
    assert "kind was Office" in words


def test_very_long_notes_fold_without_script_and_nothing_is_cut(
    as_, pat, person, add_contact, address
):
    notes = "A long story. " * 200
    add_contact(person, pat, notes=notes)
    page = as_(pat).get(address)
    assert notes_of(page) == [notes]
    words = page.content.decode()
    assert 0 < words.index('<details class="entry__long"') < words.index("data-notes")


def test_words_are_shown_as_words(as_, pat, person, add_contact, address):
    notes = "<script>alert('no')</script> & \"so on\"\r\n{{ user }}"
    add_contact(person, pat, notes=notes)
    page = as_(pat).get(address)
    assert notes_of(page) == [notes]
    assert "<script>alert" not in page.content.decode()


def test_nothing_recorded_yet_is_said(as_, pat, address):
    assert "Nothing recorded yet." in text_of(as_(pat).get(address))


def test_title_and_addresses_carry_the_crn_and_no_name(as_, pat, contact, address):
    page = as_(pat).get(address).content.decode()
    assert re.search(r"<title>\s*(.*?)\s*</title>", page)[1] == "X482913 - Contact diary"
    assert not any("Hartley" in one or "Dean" in one for one in re.findall(r'href="([^"]*)"', page))


@pytest.mark.parametrize("saved", ["x", "0", "-1", "999999", "9" * 30, "²", "1 OR 1"])
def test_an_entry_that_was_not_just_saved_is_not_spoken_of(as_, pat, contact, address, saved):
    page = as_(pat).get(address, {"saved": saved})
    assert page.status_code == 200
    assert "Saved for" not in text_of(page)


def test_what_was_just_saved_is_said_with_its_time(as_, pat, contact, address):
    words = text_of(as_(pat).get(address, {"saved": contact.pk}))
    assert "Saved for today, 11:00." in words
