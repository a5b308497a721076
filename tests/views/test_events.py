"""What whoever knows the person says of two records, from the timeline and from an entry's page."""

import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import AuditEntry, Contact, EventPair, State
from tests.reading import entries_of, text_of

LEAD = "Attended on time. Talked about the flat and the letter from the council. Sleeping badly."
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def one(add_contact, person, pat):
    at = clock.now() - 2 * HOUR
    return add_contact(person, pat, notes=LEAD, occurred_at=at, kind="office")


@pytest.fixture
def two(add_contact, person):
    """The same words, but of a call: no rule makes one of the two."""
    known = {"occurred_at": clock.now() - HOUR, "kind": "phone"}
    return add_contact(person, author_name="R. Shah", notes=f"{LEAD} His sister rang.", **known)


@pytest.fixture
def joined(one, two):
    Contact.objects.filter(pk=two.pk).update(state=State.JOINED, lead=one)


@pytest.fixture
def proposed(one, two):
    EventPair.objects.create(one=one, other=two)


@pytest.fixture
def press(as_, pat, person):
    def pressed(what, contact, by=pat, **sent):
        return as_(by).post(f"/people/{person.crn}/contacts/{contact.pk}/{what}/", sent)

    return pressed


@pytest.fixture
def read(as_, pat, person):
    def got(address=""):
        return as_(pat).get(f"/people/{person.crn}/{address}")

    return got


def test_the_timeline_shows_one_event_once_with_what_only_the_other_says(joined, read, one):
    page = read()
    assert entries_of(page) == [one.pk]
    assert "Also in another entry 22 Nov 10:00" in text_of(page)
    assert "another entry adds: His sister rang." in text_of(page)


def test_the_entry_shows_each_record_s_words_with_what_is_its_own_marked(joined, read, one, two):
    page = read(f"contacts/{one.pk}/").content.decode()
    assert '<ins class="own">His sister rang</ins>.' in page
    assert f"/contacts/{two.pk}/part/" in page


def test_two_are_joined_by_hand_and_one_reads_the_entry_that_leads(press, read, one, two, person):
    answer = press("same", two, other=one.pk)
    address = f"/people/{person.crn}/contacts/{one.pk}/?said=same-{one.pk}-{two.pk}"
    assert (answer.status_code, answer.url) == (303, address)
    assert entries_of(read()) == [one.pk]


def test_joined_from_the_timeline_one_is_there_again_at_the_entry(press, one, two, person):
    back = f"/people/{person.crn}/?words=flat"
    answer = press("same", two, other=one.pk, next=back)
    assert answer.url == f"{back}&said=same-{one.pk}-{two.pk}#contact-{one.pk}"


@pytest.mark.parametrize("first", [True, False])
def test_what_was_said_to_be_one_event_is_undone_in_one_press(press, read, one, two, person, first):
    ours, theirs = (one, two) if first else (two, one)
    back = f"/people/{person.crn}/"
    there = press("same", ours, other=theirs.pk, next=back).url
    assert "Shown as one event. Undo: these are two events" in text_of(read(there[len(back) :]))
    answer = press("part", two, next=there.partition("#")[0])
    assert answer.url == f"{back}?said=two-{one.pk}-{two.pk}#contact-{one.pk}"
    assert entries_of(read()) == [two.pk, one.pk]


def test_what_was_said_to_be_two_events_is_undone_in_one_press(press, read, one, two, person):
    back = f"/people/{person.crn}/"
    there = press("apart", two, other=one.pk, next=back).url
    said = text_of(read(there[len(back) :]))
    assert "Kept as two events. See the other one Undo: they are one event" in said
    press("same", two, other=one.pk, next=back)
    assert entries_of(read()) == [one.pk]


def test_an_address_that_says_what_nobody_said_shows_nothing_else(read, one, two):
    assert "Undo" not in text_of(read("?said=both-1-2"))
    assert entries_of(read(f"?said=same-{10**17}-1")) == [two.pk, one.pk]


def test_one_is_led_to_no_other_site(press, one, two, person):
    answer = press("same", two, other=one.pk, next="https://elsewhere.example/")
    assert answer.url.startswith(f"/people/{person.crn}/contacts/{one.pk}/")


def test_these_are_two_events_parts_them_in_one_press(joined, press, read, one, two, person):
    answer = press("part", two)
    address = f"contacts/{one.pk}/?said=two-{one.pk}-{two.pk}"
    assert (answer.status_code, answer.url) == (303, f"/people/{person.crn}/{address}")
    assert "Kept as two events. See the other one" in text_of(read(address))
    assert entries_of(read()) == [two.pk, one.pk]


