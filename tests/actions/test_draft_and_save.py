"""A draft and the saving of its form: what was saved is no draft, and nothing else is lost."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from contacts.actions import contact as actions
from contacts.actions.amendment import amend
from contacts.actions.contact import record_contact
from contacts.actions.draft import BegunAboutSomebodyElse, Known, own_token
from contacts.actions.refused import TokenSpent
from contacts.formats import clock
from contacts.models import Contact, Draft
from tests.pages_open import ONE, OTHER, TOKEN, written


@pytest.fixture
def save(person, pat):
    def act(notes="Seen.", **said):
        said = {"token": TOKEN, "occurred_at": clock.now(), "known": Known(page=ONE), **said}
        return record_contact(**{"person": person, "author": pat, "notes": notes, **said})

    return act


def test_a_form_begun_about_somebody_else_is_not_saved_either(keep, save, add_person):
    keep("Seen.")
    with pytest.raises(BegunAboutSomebodyElse):
        save(person=add_person())
    assert not Contact.objects.exists()
    assert written() == ["Seen."]


def test_once_saved_the_draft_is_gone_and_nothing_brings_it_back(keep, save):
    keep("Seen.", page=ONE, turn=1)
    save("Seen at home.")
    assert not Draft.objects.exists()
    with pytest.raises(TokenSpent) as spent:
        keep("Seen.", page=ONE, turn=2)
    assert spent.value.saved == Contact.objects.get()
    assert keep("Seen at home.", page=ONE, turn=3).draft is None
    assert keep("", page=ONE, turn=4).draft is None
    assert not Draft.objects.exists()


def test_what_another_page_wrote_meanwhile_stays_when_this_one_saves(keep, save):
    known = keep("Seen", page=ONE, turn=1).version
    keep("Not seen.", page=OTHER, turn=1, version=known)
    save("Seen.", known=Known(version=known, page=ONE))
    draft = Draft.objects.get()
    assert (draft.notes, draft.token) == ("Not seen.", own_token(TOKEN, OTHER))


@pytest.mark.parametrize("known", ["version", "page", "neither"])
def test_whoever_saves_takes_the_draft_that_they_knew_with_them(keep, save, known):
    version = keep("Seen", page=ONE, turn=1).version
    told = {"version": Known(version=version), "page": Known(page=ONE), "neither": None}
    save("Seen.", known=told[known])
    assert not Draft.objects.exists()


def test_saved_without_a_draft_that_says_the_same_nothing_stays(keep, save):
    keep("Seen.", page=OTHER, turn=1)
    save("Seen.", known=Known(page=ONE))
    assert not Draft.objects.exists()


def test_added_to_an_entry_they_are_no_draft_any_more(keep, contact, pat):
    keep("And more.", page=ONE, turn=1)
    amend(contact=contact, author=pat, token=TOKEN, notes="And more.")
    assert not Draft.objects.exists()
    with pytest.raises(TokenSpent):
        keep("And still more.", page=ONE, turn=2)


def test_what_was_written_since_stays_when_the_words_before_are_added(keep, contact, pat):
    keep("And still more.", page=ONE, turn=1)
    amend(contact=contact, author=pat, token=TOKEN, notes="And more.")
    assert Draft.objects.get().token == own_token(TOKEN, ONE)


@pytest.mark.django_db(transaction=True)
def test_words_kept_while_they_are_saved_are_no_draft_afterwards(keep, save):
    """However the two meet: the one that is second waits for the first."""

    def one(number, token):
        try:
            if number:
                return save("Seen.", token=token)
            return keep("Seen.", token=token, page=ONE, turn=1)
        finally:
            connection.close()

    for _ in range(20):
        token = uuid.uuid4()
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(one, range(2), [token] * 2))
    assert Contact.objects.count() == 20
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_words_of_a_save_that_is_not_done_yet_wait_for_it(keep, save, monkeypatch):
    with ThreadPoolExecutor(1) as threads:
        begun = []

        def keeps():
            try:
                return keep("Seen.", page=ONE, turn=1)
            finally:
                connection.close()

        def meanwhile(contact):
            begun.append(threads.submit(keeps))
            with pytest.raises(TimeoutError):
                begun[0].result(timeout=1)

        monkeypatch.setattr(actions, "match_entry", meanwhile)
        save("Seen.")
        assert begun[0].result(timeout=10).draft is None
    assert not Draft.objects.exists()


def test_the_last_words_of_a_page_that_is_left_are_kept_though_its_form_was_spent(keep, save):
    """Nobody is there any more to be asked what becomes of them."""
    save("Seen.")
    keep("Not seen.", page=OTHER, turn=1, leaving=True)
    assert Draft.objects.get().token == own_token(TOKEN, OTHER)
    keep("Seen.", page=ONE, turn=1, leaving=True)
    keep("", page=ONE, turn=2, leaving=True)
    assert written() == ["Not seen."]
