import re

import pytest

from contacts.models import AuditEntry, Contact, Draft, State
from tests.reading import entry_of, hidden, text_of

HTMX = {"HX-Request": "true"}
NOTES = "HV yesterday 2pm, 40m. Kettle on. Next Thursday 26/11 10:30."
ABSENT = "DNA, no reply to text."


def ticks(page) -> dict[str, bool]:
    """What stands under the box, and what of it is ticked."""
    found = re.findall(
        r'<input type="checkbox" name="take"[^>]*?( checked)?>\s*'
        r'<span class="readings__said">(.*?)</span>',
        page.text,
    )
    return {said: bool(ticked) for ticked, said in found}


def keys(page, name: str = "shown") -> list[str]:
    return re.findall(rf'name="{name}"[^>]* value="([a-z]+-[0-9a-f]+)"', page.text)


@pytest.fixture
def save(as_, pat, person):
    client = as_(pat)

    def sent(notes=NOTES, *, htmx=False, **more):
        told = {"notes": notes, **more}
        headers = HTMX if htmx else {}
        answer = client.post(f"/people/{person.crn}/contacts/", told, headers=headers)
        return answer if htmx else client.get(answer.url)

    return sent


@pytest.fixture
def press(as_, pat, person):
    client = as_(pat)

    def pressed(*, htmx=False, **sent):
        contact = Contact.objects.latest("pk")
        address = f"/people/{person.crn}/contacts/{contact.pk}/readings/"
        return client.post(address, sent, headers=HTMX if htmx else {})

    return pressed


def test_what_is_read_while_typing_stands_under_the_box(keep):
    answer = keep(NOTES)
    assert ticks(answer) == {
        "Home visit": True,
        "yesterday 14:00": True,
        "40 minutes": True,
        "Next: Thu 26 November 10:30": True,
    }
    assert '<legend class="govuk-visually-hidden">Read from your words</legend>' in answer.text
    assert not AuditEntry.objects.exists()


def test_nothing_stands_there_where_nothing_is_read(keep):
    assert "<fieldset" not in keep("He was low.").text


def test_what_was_taken_away_is_kept_with_the_draft_and_opened_with_it(keep, opened):
    first = keep(NOTES)
    shown, version = keys(first), hidden(first, "version")
    answer = keep(NOTES, shown=shown, take=shown[1:], version=version)
    version = hidden(answer, "version")
    assert ticks(answer)["Home visit"] is False
    assert Draft.objects.get().fields == {"shown": shown, "take": shown[1:]}
    assert ticks(opened()) == ticks(answer)
    again = keep(f"{NOTES} Low.", shown=shown, take=shown[1:], version=version)
    assert ticks(again) == ticks(answer)


def test_a_form_that_is_shown_again_has_them_as_they_were(save, as_, pat, person):
    address = f"/people/{person.crn}/contacts/"
    shown = keys(as_(pat).post(address, {"notes": NOTES, "occurred": "tomorrow"}))
    assert len(shown) == 3
    sent = {"notes": NOTES, "occurred": "tomorrow", "shown": shown, "take": shown[1:]}
    assert ticks(as_(pat).post(address, sent)) == {
        "Home visit": False,
        "40 minutes": True,
        "Next: Thu 26 November 10:30": True,
    }


def test_without_javascript_the_page_says_after_saving_what_was_read(save, person):
    page = save()
    assert "Read from your words: Home visit undo Home visit · yesterday 14:00 undo" in text_of(
        page
    )
    assert "Next: Thursday 26 November, 10:30" in text_of(page)
    contact = person.contacts.get()
    assert entry_of(page, contact.pk).startswith("14:00 Home visit")
    assert contact.minutes == 40


def test_an_absence_that_was_not_shown_is_not_set_but_offered(save, press, person):
    page = save(ABSENT)
    assert person.contacts.get().outcome == ""
    assert "Not taken from your words: Did not attend take it" in text_of(page)
    answer = press(take=keys(page, "take")[0])
    assert answer.status_code == 303
    assert re.fullmatch(rf"/people/{person.crn}/\?saved=\d+", answer.url)
    assert person.contacts.get().outcome == "did_not_attend"


def test_an_absence_that_was_shown_is_set(keep, save, person):
    shown = keys(keep(ABSENT))
    page = save(ABSENT, htmx=True, shown=shown, take=shown)
    assert person.contacts.get().outcome == "did_not_attend"
    assert "from your words" not in text_of(page)


def test_one_press_undoes_a_reading_and_the_page_is_read_again(save, press, person, as_, pat):
    page = save()
    answer = press(undo=keys(page, "undo")[0])
    assert answer.status_code == 303
    contact = person.contacts.get()
    assert (contact.kind, contact.notes) == ("", NOTES)
    assert contact.amendments.get().changed == {"kind": ["home_visit", ""]}
    assert "Not taken from your words: Home visit take it" in text_of(as_(pat).get(answer.url))


def test_in_place_the_line_and_what_else_says_so_are_answered_and_not_the_box(save, press):
    page = save(htmx=True)
    assert 'id="now" hx-swap-oob="true"' in page.text
    nexts = keys(page, "undo")[-1]
    answer = press(undo=nexts, htmx=True)
    assert answer.status_code == 200
    assert "Not taken from your words: Next: Thu 26 November 10:30 take it" in text_of(answer)
    assert "Next: Thursday" not in text_of(answer)
    assert 'name="notes"' not in answer.text
    for part in ("now", "beside", "entries"):
        assert re.search(rf'id="{part}"[^>]* hx-swap-oob="true"', answer.text), part
    assert AuditEntry.objects.latest("id").act == "amend"


def test_pressed_twice_it_is_done_once(save, press, person):
    undo = keys(save(), "undo")[0]
    assert press(undo=undo).status_code == 303
    assert press(undo=undo).status_code == 303
    assert person.contacts.get().amendments.count() == 1


def test_what_was_shown_before_stays_unspoken_of(save, press):
    page = save()
    kind, *others = keys(page, "undo")
    answer = press(undo=others[0], shown=[kind], htmx=True)
    assert "Home visit undo" not in text_of(answer)
    assert "40 minutes undo" in text_of(answer)
    assert f'name="shown" value="{kind}"' in answer.text


def test_what_the_words_do_not_say_is_refused(save, press, person):
    save()
    answer = press(take="outcome-000000000000")
    assert answer.status_code == 422
    assert "The words of this entry do not say so" in text_of(answer)
    assert press(take="outcome-000000000000", htmx=True).status_code == 422
    assert not person.contacts.get().amendments.exists()


def test_nor_is_anything_put_right_that_is_shown_no_more(save, press):
    undo = keys(save(), "undo")[0]
    Contact.objects.update(state=State.WITHDRAWN)
    assert press(undo=undo).status_code == 422


def test_words_of_somebody_else_are_not_read_to_anybody(save, as_, priya, person):
    save()
    page = as_(priya).get(f"/people/{person.crn}/?saved={person.contacts.get().pk}")
    assert "from your words" not in text_of(page)
