"""Two person records that are one person become one, and are parted again as they were."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, models, transaction

from contacts import audit
from contacts.actions.access import somebody_can_open
from contacts.actions.filing import LOCK
from contacts.actions.joined_events import events_of_both, events_of_each
from contacts.actions.joined_said import said_of_each
from contacts.actions.joined_spells import spells_as_said, spells_go_back, spells_go_over
from contacts.actions.refused import Refused
from contacts.actions.versions import keep_each_their_own
from contacts.formats import clock, who
from contacts.models import (
    AccessRule,
    Act,
    Alias,
    Appointment,
    Concern,
    Contact,
    Draft,
    Person,
    PersonFact,
    PersonJoin,
    Role,
    SourceRecord,
    Standing,
    Talk,
    User,
)

# What goes over as it is, the rows of files with what they made.
GO_OVER: list[type[models.Model]] = [Contact, Appointment, PersonFact, Standing, Alias, Draft]
# So does what is open without an entry; what has one is about whoever that is about (a trigger).
OF_NO_ENTRY: list[type[models.Model]] = [Concern, Talk]
ALONE = f"SELECT pg_try_advisory_xact_lock({LOCK})"

Was = dict[str, Any]


class WhoHolds(Refused):
    """Both are held: whoever answers for them has to say by whom from now on."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody holds each of these records. An SPO has to say who holds them from now on."
        )


@transaction.atomic
def join_people(
    *, kept: Person, joined: Person, holder: User | None = None, by: User | None
) -> PersonJoin:
    """Make one record of two of the same person: all of `joined` is read under `kept` from now on.

    The lists of who may see of both go on to hold. Where different people hold them `holder`, one
    of the two, holds from today; of earlier spells that overlap, those of `kept` stand.
    Raises WhoHolds where that is not said, or not by an SPO; Refused where either record is part of
    a join already, or a file is being filed; NobodyCouldOpen where the lists of the two together
    shut out everybody who answers for the person. Nothing is then changed.
    """
    kept, joined = _locked(kept, joined)
    if joined.joined_into_id or kept.joined_into_id or joined.pk == kept.pk:
        raise Refused("One of these records is joined by now, so nothing was changed.")
    if joined.joined_records.exists():
        raise Refused(
            f"Another record is joined to {joined.crn}. Part them first, or join the other way."
        )
    _check_holder(kept, joined, holder, by)
    join = PersonJoin.objects.create(kept=kept, joined=joined, joined_at=clock.now(), joined_by=by)
    detail = {"kept": kept.crn, "joined": joined.crn}
    detail |= {"holder": holder.username} if holder else {}
    audit.record(Act.JOIN_PEOPLE, user=by, people=[kept, joined], detail=detail)
    join.what_was_whose = _go_over(kept, joined, holder)
    join.save(update_fields=["what_was_whose"])
    joined.joined_into = kept
    joined.save(update_fields=["joined_into"])
    if AccessRule.objects.in_force().filter(person__in=[kept, joined]).exists():
        somebody_can_open(kept)
    return join


@transaction.atomic
def part_people(*, join: PersonJoin, by: User | None) -> None:
    """Make two records of one again: every row is whose it was.

    What was written here since stays with the record that was kept, and so does whoever was made
    to hold it. What files brought since is whose it would be had they never been joined: contacts
    the other's where its numbers alone name it, what is known of people that of the CRN it was said
    of. Limits that were set since hold for both.
    Raises Refused where they are parted already, or a file is being filed.
    """
    kept, joined = _locked(join.kept, join.joined)
    join.refresh_from_db()
    if join.parted_at:
        raise Refused("These records are parted by now, so nothing was changed.")
    detail = {"kept": kept.crn, "joined": joined.crn}
    audit.record(Act.PART_PEOPLE, user=by, people=[kept, joined], detail=detail)
    said_of_each(kept)
    join.refresh_from_db(fields=["what_was_whose"])
    _go_back(join.what_was_whose, kept, joined)
    for rule in kept.access_rules.in_force().filter(set_at__gte=join.joined_at):
        about = {"person": joined, "user": rule.user, "kind": rule.kind, "lifted_at": None}
        AccessRule.objects.get_or_create(**about, defaults={"set_at": rule.set_at})
    joined.joined_into = None
    joined.save(update_fields=["joined_into"])
    join.parted_at, join.parted_by = clock.now(), by
    join.save(update_fields=["parted_at", "parted_by"])


