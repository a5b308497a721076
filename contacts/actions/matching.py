"""Records of one event find one another: each person's are put together, and what differs written.

What stands is a function of the records and of what people said of pairs of them alone: not of the
order in which they came, nor of who brings them in. Whoever calls is in a transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

from contacts.actions.blocking import (
    ASKED_NOW,
    COMMON,
    IN_QUESTION,
    MATCHED,
    NOTHING_ASKED,
    ONCE_ASKED,
    PIECES,
    SAID_OFTEN,
    VERSIONS,
)
from contacts.actions.candidates import Candidate, Candidates, candidates
from contacts.formats.attendance import seen_of
from contacts.formats.canonical import canonical
from contacts.formats.grouping import Group, grouped
from contacts.formats.references import named
from contacts.formats.same_event import Record
from contacts.models import EventPair, State

AT_ONCE = 1_000  # records in question, unless there are more of one day

# Nobody else puts these people's records together before we are done.
LOCK = """
SELECT id FROM contacts_person WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
THESE = "SELECT DISTINCT unnest(%s::bigint[])"
WRITTEN = """
UPDATE contacts_contact AS contact SET state = wanted.state, lead_id = wanted.lead,
    seen = wanted.seen
FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[]) AS wanted (id, state, lead, seen)
WHERE contact.id = wanted.id
"""
NOT_ASKED = """
DELETE FROM contacts_eventpair AS pair USING unnest(%s::bigint[], %s::bigint[]) AS gone (one, other)
WHERE pair.answer = '' AND pair.one_id = gone.one AND pair.other_id = gone.other
"""
ASKED = """
INSERT INTO contacts_eventpair (one_id, other_id, answer)
SELECT * , '' FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING
"""
# Of what is no longer shown nothing is asked.
GONE = """
DELETE FROM contacts_eventpair AS pair USING (
    SELECT contact.id FROM to_match JOIN contacts_contact AS contact ON contact.id = contact_id
    WHERE contact.state NOT IN ('shown', 'joined')
) AS gone
WHERE (pair.one_id = gone.id OR pair.other_id = gone.id) AND pair.answer = ''
"""

Wanted = tuple[str, int | None, str]  # state, lead, seen


@dataclass
class Matched:
    """How much there was to do: records in question, those fetched beside them, those changed."""

    asked: int = 0
    fetched: int = 0
    changed: int = 0


def to_match(cursor: CursorWrapper, which: str | list[int]) -> None:
    """Makes the table that `match` reads, of these ids or of what a statement of ours selects."""
    cursor.execute("DROP TABLE IF EXISTS to_match")
    cursor.execute(MATCHED)
    if isinstance(which, str):
        cursor.execute(f"INSERT INTO to_match (contact_id) {which}")
    else:
        cursor.execute(f"INSERT INTO to_match (contact_id) {THESE}", [which])


def match(cursor: CursorWrapper, *, hashes: Sequence[int] = ()) -> Matched:
    """Decide of the contacts in the temporary table `to_match(contact_id)`, and write what differs.

    Beside those that came or changed it holds those that went, which must say so in their state by
    now. `hashes` are of words that no longer stand. A constant number of statements for some
    thousand records; nothing is fetched but what has a record of another system near it, the same
    words at the same moment, or a link by id, reference or decision. Locks the people concerned.
    """
    cursor.execute(COMMON, {"hashes": list(hashes)})
    cursor.execute(VERSIONS)
    cursor.execute(GONE)
    done = Matched()
    for known, asked in _in_question(cursor):
        done.asked += asked
        done.fetched += len(known.rows)
        done.changed += _decide(cursor, known)
    return done


def see_again(cursor: CursorWrapper) -> int:
    """Of entries in the table `to_match` that lead others read again what all of them say.

    What is shown with what stays as it is. How many entries say otherwise than before.
    """
    changed = 0
    for known, _ in _in_question(cursor):
        of = defaultdict(list)
        for row in known.rows.values():
            if row.newest is None:
                of[row.lead or row.id].append(_record(row, set()))
        wanted: dict[int, Wanted] = {
            row.id: (row.state, row.lead, seen_of(of[row.id]))
            for row in known.rows.values()
            if row.leads
        }
        changed += _write(cursor, known, wanted)
    return changed


