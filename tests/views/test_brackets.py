"""Who has just saved brackets that do not match is told, and led to where they are corrected."""

import re
import uuid

import pytest

from contacts.formats import clock, mask
from contacts.models import Amendment
from tests.reading import text_of

HTMX = {"HX-Request": "true"}
BOTH_WAYS = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "in place"])


@pytest.fixture
def send(as_, pat, person, contact):
    """Pat sends a form about the person, or about the entry; then she sees what came of it."""
    client = as_(pat)

    def pressed(notes: str, about: str = "", headers=None):
        address = f"/people/{person.crn}/contacts/" + (f"{contact.pk}/{about}/" if about else "")
        answer = client.post(address, {"notes": notes, "token": uuid.uuid4()}, headers=headers)
        assert "Lapwing" not in str(answer.items())
        return answer if answer.status_code == 200 else client.get(answer.url)

    return pressed


@BOTH_WAYS
def test_an_author_whose_brackets_do_not_match_is_told_and_led_to_correct_them(
    send, person, headers
):
    page = send("Came alone. His [[Lapwing rang.", headers=headers)
    told = f"Saved for today, 11:00. {mask.NOT_CLOSED} See the entry Correct the words"
    assert told in text_of(page)
    contact = person.contacts.latest("pk")
    assert f'href="/people/{person.crn}/contacts/{contact.pk}/replace/"' in page.text
    assert not any("Lapwing" in one for one in re.findall(r'(?:href|action)="([^"]*)"', page.text))


@BOTH_WAYS
def test_matching_brackets_are_not_spoken_of(send, headers):
    words = text_of(send("His [[aunt]] rang. [ ] x[0]", headers=headers))
    assert "Saved for today, 11:00." in words
    assert "do not match" not in words


def test_an_addition_whose_brackets_do_not_match_is_told_of_and_may_be_added_again(
    send, as_, pat, contact
):
    page = send("His [[Lapwing rang.", "amend")
    assert f"Saved. {mask.NOT_CLOSED} Add it again" in text_of(page)
    address = f"/people/{contact.person.crn}/contacts/{contact.pk}/"
    assert f'href="{address}amend/">Add it again' in page.text
    assert "do not match" not in text_of(as_(pat).get(address))


def test_other_words_whose_brackets_do_not_match_are_told_of_and_may_be_corrected(
    send, as_, pat, contact
):
    page = send("His Lapwing]] rang.", "replace")
    assert f"Saved. {mask.NOT_OPENED} Correct the words" in text_of(page)
    assert "do not match" not in text_of(send("His [[Lapwing]] rang.", "replace"))
    gone_back = as_(pat).get(page.request["PATH_INFO"], {"saved": contact.amendments.first().pk})
    assert "Saved." in text_of(gone_back)
    assert "do not match" not in text_of(gone_back)


def test_words_that_can_no_longer_be_corrected_are_still_told_of(send, as_, pat, sam, contact):
    page = send("His [[Lapwing rang.", "replace")
    address = page.request["PATH_INFO"]
    as_(sam).get(address)
    words = text_of(as_(pat).get(address, {"saved": contact.amendments.get().pk}))
    assert mask.NOT_CLOSED in words
    assert "Correct the words" not in words


def test_the_first_wording_shows_what_in_it_is_sensitive(as_, pat, person, add_contact):
    contact = add_contact(person, pat, notes="His [[aunt]] rang.")
    known = {"contact": contact, "author": pat, "recorded_at": clock.now()}
    Amendment.objects.create(**known, notes="Somebody rang.", replaces=True)
    page = as_(pat).get(f"/people/{person.crn}/contacts/{contact.pk}/").text
    assert 'first-wording">His <mark class="secret">[[aunt]]</mark> rang.<' in page
