"""Notes come back byte for byte, through form, database and page; CRLF becomes LF, no more."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urljoin
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from contacts.models import Contact, Person

FORM = "application/x-www-form-urlencoded"
HOW_MANY, LONGEST = 500, 50_000
SPACES = [chr(code) for code in range(0x3001) if chr(code).isspace()]
QUOTES = "\"'`´‘’‚‛“”„‟«»‹›「」『』〝〞＂＇′″‴ʻʼʽ"
MARKS = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff"
CONTROLS = [chr(code) for code in (*range(1, 0x20), *range(0x7F, 0xA0))]


def written() -> list[str]:
    """The strings of `hard_strings.txt`."""
    lines = Path(__file__).with_name("hard_strings.txt").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.startswith('"')]


def hard_strings() -> list[str]:
    """Five hundred, the same every time: those in the file, and what rules make of them."""
    base = written()
    made = [*base]
    for mark in (*CONTROLS, *SPACES, *QUOTES, *MARKS):
        made += [f"{mark}Seen{mark}today{mark}", f"{mark}x"]
    long = ["x", "é", "e\u0301", "😀", "&", "\rx", "\u2028x", "<b>\n", "“\u200d"]
    made += [(piece * LONGEST)[:LONGEST] for piece in long]
    made += [f"{one}{other}" for one, other in zip(base, base[7:], strict=False)]
    made += [f"{one}\r\n{other}\r" for one, other in zip(base, base[13:], strict=False)]
    return list(dict.fromkeys(made))[:HOW_MANY]


class Notes(HTMLParser):
    """What stands in `data-notes`, by the id of the contact, as a browser would read it."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.contact, self.depth, self.found = 0, 0, dict[int, str]()
        # A browser does this to every line end before it reads anything.
        self.feed(page.decode().replace("\r\n", "\n").replace("\r", "\n"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if self.depth:  # a mark around a passage changes nothing of the words in it
            assert tag == "mark", f"<{tag}> inside the notes"
            return
        if tag == "article":
            self.contact = int(known["data-contact"] or 0)
        if "data-notes" in known:
            self.depth, self.found[self.contact] = 1, ""

    def handle_endtag(self, tag: str) -> None:
        if tag != "mark":
            self.depth = 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[self.contact] += data


def save(client: Client, person: Person, notes: str) -> HttpResponse:
    sent = urlencode({"notes": notes, "token": uuid4()})
    return client.post(f"/people/{person.crn}/contacts/", sent, content_type=FORM)


def pages_of(client: Client, person: Person) -> Iterator[bytes]:
    """The whole timeline, followed by its links from the newest to the oldest."""
    address = f"/people/{person.crn}/"
    while address:
        page = client.get(address).content
        yield page
        older = re.search(rb'class="older">\s*<a[^>]*?\shref="([^"]+)"', page)
        address = urljoin(address, older[1].decode()) if older else ""


def text_area(response: HttpResponse) -> str:
    found = re.search(r'<textarea name="notes"[^>]*>\n(.*?)</textarea>', response.text, re.DOTALL)
    assert found
    return found[1]


def test_five_hundred_hard_strings_come_back_exactly(as_, pat, person) -> None:
    client, sent = as_(pat), dict[int, str]()
    strings = hard_strings()
    assert len(strings) == HOW_MANY
    for notes in strings:
        response = save(client, person, notes)
        assert response.status_code == 303, ascii(notes[:100])
        sent[int(response.headers["Location"].partition("saved=")[2])] = notes.replace("\r\n", "\n")

    kept = dict(Contact.objects.values_list("pk", "notes"))
    assert [ascii(sent[pk][:100]) for pk in sent if kept[pk] != sent[pk]] == []

    shown: dict[int, str] = {}
    for page in pages_of(client, person):
        shown |= Notes(page).found
    assert shown.keys() == sent.keys()
    assert [ascii(sent[pk][:100]) for pk in sent if shown[pk] != sent[pk]] == []


def test_hard_strings_stand_exactly_on_the_entrys_own_page(as_, pat, person, add_contact) -> None:
    for notes in written()[::6]:
        contact = add_contact(person, pat, notes=notes)
        page = as_(pat).get(f"/people/{person.crn}/contacts/{contact.pk}/")
        assert Notes(page.content).found == {contact.pk: notes}


def test_hard_strings_can_be_added_to_an_entry(as_, pat, contact) -> None:
    client = as_(pat)
    address = f"/people/{contact.person.crn}/contacts/{contact.pk}/amend/"
    strings = [notes.replace("\r\n", "\n") for notes in written()[::6]]
    for notes in strings:
        sent = urlencode({"notes": notes, "token": uuid4()})
        assert client.post(address, sent, content_type=FORM).status_code == 303
    assert list(contact.amendments.order_by("pk").values_list("notes", flat=True)) == strings


@pytest.mark.parametrize("hard", ["\0", "Before\0after", "One\r\ntwo\0", "\0" * 1000])
def test_nul_is_refused_with_a_sentence_and_the_text_stays(as_, pat, person, hard) -> None:
    response = save(as_(pat), person, hard)
    assert response.status_code == 422
    assert "holds a character that cannot be kept. Write it again." in response.text
    assert text_area(response) == hard
    assert not person.contacts.exists()


@pytest.mark.parametrize("half", ["%ED%A0%80", "a%ED%BF%BFb", "%F0%9F", "%FF", "caf%E9"])
def test_half_a_character_is_refused_with_a_sentence(as_, pat, person, half) -> None:
    sent = f"notes=Seen+{half}&token={uuid4()}"
    response = as_(pat).post(f"/people/{person.crn}/contacts/", sent, content_type=FORM)
    assert response.status_code == 400
    assert (
        "Nothing was saved. Go back to your page: what you wrote is still there." in response.text
    )
    assert not person.contacts.exists()


def test_a_percent_sign_before_figures_is_only_text(as_, pat, person) -> None:
    for sent in ({"notes": "%ED%A0%80", "token": uuid4()}, {"notes": "%ED%A0%80"}):
        as_(pat).post(f"/people/{person.crn}/contacts/", sent)  # in parts, not percent-encoded
        save(as_(pat), person, sent["notes"])
    assert set(person.contacts.values_list("notes", flat=True)) == {"%ED%A0%80"}


def test_fifty_thousand_characters_fit_and_one_more_is_refused_with_the_count(
    as_, pat, person
) -> None:
    assert save(as_(pat), person, "x" * LONGEST).status_code == 303
    response = save(as_(pat), person, "y" * (LONGEST + 1))
    assert response.status_code == 422
    assert "50,001 characters; the diary takes 50,000." in response.text
    assert text_area(response) == "y" * (LONGEST + 1)
    assert person.contacts.count() == 1


def test_a_line_end_counts_once_however_it_was_sent(as_, pat, person) -> None:
    assert save(as_(pat), person, "x\r\n" * (LONGEST // 2)).status_code == 303
    assert len(person.contacts.get().notes) == LONGEST


def test_a_box_full_of_emoji_is_saved(as_, pat, person) -> None:
    """Each takes twelve bytes on its way: 600 kB."""
    assert save(as_(pat), person, "😀" * LONGEST).status_code == 303
    assert person.contacts.get().notes == "😀" * LONGEST
