import html
import re

import pytest

from contacts.actions.amendment import amend
from contacts.formats.references import reference
from contacts.models import AuditEntry, Contact, CopiedOut, State
from tests.reading import text_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(contact) -> str:
    return f"/people/{contact.person.crn}/contacts/{contact.pk}/copy/"


def copied(page) -> list[str]:
    """What the presses of a page copy."""
    found = re.findall(r'<pre id="copied-[0-9]+" hidden>\n(.*?)</pre>', page.text, re.DOTALL)
    return [html.unescape(one) for one in found]


def test_after_a_save_one_press_has_the_entry_as_ndelius_takes_it(as_, pat, person):
    client = as_(pat)
    sent = {"notes": "\n  Seen & well.", "kind": "office", "minutes": "45m"}
    page = client.post(f"/people/{person.crn}/contacts/", sent, headers=HTMX)
    (text,) = copied(page)
    assert text.startswith("Contact date: 22/11/2026\nStart time: 10:15\nEnd time: 11:00\n")
    assert "\n\n\n  Seen & well.\n\ndiary D" in text
    assert "Copy for nDelius" in text_of(page)


def test_so_has_its_own_page(as_, pat, contact):
    page = as_(pat).get(f"/people/{contact.person.crn}/contacts/{contact.pk}/")
    (text,) = copied(page)
    assert text.endswith(f"On time. Slept badly.\n\ndiary {reference(contact.pk)}")


def test_without_scripts_a_page_has_it_to_be_copied_by_hand(as_, pat, contact, address):
    page = as_(pat).get(address)
    assert page.status_code == 200
    words = text_of(page)
    assert "Copy for nDelius Dean Hartley, X482913" in words
    assert "On time. Slept badly. diary D" in words
    assert "Contact date 22/11/2026" in words
    assert AuditEntry.objects.latest("id").act == "open_contact"


def test_long_notes_are_there_in_parts(as_, pat, person, add_contact):
    contact = add_contact(person, pat, notes="Seen at home. " * 1_500)
    page = as_(pat).get(f"/people/{person.crn}/contacts/{contact.pk}/copy/")
    assert "Part 1 of 2" in text_of(page)
    assert "(2 of 2)" in text_of(page)
    entry = as_(pat).get(f"/people/{person.crn}/contacts/{contact.pk}/")
    assert "Copy for nDelius, 2 of 2" in text_of(entry)
    assert entry.text.count(" data-copies-all") == 1


def test_whoever_has_copied_it_by_hand_says_so(as_, pat, contact, address):
    answer = as_(pat).post(address)
    assert (answer.status_code, answer.url) == (303, address.removesuffix("copy/"))
    assert CopiedOut.objects.get().contact == contact
    page = as_(pat).get(answer.url)
    assert "nDelius has this: copied by Pat Okonjo, today, 11:00. Copy it again" in text_of(page)
    assert copied(page) == []
    assert "Copy all of it again" in text_of(as_(pat).get(address))
    assert "On time. Slept badly." in text_of(as_(pat).get(address, {"whole": "yes"}))


def test_a_press_is_remembered_without_another_page(as_, pat, contact, address):
    answer = as_(pat).post(address, headers=HTMX)
    assert (answer.status_code, answer.content) == (204, b"")
    assert CopiedOut.objects.get().by == pat
    assert AuditEntry.objects.latest("id").act == "copy_out"


def test_after_a_change_only_that_is_copied(as_, pat, contact, address):
    as_(pat).post(address)
    later = amend(contact=contact, author=pat, token=contact.token, notes="He rang back.")
    entry = as_(pat).get(address.removesuffix("copy/"))
    assert "nDelius has this, one change since. Copy the change" in text_of(entry)
    assert "Slept badly" not in copied(entry)[0]
    assert f'name="up_to" value="{later.pk}"' in entry.text
    assert "The change, in the order in which nDelius asks" in text_of(as_(pat).get(address))
    as_(pat).post(address, {"up_to": later.pk})
    assert "one change since" not in text_of(as_(pat).get(address))


def test_words_that_are_not_of_the_entry_are_refused(as_, pat, contact, address):
    answer = as_(pat).post(address, {"up_to": "77"})
    assert answer.status_code == 422
    assert "Copy it again: these words are not of this entry." in text_of(answer)
    assert not CopiedOut.objects.exists()


def test_of_a_stub_there_is_nothing_to_copy(as_, pat, contact, address):
    Contact.objects.filter(pk=contact.pk).update(state=State.WITHDRAWN)
    page = as_(pat).get(address)
    assert "There is nothing of this entry to copy." in text_of(page)
    assert "Slept badly" not in page.text
    answer = as_(pat).post(address)
    assert answer.status_code == 409
    assert "Slept badly" not in answer.text


def test_passages_are_spoken_of_before_they_go(as_, pat, person, add_contact):
    contact = add_contact(person, pat, notes="His [[aunt]] rang.")
    page = as_(pat).get(f"/people/{person.crn}/contacts/{contact.pk}/copy/")
    assert "The passages in [[ ]] are copied with the rest." in text_of(page)
    assert 'data-copying="Copied, with what is marked sensitive."' in page.text
