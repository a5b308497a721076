import html
import re

import pytest
from django.test import Client

from contacts.models import AuditEntry

pytestmark = pytest.mark.usefixtures("seen_within_the_test")
ADDRESS = "/export/"


def how_far(client: Client, query: str) -> str:
    return client.get(f"/export/progress/{query}", headers={"HX-Request": "true"}).content.decode()


def asks_for(page: str) -> str:
    """What the page, or the part of it that tells how far a file has come, asks for next."""
    return html.unescape(re.findall(r'hx-get="/export/progress/(.*?)"', page)[0])


@pytest.mark.django_db(transaction=True)  # an answer that is closed closes its connections
def test_the_page_tells_how_far_a_file_has_come_until_it_is_complete(as_, ada, contact):
    client = as_(ada)
    asked = asks_for(client.get(ADDRESS).content.decode())
    begins = how_far(client, asked)
    assert "Beginning." in begins
    answer = client.post(ADDRESS, {"purpose": "An audit"})
    running = how_far(client, asks_for(begins))
    assert "Taken out so far: 0 rows." in running
    assert 'hx-trigger="every 2s"' in running
    answer.getvalue()
    ended = how_far(client, asks_for(running))
    assert "Your file is complete: 1 row." in ended
    assert "every 2s" not in ended
    assert "Beginning." in how_far(client, asks_for(ended))
    client.post(ADDRESS, {"purpose": "Another"}).close()
    assert "Broken off after 0 rows: take it out again." in how_far(client, asks_for(ended))


def test_asking_how_far_it_has_come_leaves_no_entry(as_, ada):
    how_far(as_(ada), "")
    assert not AuditEntry.objects.exists()


def test_how_far_a_file_has_come_is_told_to_whoever_takes_it_out_alone(
    as_, ada, add_user, team, contact
):
    other = as_(add_user("ida", "Ida Marsh", "admin", team))
    other.post(ADDRESS, {"purpose": "An audit"}).getvalue()
    theirs = asks_for(how_far(other, ""))[-8:]
    assert "complete" in how_far(other, f"?of={theirs}")
    assert "Beginning." in how_far(as_(ada), "")
    assert "How far it came is not known." in how_far(as_(ada), f"?of={theirs}")


def test_how_far_it_has_come_is_a_part_of_the_page_and_none_by_itself(as_, ada):
    answer = as_(ada).get("/export/progress/?of=1")
    assert (answer.status_code, answer["Location"]) == (303, "/export/")
