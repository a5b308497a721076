"""What is fetched of some people so that it can be decided which of their records are one event."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.backends.utils import CursorWrapper

from contacts.actions.blocking import NAMED, ROWS, WHEN
from contacts.formats import met
from contacts.formats.grouping import Pair
from contacts.formats.references import mentioned
from contacts.models import EventPair

ASKED = "SELECT id FROM in_question WHERE person_id = ANY(%s)"
# Each is sought by itself: of thousands together the database would go through all pairs instead.
_OF_ONE = """
SELECT pair.* FROM unnest(%(ids)s::bigint[]) AS asked (id)
CROSS JOIN LATERAL (SELECT * FROM contacts_eventpair WHERE {side} = asked.id OFFSET 0) AS pair
"""
PAIRS = f"""
SELECT one_id, other_id, answer FROM (
    {_OF_ONE.format(side="one_id")} UNION {_OF_ONE.format(side="other_id")}
) AS pair
ORDER BY decided_at NULLS FIRST, id
"""  # noqa: S608  (of constants alone)
FOLLOWING = "SELECT id FROM contacts_contact WHERE lead_id = ANY(%s) AND state = 'joined'"

Day = tuple[int, Any]  # a person's


class Candidate(NamedTuple):
    """One record as it stands, a row of ROWS."""

    id: int
    person: int
    state: str
    lead: int | None
    seen: str
    hash: int | None
    occurred_at: Any
    time_known: bool
    written_at: Any
    author: str
    imported: bool
    kind: str
    outcome: str
    heading: str
    notes: str
    source: str
    foreign_id: str
    other_id: str
    digest: bytes
    newest: int | None  # the version that stands in its place
    leads: bool
    first_name: str
    preferred_name: str
    near: bool  # of one of the days in question

    @property
    def own_seen(self) -> str:
        """What it says itself. Of what leads others the row has what all of them say."""
        if not self.leads:
            return self.seen
        return met.read_seen(
            kind=self.kind,
            outcome=self.outcome,
            notes=self.notes,
            heading=self.heading,
            imported=self.imported,
            names=[self.first_name, self.preferred_name],
        )


@dataclass
class Candidates:
    """Some people's records, the answers to pairs of them, and on what further days they stand."""

    people: list[int]
    far: set[Day] = field(default_factory=set)
    rows: dict[int, Candidate] = field(default_factory=dict)
    pairs: list[tuple[int, int, str]] = field(default_factory=list)

    def stands_for(self, id: int) -> int:
        """The newest version of a record."""
        row = self.rows.get(id)
        return id if row is None or row.newest is None else row.newest

    def answered(self, answer: str) -> set[Pair]:
        """Pairs of newest versions of which people said so last."""
        last = {
            frozenset((self.stands_for(one), self.stands_for(other))): said
            for one, other, said in self.pairs
            if said
        }
        return {pair for pair, said in last.items() if said == answer and len(pair) == 2}


def candidates(cursor: CursorWrapper, people: list[int]) -> Candidates:
    """All that the table `in_question` asks of these people, and what people said of pairs of them.

    With the days to which ids, references, decisions and what is joined now lead, which are few.
    """
    known = Candidates(people)
    cursor.execute(NAMED, {"people": people})
    named = {pk for (pk,) in cursor.fetchall()}
    cursor.execute(ASKED, [people])
    asked = {pk for (pk,) in cursor.fetchall()}
    while True:
        _fetch(cursor, known)
        cursor.execute(FOLLOWING, [[row.id for row in known.rows.values() if row.leads]])
        following = {pk for (pk,) in cursor.fetchall()}
        far = (following | _far(known, asked, named)) - known.rows.keys()
        if not far:
            return known
        cursor.execute(WHEN, {"ids": sorted(far), "people": people})
        days = set(cursor.fetchall())
        if days <= known.far:
            return known
        known.far |= days


def _fetch(cursor: CursorWrapper, known: Candidates) -> None:
    days = sorted(known.far)
    told = {"people": known.people}
    told |= {"far_people": [one for one, _ in days], "far_days": [day for _, day in days]}
    cursor.execute(ROWS, told)
    known.rows = {row[0]: Candidate(*row) for row in cursor.fetchall()}
    cursor.execute(PAIRS, {"ids": list(known.rows)})
    known.pairs = cursor.fetchall()


def _far(known: Candidates, asked: set[int], named: set[int]) -> set[int]:
    """Where records in question lead, and where what people said, or what stands now, does."""
    far = named | {row.lead for row in known.rows.values() if row.lead}
    for pk in asked & known.rows.keys():
        far |= mentioned(known.rows[pk].notes)
    for one, other, answer in known.pairs:
        if answer == EventPair.Answer.SAME or {one, other} & asked:
            far |= {one, other}
    return far
