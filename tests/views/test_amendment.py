import datetime as dt
import uuid

import pytest

from contacts.models import Alongside
from tests.reading import entry_of, notes_of, text_of, token_of, typed_in

AT = dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC)
QUARTER = dt.timedelta(minutes=15)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def address(contact):
    return f"/people/{contact.person.crn}/contacts/{contact.pk}/"


@pytest.fixture
def token() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def add(as_, pat, address, token):
    """Pat adds to the entry."""
    client = as_(pat)
    return lambda notes="", **more: client.post(
        f"{address}amend/", {"notes": notes, "token": token, **more}
    )


@pytest.fixture
def replace(as_, pat, address, token):
    """Pat puts other words in the entry's place."""
    client = as_(pat)
    return lambda notes="", **more: client.post(
        f"{address}replace/", {"notes": notes, "token": token, **more}
    )


def test_later_words_stand_beneath_and_the_first_stay(add, as_, pat, address, contact):
    added = add("His mother rang.")
    saved = contact.amendments.get().pk
    assert (added.status_code, added.url) == (303, f"{address}?saved={saved}")
    assert "Saved." in text_of(as_(pat).get(added.url))
    page = as_(pat).get(address)
    assert notes_of(page) == ["On time. Slept badly."]
    assert "His mother rang. Pat Okonjo, today, 11:00" in entry_of(page, contact.pk)


def test_a_colleague_may_add_under_their_own_name(as_, priya, address, contact, token):
    as_(priya).post(f"{address}amend/", {"notes": "He rang.", "token": token})
    page = as_(priya).get(address)
    assert "He rang. Priya Nair, today, 11:00" in entry_of(page, contact.pk)


def test_what_is_put_right_leads_and_what_stood_first_stays_beside_it(add, as_, pat, contact):
    add(occurred="yesterday 2pm", kind="phone", minutes="20", outcome="attended")
    contact.refresh_from_db()
    assert contact.occurred_at == dt.datetime(2026, 11, 21, 14, 0, tzinfo=dt.UTC)
    assert (contact.kind, contact.minutes, contact.outcome) == ("phone", 20, "attended")
    words = entry_of(as_(pat).get(f"/people/{contact.person.crn}/"), contact.pk)
    assert words.startswith("14:00")
    for said in ("time was today, 11:00", "kind was not said", "length was not said"):
        assert said in words
    for said in ("20 min, attended", "outcome was not said"):
        assert said in words


def test_what_is_left_alone_stays_as_it_was(add, contact):
    add("More.", kind="", minutes="", outcome="")
    assert contact.amendments.get().changed == {}


