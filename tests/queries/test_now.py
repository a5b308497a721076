import datetime as dt
from itertools import product

import pytest
from django.db import connection

from contacts.formats import clock
from contacts.models import Allocation, Contact, ImportBatch, Person, Source, Standing, State
from contacts.queries.now import NOW

ASKED = f"""
SELECT held.since, standing.place, released.until, met.kind, person.id
FROM contacts_person AS person {NOW}
"""  # noqa: S608  (of constants alone)


@pytest.fixture
def now(person):
    def now() -> tuple:
        with connection.cursor() as cursor:
            cursor.execute(ASKED, {"today": clock.today()})
            return cursor.fetchone()[:4]

    return now


@pytest.fixture
def stand(person):
    source = Source.objects.create(name="nDelius")

    def stand(what: str, place: str, since: str, until: str | None = None, **known) -> None:
        told = {"what": what, "place": place, "since": since, "until": until, **known}
        told["source"] = None if "contact" in known else source
        Standing.objects.create(person=person, **told)

    return stand


def test_of_somebody_of_whom_nothing_is_known_there_is_a_row_all_the_same(now):
    Allocation.objects.all().delete()
    assert now() == (None, None, None, None)


def test_who_holds_them_today_is_told_and_not_who_did_or_will(now, person, pat, priya):
    Allocation.objects.update(until=clock.today())
    assert now()[0] is None
    Allocation.objects.create(person=person, practitioner=priya, since=clock.today())
    assert now()[0] == clock.today()


def test_of_where_they_are_the_latest_that_has_begun_and_not_ended_counts(now, stand):
    stand("hospital", "Royal Infirmary", "2026-01-01")
    stand("custody", "HMP Leeds", "2026-11-01")
    stand("custody", "HMP Hull", "2026-11-23")
    assert now()[1] == "HMP Leeds"


def test_the_last_release_is_told_and_not_one_to_come(now, stand):
    stand("custody", "HMP Leeds", "2025-01-01", "2025-06-01")
    stand("recalled", "HMP Leeds", "2025-08-01", "2026-02-01")
    stand("custody", "HMP Leeds", "2026-03-01", "2026-12-24")
    assert now()[2] == dt.date(2026, 2, 1)


def test_only_a_meeting_is_when_they_were_met(now, person, pat, add_contact):
    add_contact(person, pat, kind="phone", notes="Rang.")
    assert now()[3] is None
    add_contact(person, pat, kind="office", occurred_at=clock.now() - dt.timedelta(days=9))
    assert now()[3] == "office"


def test_the_last_word_on_a_spell_is_where_they_are_and_when_they_were_released(now, stand):
    stand("custody", "HMP Leeds", "2026-03-01")
    stand("custody", "HMP Leeds", "2026-03-01", "2026-11-01")
    stand("custody", "HMP Hull", "2026-03-01", "2026-10-01")
    assert now()[1:3] == (None, dt.date(2026, 10, 1))


def test_what_was_said_of_two_records_as_one_is_nothing_once_they_are_parted(now, stand):
    stand("custody", "HMP Leeds", "2026-03-01")
    stand("custody", "HMP Hull", "2026-03-01", lapsed=True)
    stand("hospital", "Royal Infirmary", "2026-04-01", lapsed=True)
    assert now()[1] == "HMP Leeds"


def test_a_release_that_an_entry_tells_of_is_the_last_one(now, stand, contact, pat):
    stand("custody", "HMP Leeds", "2025-01-01", "2025-06-01")
    stand("custody", "HMP Leeds", "2026-03-01")
    stand("community", "", "2026-05-01")  # as a source says of whoever is in none
    assert now()[2] == dt.date(2025, 6, 1)
    stand("community", "", "2026-11-20", contact=contact)
    assert now()[1:3] == ("", dt.date(2026, 11, 20))
    Standing.objects.filter(contact=contact).update(taken_back_at=clock.now(), taken_back_by=pat)
    assert now()[2] == dt.date(2025, 6, 1)


OF_FILES = ("file", "file undone", "lapsed")
SAID_BY = [*OF_FILES, "entry", "entry taken back", *(one for one in State.values if one != "shown")]


@pytest.fixture
def say(add_contact, pat):
    """Somebody says where a person stands; what says so is gone by now, or not."""
    source, now = Source.objects.create(name="nDelius"), clock.now()
    batches = [
        ImportBatch.objects.create(source=source, loaded_at=now, undone_at=undone)
        for undone in (None, now)
    ]

    def say(person: Person, by: str, **told) -> None:
        if by in OF_FILES:
            told |= {"source": source, "batch": batches[by == "file undone"]}
            told["lapsed"] = by == "lapsed"
        else:
            told["contact"] = add_contact(person, pat)
        if by == "entry taken back":
            told |= {"taken_back_at": now, "taken_back_by": pat}
        elif by in State.values:
            lead = add_contact(person, pat) if by == State.JOINED else None
            Contact.objects.filter(pk=told["contact"].pk).update(state=by, lead=lead)
        Standing.objects.create(person=person, **told)

    return say


def test_the_statement_and_the_model_say_the_same(add_person, say):
    """Of two spells, or of two words on one, whoever says either and whatever became of it."""
    for first, second, what, ended in product(SAID_BY, SAID_BY, ("custody", "hospital"), (0, 1)):
        person, since = add_person(), dt.date(2026, 11, 1)
        say(person, first, what="custody", place=first, since=since)
        until = dt.date(2026, 11, 9) if ended else None
        say(person, second, what=what, place=f"{second} later", since=since, until=until)
    with connection.cursor() as cursor:
        cursor.execute(ASKED, {"today": clock.today()})
        stated = {pk: place for _, place, *_, pk in cursor.fetchall()}
    in_force = Standing.objects.in_force(clock.today()).values_list("person", "place")
    assert stated == dict.fromkeys(stated) | dict(reversed(in_force))
    stand = {"file", "entry", "joined"}
    assert {*stated.values()} == {None, *stand, *(f"{by} later" for by in stand)}
