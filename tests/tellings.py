"""What three systems tell of made-up people, read and put together as the diary does."""

import csv
import datetime as dt
import io
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from contacts.formats import columns, met, same_event
from contacts.formats.canonical import canonical
from contacts.formats.contact_rows import ContactRow, read_contact_row
from contacts.formats.grouping import Grouped, grouped
from contacts.formats.row_dates import DAY_FIRST
from contacts.formats.same_event import Record
from contacts.management.made_up.load import make_lives
from contacts.management.made_up.people import Life
from contacts.management.made_up.sources.bring import SEED, TOLD_OF, with_prison_numbers
from contacts.management.made_up.sources.files import written
from contacts.management.made_up.sources.telling import SYSTEMS, Telling, Tellings
from contacts.models import Role, Team, User

TODAY = dt.date(2026, 11, 22)
OFFICERS = ["Pat Okonjo", "Priya Raman", "Olu Ade"]
Pairs = set[frozenset[str]]


def people() -> list[Life]:
    """Those of whom the demo has three systems' records."""
    lives = caseload(1)
    return _told_of([lives[place] for place in TOLD_OF])


def everybody(seed: int) -> list[Life]:
    """A whole caseload, another for each seed."""
    return _told_of(caseload(seed))


def caseload(seed: int) -> list[Life]:
    team = Team(pk=1, name="one")
    holder = User(pk=1, username="pat", name="Pat Okonjo", team=team, role=Role.PRACTITIONER)
    return make_lives(random.Random(seed), TODAY, {"pat": holder})


def _told_of(lives: list[Life]) -> list[Life]:
    with_prison_numbers(lives)
    return lives


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


def disagreeing(some: list[Record]) -> Iterator[tuple[Record, Record]]:
    """Those joined, folds aside, of which one says that they came and the other that not."""
    of = {one.id: one for one in some}
    for group in grouped(some).groups:
        for one, other in combinations((of[member] for member in group.members), 2):
            disagree = {one.seen, other.seen} == {met.MET, met.NOT_MET}
            if disagree and not same_event.is_fold(one, other):
                yield one, other
