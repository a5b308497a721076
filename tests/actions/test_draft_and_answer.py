"""A draft of a form that is not a new contact's, and the saving of that form."""

import pytest

from contacts.actions.amendment import amend, replace_words
from contacts.actions.concerns import answer_concern
from contacts.actions.draft import Known
from contacts.actions.follow_ups import write_reply
from contacts.actions.talks import close_talk
from contacts.models import Draft
from contacts.queries.draft import unfinished
from tests.open_things import asked, concern, talk
from tests.pages_open import ONE, OTHER, TOKEN, written

WAYS = ["amend", "replace", "reply", "concern", "concern in an entry", "talk", "talk at an entry"]
SAID = {"token": TOKEN, "notes": "Seen at home."}


@pytest.fixture
def save(person, pat, contact, way):
    """The words are saved, in one of the ways that there are."""
    by = {"by": pat, **SAID}
    ways = {
        "amend": lambda **said: amend(contact=contact, author=pat, **SAID, **said),
        "replace": lambda **said: replace_words(contact=contact, author=pat, **SAID, **said),
        "reply": lambda **said: write_reply(follow_up=asked(contact), **by, **said),
        "concern": lambda **said: answer_concern(concern=concern(person, pat), **by, **said),
        "concern in an entry": lambda **said: answer_concern(
            concern=concern(person, pat, contact), **by, **said
        ),
        "talk": lambda **said: close_talk(talk=talk(person, pat), **by, **said),
        "talk at an entry": lambda **said: close_talk(
            talk=talk(person, pat, contact), **by, **said
        ),
    }
    return ways[way]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("known", [None, Known(page=ONE)], ids=["nothing", "its page"])
def test_once_saved_the_draft_is_gone(keep, save, known):
    keep("Seen.", page=ONE, place="talks/7/")
    save(known=known)
    assert not Draft.objects.exists()
    assert keep("Seen at home.", page=ONE, turn=1, place="talks/7/").draft is None


@pytest.mark.parametrize("way", WAYS)
def test_what_another_page_wrote_meanwhile_stays(keep, save):
    keep("Not seen.", page=OTHER, place="talks/7/")
    save(known=Known(version=1, page=ONE))
    assert written() == ["Not seen."]
    assert Draft.objects.get().place == "talks/7/"


def test_a_talk_that_was_had_without_words_takes_its_draft_along(keep, person, pat):
    keep("Seen.", page=ONE)
    close_talk(talk=talk(person, pat), by=pat, token=TOKEN, known=Known(page=ONE))
    assert not Draft.objects.exists()


def test_a_draft_is_of_the_form_that_sent_it_last(keep):
    keep("Seen.", page=ONE, turn=1, place="contacts/7/amend/")
    assert Draft.objects.get().place == "contacts/7/amend/"
    keep("Seen at home.", page=ONE, turn=2)
    assert Draft.objects.get().place == ""


def test_a_draft_puts_nothing_back_that_it_never_changed(keep, add_contact, person, pat):
    contact = add_contact(person, pat, kind="phone", minutes=45, outcome="attended")
    as_it_is = {"kind": "phone", "minutes": "45", "outcome": "attended", "occurred": ""}
    place = f"contacts/{contact.pk}/amend/"
    keep("She rang.", page=ONE, turn=1, place=place, fields=as_it_is)
    assert Draft.objects.get().fields == {}
    otherwise = {"kind": "", "minutes": "20", "outcome": "attended", "occurred": "9am"}
    keep("She rang.", page=ONE, turn=2, place=place, fields=otherwise)
    assert Draft.objects.get().fields == {"kind": "", "minutes": "20", "occurred": "9am"}


def test_of_two_records_that_are_joined_it_goes_on_where_its_entry_is(
    keep, add_contact, other, person, pat, join
):
    place = f"contacts/{add_contact(other, pat).pk}/amend/"
    keep("She rang.", about=other, place=place)
    join()
    (draft,) = unfinished(user=pat)
    assert (draft.crn, draft.place) == (person.crn, place)
