"""Three systems' files about the same made-up people, of which it is known what is one event."""

import csv
import datetime as dt
import io
import random
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, permutations

import pytest
from django.db import transaction

from contacts.formats import clock, columns, met, same_event
from contacts.formats.canonical import canonical, fingerprint
from contacts.formats.contact_rows import ContactRow, read_contact_row
from contacts.formats.grouping import Grouped, grouped
from contacts.formats.row_dates import DAY_FIRST
from contacts.formats.same_event import Record
from contacts.management.made_up.load import make_lives
from contacts.management.made_up.people import Life
from contacts.management.made_up.sources.bring import SEED, TOLD_OF, file_one, with_prison_numbers
from contacts.management.made_up.sources.files import written
from contacts.management.made_up.sources.telling import SYSTEMS, Telling, Tellings
from contacts.models import Contact, EventPair, Role, SourceRecord, Team, User

TODAY = dt.date(2026, 11, 22)
OFFICERS = ["Pat Okonjo", "Priya Raman", "Olu Ade"]
Pairs = set[frozenset[str]]


@pytest.fixture(scope="module")
def tellings() -> list[Telling]:
    return told_of(people())


def people() -> list[Life]:
    team = Team(pk=1, name="one")
    holder = User(pk=1, username="pat", name="Pat Okonjo", team=team, role=Role.PRACTITIONER)
    lives = make_lives(random.Random(1), TODAY, {"pat": holder})
    chosen = [lives[place] for place in TOLD_OF]
    with_prison_numbers(chosen)
    return chosen


def told_of(lives: list[Life]) -> list[Telling]:
    return Tellings(random.Random(SEED), TODAY, OFFICERS).of(lives)


def read(tellings: list[Telling]) -> dict[str, ContactRow]:
    """What each row says once its file has been read, by its id."""
    rows: dict[str, ContactRow] = {}
    for system in SYSTEMS:
        header, *body = csv.reader(io.StringIO(written(tellings, system).decode(), newline=""))
        found = columns.find(header)
        for cells in body:
            row = read_contact_row(cells, found, DAY_FIRST)
            rows[row.foreign_id] = row
    return rows


def often(tellings: list[Telling], texts: dict[str, str]) -> set[str]:
    """The texts that stand in the records of three people, or on three days of one."""
    days: dict[str, dict[str, set[dt.date]]] = defaultdict(lambda: defaultdict(set))
    for told in tellings:
        days[texts[told.id]][told.life.person.crn].add(told.at.date())
    return {text for text, of in days.items() if len(of) >= 3 or max(map(len, of.values())) >= 3}


def records(tellings: list[Telling]) -> dict[str, list[Record]]:
    """The records of each person, as they are put together."""
    rows = read(tellings)
    texts = {id_: canonical(row.notes) for id_, row in rows.items()}
    common = often(tellings, texts)
    found = defaultdict(list)
    for told in tellings:
        text = texts[told.id]
        found[told.life.person.crn].append(record(told, rows[told.id], text, text in common))
    return found


def record(told: Telling, row: ContactRow, text: str, common: bool) -> Record:
    person = told.life.person
    return Record(
        id=int(told.id),
        source=told.system,
        foreign_id=row.foreign_id,
        other_id=row.other_id,
        digest=told.id.encode(),
        mentions=frozenset(),
        occurred_at=row.occurred_at,
        time_known=row.time_known,
        written_at=row.written_at,
        author=row.author_name,
        kind=row.kind,
        outcome=row.outcome,
        seen=met.read_seen(
            kind=row.kind,
            outcome=row.outcome,
            notes=row.notes,
            heading=row.heading,
            imported=True,
            names=[person.first_name, person.preferred_name],
        ),
        text=text,
        common=common,
    )


def pairs(of: Iterable[Iterable[object]]) -> Pairs:
    return {frozenset(map(str, pair)) for together in of for pair in combinations(together, 2)}


def truth(tellings: list[Telling]) -> Pairs:
    events = defaultdict(list)
    for told in tellings:
        events[told.event].append(told.id)
    return pairs(events.values())


def joined(found: Iterable[Grouped]) -> Pairs:
    return pairs(group.members for one in found for group in one.groups)


def asked(found: Iterable[Grouped]) -> Pairs:
    """Every pair that the answer "same" to a question would make one."""
    together: Pairs = set()
    for one in found:
        members = {group.lead: group.members for group in one.groups}
        together |= pairs((*members[lead], *members[other]) for lead, other in one.proposed)
    return together