def test_the_timeline_asks_once_of_what_may_be_the_same_event(proposed, read, one, two):
    asked = text_of(read())
    assert asked.count("May be the same event:") == 1
    assert "May be the same event: today, 09:00, written here" in asked


@pytest.mark.parametrize("first", [True, False])
def test_the_page_of_either_asks_of_the_other(proposed, read, one, two, first):
    page = text_of(read(f"contacts/{(one if first else two).pk}/"))
    assert page.count("May be the same event:") == 1


@pytest.mark.parametrize("htmx", [True, False])
def test_where_entries_come_in_place_the_way_back_is_a_page(proposed, as_, pat, person, htmx):
    sent = {"notes": "Seen.", "token": "7d4bfb9c-1a0e-4c53-8b5a-6f0f5c6f4a11"}
    headers = {"HX-Request": "true"} if htmx else {}
    answer = as_(pat).post(f"/people/{person.crn}/contacts/", sent, headers=headers, follow=True)
    assert "May be the same event:" in text_of(answer)
    assert f'name="next" value="/people/{person.crn}/contacts/"' not in answer.content.decode()


def test_two_is_an_answer_and_nobody_is_asked_again(proposed, press, read, one, two, person):
    answer = press("apart", two, other=one.pk, next=f"/people/{person.crn}/")
    said = f"said=two-{two.pk}-{one.pk}"
    assert answer.url == f"/people/{person.crn}/?{said}#contact-{two.pk}"
    assert "May be the same event" not in text_of(read())
    assert entries_of(read()) == [two.pk, one.pk]


KEPT = [("same", "join_events"), ("part", "part_events"), ("apart", "keep_apart")]


@pytest.mark.parametrize(("what", "act"), KEPT)
def test_all_are_kept_in_the_trail(press, one, two, pat, person, what, act):
    if what == "part":
        Contact.objects.filter(pk=two.pk).update(state=State.JOINED, lead=one)
    press(what, two, **({} if what == "part" else {"other": one.pk}))
    kept = AuditEntry.objects.get()
    assert (kept.act, kept.people) == (act, [person.pk])


def test_what_cannot_be_done_is_said_on_the_entry_s_page(joined, press, one, two):
    for what, contact, sent in (
        ("same", one, {"other": two.pk}),
        ("apart", one, {"other": two.pk}),
        ("part", one, {}),
    ):
        answer = press(what, contact, **sent)
        if what != "part":
            assert answer.status_code == 409
            assert "There is a problem" in text_of(answer)


def test_parting_what_stands_by_itself_is_refused_plainly(press, one):
    answer = press("part", one)
    assert answer.status_code == 409
    assert "There is a problem" in text_of(answer)


@pytest.mark.parametrize("what", ["same", "apart"])
def test_without_another_entry_it_asks_for_one(press, read, one, two, what):
    answer = press(what, one)
    assert answer.status_code == 422
    assert "Choose the other entry." in text_of(answer)
    assert '<details class="fold" open>' in answer.content.decode()


def test_one_chooses_among_the_entries_of_about_then(read, one, two, add_contact, person, pat):
    day_before = add_contact(person, pat, notes="Rang.", occurred_at=one.occurred_at - 36 * HOUR)
    long_ago = add_contact(person, pat, notes="Older.", occurred_at=one.occurred_at - 37 * HOUR)
    page = read(f"contacts/{one.pk}/").content.decode()
    for near in (two, day_before):
        assert f'name="other" value="{near.pk}"' in page
    for other in (one, long_ago):
        assert f'name="other" value="{other.pk}"' not in page


@pytest.mark.parametrize("state", ["withdrawn", "moved"])
def test_a_stub_is_the_same_event_as_nothing(read, one, two, state):
    Contact.objects.filter(pk=one.pk).update(state=state)
    assert "Same event as another entry" not in text_of(read(f"contacts/{one.pk}/"))
    assert 'name="other"' not in read(f"contacts/{two.pk}/").content.decode()


@pytest.mark.parametrize("said", ["x", "two-0-1", f"two-1-{'9' * 5_000}", "two-1-²"])
def test_what_names_no_answer_says_nothing(read, one, said):
    page = read(f"contacts/{one.pk}/?said={said}")
    assert page.status_code == 200
    assert "Kept as two events" not in text_of(page)
