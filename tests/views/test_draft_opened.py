"""What somebody has begun is there again: on the person's page, and in the list of their own."""

import re
import uuid

from contacts.formats import clock
from contacts.models import AccessRule, AuditEntry, Draft
from tests.reading import hidden, text_of, typed_in

HTMX = {"HX-Request": "true"}


def test_the_page_opens_the_latest_draft_with_all_that_was_typed(keep, opened, token):
    keep("Seen <b>\r\n\r\nat home", kind="phone", minutes="1h", sensitive="on", outcome="attended")
    page = opened()
    assert typed_in(page, "notes") == "Seen <b>\r\n\r\nat home".replace("\r\n", "\n")
    assert "Draft kept 11:00" in text_of(page)
    assert hidden(page, "token") == token
    for said in ('value="phone"[^>]* checked', 'value="attended" selected', 'value="1h"'):
        assert re.search(said, page.text)
    assert re.search(r'<input type="checkbox" name="sensitive"[^>]* checked', page.text)


def test_another_is_offered_and_opened_and_thrown_away(keep, opened, token):
    keep("First.", token=(first := str(uuid.uuid4())))
    keep("Second.")
    page = opened()
    assert typed_in(page, "notes") == "Second."
    assert "You began another today, 11:00: open it" in text_of(page)
    assert "First." not in page.text
    other = Draft.objects.get(token=first)
    assert typed_in(opened(f"?draft={other.pk}"), "notes") == "First."
    forms = re.findall(r'name="draft" value="([^"]+)">\s*<input[^>]* value="(\d+)"', page.text)
    assert [pair[0] for pair in forms] == [token, first]
    keep("", htmx=False, token=str(uuid.uuid4()), draft=first, version=forms[1][1])
    assert Draft.objects.get().notes == "Second."


def test_another_is_begun_beside_it(keep, opened, token):
    keep("Seen.")
    page = opened("?draft=new")
    assert typed_in(page, "notes") == ""
    assert hidden(page, "token") != token
    assert "You began another today, 11:00" in text_of(page)


def test_after_a_save_the_box_is_empty_and_the_other_is_offered(keep, as_, pat, person, opened):
    keep("Seen.")
    sent = {"notes": "Rang.", "token": str(uuid.uuid4())}
    address = f"/people/{person.crn}/contacts/"
    page = as_(pat).post(address, sent, headers=HTMX)
    assert (typed_in(page, "notes"), "You began another" in text_of(page)) == ("", True)
    saved = opened(f"?saved={person.contacts.get().pk}")
    assert (typed_in(saved, "notes"), "You began another" in text_of(saved)) == ("", True)


def test_a_refused_form_keeps_to_its_own_words(keep, as_, pat, person, token):
    keep("Seen.")
    sent = {"notes": "Seen at home.", "token": token, "occurred": "tomorrow"}
    page = as_(pat).post(f"/people/{person.crn}/contacts/", sent)
    assert typed_in(page, "notes") == "Seen at home."
    assert "You began" not in text_of(page)
    assert hidden(page, "token") == token


def test_a_draft_is_shown_to_nobody_else(keep, as_, priya, sam, person, opened):
    keep("zqmarrowqz")
    for user in (priya, sam):
        for address in (f"/people/{person.crn}/", f"/people/{person.crn}/?draft=1", "/people/"):
            page = as_(user).get(address).text
            assert "zqmarrowqz" not in page
            assert "You began" not in page
            assert "Begun and not saved" not in page


def test_the_list_of_ones_own_people_says_what_is_not_finished_to_whom_it_is(
    keep, as_, pat, person
):
    keep("zqmarrowqz")
    page = as_(pat).get("/people/")
    assert "Begun and not saved Dean Hartley X482913, today, 11:00" in text_of(page)
    assert "zqmarrowqz" not in page.text
    assert f'href="/people/{person.crn}/?draft={Draft.objects.get().pk}"' in page.text
    pat.initials_only = True
    pat.save()
    assert "Begun and not saved DH X482913, today, 11:00" in text_of(as_(pat).get("/people/"))


def test_the_list_names_in_the_trail_whomever_it_showed(keep, as_, pat, team, add_person):
    """A colleague's person, whom Pat does not hold, is on it as soon as she writes of them."""
    other = add_person(team=team)
    keep("Seen.", about=other)
    as_(pat).get("/people/")
    assert other.pk in AuditEntry.objects.get().people


def test_a_draft_about_somebody_now_out_of_reach_does_not_exist(keep, as_, pat, person):
    keep("Seen.")
    AccessRule.objects.create(person=person, user=pat, kind="exclusion", set_at=clock.now())
    assert keep("Seen at home.").status_code == 404
    assert "Begun and not saved" not in as_(pat).get("/people/").text
    assert Draft.objects.get().notes == "Seen."
