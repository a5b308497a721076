import datetime as dt
import re
import uuid

import pytest

from contacts.formats import clock
from contacts.models import Draft
from tests.reading import entries_of, entry_of, notes_of, text_of, token_of, typed_in

HTMX = {"HX-Request": "true"}
AT = dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def token() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def save(as_, pat, person, token):
    """Pat presses Save on the person's page."""
    client = as_(pat)

    def pressed(notes: str = "Seen.", *, about=person, htmx: bool = False, **more):
        sent = {"notes": notes, "token": token, **more}
        headers = HTMX if htmx else {}
        return client.post(f"/people/{about.crn}/contacts/", sent, headers=headers)

    return pressed


def test_only_the_notes_are_required(save, person, pat):
    assert save("Seen.").status_code == 303
    contact = person.contacts.get()
    assert (contact.notes, contact.author, contact.occurred_at) == ("Seen.", pat, AT)
    assert (contact.time_known, contact.written_at, contact.recorded_at) == (True, AT, AT)
    assert (contact.kind, contact.minutes, contact.outcome) == ("", None, "")
    assert not contact.sensitive


def test_everything_else_may_be_said(save, person):
    save(
        kind="home_visit",
        occurred="yesterday 2pm",
        minutes="1h10",
        outcome="attended",
        sensitive="on",
    )
    contact = person.contacts.get()
    assert (contact.kind, contact.minutes, contact.outcome) == ("home_visit", 70, "attended")
    assert contact.sensitive
    assert contact.occurred_at == dt.datetime(2026, 11, 21, 14, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("typed", "occurred_at"),
    [
        ("09:30", dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)),
        ("yesterday", dt.datetime(2026, 11, 21, tzinfo=dt.UTC)),
        ("3/3", dt.datetime(2026, 3, 3, tzinfo=dt.UTC)),
        ("3 March 2026 9am", dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)),
    ],
)
def test_when_it_happened_is_read_as_people_write_it(save, person, typed, occurred_at):
    save(occurred=typed)
    assert person.contacts.get().occurred_at == occurred_at


def test_a_day_alone_has_no_known_time(save, person):
    save(occurred="yesterday")
    assert not person.contacts.get().time_known


@pytest.mark.parametrize("typed", ["tomorrow", "11:01", "3/3/2027"])
def test_the_future_is_refused_plainly_and_nothing_is_lost(save, person, typed):
    refused = save("Will come in.", occurred=typed, kind="office")
    assert refused.status_code == 422
    assert "Use a time that has already passed." in text_of(refused)
    assert typed_in(refused, "notes") == "Will come in."
    assert not person.contacts.exists()


def test_without_notes_it_asks_what_happened_and_keeps_the_rest(save, person, token):
    refused = save("  \n", kind="phone", occurred="9am", minutes="20", outcome="rearranged")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Write what happened." in text_of(refused)
    assert re.search('<input[^>]* value="phone"[^>]* checked', page)
    assert 'value="9am"' in page
    assert 'value="20"' in page
    assert 'value="rearranged" selected' in page
    assert token_of(refused) == token
    assert not person.contacts.exists()


@pytest.mark.parametrize("sent", [{"kind": "letter"}, {"outcome": "late"}, {"minutes": "long"}])
def test_what_no_form_of_ours_sends_is_refused_and_the_words_stay(save, person, sent):
    refused = save("Seen.", **sent)
    assert refused.status_code == 422
    assert typed_in(refused, "notes") == "Seen."
    assert not person.contacts.exists()


def test_too_many_words_are_refused_with_their_number_and_not_cut(save, person):
    notes = "a" * 50_001
    refused = save(notes)
    assert refused.status_code == 422
    assert "50,001 characters; the diary takes 50,000." in text_of(refused)
    assert typed_in(refused, "notes") == notes
    assert not person.contacts.exists()


@pytest.mark.parametrize(
    "notes", ["\n\nfirst line blank", "  spaces  ", "</textarea><b>", "&amp;\t'"]
)
def test_words_are_kept_as_they_were_typed(save, person, as_, pat, notes):
    saved = save(notes.replace("\n", "\r\n"))
    assert person.contacts.get().notes == notes
    assert notes_of(as_(pat).get(saved.url)) == [notes]


def test_after_a_save_one_is_on_the_timeline_and_told_so(save, as_, pat, person):
    saved = save()
    contact = person.contacts.get()
    assert saved.url == f"/people/{person.crn}/?saved={contact.pk}"
    page = as_(pat).get(saved.url)
    assert "Saved for today, 11:00." in text_of(page)
    assert entries_of(page) == [contact.pk]


