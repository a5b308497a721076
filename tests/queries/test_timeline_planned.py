"""What was planned and has passed, among the entries of a person's timeline."""

import datetime as dt
from itertools import product

import pytest

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.formats.places import read_place
from contacts.formats.sought import read_sought
from contacts.models import Appointment, Contact
from contacts.queries import timeline as module
from contacts.queries.timeline import Narrowed, timeline

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
AN_OFFICE = {"kind": "office", "heading": "Planned Office Visit"}


def pages(person, **known):
    """Every screenful, as its links lead from one to the next."""
    page = timeline(person=person, **known)
    yield page
    while page.older:
        page = timeline(person=person, before=read_place(page.older), **known)
        yield page


def said(page):
    return [line.heading or line.notes for line in page.lines]


def test_it_stands_in_its_place_once_it_has_passed(person, pat, plan, add_contact):
    now = clock.now()
    for hours, notes in ((1, "Rang."), (3, "Came in.")):
        add_contact(person, pat, notes=notes, occurred_at=now - hours * HOUR)
    plan(person, now + HOUR, heading="Ahead")
    for hours in (0.5, 2, 4):
        plan(person, now - hours * HOUR, heading=f"{hours}")
    shown = timeline(person=person)
    assert said(shown) == ["0.5", "Rang.", "2", "Came in.", "4"]
    assert [bool(line.planned) for line in shown.lines] == [True, False] * 2 + [True]
    assert shown.position == "1 to 2 of 2"
    assert [entry.notes for entry in shown.entries] == ["Rang.", "Came in."]


def test_it_stands_where_nothing_is_recorded_at_all(person, plan):
    plan(person, clock.now() - DAY, heading="Planned")
    shown = timeline(person=person)
    assert (said(shown), shown.position, shown.older) == (["Planned"], "", "")


@pytest.mark.parametrize("state", set(Appointment.State) - {Appointment.State.PLANNED})
def test_what_came_of_it_or_was_called_off_or_undone_leaves_no_line(person, plan, state):
    plan(person, clock.now() - DAY, state=state)
    assert timeline(person=person).lines == []


def test_every_one_is_on_one_page_however_entries_share_its_moment(
    person, pat, plan, add_person, monkeypatch
):
    """Up to three entries at each of three moments; planned at, between, before and after them."""
    monkeypatch.setattr(module, "PAGE", 2)
    now = clock.now()
    for counts in product(range(4), repeat=3):
        who = add_person()
        for half_hours in range(1, 9):
            plan(who, now - half_hours * HOUR / 2, heading=f"{half_hours}")
        Contact.objects.bulk_create(
            Contact(person=who, author=pat, recorded_at=now, notes="x", seen="met", occurred_at=at)
            for count, at in zip(counts, (now - hours * HOUR for hours in (1, 2, 3)), strict=True)
            for _ in range(count)
        )
        whole = [line for page in pages(who) for line in page.lines]
        told = [line.heading for line in whole if line.planned]
        assert told == [f"{half_hours}" for half_hours in range(1, 9)], counts
        assert len(whole) == sum(counts) + 8
        places = [(line.at, bool(line.planned)) for line in whole]
        assert places == sorted(places, reverse=True), counts


@pytest.mark.parametrize(
    "narrowed",
    [
        Narrowed(words=read_sought("letter")),
        Narrowed(author="Shah"),
        Narrowed(kind="office"),
        Narrowed(source="nDelius"),
        Narrowed(met=True),
        Narrowed(kind="office", when=Period(dt.date(2026, 11, 1), None)),
    ],
)
def test_it_is_left_out_where_more_than_days_is_asked(person, plan, narrowed):
    plan(person, clock.now() - DAY, notes="The letter.", **AN_OFFICE)
    assert timeline(person=person, narrowed=narrowed).lines == []


def test_days_alone_leave_what_was_planned_on_them(person, pat, plan, add_contact, monkeypatch):
    monkeypatch.setattr(module, "PAGE", 2)
    today = clock.today()
    for days in range(1, 8):
        add_contact(person, pat, notes=f"{days}", occurred_at=clock.now() - days * DAY)
        plan(person, clock.now() - days * DAY - HOUR, heading=f"planned {days}")
    asked = Narrowed(when=Period(today - 5 * DAY, today - 2 * DAY))
    whole = [line for page in pages(person, narrowed=asked) for line in said(page)]
    assert whole == [word for days in (2, 3, 4, 5) for word in (f"{days}", f"planned {days}")]


def test_what_was_planned_takes_one_statement_more(
    person, pat, plan, contact, django_assert_num_queries
):
    for hours in range(1, 20):
        plan(person, clock.now() - hours * HOUR, source=f"Source {hours}")
    with django_assert_num_queries(3):
        assert len(timeline(person=person).lines) == 20
    with django_assert_num_queries(2):
        timeline(person=person, narrowed=Narrowed(kind="", author="Okonjo"))
