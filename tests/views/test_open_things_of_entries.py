"""What is open of an entry, how it is marked, and the words that close it."""

import datetime as dt

from contacts.formats import clock
from contacts.models import Concern, Contact, Decision, FollowUp
from tests.open_things import asked, concern, decision, follow_up, talk
from tests.reading import entry_of, text_of, token_of, typed_in
from tests.views.beside import beside

LAPWING = "Lapwing ran over, brother confirmed."


def test_a_reply_is_written_and_stands_beneath_the_entry(press, read, contact, home):
    one = asked(contact)
    page = read(f"to-do/{one.pk}/reply/")
    assert "The reply of police" in text_of(page)
    sent = {"notes": "Nothing since March.", "token": token_of(page)}
    answer = press(f"to-do/{one.pk}/reply/", **sent)
    later = contact.amendments.get()
    assert answer.url == f"{home}contacts/{contact.pk}/?saved={later.pk}"
    assert "Reply of police, 22 November: Nothing since March." in entry_of(read(), contact.pk)
    assert press(f"to-do/{one.pk}/reply/", **sent).status_code == 303
    assert contact.amendments.count() == 1


def test_it_is_marked_at_its_entry_until_somebody_writes_what_became_of_it(
    press, read, contact, person, pat, add_contact, sunday_morning
):
    notes = "Card left. ?? not like him to miss"
    entry = add_contact(person, pat, notes=notes)
    one = concern(person, pat, entry, words="not like him to miss")
    page = read()
    assert '<mark class="off">?? not like him to miss</mark>' in page.content.decode()
    assert "Something feels off" in entry_of(page, entry.pk)
    form = read(f"concerns/{one.pk}/")
    sent = {"notes": LAPWING, "token": token_of(form)}
    assert press(f"concerns/{one.pk}/", **sent).status_code == 303
    shown = entry_of(read(), entry.pk)
    assert f"Talked about on 22 November: {LAPWING}" in shown
    assert "Something felt off" in shown
    assert beside(read()).startswith("Nothing is open")


def test_raised_without_an_entry_what_became_of_it_is_one_that_says_when(press, read, person, pat):
    raised_at = clock.now() - dt.timedelta(days=3)
    one = concern(person, pat, raised_at=raised_at)
    press(f"concerns/{one.pk}/", notes=LAPWING)
    (entry,) = person.contacts.all()
    shown = entry_of(read(), entry.pk)
    assert "Something felt off on 19 November, said Pat Okonjo" in shown


def test_without_words_it_stays_open_and_with_words_too_late_they_are_kept(
    press, read, contact, person, pat
):
    one = concern(person, pat, contact)
    answer = press(f"concerns/{one.pk}/", notes=" ")
    assert answer.status_code == 422
    assert Concern.objects.still_open().exists()
    press(f"concerns/{one.pk}/", notes="Talked.")
    late = press(f"concerns/{one.pk}/", notes=LAPWING)
    assert late.status_code == 409
    assert typed_in(late, "notes") == LAPWING
    assert read(f"concerns/{one.pk}/").status_code == 303


def test_what_was_said_stands_beneath_the_entry(press, read, person, pat, sam, contact):
    one = talk(person, pat, contact)
    page = read(f"talks/{one.pk}/", by=sam)
    assert "asked by Pat Okonjo, today" in text_of(page)
    press(f"talks/{one.pk}/", by=sam, notes=LAPWING, token=token_of(page))
    assert f"Talk with the SPO on 22 November: {LAPWING}" in entry_of(read(), contact.pk)


def test_an_entry_is_marked_as_a_decision_beside_save_and_with_a_press(press, read, person):
    press("contacts/", notes="No recall, because.", decision="on")
    entry = person.contacts.get()
    assert "Decision" in entry_of(read(), entry.pk)
    press(f"contacts/{entry.pk}/decision/")
    assert "Decision" not in entry_of(read(), entry.pk)
    press(f"contacts/{entry.pk}/decision/", decision="on")
    assert "Decision" in entry_of(read(), entry.pk)
    assert Decision.objects.count() == 2


def test_decisions_are_found_by_narrowing(read, contact, add_contact, person, pat):
    plain = add_contact(person, pat, notes="Rang.")
    decision(contact, pat)
    page = read("?decisions=on")
    shown = page.content.decode()
    assert f'data-contact="{contact.pk}"' in shown
    assert f'data-contact="{plain.pk}"' not in shown
    assert "Decisions only, press to clear" in text_of(page)


def test_an_entry_that_is_no_longer_shown_is_not_marked(press, contact):
    Contact.objects.filter(pk=contact.pk).update(state="withdrawn")
    answer = press(f"contacts/{contact.pk}/decision/", decision="on")
    assert answer.status_code == 409
    assert "cannot be marked" in text_of(answer)


def test_what_is_to_do_is_noted_at_an_entry_by_hand(press, read, contact, home):
    answer = press(f"contacts/{contact.pk}/to-do/", who="person", words="bring the agreement")
    assert answer.url == f"{home}contacts/{contact.pk}/"
    page = text_of(read(f"contacts/{contact.pk}/"))
    assert "To do from this entry Dean: bring the agreement promised today Done" in page
    assert "Dean: bring the agreement" in beside(read())


def test_what_is_missing_is_asked_for_and_the_rest_kept(press, contact):
    answer = press(f"contacts/{contact.pk}/to-do/", who="other", words="DA check")
    assert answer.status_code == 422
    assert "Write who was asked." in text_of(answer)
    assert 'value="DA check"' in answer.content.decode()
    Contact.objects.filter(pk=contact.pk).update(state="withdrawn")
    late = press(f"contacts/{contact.pk}/to-do/", who="person", words="bring it")
    assert late.status_code == 409


def test_from_an_entry_one_is_there_again_and_what_was_never_meant_is_gone(
    press, read, contact, home
):
    one, here = follow_up(contact), f"{home}contacts/{contact.pk}/"
    assert press(f"to-do/{one.pk}/", state="done", next=here).url == f"{here}#open"
    page = text_of(read(f"contacts/{contact.pk}/"))
    assert "promised today, done today Open again" in page
    press(f"to-do/{one.pk}/", state="taken_back", next=here)
    assert "chase housing" not in text_of(read(f"contacts/{contact.pk}/"))
    assert FollowUp.objects.get().state == "taken_back"


def test_what_is_written_late_says_so_neutrally(read, add_contact, person, pat):
    at = clock.now() - dt.timedelta(days=5)
    late = add_contact(person, pat, occurred_at=at, written_at=at + dt.timedelta(days=2))
    soon = add_contact(person, pat, occurred_at=at, written_at=at + dt.timedelta(days=1))
    told = add_contact(person, author_name="R. Shah", occurred_at=at)
    page = read()
    assert "Written 2 days after" in entry_of(page, late.pk)
    for one in (soon, told):
        assert "Written" not in entry_of(page, one.pk)
    assert "<span>Written 2 days after</span>" in page.content.decode()