def _in_question(cursor: CursorWrapper) -> Iterator[tuple[Candidates, int]]:
    """What has to be decided of some people at a time, and how many records it is asked of."""
    for statement in NOTHING_ASKED:
        cursor.execute(statement)
    cursor.execute(IN_QUESTION, {})
    for statement in ONCE_ASKED:
        cursor.execute(statement)
    cursor.execute(PIECES, {"at_once": AT_ONCE})
    for pieces, asked in _chunks(cursor.fetchall()):
        people, first, last = map(list, zip(*pieces, strict=True))
        cursor.execute("TRUNCATE in_question")
        cursor.execute(ASKED_NOW, {"people": people, "first": first, "last": last})
        people = sorted(set(people))
        cursor.execute(LOCK, [people])
        yield candidates(cursor, people), asked


def _chunks(pieces: list[tuple]) -> Iterator[tuple[list[tuple], int]]:
    some: list[tuple] = []
    rows = 0
    for *piece, count in pieces:
        if some and rows + count > AT_ONCE:
            yield some, rows
            some, rows = [], 0
        some.append(tuple(piece))
        rows += count
    if some:
        yield some, rows


def _decide(cursor: CursorWrapper, known: Candidates) -> int:
    newest = [row for row in known.rows.values() if row.newest is None and row.near]
    often = _said_often(cursor, newest)
    of = defaultdict(list)
    for row in newest:
        of[row.person].append(_record(row, often))
    same, two = known.answered(EventPair.Answer.SAME), known.answered(EventPair.Answer.TWO)
    wanted: dict[int, Wanted] = {}
    asked: set[tuple[int, int]] = set()
    for records in of.values():
        together = grouped(records, same=same, two=two)
        for group in together.groups:
            wanted |= _wanted(group, known)
        asked |= {(min(pair), max(pair)) for pair in together.proposed}
    _follow(known, wanted)
    _write_asked(cursor, known, wanted, asked)
    return _write(cursor, known, wanted)


def _said_often(cursor: CursorWrapper, rows: list[Candidate]) -> set[tuple[int, int]]:
    found = sorted({(row.hash, row.person) for row in rows if row.hash is not None})
    if not found:
        return set()
    hashes, people = zip(*found, strict=True)
    cursor.execute(SAID_OFTEN, {"hashes": list(hashes), "people": list(people)})
    return set(cursor.fetchall())


def _record(row: Candidate, often: set[tuple[int, int]]) -> Record:
    return Record(
        id=row.id,
        source=row.source or ("elsewhere" if row.imported else ""),
        foreign_id=row.foreign_id,
        other_id=row.other_id,
        digest=bytes(row.digest),
        mentions=named(row.notes),
        occurred_at=row.occurred_at,
        time_known=row.time_known,
        written_at=row.written_at,
        author=row.author,
        kind=row.kind,
        outcome=row.outcome,
        seen=row.own_seen,
        text=canonical(row.notes),
        common=(row.hash, row.person) in often,
    )


def _wanted(group: Group, known: Candidates) -> dict[int, Wanted]:
    """A record that is shown by itself says what it says itself."""
    lead, *others = group.members
    wanted: dict[int, Wanted] = {lead: (State.SHOWN, None, group.seen)}
    for one in others:
        wanted[one] = (State.JOINED, lead, known.rows[one].own_seen)
    return wanted


def _follow(known: Candidates, wanted: dict[int, Wanted]) -> None:
    """Older versions are shown wherever their newest is."""
    for row in known.rows.values():
        if row.newest in wanted:
            _, lead, _ = wanted[row.newest]
            wanted[row.id] = (State.JOINED, lead or row.newest, row.own_seen)


def _write(cursor: CursorWrapper, known: Candidates, wanted: dict[int, Wanted]) -> int:
    changed = [
        (pk, *one)
        for pk, one in sorted(wanted.items())
        if one != (known.rows[pk].state, known.rows[pk].lead, known.rows[pk].seen)
    ]
    if changed:
        cursor.execute(WRITTEN, [list(column) for column in zip(*changed, strict=True)])
    return len(changed)


def _write_asked(
    cursor: CursorWrapper,
    known: Candidates,
    wanted: Iterable[int],
    asked: set[tuple[int, int]],
) -> None:
    decided = set(wanted)
    held = {(one, other) for one, other, answer in known.pairs if not answer}
    over = {pair for pair in held if decided.issuperset(pair)} - asked
    for statement, pairs in ((NOT_ASKED, over), (ASKED, asked - held)):
        if pairs:
            cursor.execute(statement, [list(column) for column in zip(*sorted(pairs), strict=True)])
