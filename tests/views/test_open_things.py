"""What is pressed and written beside the box, and on an entry's own page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import AuditEntry, Concern, Talk
from tests.open_things import asked, concern, follow_up, talk
from tests.reading import text_of
from tests.views.beside import beside

HTMX = {"HX-Request": "true"}


def test_the_box_comes_before_what_is_open_and_that_before_the_timeline(read, contact):
    follow_up(contact)
    page = read().content.decode()
    places = [page.index(one) for one in ('name="notes"', 'id="open"', 'class="log"')]
    assert places == sorted(places)
    assert "Still open You: chase housing duty line promised today" in beside(read())


def test_where_nothing_is_open_it_says_so(read):
    assert beside(read()).startswith("Nothing is open")


def test_nothing_of_it_is_red_or_counted(read, contact, pat, person):
    for number in range(7):
        follow_up(contact, f"thing {number + 20}"), concern(person, pat)
    shown = beside(read())
    assert not {"7", "14", "(7)"} & set(shown.split())


def test_one_press_closes_it_and_the_next_undoes_that(press, read, contact, home):
    one = follow_up(contact)
    answer = press(f"to-do/{one.pk}/", state="done")
    assert (answer.status_code, answer.url) == (303, f"{home}?did=done-{one.pk}#open")
    assert "Done: chase housing duty line Undo" in beside(read(f"?did=done-{one.pk}"))
    assert beside(read()).startswith("Nothing is open")
    press(f"to-do/{one.pk}/", state="open")
    assert "You: chase housing duty line" in beside(read())


def test_in_place_only_what_is_beside_the_box_comes_back(press, contact):
    one = follow_up(contact, "ring the depot")
    answer = press(f"to-do/{one.pk}/", headers=HTMX, state="done")
    page = answer.content.decode()
    assert page.lstrip().startswith("<section")
    assert "Done: ring the depot" in text_of(answer)
    assert "<textarea" not in page


def test_what_was_asked_of_somebody_else_cannot_be_pressed_away(press, read, contact):
    one = asked(contact)
    assert 'value="done"' not in read().content.decode()
    for headers in ({}, HTMX):
        answer = press(f"to-do/{one.pk}/", headers=headers, state="done")
        assert answer.status_code == 409
        assert "This stays open until the reply is written." in text_of(answer)


def test_no_button_says_what_to_do(press, contact):
    answer = press(f"to-do/{follow_up(contact).pk}/")
    assert answer.status_code == 422
    assert "Press one of the buttons." in text_of(answer)


def test_one_press_says_that_something_feels_off_and_the_help_says_what_that_means(press, read):
    help_ = "It is part of the record, like every entry: it is not private, and it can be disclosed"
    assert help_ in text_of(read())
    assert press("concerns/").status_code == 303
    shown = beside(read())
    assert "Something feels off: can’t say why yet you, today Write what became of it" in shown


@pytest.mark.parametrize("who", ["priya", "sam"])
def test_cover_and_spo_have_it_open_too(press, read, who, priya, sam):
    press("concerns/")
    by = {"priya": priya, "sam": sam}[who]
    assert "Something feels off: can’t say why yet Pat Okonjo, today" in beside(read(by=by))


def test_a_slip_is_taken_back(press, read):
    press("concerns/")
    assert "Take back" in beside(read())
    answer = press(f"concerns/{Concern.objects.get().pk}/take-back/", headers=HTMX)
    assert "Taken back." in text_of(answer)
    assert beside(read()).startswith("Nothing is open")


def test_a_colleague_s_is_not(press, read, priya, person):
    one = concern(person, priya)
    assert "Take back" not in beside(read())
    answer = press(f"concerns/{one.pk}/take-back/")
    assert answer.status_code == 409
    assert "Write what became of it instead." in text_of(answer)


def test_a_talk_is_asked_for_beside_the_box_and_at_an_entry(press, read, sam, contact, home):
    assert press("talks/").url == f"{home}?did=talk#open"
    at_entry = f"{home}contacts/{contact.pk}/"
    assert press("talks/", contact=contact.pk, next=at_entry).url == f"{at_entry}#open"
    assert [one.contact for one in Talk.objects.order_by("pk")] == [None, contact]
    assert "A talk with the SPO is asked for you, today Take back" in beside(read())


def test_where_nobody_would_see_it_that_is_said(press):
    answer = press("talks/")
    assert answer.status_code == 409
    assert "nobody was asked. Speak to one." in text_of(answer)


def test_at_an_entry_of_somebody_else_no_talk_is_asked_for(
    press, sam, add_contact, add_person, pat
):
    other = add_contact(add_person(), pat)
    assert press("talks/", contact=other.pk).status_code == 422
    assert not Talk.objects.exists()


def test_whoever_asked_takes_it_back(press, read, sam, person, pat):
    one = talk(person, pat)
    press(f"talks/{one.pk}/take-back/")
    assert not Talk.objects.still_open()


def test_only_an_spo_says_that_a_talk_was_had(press, person, pat, sam):
    one = talk(person, pat)
    assert press(f"talks/{one.pk}/").status_code == 404
    assert press(f"talks/{one.pk}/", by=sam).url == "/team/"
    assert not Talk.objects.still_open()


@pytest.mark.parametrize("where", ["to-do/{}/", "to-do/{}/reply/", "concerns/{}/", "talks/{}/"])
def test_nothing_of_somebody_else_is_there(press, read, add_person, add_contact, pat, sam, where):
    other = add_contact(add_person(team=sam.team), pat)
    theirs = [asked(other), concern(other.person, pat), talk(other.person, pat)]
    for pk in {one.pk for one in theirs}:
        assert press(where.format(pk), by=sam, state="open").status_code == 404


def test_each_leaves_one_entry_in_the_trail_of_the_person(press, person, sam, contact):
    one = follow_up(contact)
    press("concerns/"), press("talks/"), press(f"to-do/{one.pk}/", state="done")
    acts = AuditEntry.objects.order_by("id").values_list("act", "people")
    asked_ = [(act, [person.pk]) for act in ("raise_concern", "ask_talk", "change_follow_up")]
    assert list(acts) == asked_


@pytest.mark.parametrize("where", ["", "contacts/{}/"])
def test_a_page_costs_the_same_with_sixty_things_open(read, contact, person, pat, where):
    counts = []
    for numbers in (range(1), range(1, 60)):
        for number in numbers:
            follow_up(contact, f"thing {number}"), concern(person, pat), talk(person, pat)
        with CaptureQueriesContext(connection) as queries:
            page = read(where.format(contact.pk))
        counts.append(len(queries))
    assert text_of(page).count("can’t say why yet") == 60
    assert counts[0] == counts[1]
