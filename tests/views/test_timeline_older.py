import datetime as dt
import re

import pytest

from contacts.formats import clock
from contacts.models import Contact, Seen
from tests.reading import entries_of, text_of

HTMX = {"HX-Request": "true"}
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/"


@pytest.fixture
def add_many(person, pat):
    """A diary of so many entries, every three of which happened at the same moment."""

    def add(count: int) -> list[int]:
        now = clock.now()
        rows = Contact.objects.bulk_create(
            Contact(
                person=person,
                author=pat,
                occurred_at=now - (number // 3) * HOUR,
                recorded_at=now,
                notes=f"Number {number}",
                seen=Seen.NOT_KNOWN,
            )
            for number in range(count)
        )
        rows.sort(key=lambda row: (row.occurred_at, row.pk), reverse=True)
        return [row.pk for row in rows]

    return add


def older(response) -> str:
    found = re.search(r'hx-get="[^"?]*(\?before=[^"]+)"', response.content.decode())
    return found[1] if found else ""


def test_fifty_are_shown_and_which_of_how_many(as_, pat, add_many, address):
    pks = add_many(1312)
    first = as_(pat).get(address)
    assert entries_of(first) == pks[:50]
    assert "1 to 50 of 1,312" in text_of(first)
    second = as_(pat).get(address + older(first))
    assert entries_of(second) == pks[50:100]
    assert "51 to 100 of 1,312" in text_of(second)


def test_older_goes_on_to_the_end_and_each_entry_comes_once(as_, pat, add_many, address):
    pks, client, seen, query = add_many(173), as_(pat), [], ""
    for position in ("1 to 50", "51 to 100", "101 to 150", "151 to 173"):
        page = client.get(address + query, headers=HTMX if query else {})
        assert f"{position} of 173" in text_of(page)
        seen += entries_of(page)
        query = older(page)
    assert query == ""
    assert seen == pks


def test_older_entries_in_place_are_entries_alone(as_, pat, add_many, address):
    add_many(60)
    client = as_(pat)
    query = older(client.get(address))
    fragment = client.get(address + query, headers=HTMX).content.decode()
    for whole in ("<html", "<form", "Hartley", "Timeline"):
        assert whole not in fragment
    assert "data-contact" in fragment
    assert "<html" in client.get(address + query).content.decode()


def test_going_back_in_the_browser_gives_the_whole_page(as_, pat, add_many, address):
    add_many(60)
    client = as_(pat)
    back = {**HTMX, "HX-History-Restore-Request": "true"}
    page = client.get(address + older(client.get(address)), headers=back).content.decode()
    assert "<html" in page


@pytest.mark.parametrize(
    "place",
    [
        *("", "x", "1", "-", "20261122-4", "20260230T103000.000000Z-1"),
        *("20261122T110000.000000Z", "20261122T110000.000000Z-0", "٢٠٢٦١١٢٢T110000.000000Z-1"),
        *("99991231T235959.999999Z-999999999999999999", "20261122T110000.000000Z-" + "1" * 19),
    ],
)
def test_an_address_that_names_no_place_begins_at_the_newest(as_, pat, contact, address, place):
    page = as_(pat).get(address, {"before": place})
    assert page.status_code == 200
    assert entries_of(page) == [contact.pk]


def test_before_the_first_entry_there_is_nothing_older(as_, pat, contact, address):
    page = as_(pat).get(address, {"before": "10000101T000000.000000Z-1"})
    assert page.status_code == 200
    assert entries_of(page) == []
