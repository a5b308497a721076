"""What somebody has begun to add to an entry, or to answer, is there again in that form."""

import datetime as dt
import re
import uuid

import pytest

from contacts.models import Contact, Draft
from tests.cast import NOW
from tests.open_things import asked, concern, talk
from tests.reading import hidden, text_of, typed_in

HTMX = {"HX-Request": "true"}
FORMS = ["amend", "replace", "reply", "concern", "talk"]
WORDS = "zqmarrowqz rang back"


@pytest.fixture
def place(what, person, pat, contact):
    places = {
        "amend": lambda: f"contacts/{contact.pk}/amend/",
        "replace": lambda: f"contacts/{contact.pk}/replace/",
        "reply": lambda: f"to-do/{asked(contact).pk}/reply/",
        "concern": lambda: f"concerns/{concern(person, pat).pk}/",
        "talk": lambda: f"talks/{talk(person, pat, contact).pk}/",
    }
    return places[what]()


@pytest.fixture
def begun(keep, place):
    """Pat's page sent what stands in the box of that form."""
    return keep(WORDS, place=place)


each_form = pytest.mark.parametrize("what", FORMS)
added = pytest.mark.parametrize("what", ["amend"])


def by_whom(what, pat, sam):
    return sam if what == "talk" else pat


@each_form
def test_the_form_opens_with_it_and_no_other_page_does(
    keep, as_, pat, sam, opened, person, place, what
):
    writer = by_whom(what, pat, sam)
    known = {"user": writer, "person": person, "token": uuid.uuid4(), "saved_at": NOW}
    draft = Draft.objects.create(notes=WORDS, place=place, version=7, **known)
    page = as_(writer).get(f"/people/{person.crn}/{place}")
    assert typed_in(page, "notes") == WORDS
    assert "Draft kept 11:00" in text_of(page)
    told = [hidden(page, name) for name in ("token", "version", "place")]
    assert told == [str(draft.token), "7", place]
    assert "You began this today, 11:00: write another" in text_of(page)
    theirs = as_(writer).get(f"/people/{person.crn}/")
    assert "zqmarrowqz" not in theirs.text
    assert "You began" not in theirs.text


@each_form
def test_it_is_saved_from_there_and_gone_from_the_list(
    keep, as_, pat, sam, person, place, what, token
):
    writer = by_whom(what, pat, sam)
    sent = {"notes": WORDS, "token": token, "place": place}
    client, page = as_(writer), f"/people/{person.crn}/{place}"
    client.post(f"/people/{person.crn}/drafts/", sent, headers=HTMX)
    listed = client.get("/people/")
    assert f'href="{page}?draft={Draft.objects.get().pk}"' in listed.text
    assert "zqmarrowqz" not in listed.text
    assert client.post(page, {**sent, "version": ""}).status_code == 303
    assert not Draft.objects.exists()
    assert "Begun and not saved" not in client.get("/people/").text


@added
def test_the_list_says_that_it_is_added_to_an_entry(begun, as_, pat):
    said = "Begun and not saved Dean Hartley X482913, added to an entry, today, 11:00"
    assert said in text_of(as_(pat).get("/people/"))


@added
def test_what_was_put_right_so_far_is_seen(keep, as_, pat, person, place):
    keep(WORDS, place=place, minutes="20")
    page = as_(pat).get(f"/people/{person.crn}/{place}").text
    assert '<details class="fold" open>' in page
    assert 'value="20"' in page


@added
def test_nothing_is_read_in_it(begun, keep, place):
    answer = keep("Seen at office 45m. I will ring the police.", place=place)
    assert 'name="shown"' not in answer.text


@added
def test_it_is_shown_to_nobody_else(begun, as_, priya, sam, person, place):
    for user in (priya, sam):
        for address in (f"/people/{person.crn}/{place}", f"/people/{person.crn}/", "/people/"):
            page = as_(user).get(address).text
            assert "zqmarrowqz" not in page
            assert "You began" not in page


@added
def test_thrown_away_it_leads_back_to_the_form(begun, as_, pat, person, place):
    client, page = as_(pat), f"/people/{person.crn}/{place}"
    (form,) = re.findall(
        r'<form method="post" action="[^"]*/drafts/".*?</form>', client.get(page).text, re.DOTALL
    )
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    answer = client.post(f"/people/{person.crn}/drafts/", sent)
    assert (answer.status_code, answer.url) == (303, page)
    assert not Draft.objects.exists()


@added
def test_where_the_entry_is_withdrawn_the_words_are_still_there(begun, as_, pat, person, place):
    Contact.objects.update(state="withdrawn")
    client = as_(pat)
    (link,) = re.findall(r'href="(/people/[^"]*draft=[^"]*)"', client.get("/people/").text)
    assert link == f"/people/{person.crn}/?draft={Draft.objects.get().pk}"
    assert typed_in(client.get(link), "notes") == WORDS
    assert WORDS in client.get(f"/people/{person.crn}/{place}").text


@pytest.mark.parametrize("what", ["replace"])
def test_where_words_can_no_longer_be_replaced_the_others_are_still_there(
    begun, as_, pat, person, place, sunday_morning
):
    sunday_morning(NOW + dt.timedelta(minutes=16))
    page = as_(pat).get(f"/people/{person.crn}/{place}")
    assert "can no longer be replaced" in page.text
    assert WORDS in page.text


@each_form
def test_words_sent_to_a_locked_session_are_there_once_signed_in_again(
    as_, pat, sam, person, place, what, token, sunday_morning
):
    writer = by_whom(what, pat, sam)
    client, page = as_(writer), f"/people/{person.crn}/{place}"
    client.get("/people/")
    sunday_morning(NOW + dt.timedelta(minutes=21))
    answer = client.post(page, {"notes": WORDS, "token": token, "place": place})
    assert answer.status_code == 401
    assert f"/sign-in/?next={page}" in answer.text.replace("%2F", "/")
    assert "Your words are kept" in answer.text
    again = as_(writer).get(page)
    assert WORDS in again.text
    if what != "replace":  # for which there is no time any more
        assert typed_in(again, "notes") == WORDS


@added
def test_a_refused_form_goes_by_the_token_of_its_draft(begun, as_, pat, person, place, token):
    sent = {"notes": WORDS, "token": token, "place": place, "minutes": "long"}
    page = as_(pat).post(f"/people/{person.crn}/{place}", sent)
    assert page.status_code == 422
    assert hidden(page, "token") == token
    assert "You began" not in text_of(page)


@added
def test_a_form_that_has_saved_goes_on_as_the_draft_of_its_other_words(
    as_, pat, person, place, token
):
    client, page, apart = as_(pat), f"/people/{person.crn}/{place}", str(uuid.uuid4())
    client.post(page, {"notes": "First.", "token": token, "place": place})
    sent = {"notes": WORDS, "token": token, "draft": apart, "place": place}
    client.post(f"/people/{person.crn}/drafts/", sent, headers=HTMX)
    refused = client.post(page, sent)
    assert refused.status_code == 409
    assert hidden(refused, "token") == apart
    client.post(page, {**sent, "token": apart, "draft": ""})
    assert not Draft.objects.exists()
