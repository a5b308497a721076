"""What files of people say of records that are joined is each one's own once they are parted.

A row is told twice: of all of them as one, which is what is shown, and of the record it names as
if that were alone. What only the latter adds is put away with the record that was joined, where
nobody reads it; what only the former adds lapses when they are parted. Whose what is, is written
down with the join.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import models

from contacts.actions.joined_spells import Ended, ends_alone
from contacts.actions.people_known import Known, folded
from contacts.actions.people_told import Added, Row, Told
from contacts.formats.person_rows import SaidFact
from contacts.models import Alias, Allocation, Person, PersonFact, PersonJoin, Standing

SAID: dict[str, type[models.Model]] = {
    model.__name__: model for model in (PersonFact, Standing, Alias)
}
# In what is written down, by model, the ids of what is put away and the kept one's, and of what was
# said of all as one alone. What is the other's is with all else of theirs that went over.
PUT_AWAY, AS_ONE = "put_away", "as_one"


class EachAlone:
    """The records of these people that are joined, each as it would be if it were not."""

    def __init__(self, people: Iterable[Known]) -> None:
        kept = {known.of_them.person.pk for known in people}
        joins = PersonJoin.objects.in_force().filter(kept__in=kept).order_by("pk")
        self.joins = list(joins.select_related("kept", "joined"))
        self.join: dict[int, PersonJoin] = {}  # of each record; of the kept one the first
        self.known: dict[int, Known] = {}
        self.notes: list[tuple[Added, Callable[[int], None]]] = []
        for join in self.joins:
            for person in (join.joined, join.kept):
                self.join.setdefault(person.pk, join)
                self.known.setdefault(person.pk, Known(person, here=True))
        self.whose = {what: pk for join in self.joins for what, pk in _whose(join)}
        if self.joins:
            self._read_said()
            self._read_spells()

    def tell(self, row: Row, person: Person) -> None:
        """What a row adds to the record it names alone, once it was told of all as one."""
        join = self.join.get(person.pk)
        if join is None:
            return
        alone = Row(row.row, row.batch, row.places, set(), Told())
        alone.tell_more(self.known[person.pk])
        as_one, own = _said(row), _said(alone)
        for said, one in own.items():
            if said not in as_one:
                self._put_away(one, join, row.told)
        for said, one in as_one.items():
            if person == join.joined:
                self._note(one, join.what_was_whose[type(one).__name__])
            if said not in own:
                self._note(one, _ids(join, AS_ONE, one))
        self._spell(row, alone, join)
        if person == join.kept:
            self._team(row, person)

    def write(self) -> None:
        """Whose what is, with the joins: once all that was told is written."""
        for one, note in self.notes:
            note(one.pk)
        PersonJoin.objects.bulk_update(self.joins, ["what_was_whose"])

    def _put_away(self, one: Added, join: PersonJoin, told: Told) -> None:
        if one.person == join.kept:
            self._note(one, _ids(join, PUT_AWAY, one))
        one.person = join.joined
        told.add(one)
        told.people[join.kept.crn] = join.kept

    def _note(self, one: Added, ids: list[int]) -> None:
        self.notes.append((one, ids.append))

    def _spell(self, row: Row, alone: Row, join: PersonJoin) -> None:
        """Where somebody else holds them meanwhile they are held as the row says afterwards."""
        as_one, own = (
            next((one for one in told.added if isinstance(one, Allocation)), None)
            for told in (row, alone)
        )
        spells = join.what_was_whose["spells"]
        if own and not as_one:
            said = [own.person_id, own.practitioner_id, own.since.isoformat(), own.reason]
            spells.setdefault("said", []).append(said)
        elif own and as_one and own.person == join.joined:
            since = own.since.isoformat()
            self.notes.append((as_one, lambda pk: spells["held"].update({str(pk): since})))

    def _team(self, row: Row, kept: Person) -> None:
        """A team that it had from another, and a file says of it too, is its own."""
        team = row.places.team(row.row.team)
        for join in self.joins:
            if join.kept == kept and team and join.what_was_whose.get("team") == team.pk:
                del join.what_was_whose["team"]

    def _read_said(self) -> None:
        for known, fact in self._alone(PersonFact.objects.kept().order_by("pk")):
            known.add_fact(fact.as_at, SaidFact(fact.what, fact.value, fact.starts, fact.ends))
        for known, standing in self._alone(Standing.objects.of_files().order_by("pk")):
            known.add_standing(standing)
        for known, alias in self._alone(Alias.objects.all()):
            known.aliases.add(folded((alias.first_name, alias.last_name)))

    def _read_spells(self) -> None:
        ended: Ended = {}
        for join in self.joins:
            ended |= join.what_was_whose["spells"]["ended"]
        for known, spell in self._alone(Allocation.objects.order_by("since")):
            known.add_spell(spell.practitioner_id, ends_alone(spell, ended))
        for join in self.joins:
            for person, practitioner, *_ in join.what_was_whose["spells"].get("said", []):
                self.known[person].add_spell(practitioner, None)

    def _alone(self, rows: models.QuerySet) -> Iterator[tuple[Known, Any]]:
        """Whose each of these is; what was said of all as one alone is nobody's."""
        for one in rows.filter(person__in=self.known):
            owner = self.whose.get((type(one).__name__, one.pk), one.person_id)
            if owner is not None:
                yield self.known[owner], one


def said_of_each(kept: Person) -> None:
    """Nothing of this record and those joined to it is put away any more; what was as one lapses.

    To be called before any of them is parted: of those that stay joined, all that files said of
    each is read as if they had been joined only now.
    """
    for join in kept.joins.in_force():
        was = join.what_was_whose
        for name, ids in was.pop(AS_ONE, {}).items():
            SAID[name]._default_manager.filter(pk__in=ids).update(lapsed=True)
        for name, ids in was.pop(PUT_AWAY, {}).items():
            SAID[name]._default_manager.filter(pk__in=ids).update(person=kept)
        for name, model in SAID.items():
            theirs = model._default_manager.filter(person=join.joined)
            was[name] += theirs.values_list("pk", flat=True)
            theirs.update(person=kept)
        join.save(update_fields=["what_was_whose"])


def _whose(join: PersonJoin) -> Iterator[tuple[tuple[str, int], int | None]]:
    """Of what is not simply whose it is with, whose it is; nobody's alone, where it is None."""
    was = join.what_was_whose
    for name in SAID:
        yield from (((name, pk), join.joined_id) for pk in was[name])
        yield from (((name, pk), join.kept_id) for pk in was.get(PUT_AWAY, {}).get(name, []))
        yield from (((name, pk), None) for pk in was.get(AS_ONE, {}).get(name, []))
    yield from ((("Allocation", int(pk)), join.joined_id) for pk in was["spells"]["held"])


def _ids(join: PersonJoin, which: str, one: Added) -> list[int]:
    by_model = join.what_was_whose.setdefault(which, {})
    return by_model.setdefault(type(one).__name__, [])


def _said(row: Row) -> dict[tuple, Added]:
    """What a row adds but for who holds them, by its words: whoever it is of."""
    return {_words(one): one for one in row.added if not isinstance(one, Allocation)}


def _words(one: Added) -> tuple:
    fields = [field for field in one._meta.concrete_fields if field.name not in ("id", "person")]
    return type(one), *(getattr(one, field.attname) for field in fields)
