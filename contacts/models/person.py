import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from contacts.formats import clock, identifiers
from contacts.models.access import NEVER_LIMITED, AccessRule, Reach, reach
from contacts.models.allocation import Allocation, Alongside
from contacts.models.cover import Cover
from contacts.models.person_fact import PersonFact
from contacts.models.standing import Standing
from contacts.models.team import Team
from contacts.models.ways_in import ways_in

if TYPE_CHECKING:
    from contacts.models.user import User


# Kept for whatever else this user opens today: to make it takes longer than to ask it.
@lru_cache(maxsize=1_000)
def _may(
    user: int, team: int | None, reach: Reach, today: dt.date, never_limited: bool
) -> tuple[Q | Combinable, ...]:
    """What must hold of a person, whose users and teams are given by their ids.

    The lists of a record that was joined to theirs hold as their own do.
    """
    way_in = ways_in(user, team, reach, today)
    if way_in is None:
        return ()
    here = Q(joined_into=None)
    if never_limited:
        return here, way_in, ~_limited(), ~_of_one_joined(Q(_limited()))
    excluded, restricted, named = _lists(user)
    return here, way_in, ~excluded, ~restricted | named, ~_of_one_joined(_hidden(user))


def _limited() -> Exists:
    """Whether any list of a record is in force, whoever is named on it."""
    return Exists(AccessRule.objects.in_force().filter(person=OuterRef("pk")))


def _lists(user: int | None) -> tuple[Exists, Exists, Exists]:
    """Whether a record's own lists exclude this user, restrict it, and name them on the latter."""
    rules = AccessRule.objects.filter(person=OuterRef("pk"))
    restrictions = rules.restrictions()
    return (
        Exists(rules.exclusions().filter(user=user)),
        Exists(restrictions),
        Exists(restrictions.filter(user=user)),
    )


def _hidden(user: int | None) -> Q:
    """Whether a record's own lists hide it from this user."""
    excluded, restricted, named = _lists(user)
    return Q(excluded) | (Q(restricted) & ~Q(named))


def _of_one_joined(hidden: Q) -> Exists:
    """Whether it is so of a record that was joined to the one in question."""
    return Exists(Person.objects.joined().filter(hidden, joined_into=OuterRef("pk")))


