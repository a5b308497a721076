"""What the diary holds already of the people a file names, some thousand of them at a time."""

import datetime as dt
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from contacts.formats import clock, texts
from contacts.formats.person_rows import SaidFact
from contacts.models import (
    AccessRule,
    Alias,
    Allocation,
    BatchRow,
    ImportBatch,
    Person,
    PersonFact,
    SourceRecord,
    Standing,
    User,
)


@dataclass
class Known:
    """One person, as far as the diary knew them before the next row; `here` once they are made."""

    person: Person
    here: bool = False
    # Of each thing, when it held and what was said, in that order.
    facts: dict[str, list[tuple[dt.date, int, SaidFact]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # The last word on each spell, by what it is and since when, in the order they were said.
    standings: dict[tuple[str, dt.date], Standing] = field(default_factory=dict)
    aliases: set[tuple[str, str]] = field(default_factory=set)  # folded
    holder: int | None = None  # the id of whoever holds them, or will
    free_from: dt.date | None = None  # the day from which nobody held them any more
    limited: bool = False  # only named users may see them
    kept: "Known | None" = None  # of the record that is kept, where theirs was joined to another

    @property
    def of_them(self) -> "Known":
        """Where all that is said of them goes, but for what they are called."""
        return self.kept or self

    def fact(self, what: str, day: dt.date) -> SaidFact | None:
        """What was known of this on that day."""
        return next((fact for as_at, _, fact in reversed(self.facts[what]) if as_at <= day), None)

    def add_fact(self, as_at: dt.date, fact: SaidFact) -> None:
        of = self.facts[fact.what]
        insort(of, (as_at, len(of), fact), key=lambda one: one[:2])

    def add_spell(self, practitioner: int, until: dt.date | None) -> None:
        """Somebody who holds them, or did up to a day: to be said in the order they began."""
        if until is None or until > clock.today():
            self.holder = self.holder or practitioner
        else:
            self.free_from = max(self.free_from or until, until)

    def standing(self, day: dt.date) -> Standing | None:
        """The one that files say is in force that day, as `Standing.objects.in_force` has it."""
        begun = [
            (one.since, said, one)
            for said, one in enumerate(self.standings.values())
            if one.since <= day and (one.until is None or one.until > day)
        ]
        return max(begun, key=lambda one: one[:2])[2] if begun else None

    def add_standing(self, standing: Standing) -> None:
        spell = (standing.what, standing.since)
        self.standings.pop(spell, None)
        self.standings[spell] = standing


@dataclass(frozen=True)
class Chunk:
    """The people of some rows, by CRN, and which of the rows were loaded before."""

    people: dict[str, Known]
    hidden: set[str]  # the CRNs of those whom the actor may not see
    records: dict[tuple[str, bytes], int]  # ids, by CRN and digest
    loaded: set[tuple[str, bytes]]  # of those the ones that a file brought which was not undone
    # The CRNs of those who have a PNC or prison number, but of people the actor may not see.
    numbers: dict[str, set[str]]


def people_known(
    *, crns: Collection[str], numbers: Collection[str], batch: ImportBatch, by: User | None
) -> Chunk:
    """Everything about these people that a row may add to, in ten statements.

    They are locked until the transaction ends. `numbers` are PNC and prison numbers.
    """
    locked = Person.objects.select_for_update(no_key=True, of=("self",)).select_related("team")
    kept = Person.objects.joined().filter(crn__in=crns).values("joined_into")
    asked = locked.filter(Q(crn__in=crns) | Q(pk__in=kept))
    people = {person.pk: Known(person, here=True) for person in asked.order_by("pk")}
    for known in people.values():
        known.kept = people.get(known.person.joined_into_id or 0)
    _add_said(people)
    _add_held(people)
    limited = Person.objects.filter(pk__in=people).hidden_by_lists(by)
    hidden = {people[pk].person.crn for pk in limited.values_list("pk", flat=True)}
    records, loaded = _records(crns, batch)
    return Chunk(
        {known.person.crn: known for known in people.values()},
        hidden,
        records,
        loaded,
        _numbers(numbers, by),
    )


def _add_said(people: dict[int, Known]) -> None:
    facts = PersonFact.objects.kept().filter(person__in=people).order_by("as_at", "pk")
    said = ("what", "value", "starts", "ends")
    for pk, as_at, *fact in facts.values_list("person_id", "as_at", *said):
        people[pk].add_fact(as_at, SaidFact(*fact))
    for standing in Standing.objects.of_files().filter(person__in=people).order_by("pk"):
        people[standing.person_id].add_standing(standing)
    aliases = Alias.objects.filter(person__in=people)
    for pk, *names in aliases.values_list("person_id", "first_name", "last_name"):
        people[pk].aliases.add(folded(names))


def _add_held(people: dict[int, Known]) -> None:
    for spell in Allocation.objects.filter(person__in=people).order_by("since"):
        people[spell.person_id].add_spell(spell.practitioner_id, spell.until)
    rules = AccessRule.objects.restrictions().filter(person__in=people)
    for pk in rules.values_list("person_id", flat=True):
        people[pk].limited = True


def folded(names: Iterable[str]) -> tuple[str, str]:
    first, last = map(texts.fold, names)
    return first, last


def _records(
    crns: Collection[str], batch: ImportBatch
) -> tuple[dict[tuple[str, bytes], int], set[tuple[str, bytes]]]:
    of = SourceRecord.objects.filter(source=batch.source_id, foreign_id__in=crns)
    kept = BatchRow.objects.filter(record=OuterRef("pk"), batch__undone_at=None)
    records, loaded = {}, set()
    for pk, crn, digest, here in of.values_list("pk", "foreign_id", "digest", Exists(kept)):
        records[crn, bytes(digest)] = pk
        if here:
            loaded.add((crn, bytes(digest)))
    return records, loaded


def _numbers(numbers: Collection[str], by: User | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    hidden = Person.objects.hidden_by_lists(by).values("pk")
    for name in ("pnc", "prison_number"):
        having = Person.objects.filter(**{f"{name}__in": numbers}).exclude(pk__in=hidden)
        crn_kept = Coalesce("joined_into__crn", "crn")
        for crn, number in having.values_list(crn_kept, name):
            found[number].add(crn)
    return found
