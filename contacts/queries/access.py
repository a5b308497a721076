"""Who may not see a person and who alone may: the two lists, since when and by whom."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from contacts.formats import clock, days
from contacts.models import AccessRule, Act, AuditEntry, Person, User

Kind = AccessRule.Kind
LONGEST_ID = 18  # digits, so that it fits PostgreSQL's
DONE = {
    (Kind.EXCLUSION, True): "{name} may not see {called}, from their next page on.",
    (Kind.EXCLUSION, False): "{name} is no longer among those who may not see {called}.",
    (Kind.RESTRICTION, True): "{name} is one of the few who may see {called}.",
    (Kind.RESTRICTION, False): "{name} is no longer named among those who may see {called}.",
}
ON_BOTH = "{name} is on both lists. The exclusion wins: they may not see {called}."
OVER = "The restriction is over: everybody whose work it is may see {called} again."


@dataclass(frozen=True)
class Named:
    """One user on one of the lists."""

    rule: int
    name: str
    username: str
    since: str  # "since yesterday, 14:02, by Sam Whitlock"


@dataclass(frozen=True)
class Lists:
    """Both lists as they are now, and in words what was just changed in them."""

    exclusion: list[Named]
    restriction: list[Named]
    joined: list[str]  # what the lists of records joined to theirs say, which holds as well
    done: str


def lists(*, person: Person, kind: str = "", user: str = "") -> Lists:
    """Everybody named on the person's lists, by name, in six statements at most.

    `kind` and `user` (an id) are what an address says was just changed; of anything that never
    stood on a list of this person nothing is said. Who named somebody is known where the trail
    has it: what was there before the trail, or before the diary, is shown without it.
    """
    rules = person.access_rules.in_force().select_related("user").order_by("user__name", "user_id")
    named = list(rules)
    by, today = _by_whom(person, named), clock.today()
    shown = [(rule, _named(rule, by, today)) for rule in named]
    return Lists(
        exclusion=[one for rule, one in shown if rule.kind == Kind.EXCLUSION],
        restriction=[one for rule, one in shown if rule.kind == Kind.RESTRICTION],
        joined=_of_joined(person),
        done=_done(person, kind, user, named),
    )


def may_go_on(*, person: Person, viewer: User) -> bool:
    """Whether somebody can still open the lists after changing them."""
    return Person.objects.visible_to(viewer, Act.SEE_ACCESS).filter(pk=person.pk).exists()


def _of_joined(person: Person) -> list[str]:
    rules = AccessRule.objects.in_force().filter(person__joined_into=person)
    told = rules.order_by("person__crn", "kind", "user__name")
    return [
        f"{name} {'may not see' if kind == Kind.EXCLUSION else 'is one of the few who may see'} "
        f"{crn}, which is joined to this record."
        for name, kind, crn in told.values_list("user__name", "kind", "person__crn")
    ]


def _named(rule: AccessRule, by: dict[tuple[str, str], str], today: dt.date) -> Named:
    since = f"since {days.moment(rule.set_at, True, today)}"
    who = by.get((rule.kind, rule.user.username))
    return Named(
        rule=rule.pk,
        name=rule.user.name,
        username=rule.user.username,
        since=f"{since}, by {who}" if who else since,
    )


def _by_whom(person: Person, rules: Iterable[AccessRule]) -> dict[tuple[str, str], str]:
    """Who put each username on each list, by the trail since the earliest rule in force."""
    since = min((rule.set_at for rule in rules), default=None)
    if since is None:
        return {}
    changes = AuditEntry.objects.naming(person.pk).filter(act=Act.SET_ACCESS, at__gte=since)
    put = {
        (kind, username): entry
        for entry in changes.order_by("at", "id")
        for kind, (before, after) in entry.detail.items()
        for username in set(after) - set(before)
    }
    names = dict(
        User.objects.filter(pk__in={entry.user_id for entry in put.values()}).values_list(
            "pk", "name"
        )
    )
    return {which: names.get(entry.user_id or 0, entry.username) for which, entry in put.items()}


def _done(person: Person, kind: str, user: str, in_force: list[AccessRule]) -> str:
    if kind not in Kind.values or not user.isdecimal() or len(user) > LONGEST_ID:
        return ""
    rules = person.access_rules.filter(kind=kind, user=int(user)).select_related("user")
    rule = rules.order_by("id").last()
    if rule is None:
        return ""
    words = DONE[Kind(kind), rule.lifted_at is None]
    if {one.kind for one in in_force if one.user_id == rule.user_id} == {*Kind.values}:
        words = ON_BOTH
    elif kind == Kind.RESTRICTION and kind not in {one.kind for one in in_force}:
        words = OVER
    return words.format(name=rule.user.name, called=person.called)