@lru_cache(maxsize=1_000)
def _asked(
    user: int, team: int | None, reach: Reach, today: dt.date, never_limited: bool
) -> tuple[str, tuple]:
    """The same as SQL, of one person, whose CRN is its first value; the other values."""
    theirs = Person.objects.filter(crn="").values(kept=Coalesce("joined_into", "pk"))
    may = _may(user, team, reach, today, never_limited)
    asked = Person.objects.filter(pk=Subquery(theirs)).filter(*may)
    sql, (_, *values) = asked.query.sql_with_params()
    return sql, tuple(values)


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: "User", act: str) -> "PersonQuerySet":
        """The people this user may do this act to, and nobody else: the one rule of access."""
        far, never_limited = reach(user.role, act), act in NEVER_LIMITED
        may = _may(user.pk, user.team_id, far, clock.today(), never_limited)
        return self.filter(*may) if may and user.is_active else self.none()

    def read_as_visible_to(self, user: "User", act: str) -> "PersonQuerySet":
        """These, and the records that are read as one of theirs since they were joined."""
        seen = Person.objects.visible_to(user, act).values("pk")
        return self.alias(kept=Coalesce("joined_into", "pk")).filter(kept__in=seen)

    def one_visible_to(self, user: "User", act: str, crn: str) -> "Person | None":
        """Whoever has this CRN, where this user may do this act to them.

        The CRN of a record that was joined to another is a CRN of whoever is kept.

        Every page about a person asks it, and Django takes longer to write the rule as SQL than
        the database to answer: it is written once a day for each user.
        """
        far = reach(user.role, act)
        if far is Reach.NONE or not user.is_active:
            return None
        sql, values = _asked(user.pk, user.team_id, far, clock.today(), act in NEVER_LIMITED)
        return next(iter(self.raw(sql, [crn, *values])), None)

    def hidden_by_lists(self, user: "User | None") -> "PersonQuerySet":
        """Those whom this user may not see whatever else holds; the terminal is on no list.

        Of records that were joined, all are hidden where the lists of one hide it.
        """
        one = _hidden(user.pk if user else None)
        kept = one | Q(_of_one_joined(one))
        into = Person.objects.filter(kept, pk=OuterRef("joined_into"))
        return self.filter(kept | Q(joined_into__isnull=False) & Q(Exists(into)))

    def without_lists(self) -> "PersonQuerySet":
        """Those on whose record no list of who may see is in force, of either kind."""
        return self.filter(~_limited(), ~_of_one_joined(Q(_limited())))

    def joined(self) -> "PersonQuerySet":
        """Records that were joined to another; the words must be those of the index."""
        return self.filter(joined_into__isnull=False)

    def on_caseloads(self, day: dt.date) -> "PersonQuerySet":
        """All but those whose supervision ended, or whose order did while none later is known."""
        standing = Standing.objects.filter(person=OuterRef("pk")).in_force(day).values("what")[:1]
        facts = PersonFact.objects.kept().filter(person=OuterRef("pk"))
        orders = facts.filter(what=PersonFact.What.ORDER)
        # An EXISTS would be answered by reading the facts about everybody, once for each question.
        ends = orders.order_by(F("ends").desc(nulls_first=True)).values("ends")[:1]
        return self.alias(standing_now=Subquery(standing), order_ends=Subquery(ends)).filter(
            Q(standing_now=None) | ~Q(standing_now=Standing.What.ENDED),
            Q(order_ends=None) | Q(order_ends__gte=day),
        )

    def without_team_or_holder(self, day: dt.date) -> "PersonQuerySet":
        """Those whom nobody can open until they have a team, or somebody to hold them."""
        held = Allocation.objects.filter(person=OuterRef("pk")).on(day)
        return self.filter(~Exists(held), team=None)

    # A list begins with the few whose it is: whether each of a region's people is one of them would
    # take longer the more people there are.

    def with_practitioner(self, user: "User", day: dt.date) -> "PersonQuerySet":
        """Those whom somebody holds or works alongside on that day."""
        held = Allocation.objects.filter(practitioner=user).on(day).values("person")
        beside = Alongside.objects.filter(user=user).on(day).values("person")
        return self.filter(pk__in=held.union(beside))

    def covered_by(self, user: "User", day: dt.date) -> "PersonQuerySet":
        """Those whom somebody holds who is away on that day, and for whom this user covers."""
        away = Cover.objects.in_force(day).filter(covered_by=user)
        return self.filter(pk__in=away.held(day))

    def of_whoever_is_away(self, day: dt.date) -> "PersonQuerySet":
        """Those whom somebody holds who is away on that day, whoever covers."""
        return self.filter(pk__in=Cover.objects.in_force(day).held(day))

    def answered_for_by(self, user: "User", day: dt.date) -> "PersonQuerySet":
        """Theirs, and those of whoever they cover for on that day."""
        every = Person.objects.all()
        theirs, covered = every.with_practitioner(user, day), every.covered_by(user, day)
        return self.filter(Q(pk__in=theirs.values("pk")) | Q(pk__in=covered.values("pk")))

    def of_team(self, team_id: int | None, day: dt.date) -> "PersonQuerySet":
        """Those whose team it is, and those whom somebody of the team holds on that day."""
        if team_id is None:  # to compare with null would find those who have no team
            return self.none()
        theirs = Person.objects.filter(team=team_id).values("pk")
        held = Allocation.objects.filter(practitioner__team=team_id).on(day).values("person")
        return self.filter(pk__in=theirs.union(held))


class Person(models.Model):
    """Somebody on probation."""

    crn = models.CharField(max_length=7, unique=True)
    first_name = models.TextField()
    last_name = models.TextField()
    preferred_name = models.TextField(blank=True)
    date_of_birth = models.DateField(null=True)
    pnc = models.TextField(blank=True)
    prison_number = models.TextField(blank=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="people")
    # The record kept of the same person, while this one is joined to it: see PersonJoin.
    joined_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="joined_records", db_index=False
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["prison_number"],
                condition=~Q(prison_number=""),
                name="person_by_prison_number",
            ),
            models.Index(fields=["pnc"], condition=~Q(pnc=""), name="person_by_pnc"),
            models.Index(
                fields=["joined_into"],
                condition=Q(joined_into__isnull=False),
                name="person_joined_into",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(crn__regex=identifiers.CRN_PATTERN), name="person_crn"
            ),
            models.CheckConstraint(
                condition=Q(prison_number="")
                | Q(prison_number__regex=identifiers.PRISON_NUMBER_PATTERN),
                name="person_prison_number",
            ),
            models.CheckConstraint(
                condition=Q(pnc="") | Q(pnc__regex=identifiers.PNC_PATTERN), name="person_pnc"
            ),
            models.CheckConstraint(
                condition=~Q(joined_into=F("id")), name="person_joined_into_another"
            ),
        ]

    def __str__(self) -> str:
        return self.crn

    @property
    def called(self) -> str:
        """What they are called: the preferred name leads, then the family name."""
        return f"{self.preferred_name or self.first_name} {self.last_name}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def births(self) -> set[dt.date]:
        """Every date of birth that is known of them, those of records joined to theirs too."""
        records = [self, *self.joined_records.all()]
        return {one.date_of_birth for one in records if one.date_of_birth}

    def names(self) -> list[tuple[str, str]]:
        """All they are called, first and last name each, in records joined to theirs too."""
        called = [
            (first, one.last_name)
            for one in (self, *self.joined_records.all())
            for first in (one.first_name, one.preferred_name)
            if first
        ]
        return called + [(alias.first_name, alias.last_name) for alias in self.aliases.all()]
