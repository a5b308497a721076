import uuid

from contacts.models import AuditEntry, Contact, Draft
from tests.reading import hidden, notes_of, text_of, token_of, typed_in


def test_what_stands_in_the_box_is_kept_and_the_page_told_so(keep, person, pat, token):
    answer = keep("Seen at\r\nhome", kind="phone", occurred="14")
    assert answer.status_code == 200
    assert text_of(answer) == "Draft kept 11:00"
    draft = Draft.objects.get()
    assert (draft.user, draft.person, str(draft.token)) == (pat, person, token)
    assert (draft.notes, draft.fields) == ("Seen at\nhome", {"kind": "phone", "occurred": "14"})
    assert (hidden(answer, "token"), hidden(answer, "version")) == (token, str(draft.version))


def test_keeping_shows_no_record_and_is_not_logged(keep, person, add_contact):
    add_contact(person, author_name="J", notes="Something there.")
    answer = keep()
    assert notes_of(answer) == []
    assert "Something there" not in answer.text
    assert "Hartley" not in answer.text
    assert not AuditEntry.objects.exists()


def test_kept_again_it_is_still_one_draft(keep):
    version = hidden(keep("Seen"), "version")
    answer = keep("Seen at home.", version=version)
    assert answer.status_code == 200
    assert Draft.objects.get().notes == "Seen at home."
    assert hidden(answer, "version") == str(int(version) + 1)


def test_an_empty_box_makes_none_and_takes_it_away(keep):
    assert text_of(keep(" \n")) == ""
    version = hidden(keep("Seen"), "version")
    answer = keep("", version=version)
    assert (text_of(answer), hidden(answer, "version")) == ("", "0")
    assert not Draft.objects.exists()


def test_the_older_of_two_tabs_is_told_and_both_texts_are_kept(keep, token):
    version = hidden(keep("Seen", page=uuid.UUID(int=1).hex, turn=1), "version")
    keep("Seen here.", page=uuid.UUID(int=1).hex, turn=2, version=version)
    answer = keep("Seen there.", page=uuid.UUID(int=2).hex, turn=1, version=version)
    assert answer.status_code == 409
    assert "changed in another tab, or on another machine, at 11:00. Both are kept" in text_of(
        answer
    )
    here, there = Draft.objects.get(token=token), Draft.objects.exclude(token=token).get()
    assert (here.notes, there.notes) == ("Seen here.", "Seen there.")
    assert (hidden(answer, "token"), hidden(answer, "draft")) == (str(there.token), "")
    assert hidden(answer, "version") == str(there.version)
    assert f'href="/people/{here.person.crn}/?draft={here.pk}"' in answer.text
    again = keep("Seen there.", token=there.token, page=uuid.UUID(int=2).hex, turn=2)
    assert again.status_code == 200
    assert "another tab" not in again.text


def test_a_late_autosave_brings_nothing_back(keep, opened, as_, pat, person, token):
    keep("Seen")
    as_(pat).post(f"/people/{person.crn}/contacts/", {"notes": "Seen.", "token": token})
    assert keep("Seen.").status_code == 200
    assert keep("Seen").status_code == 409
    assert not Draft.objects.exists()
    assert typed_in(opened(), "notes") == ""


def test_other_words_in_a_spent_form_are_kept_until_it_is_asked_what_becomes_of_them(
    keep, as_, pat, person, token
):
    client, address = as_(pat), f"/people/{person.crn}/contacts/"
    client.post(address, {"notes": "Seen.", "token": token})
    answer = keep("Not seen.", page=uuid.UUID(int=1).hex, turn=1)
    assert "Saved at 11:00. These words differ" in text_of(answer)
    assert "data-at-once" in answer.text
    known = {name: hidden(answer, name) for name in ("token", "draft", "version")}
    assert known["token"] == token
    kept = keep("Not seen.", page=uuid.UUID(int=1).hex, turn=2, **known)
    assert text_of(kept) == "Draft kept 11:00"
    differs = client.post(address, {"notes": "Not seen.", **known})
    assert differs.status_code == 409
    assert token_of(differs) == known["draft"]
    client.post(address, {"notes": "Not seen.", "token": token_of(differs)})
    assert person.contacts.count() == 2
    assert not Draft.objects.exists()


def test_a_form_about_somebody_else_is_kept_under_nobody_and_says_nothing_of_them(
    keep, add_person, team, person
):
    other = add_person(team=team)
    keep("Seen.")
    answer = keep("Seen at home.", about=other)
    assert answer.status_code == 409
    assert "Not kept: This form was begun about somebody else." in text_of(answer)
    assert person.crn not in answer.text
    assert Draft.objects.get().notes == "Seen."


def test_a_form_begun_about_somebody_else_is_not_saved_before_it_is_read_why(
    keep, as_, pat, add_person, team, person, token
):
    other = add_person(team=team)
    keep("Seen.")
    client, address = as_(pat), f"/people/{other.crn}/contacts/"
    refused = client.post(address, {"notes": "Seen.", "token": token})
    assert refused.status_code == 409
    assert "This form was begun about somebody else." in text_of(refused)
    assert typed_in(refused, "notes") == "Seen."
    assert not Contact.objects.exists()
    sent = {"notes": "Seen.", "token": token_of(refused)}
    assert client.post(address, sent).status_code == 303
    assert (other.contacts.count(), person.contacts.count()) == (1, 0)


def test_what_cannot_be_kept_is_refused_in_words(keep):
    answer = keep("a" * 250_001)
    assert answer.status_code == 422
    assert text_of(answer) == "Not kept: 250,001 characters; a draft takes 250,000."
    assert keep("one\ntwo\x00").status_code == 422
    assert not Draft.objects.exists()


def test_more_than_can_be_saved_is_kept(keep, opened):
    keep("a" * 50_001)
    assert typed_in(opened(), "notes") == "a" * 50_001


def test_pressed_on_the_page_it_leads_back_there(keep, person):
    version = hidden(keep("Seen"), "version")
    thrown = keep("", htmx=False, version=version)
    assert (thrown.status_code, thrown.url) == (303, f"/people/{person.crn}/")
    assert not Draft.objects.exists()


def test_what_was_changed_since_is_not_thrown_away(keep):
    version = hidden(keep("Seen", page=uuid.UUID(int=1).hex, turn=1), "version")
    keep("Seen.", page=uuid.UUID(int=1).hex, turn=2, version=version)
    keep("", htmx=False, version=version)
    assert Draft.objects.get().notes == "Seen."
