"""What one row of a file of people adds to what is known of a person, and what it puts in doubt."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from contacts.actions.people_known import Known, folded
from contacts.actions.places import Places
from contacts.formats import clock, days, headers
from contacts.formats.person_rows import PersonRow, SaidFact, SaidStanding
from contacts.models import (
    Alias,
    Allocation,
    ImportBatch,
    PeopleHeap,
    Person,
    PersonFact,
    Standing,
)

Added = PersonFact | Standing | Alias | Allocation
ADDED: tuple[type[Added], ...] = (PersonFact, Standing, Alias, Allocation)
NUMBERS = {"pnc": "PNC number", "prison_number": "prison number"}
ORDER = PersonFact.What.ORDER


@dataclass
class Told:
    """Everything that some rows add, to be written at once."""

    new: list[Person] = field(default_factory=list)
    filled: dict[str, Person] = field(default_factory=dict)  # those that were here, by CRN
    added: dict[type[Added], list] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, Person] = field(default_factory=dict)  # everybody it is about, by CRN
    teams: dict[str, list[str]] = field(default_factory=dict)  # from and to, by CRN

    def add(self, one: Added) -> None:
        self.added[type(one)].append(one)


class Row:
    """One row, told of one person: `heap` and `doubts` say what came of it.

    What it adds is in `told`, with what other rows do, and by itself in `added`. `owners` are the
    CRNs of those who have one of its numbers.
    """

    heap: PeopleHeap

    def __init__(
        self, row: PersonRow, batch: ImportBatch, places: Places, owners: set[str], told: Told
    ) -> None:
        self.row, self.batch, self.places, self.owners, self.told = row, batch, places, owners, told
        self.as_at = row.as_at or clock.london_day(batch.loaded_at)
        self.adds = self.made = False
        self.added: list[Added] = []
        self.doubts: list[str] = []
        self.heap = PeopleHeap.ALREADY_HERE

    def tell(self, known: Known) -> None:
        self.made = made = not known.here
        if made:
            known.here = True
            self.told.new.append(known.person)
        self._names(known.person)
        self._numbers(known)
        self._team(known)
        of_them = known.of_them
        of_them.aliases.add(folded((known.person.first_name, known.person.last_name)))
        self.tell_more(of_them)
        if self.adds or made:
            self.told.people[of_them.person.crn] = of_them.person
        self.heap = PeopleHeap.CHANGED if self.adds else PeopleHeap.ALREADY_HERE
        if made or self.doubts:
            self.heap = PeopleHeap.TO_CHECK if self.doubts else PeopleHeap.NEW

    def tell_more(self, known: Known) -> None:
        """Of all that does not stand on the record itself."""
        self._aliases(known)
        for fact in self.row.facts:
            self._fact(known, fact)
        if self.row.standing:
            self._standing(known, self.row.standing)
        self._holder(known)

    def _add(self, one: Added) -> None:
        self.added.append(one)
        self.told.add(one)
        self.adds = True

    def _fill(self, person: Person, name: str, value: object) -> None:
        setattr(person, name, value)
        self.adds = True
        if person.pk:
            self.told.filled[person.crn] = person

    def _names(self, person: Person) -> None:
        row = self.row
        if folded((person.first_name, person.last_name)) != folded((row.first_name, row.last_name)):
            theirs = f"{row.first_name} {row.last_name}"
            self._differs("the name ", person.full_name, theirs)
        if row.preferred_name and not person.preferred_name:
            self._fill(person, "preferred_name", row.preferred_name)
        elif row.preferred_name and folded((row.preferred_name, "")) != folded(
            (person.preferred_name, "")
        ):
            self._differs("the preferred name ", person.preferred_name, row.preferred_name)
        born, ours = row.date_of_birth, person.date_of_birth
        if born and not ours:
            self._fill(person, "date_of_birth", born)
        elif born and ours and born != ours:
            self._differs("born ", *(days.short_day(on, dt.date.min) for on in (ours, born)))

    def _differs(self, what: str, ours: str, theirs: str) -> None:
        self.doubts.append(f"The diary has {what}{ours}; the file {theirs}.")

    def _numbers(self, known: Known) -> None:
        person = known.person
        for name, called in NUMBERS.items():
            said, ours = getattr(self.row, name), getattr(person, name)
            if said and not ours:
                self._fill(person, name, said)
            elif said and said != ours:
                self._differs(f"{called} ", ours, said)
        if self.owners - {known.of_them.person.crn}:
            self.doubts.append("Somebody else has the same PNC or prison number.")

    def _team(self, known: Known) -> None:
        if not self.row.team:
            return
        team, ours = self.places.team(self.row.team), known.person.team
        if team is None:
            self.doubts.append(f"There is no one team called {headers.shown(self.row.team)}.")
        elif ours and ours != team and known.limited:
            # Those who may see them might then be none of the PDU's.
            self.doubts.append("Who may see them is limited, so their team stays.")
        elif ours != team:
            if ours:
                self.told.teams[known.person.crn] = [ours.name, team.name]
            self._fill(known.person, "team", team)

    def _aliases(self, known: Known) -> None:
        known.aliases.add(folded((known.person.first_name, known.person.last_name)))
        for first, last in self.row.aliases:
            if folded((first, last)) not in known.aliases:
                known.aliases.add(folded((first, last)))
                self._add(Alias(person=known.person, first_name=first, last_name=last))

    def _fact(self, known: Known, fact: SaidFact) -> None:
        before = known.fact(fact.what, self.as_at)
        if fact.what == ORDER:
            fact = _whole_order(fact, before)
        if fact == before:
            return
        known.add_fact(self.as_at, fact)
        given = {"source": self.batch.source, "batch": self.batch, "as_at": self.as_at}
        self._add(PersonFact(person=known.person, **fact._asdict(), **given))

    def _standing(self, known: Known, said: SaidStanding) -> None:
        now = known.standing(self.as_at)
        what = said.what or (now.what if now else "")
        if not what:
            self.doubts.append("It does not say where they stand, only when or in which place.")
            return
        before = now if now and now.what == what else None
        if said.since:
            before = known.standings.get((what, said.since))
        elif now is None and not any(said._replace(what="")) and what == Standing.What.COMMUNITY:
            return  # as is everybody of whom nothing else is known
        standing = self._whole_standing(known.person, what, said, before)
        if standing is None:
            return
        known.add_standing(standing)
        self._add(standing)

    def _whole_standing(
        self, person: Person, what: str, said: SaidStanding, before: Standing | None
    ) -> Standing | None:
        """What is said now and was before of one spell; None where that is nothing new."""
        whole = {
            name: getattr(said, name) or (getattr(before, name) if before else getattr(said, name))
            for name in ("reason", "place", "since", "until", "expected_release")
        }
        whole["since"] = whole["since"] or self.as_at
        if before and all(getattr(before, name) == value for name, value in whole.items()):
            return None
        if whole["until"] and whole["until"] < whole["since"]:
            self.doubts.append("Where they stand ends before it begins.")
            return None
        given = {"source": self.batch.source, "batch": self.batch}
        return Standing(person=person, what=what, **whole, **given)

    def _holder(self, known: Known) -> None:
        if not self.row.practitioner:
            return
        user = self.places.practitioner(self.row.practitioner)
        if user is None:
            shown = headers.shown(self.row.practitioner)
            self.doubts.append(f"There is no one practitioner called {shown}.")
        elif known.holder and known.holder != user.pk:
            self.doubts.append("Somebody else holds them.")
        elif not known.holder:
            known.holder = user.pk
            since = max(self.as_at, known.free_from or self.as_at)
            held = Allocation(person=known.person, practitioner=user, since=since)
            held.reason = self.batch.source.name
            self._add(held)


def _whole_order(said: SaidFact, before: SaidFact | None) -> SaidFact:
    """An order of which only some is said is the one that is known, if it is not another."""
    another = (
        before is None
        or (said.value and said.value != before.value)
        or (said.starts and before.starts and said.starts != before.starts)
    )
    if before is None or another:
        known_as = before.value if before else PersonFact.What.ORDER.label
        return said._replace(value=said.value or known_as)
    starts, ends = said.starts or before.starts, said.ends or before.ends
    return SaidFact(said.what, before.value, starts, ends)