def _locked(*people: Person) -> list[Person]:
    """Both, in the order they came, once nobody else writes of either; no file is filed meanwhile.

    A file may take minutes, which nobody is made to wait for.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        if not cursor.fetchone()[0]:
            raise Refused("A file is being filed just now. Try again in a few minutes.")
    asked = Person.objects.select_for_update(of=("self",)).select_related("team")
    locked = {one.pk: one for one in asked.filter(pk__in={one.pk for one in people}).order_by("pk")}
    return [locked[one.pk] for one in people]


def _check_holder(kept: Person, joined: Person, holder: User | None, by: User | None) -> None:
    now = [list(person.allocations.from_day(clock.today())) for person in (kept, joined)]
    both = [spell.practitioner_id for spells in now for spell in spells]
    if holder is None and all(now) and len(set(both)) > 1:
        raise WhoHolds
    if holder and (by is None or by.role != Role.SPO or holder.pk not in both):
        raise WhoHolds


def _go_over(kept: Person, joined: Person, holder: User | None) -> Was:
    """Move what is the other's; gives back what it takes to move it back."""
    was: Was = {}
    for model in [*GO_OVER, *OF_NO_ENTRY]:
        rows = model._default_manager.filter(person=joined)
        was[model.__name__] = sorted(rows.values_list("pk", flat=True))
        rows.update(person=kept)
    if kept.team is None and joined.team is not None:
        was["team"] = joined.team.pk
        kept.team = joined.team
        kept.save(update_fields=["team"])
    was["spells"] = spells_go_over(kept, joined, holder)
    was["events"] = events_of_both(kept, was["Contact"])
    return was


def _go_back(was: Was, kept: Person, joined: Person) -> None:
    for model in GO_OVER:
        model._default_manager.filter(pk__in=was[model.__name__], person=kept).update(person=joined)
    # Of what was answered since the entry stays with the one that is kept.
    for model in OF_NO_ENTRY:
        came = model._default_manager.filter(pk__in=was.get(model.__name__, []), contact=None)
        came.filter(person=kept).update(person=joined)
    for name, model in (("contact", Contact), ("appointment", Appointment)):
        brought = list(_brought_since(name, kept, joined))
        model._default_manager.filter(pk__in=brought, person=kept).update(person=joined)
    # What was read in an entry goes with it.
    Standing.objects.filter(person=kept, contact__person=joined).update(person=joined)
    Appointment.objects.filter(person=kept, read_in__person=joined).update(person=joined)
    # And what was moved here with what it was moved from, however often.
    while Appointment.objects.filter(person=kept, moved_from__person=joined).update(person=joined):
        pass
    if "team" in was and kept.team_id == was["team"]:
        kept.team = None
        kept.save(update_fields=["team"])
    still = kept.joins.in_force().exclude(joined=joined).first()
    not_yet = spells_go_back(was["spells"], joined)
    said = spells_as_said(was["spells"].get("said", []))
    if still:
        spells = still.what_was_whose["spells"]
        spells["ended"] |= not_yet
        spells["said"] = spells.get("said", []) + [one for one in said if one[0] == kept.pk]
        still.save(update_fields=["what_was_whose"])
    with connection.cursor() as cursor:
        keep_each_their_own(cursor, [kept.pk, joined.pk])
    events_of_each(kept, joined, was["events"])


def _brought_since(name: str, kept: Person, joined: Person) -> Iterator[int]:
    """The ids of what rows of files made that name the other by a number of theirs alone."""
    records = SourceRecord.objects.filter(**{f"{name}__person": kept})
    told = ("raw", "batch__header", "batch__columns", f"{name}__pk")
    for raw, header, columns, made in records.values_list(*told).distinct():
        numbers = {
            what: raw.get(header[columns[what]]) or ""
            for what in (who.CRN, who.PRISON_NUMBER, who.PNC)
            if what in columns
        }
        try:
            what, number = who.read_who(**numbers)
        except ValueError:
            continue
        if number == getattr(joined, what) != getattr(kept, what):
            yield made
