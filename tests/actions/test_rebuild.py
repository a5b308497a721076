import pytest

from contacts.actions import rebuild
from contacts.actions.rebuild import Batch, rebuild_seen, rebuild_words
from contacts.formats import clock
from contacts.models import Amendment, Contact, Words

HELD = ("person", "contact", "amendment", "piece", "vector")


@pytest.fixture
def three(person, pat, add_contact):
    return [
        add_contact(person, pat, notes="Seen in the office.", kind="office"),
        add_contact(person, author_name="NOMIS clerk", notes=""),
        add_contact(person, pat, notes="Long. " * 12_000, kind="office"),
    ]


def amend(contact, **said):
    return Amendment.objects.create(contact=contact, recorded_at=clock.now(), **said)


def all_words():
    return list(Words.objects.order_by("contact", "amendment", "piece").values(*HELD))


def test_words_made_again_are_those_the_triggers_made(three, pat):
    amend(three[0], author=pat, notes="He brought a letter.")
    before = all_words()
    Words.objects.filter(contact=three[0]).delete()
    Words.objects.filter(contact=three[2]).update(piece=9)
    batches = list(rebuild_words())
    assert all_words() == before
    assert sum(batch.written for batch in batches) == len(before) == 5


def test_words_that_nothing_says_any_more_go(three):
    before = all_words()
    wrong = Words.objects.filter(contact=three[0]).get()
    wrong.pk = None
    wrong.save()
    list(rebuild_words())
    assert all_words() == before


def test_batches_leave_nobody_out(three, monkeypatch):
    before, last = all_words(), three[-1].pk
    monkeypatch.setattr(rebuild, "BATCH", 1)
    Words.objects.all().delete()
    batches = list(rebuild_words())
    assert all_words() == before
    assert [batch.reached for batch in batches] == [contact.pk for contact in three]
    assert {batch.last for batch in batches} == {last}


def test_an_empty_diary_has_nothing_to_make_again(db):
    assert list(rebuild_words()) == list(rebuild_seen()) == []


def seen(contact):
    return Contact.objects.get(pk=contact.pk).seen


def test_seen_is_read_again_and_only_what_differs_is_written(three):
    before = [seen(contact) for contact in three]
    Contact.objects.filter(pk=three[0].pk).update(seen="about")
    assert list(rebuild_seen()) == [Batch(three[-1].pk, three[-1].pk, 1)]
    assert [seen(contact) for contact in three] == before
    assert next(rebuild_seen()).written == 0


def test_seen_is_read_from_the_words_that_stand(person, pat, add_contact):
    visit = add_contact(person, pat, kind="home_visit", outcome="attended", notes="Tea in hand.")
    assert seen(visit) == "met"
    amend(visit, author=pat, notes="No answer, card left.", replaces=True)
    list(rebuild_seen())
    assert seen(visit) == "not_known"


def test_words_that_only_add_do_not_change_what_was_seen(person, pat, add_contact):
    visit = add_contact(person, pat, kind="home_visit", outcome="attended", notes="Tea in hand.")
    amend(visit, author=pat, notes="No answer when I rang after.")
    list(rebuild_seen())
    assert seen(visit) == "met"


def test_what_all_records_of_an_event_say_is_read_again(person, pat, add_contact):
    visit = add_contact(person, pat, kind="home_visit", notes="Called round.")
    add_contact(
        person,
        author_name="A clerk",
        kind="office",
        outcome="attended",
        notes="Fine.",
        state="joined",
        lead=visit,
    )
    Contact.objects.update(seen="about")
    assert [batch.written for batch in rebuild_seen()] == [2]
    assert set(Contact.objects.values_list("seen", "state")) == {
        ("met", "shown"),
        ("met", "joined"),
    }
    assert [batch.written for batch in rebuild_seen()] == [0]


def test_by_what_words_are_found_is_read_again(person, pat, add_contact):
    note = "Seen at home with his mum, who has the letter."
    contacts = [add_contact(person, pat, notes=words) for words in (note, note.upper(), "Rang.")]
    amend(contacts[2], author=pat, notes=note, replaces=True)
    Contact.objects.update(hash=None)
    list(rebuild_seen())
    (found,) = set(Contact.objects.values_list("hash", flat=True))
    assert found == contacts[0].hash