def test_in_place_the_entry_is_there_and_the_box_is_empty(save, person, token):
    saved = save("Seen at home.", htmx=True)
    assert saved.status_code == 200
    assert "<html" not in saved.content.decode()
    assert notes_of(saved) == ["Seen at home."]
    assert typed_in(saved, "notes") == ""
    assert token_of(saved) != token
    assert "Saved for today, 11:00." in text_of(saved)


def test_a_draft_is_gone_once_its_form_is_saved(save, person, pat, token):
    for one in (token, uuid.uuid4()):
        Draft.objects.create(user=pat, person=person, token=one, saved_at=clock.now())
    save()
    assert Draft.objects.count() == 1
    assert str(Draft.objects.get().token) != token


@pytest.mark.parametrize("htmx", [False, True])
def test_pressed_twice_it_is_one_contact(save, person, htmx):
    answers = [save("Seen at home.", htmx=htmx) for _ in range(2)]
    assert person.contacts.count() == 1
    assert answers[0].status_code == answers[1].status_code == (200 if htmx else 303)


def test_sent_again_another_day_it_is_still_that_contact(save, person, sunday_morning):
    save("Seen at home.")
    sunday_morning(AT + 3 * DAY)
    save("Seen at home.")
    assert person.contacts.get().occurred_at == AT


@pytest.mark.parametrize("htmx", [False, True])
def test_a_spent_form_with_other_words_saves_nothing_and_loses_nothing(save, person, token, htmx):
    save("Seen at home.")
    differs = save("Seen at the office.", kind="office", htmx=htmx)
    assert differs.status_code == 409
    assert "Saved at 11:00. These words differ" in text_of(differs)
    assert typed_in(differs, "notes") == "Seen at the office."
    assert person.contacts.get().notes == "Seen at home."
    assert token_of(differs) != token


def test_those_words_can_be_saved_as_another_contact(save, person):
    save("Seen at home.")
    fresh = token_of(save("Seen at the office."))
    assert save("Seen at the office.", token=fresh).status_code == 303
    assert person.contacts.count() == 2


def test_or_added_to_that_one(save, as_, pat, person):
    save("Seen at home.")
    differs, contact = save("Seen at the office."), person.contacts.get()
    address = f"/people/{person.crn}/contacts/{contact.pk}/amend/"
    assert f'action="{address}"' in differs.content.decode()
    sent = {"notes": "Seen at the office.", "token": token_of(differs)}
    assert as_(pat).post(address, sent).status_code == 303
    assert contact.amendments.get().notes == "Seen at the office."
    assert person.contacts.count() == 1


def test_a_form_spent_about_somebody_else_says_nothing_of_them(save, add_person, team, person):
    other = add_person(team=team, last_name="Elsewhere")
    save("Seen at home.")
    differs = save("Seen at home.", about=other)
    assert differs.status_code == 409
    assert not other.contacts.exists()
    assert typed_in(differs, "notes") == "Seen at home."
    assert "or add to that one" not in text_of(differs)
    assert person.crn not in differs.content.decode()


def test_two_people_may_draw_the_same_token(save, as_, priya, person, token):
    save("Seen at home.")
    sent = {"notes": "Rang.", "token": token}
    assert as_(priya).post(f"/people/{person.crn}/contacts/", sent).status_code == 303
    assert person.contacts.count() == 2


def test_every_entry_has_its_own_page(as_, pat, world):
    page = as_(pat).get(world.address("contact", contact="amended"))
    words = entry_of(page, world.contacts["amended"].pk)
    for said in ("zqamendedqz", "zqamendedheadingqz", "zqamendedlaterqz", "kind was Office"):
        assert said in words


def test_an_entry_shows_the_other_records_of_the_event_in_full(as_, pat, world):
    page = as_(pat).get(world.address("contact", contact="lead"))
    shown = [world.contacts[one].pk for one in ("lead", "folded", "joined")]
    assert entries_of(page) == shown
    joined = "Attended. zqjoinedqz [[zqjoinedpassageqz]]"
    assert notes_of(page) == ["Attended. zqleadqz", "Attended. zqleadqz", joined]


def test_a_joined_record_leads_to_the_entry_it_is_shown_with(as_, pat, world):
    page = as_(pat).get(world.address("contact", contact="joined")).content.decode()
    assert f'href="{world.address("contact", contact="lead")}"' in page


def test_replaced_words_are_shown_and_the_first_wording_stands_below(as_, pat, world):
    page = as_(pat).get(world.address("contact", contact="replaced"))
    assert notes_of(page) == ["zqreplacedlaterqz"]
    assert "First wording Seen. zqreplacedqz" in text_of(page)
