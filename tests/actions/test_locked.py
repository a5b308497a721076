import uuid

import pytest

from contacts.actions.amendment import amend
from contacts.actions.contact import record_contact
from contacts.actions.locked import keep_words
from contacts.formats import clock
from contacts.models import AuditEntry, Contact, Draft

TOKEN = uuid.UUID("6f1c8a52-6f3e-4b1e-9a93-0a0f6c3c0001")
OTHER = uuid.UUID("6f1c8a52-6f3e-4b1e-9a93-0a0f6c3c0002")


@pytest.fixture
def keep(pat, person):
    def sent(notes: str, *, token: uuid.UUID = TOKEN, place: str = "", **fields: str) -> None:
        said = {"token": token, "notes": notes, "fields": fields, "place": place}
        keep_words(user=pat, person=person, **said)

    return sent


@pytest.fixture
def kept(pat, person):
    """The words of Pat's drafts about the person, the newest last."""

    def notes() -> list[str]:
        drafts = Draft.objects.filter(user=pat, person=person).order_by("pk")
        return list(drafts.values_list("notes", flat=True))

    return notes


def test_words_are_kept_as_a_draft_of_that_form_and_nothing_is_filed(keep, pat, person):
    keep("Seen at home.\n", kind="office")
    draft = Draft.objects.get()
    assert (draft.user, draft.person, draft.token) == (pat, person, TOKEN)
    assert (draft.notes, draft.fields) == ("Seen at home.\n", {"kind": "office"})
    assert (draft.version, draft.saved_at) == (1, clock.now())
    assert not Contact.objects.exists()
    assert not AuditEntry.objects.exists()


def test_words_of_another_form_are_a_draft_of_that_with_what_they_put_right(keep, contact):
    place = f"contacts/{contact.pk}/amend/"
    keep("She rang back.", place=place, kind=contact.kind, minutes="20")
    draft = Draft.objects.get()
    assert (draft.place, draft.fields) == (place, {"minutes": "20"})


def test_words_that_are_added_to_an_entry_already_are_no_draft(keep, kept, contact, pat):
    amend(contact=contact, author=pat, token=TOKEN, notes="She rang back.")
    keep("She rang back.", place=f"contacts/{contact.pk}/amend/")
    assert kept() == []


def test_what_is_sent_twice_is_kept_once(keep, kept):
    keep("Seen at home.")
    keep("Seen at home.", kind="office")
    assert kept() == ["Seen at home."]
    draft = Draft.objects.get()
    assert (draft.version, draft.fields) == (2, {"kind": "office"})


def test_what_is_typed_on_takes_the_place_of_its_beginning(keep, kept):
    for notes in ("Seen", "Seen at", "Seen at home."):
        keep(notes)
    assert kept() == ["Seen at home."]


def test_other_words_of_the_same_form_stand_beside_the_first(keep, kept):
    """As from the same page in two tabs; and however much is typed on, they are two."""
    keep("Seen at home.")
    for notes in ("Rang", "Rang mum", "Then rang mum."):
        keep(notes)
    assert kept() == ["Seen at home.", "Then rang mum."]


def test_two_forms_are_two_drafts(keep, kept):
    keep("Seen at home.")
    keep("Rang mum.", token=OTHER)
    assert kept() == ["Seen at home.", "Rang mum."]


def test_words_that_are_saved_already_are_no_draft(keep, kept, pat, person):
    save(person, pat, "Seen at home.")
    keep("Seen at home.")
    assert kept() == []


def test_other_words_of_a_form_that_has_saved_some_are_a_form_of_their_own(keep, kept, pat, person):
    save(person, pat, "Seen at home.")
    for notes in ("Rang", "Rang mum."):
        keep(notes)
    assert kept() == ["Rang mum."]
    token = Draft.objects.get().token
    assert token != TOKEN
    save(person, pat, "Rang mum.", token=token)
    keep("Rang mum. Again.")
    assert kept() == ["Rang mum. Again."]
    assert Draft.objects.get().token not in (TOKEN, token)


def test_the_drafts_of_others_and_about_others_are_left_alone(
    keep, pat, priya, person, add_person, team
):
    other = add_person(team=team)
    for user, about in ((priya, person), (pat, other)):
        keep_words(user=user, person=about, token=TOKEN, notes="Theirs.", fields={})
    keep("Mine.")
    assert Draft.objects.filter(notes="Theirs.").count() == 2
    assert Draft.objects.get(notes="Mine.").token == TOKEN


def save(person, pat, notes, *, token=TOKEN) -> None:
    record_contact(person=person, author=pat, token=token, notes=notes, occurred_at=clock.now())