@pytest.mark.parametrize(
    "sent", [{}, {"notes": "  "}, {"kind": "", "minutes": "", "outcome": ""}, {"occurred": "11:00"}]
)
def test_nothing_to_add_is_asked_for(add, contact, sent):
    refused = add(**sent)
    assert refused.status_code == 422
    assert "Write what to add, or put something right." in text_of(refused)
    assert not contact.amendments.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"occurred": "tomorrow"}, "Use a time that has already passed."),
        ({"occurred": "when he came"}, "Write it like"),
        ({"minutes": "long"}, "Write how long it took"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_words_stay(add, contact, sent, said):
    refused = add("More.", **sent)
    assert refused.status_code == 422
    assert said in text_of(refused)
    assert typed_in(refused, "notes") == "More."
    assert not contact.amendments.exists()


def test_pressed_twice_it_is_added_once(add, contact):
    assert [add("More.").status_code for _ in range(2)] == [303, 303]
    assert contact.amendments.count() == 1


def test_a_spent_form_with_other_words_adds_nothing_and_loses_nothing(add, contact, token):
    add("More.")
    differs = add("Something else.")
    assert differs.status_code == 409
    assert typed_in(differs, "notes") == "Something else."
    assert token_of(differs) != token
    assert contact.amendments.get().notes == "More."
    assert add("Something else.", token=token_of(differs)).status_code == 303
    assert contact.amendments.count() == 2


@pytest.mark.parametrize("state", ["withdrawn", "moved"])
@pytest.mark.parametrize("what", ["amend", "replace"])
def test_nothing_is_added_to_what_is_no_longer_shown(
    as_, pat, person, add_contact, state, what, token
):
    gone = add_contact(person, pat, state=state, notes="Unread.")
    address = f"/people/{person.crn}/contacts/{gone.pk}/{what}/"
    refused = as_(pat).post(address, {"notes": "My words.", "token": token})
    assert refused.status_code == 409
    assert "My words." in text_of(refused)
    assert "Unread." not in refused.content.decode()
    assert not gone.amendments.exists()


def test_within_a_quarter_of_an_hour_the_words_may_be_replaced(
    replace, as_, pat, address, contact, sunday_morning
):
    sunday_morning(AT + QUARTER)
    assert "Replace the words" in text_of(as_(pat).get(address))
    assert typed_in(as_(pat).get(f"{address}replace/"), "notes") == "On time. Slept badly."
    replaced = replace("On time. Slept well.")
    saved = contact.amendments.get().pk
    assert (replaced.status_code, replaced.url) == (303, f"{address}?saved={saved}")
    timeline = as_(pat).get(f"/people/{contact.person.crn}/")
    assert notes_of(timeline) == ["On time. Slept well."]
    assert "Slept badly" not in timeline.content.decode()


def test_the_first_wording_is_one_press_away(replace, as_, pat, address, contact):
    replace("On time. Slept well.")
    timeline = as_(pat).get(f"/people/{contact.person.crn}/").content.decode()
    assert f'href="{address}#first">First wording' in timeline
    page = as_(pat).get(address)
    assert "First wording On time. Slept badly." in text_of(page)
    assert 'id="first"' in page.content.decode()


def test_the_last_words_put_in_their_place_are_the_ones_that_stand(replace, as_, pat, address):
    replace("Second.")
    replace("Third.", token=str(uuid.uuid4()))
    page = as_(pat).get(address)
    assert notes_of(page) == ["Third."]
    assert "First wording On time. Slept badly." in text_of(page)


def test_my_people_shows_the_words_that_stand(replace, as_, pat):
    replace("On time. Slept well.")
    words = text_of(as_(pat).get("/people/"))
    assert "Slept well" in words
    assert "Slept badly" not in words


def refused(replace, contact) -> bool:
    answer = replace("Other words.")
    if answer.status_code != 409:
        return False
    assert "These words can no longer be replaced." in text_of(answer)
    assert "Other words." in text_of(answer)
    assert not contact.amendments.exists()
    return True


def test_after_a_quarter_of_an_hour_they_may_not(
    replace, as_, pat, address, contact, sunday_morning
):
    sunday_morning(AT + QUARTER + SECOND)
    assert refused(replace, contact)
    assert "Replace the words" not in text_of(as_(pat).get(address))


@pytest.mark.parametrize("opened", ["", "contacts/{}/", "contacts/{}/amend/"])
def test_nor_once_somebody_else_has_opened_it(replace, as_, sam, contact, opened):
    as_(sam).get(f"/people/{contact.person.crn}/{opened.format(contact.pk)}")
    assert refused(replace, contact)


def test_nor_once_a_co_worker_has_read_its_first_words_on_their_list(replace, as_, priya, contact):
    Alongside.objects.create(person=contact.person, user=priya, since=dt.date(2026, 1, 1))
    as_(priya).get("/people/")
    assert refused(replace, contact)


def test_nor_once_somebody_else_has_written_about_the_person(replace, as_, sam, contact):
    sent = {"notes": "Rang.", "token": str(uuid.uuid4())}
    as_(sam).post(f"/people/{contact.person.crn}/contacts/", sent)
    assert refused(replace, contact)


def test_nor_by_anybody_but_its_author(as_, priya, address, contact, token):
    client = as_(priya)
    assert refused(
        lambda notes: client.post(f"{address}replace/", {"notes": notes, "token": token}), contact
    )


@pytest.mark.parametrize("before", ["/people/", "/people/X482913/"])
def test_ones_own_look_does_not_count(replace, as_, pat, contact, before):
    as_(pat).get(before)
    assert not refused(replace, contact)


def test_a_look_that_was_refused_does_not_count(replace, as_, olu, ada, contact):
    for user in (olu, ada):
        as_(user).get(f"/people/{contact.person.crn}/")
    assert not refused(replace, contact)


def test_a_look_before_it_was_written_does_not_count(
    replace, as_, sam, person, sunday_morning, request
):
    sunday_morning(AT - SECOND)
    as_(sam).get(f"/people/{person.crn}/")
    sunday_morning(AT)
    assert not refused(replace, request.getfixturevalue("contact"))


def test_other_words_are_words_too(replace, contact):
    answer = replace("  ")
    assert answer.status_code == 422
    assert "Write what happened." in text_of(answer)
    assert not contact.amendments.exists()
