from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import AccessRule, Act, Allocation, Person, Role, User
from contacts.models.access import AccessRuleQuerySet

Kind = AccessRule.Kind
Lists = dict[str, list[str]]


class NobodyCouldOpen(Refused):
    """Whoever answers for the person would lose sight of them."""

    def __init__(self, person: Person) -> None:
        super().__init__(
            f"Nobody who answers for {person.crn} could open the timeline then: neither whoever "
            "holds them nor any SPO of the PDU. Nothing was changed."
        )


@transaction.atomic
def limit_access(
    *, person: Person, kind: str, users: Iterable[User], by: User | None
) -> list[User]:
    """Name users who may not see a person (exclusion), or the only ones who may (restriction).

    Whoever sets a restriction is on it. Gives back those newly named. Raises Refused for a
    restriction that nobody sets, and NobodyCouldOpen when neither the holder nor any active SPO
    whose team serves the person's PDU could then open the timeline.
    """
    if kind == Kind.RESTRICTION:
        if by is None:
            raise Refused("Say who sets the restriction: they will be on it.")
        users = [*users, by]
    rules = _locked(person)
    before = _lists(rules)
    named = set(rules.filter(kind=kind).values_list("user", flat=True))
    added = list({user.pk: user for user in users if user.pk not in named}.values())
    for user in added:
        AccessRule.objects.create(person=person, user=user, kind=kind, set_at=clock.now())
    if added:
        somebody_can_open(person)
        _record(Act.SET_ACCESS, person, by, before, _lists(rules))
    return added


@transaction.atomic
def lift_access(
    *, person: Person, kind: str | None, users: Iterable[User], by: User | None
) -> list[AccessRule]:
    """Take users off a person's lists: of one kind or of both, these users or all.

    Gives back the rules lifted. Raises Refused when one of the users is on no such list, and
    NobodyCouldOpen when a restriction goes on without anybody who answers for the person.
    """
    rules = _locked(person)
    before = _lists(rules)
    lifting = rules.filter(kind=kind) if kind else rules.all()
    users = list(users)
    if users:
        lifting = lifting.filter(user__in=users)
    lifted = list(lifting.select_related("user").order_by("kind", "user__username"))
    strangers = {user.name for user in users} - {rule.user.name for rule in lifted}
    if strangers or not lifted:
        whom = ", ".join(sorted(strangers)) or "anybody"
        raise Refused(f"No such list of {person.crn} names {whom}.")
    AccessRule.objects.filter(pk__in=[rule.pk for rule in lifted]).update(lifted_at=clock.now())
    # Only a restriction that stays with fewer names can shut anybody out.
    if any(rule.kind == Kind.RESTRICTION for rule in lifted) and rules.restrictions().exists():
        somebody_can_open(person)
    _record(Act.LIFT_ACCESS, person, by, before, _lists(rules))
    return lifted


def _locked(person: Person) -> AccessRuleQuerySet:
    """The rules in force; one change at a time, or two could shut everybody out together."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return AccessRule.objects.in_force().filter(person=person)


def _lists(rules: AccessRuleQuerySet) -> Lists:
    lists: Lists = {}
    for kind, username in rules.order_by("user__username").values_list("kind", "user__username"):
        lists.setdefault(kind, []).append(username)
    return lists


def somebody_can_open(person: Person) -> None:
    """Raises NobodyCouldOpen where neither the holder nor any SPO of the PDU may open them.

    Of a record that was joined to another it is the one that is kept that counts.
    """
    person = person.joined_into or person
    holding = Allocation.objects.on(clock.today()).filter(person=person)
    answering = list(User.objects.filter(allocations__in=holding))
    if person.team is not None:
        pdu = person.team.pdu_id
        serving = Q(team__pdu=pdu) | Q(team__serves=pdu)
        answering += User.objects.filter(serving, role=Role.SPO).distinct()
    for user in answering:
        if Person.objects.visible_to(user, Act.OPEN_TIMELINE).filter(pk=person.pk).exists():
            return
    raise NobodyCouldOpen(person)


def _record(act: Act, person: Person, by: User | None, before: Lists, after: Lists) -> None:
    detail = {
        kind: [before.get(kind, []), after.get(kind, [])]
        for kind in Kind.values
        if before.get(kind) != after.get(kind)
    }
    audit.record(act, user=by, people=[person], detail=detail)