def test_nothing_is_joined_that_is_not_one_event(tellings: list[Telling]) -> None:
    found = [grouped(of) for of in records(tellings).values()]
    what = {told.id: told.event for told in tellings}
    wrong = joined(found) - truth(tellings)
    assert [[what[one] for one in pair] for pair in wrong] == []


def test_nine_in_ten_of_what_is_one_event_are_joined_or_asked_about(
    tellings: list[Telling],
) -> None:
    found = [grouped(of) for of in records(tellings).values()]
    same = truth(tellings)
    assert len(same & (joined(found) | asked(found))) >= 0.9 * len(same)
    assert len(same & joined(found)) >= 0.75 * len(same)


def test_few_are_asked_about_that_are_two_events(tellings: list[Telling]) -> None:
    found = [grouped(of) for of in records(tellings).values()]
    questions = {frozenset(map(str, pair)) for one in found for pair in one.proposed}
    people = {told.life.person.crn for told in tellings}
    assert len(questions - truth(tellings)) <= 5 * len(people)


def test_no_joined_pair_disagrees_on_whether_they_came(tellings: list[Telling]) -> None:
    of = {one.id: one for some in records(tellings).values() for one in some}
    for some in records(tellings).values():
        for group in grouped(some).groups:
            for one, other in combinations((of[member] for member in group.members), 2):
                disagree = {one.seen, other.seen} == {met.MET, met.NOT_MET}
                assert not disagree or same_event.is_fold(one, other)


def test_a_few_people_have_the_hard_ones(tellings: list[Telling]) -> None:
    texts = [told.notes for told in tellings]
    assert any(text.isupper() and len(text) > 200 for text in texts)
    assert any(len(text) == 200 for text in texts)
    assert any(text.startswith("GEN OSE\n") for text in texts)
    assert any("updated the case notes on" in text for text in texts)
    assert any(fingerprint(canonical(text)) is None for text in texts)
    assert len({told.life.person.crn for told in tellings}) == len(TOLD_OF)
    assert {told.system for told in tellings} == set(SYSTEMS)


def test_one_text_stands_under_four_types_at_one_time(tellings: list[Telling]) -> None:
    same = defaultdict(set)
    for told in tellings:
        same[told.life.person.crn, told.system, told.at, told.notes].add(told.type)
    assert max(map(len, same.values())) == 4


def test_each_id_is_given_once_and_the_same_day_gives_the_same_files(
    tellings: list[Telling],
) -> None:
    assert len({told.id for told in tellings}) == len(tellings)
    again = told_of(people())
    for system in SYSTEMS:
        assert written(again, system) == written(tellings, system)


def test_boilerplate_is_of_a_monday_in_one_system_and_of_a_tuesday_in_the_other(
    tellings: list[Telling],
) -> None:
    days = {
        (told.event.split()[1], told.at.astimezone(clock.LONDON).weekday())
        for told in tellings
        if told.notes.startswith("Attended on time. No issues.")
    }
    assert {("monday", 0), ("tuesday", 1)} <= days


@pytest.fixture
def known(db: None) -> list[Telling]:
    """What is told of people whom the diary knows."""
    lives = people()
    for life in lives:
        life.person.team = None
        life.person.save()
    return told_of(lives)


def timeline() -> dict[str, tuple[str, str, bool]]:
    """By the id in its system what each record is shown with, as what, and whether it is asked."""
    of = dict(SourceRecord.objects.values_list("contact", "foreign_id"))
    asked = {id_ for pair in EventPair.objects.values_list("one", "other") for id_ in pair}
    return {
        of[contact.pk]: (of[contact.lead_id or contact.pk], contact.seen, contact.pk in asked)
        for contact in Contact.objects.all()
    }


def test_in_whatever_order_the_files_come_the_timeline_is_the_same(known: list[Telling]) -> None:
    found = []
    for order in permutations(SYSTEMS):
        with transaction.atomic():
            for system in order:
                file_one(known, system, None)
            found.append(timeline())
            transaction.set_rollback(True)
    assert len(found[0]) == len(known)
    assert all(one == found[0] for one in found)


def test_the_diary_joins_nothing_that_is_not_one_event(known: list[Telling]) -> None:
    for system in SYSTEMS:
        file_one(known, system, None)
    shown = defaultdict(list)
    for one, (lead, _, _) in timeline().items():
        shown[lead].append(one)
    same, together = truth(known), pairs(shown.values())
    assert together <= same
    assert len(together) >= 0.75 * len(same)
