"""The trail of one person: who looked at their record or changed it, when and from where."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet

from contacts.formats import clock, days, lists_changed, places
from contacts.formats.periods import Period, said
from contacts.formats.places import Place
from contacts.models import AccessRule, Act, AuditEntry, Kind, Outcome, Person, Role, Standing, User
from contacts.queries.later_words import NAMES

PAGE = 50
ANY_DAY = Period()
NO_USER = "0"  # the command line, among the ids of users
# Their entries name everybody shown. Whom else they name is nobody's business here.
OF_LISTS = {Act.MY_PEOPLE, Act.SEARCH_PEOPLE, Act.FIND_PEOPLE, Act.TEAM, Act.TEAM_TIMELINE}
OF_LISTS |= {Act.KEEP_USERS, Act.WITHOUT_A_TEAM}
PRINTED = {f"sensitive_{what}": f"with sensitive {what}" for what in ("entries", "passages")}
OF_ACCESS = {Act.SET_ACCESS, Act.LIFT_ACCESS}
OF_RECORDS, RECORDS = {Act.JOIN_PEOPLE, Act.PART_PEOPLE}, ("kept", "joined")
OUT = {Act.PRINT, Act.EXPORT_CONTACTS}  # onto paper, or into a file
_CONTACT = re.compile(r"contact ([0-9]+)")

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Look:
    """One entry of the trail in words."""

    day: str
    time: str
    what: str
    among: bool  # the person was one of those a list showed
    who: str
    known_as: str  # "priya, practitioner": username and role at the time
    address: str
    contact: int | None  # where the reader may open it
    of: str  # "yesterday, 14:02": when that entry happened
    changes: list[str]  # "kind from Office to Phone"
    continued: bool = True  # of the same day as the one above


@dataclass(frozen=True)
class Trail:
    """Fifty looks at most, newest first."""

    looks: list[Look]
    since: str  # the moment this page begins after, empty on the first
    older: str  # the place after which the next page begins, empty on the last


@dataclass(frozen=True)
class Choose:
    """Whom and what the trail of a person can be narrowed to: what is in it."""

    who: Choices
    acts: Choices


@dataclass(frozen=True)
class _Known:
    """What it takes to put entries into words for one reader."""

    today: dt.date
    users: dict[int, str]
    named: dict[str, str]  # by username
    contacts: dict[int, str]  # those the reader may open, and when they happened
    lists: bool  # the reader may see who is on the person's lists
    crns: set[str]  # of records joined or parted, where the reader may read who looked at them


def choices(*, person: Person) -> Choose:
    """Everybody in a person's trail and everything they did, in three statements."""
    found = AuditEntry.objects.naming(person.pk).values_list("user_id", "username", "act")
    rows = list(found.distinct())
    names = dict(User.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "name"))
    who = {str(pk or NO_USER): names.get(pk or 0, username) for pk, username, _ in rows}
    acts = {act: _what(act) for _, _, act in rows}
    return Choose(
        who=sorted(who.items(), key=lambda one: (one[1].lower(), one[0])),
        acts=sorted(acts.items(), key=lambda one: one[1].lower()),
    )


def trail(
    *,
    person: Person,
    viewer: User,
    who: str = "",
    act: str = "",
    dates: Period = ANY_DAY,
    before: Place | None = None,
) -> Trail:
    """Fifty entries that name a person, newest first, older than `before`.

    Narrowed to one user (`who`, an id, or "0" for the command line), an act, and London days.
    What an entry was about and what it changed is told only to a reader who may open that very
    page; of entries that name several people, nothing about the others, but for the CRN of a record
    that was joined or parted and that the reader might ask the same about. Six statements, and one
    more where names on a list have to be said, and where records were joined or parted.
    """
    asked = _narrowed(AuditEntry.objects.naming(person.pk), who, act, dates)
    if before:
        at, pk = before
        asked = asked.filter(at__lte=at).exclude(at=at, id__gte=pk)
    found = list(asked.defer("people").order_by("-at", "-id")[: PAGE + 1])
    page = found[:PAGE]
    known = _known(person, viewer, page)
    return Trail(
        looks=_by_day([_look(entry, known) for entry in page]),
        since=days.moment(before[0], True, known.today) if before else "",
        older=places.place(page[-1].at, page[-1].pk) if len(found) > PAGE else "",
    )


def _narrowed(
    entries: QuerySet[AuditEntry], who: str, act: str, dates: Period
) -> QuerySet[AuditEntry]:
    if who:
        entries = entries.filter(user_id=None if who == NO_USER else int(who))
    if act:
        entries = entries.filter(act=act)
    if dates.from_:
        entries = entries.filter(at__gte=clock.begins(dates.from_))
    if dates.until:
        entries = entries.filter(at__lt=clock.begins(dates.until + dt.timedelta(1)))
    return entries


def _known(person: Person, viewer: User, page: list[AuditEntry]) -> _Known:
    today = clock.today()
    about = {int(found[1]) for entry in page if (found := _CONTACT.match(entry.object))}
    contacts = person.contacts.in_evidence().filter(
        pk__in=about, person__in=Person.objects.visible_to(viewer, Act.OPEN_CONTACT)
    )
    lists = Person.objects.visible_to(viewer, Act.SEE_ACCESS).filter(pk=person.pk).exists()
    usernames = {name for entry in page if lists for name in _on_lists(entry)}
    users = User.objects.filter(
        Q(pk__in={entry.user_id for entry in page}) | Q(username__in=usernames)
    )
    return _Known(
        today=today,
        users={user.pk: user.name for user in users},
        named={user.username: user.name for user in users},
        contacts={
            pk: days.moment(at, time_known, today)
            for pk, at, time_known in contacts.values_list("pk", "occurred_at", "time_known")
        },
        lists=lists,
        crns=_of_records(page, viewer),
    )


def _look(entry: AuditEntry, known: _Known) -> Look:
    about = _CONTACT.match(entry.object)
    contact = int(about[1]) if about and int(about[1]) in known.contacts else None
    role = dict(Role.choices).get(entry.role, entry.role).lower()
    return Look(
        day=days.day(clock.london_day(entry.at), known.today),
        time=days.time(entry.at),
        what=_what(entry.act) + _of_which_days(entry),
        among=entry.act in OF_LISTS,
        who=known.users.get(entry.user_id or 0, entry.username),
        known_as=f"{entry.username}, {role}" if entry.user_id else "",
        address=entry.address,
        contact=contact,
        of=known.contacts[contact] if contact else "",
        changes=_changes(entry, contact is not None, known),
    )


def _by_day(looks: list[Look]) -> list[Look]:
    """Only the first of a day stands under its name."""
    starts = [True] + [above.day != below.day for above, below in pairwise(looks)]
    return [replace(one, continued=not start) for one, start in zip(looks, starts, strict=False)]


def _what(act: str) -> str:
    """An act in words; one that a later or earlier diary knew keeps its own."""
    return str(dict(Act.choices).get(act, act))


def _of_which_days(entry: AuditEntry) -> str:
    """ ": since 1 June 2026", of what went out; with years, for it may be read in another one."""
    if entry.act not in OUT or "from" not in entry.detail:
        return ""
    ends = [(day := entry.detail[end]) and dt.date.fromisoformat(day) for end in ("from", "until")]
    return f": {said(Period(*ends), dt.date.min) if any(ends) else 'every day'}"


def _changes(entry: AuditEntry, opened: bool, known: _Known) -> list[str]:
    """From and to, where it is not notes and the reader could read the same on its own page."""
    if entry.act in OUT:
        # What a file of several people is for may name one of the others.
        purpose = entry.detail.get("crn") and entry.detail.get("purpose")
        words = [f"for “{purpose}”"] if purpose else []
        return words + [words for name, words in PRINTED.items() if entry.detail.get(name)]
    if opened:
        return _put_right(entry.detail.get("changed", {}), known.today)
    if entry.act in OF_RECORDS:
        crns = [entry.detail.get(of, "") for of in RECORDS]
        return [" and ".join(crns)] if known.crns.issuperset(crns) else []
    if known.lists and _on_lists(entry):
        return lists_changed.in_words(entry.detail, known.named, dict(AccessRule.Kind.choices))
    return []


def _put_right(changed: dict[str, list[Any]], today: dt.date) -> list[str]:
    names = NAMES.keys() & changed.keys()
    if "occurred_at" in names:  # a time comes with its day
        names -= {"time_known"}
    return [
        f"{NAMES[name]} from {_said(name, changed[name][0], today)}"
        f" to {_said(name, changed[name][1], today)}"
        for name in NAMES
        if name in names
    ]


def _said(name: str, value: Any, today: dt.date) -> str:
    if name == "occurred_at":
        at = dt.datetime.fromisoformat(str(value))
        midnight = at.astimezone(clock.LONDON).time() == dt.time()  # how a day alone is kept
        return days.moment(at, not midnight, today)
    if name == "time_known":
        return "midnight" if value else "not known"
    if not value:
        return "not said"
    if name == "minutes":
        return f"{value} minutes"
    return str({"kind": Kind, "outcome": Outcome, "standing": Standing.What}[name](value).label)


def _on_lists(entry: AuditEntry) -> set[str]:
    """The usernames that a change of the person's lists put on or took off."""
    return lists_changed.named(entry.detail) if entry.act in OF_ACCESS else set()


def _of_records(page: list[AuditEntry], viewer: User) -> set[str]:
    """The CRNs of those joined or parted whose trail the reader may read, joined or not."""
    joined = [entry for entry in page if entry.act in OF_RECORDS]
    crns = {entry.detail.get(of, "") for entry in joined for of in RECORDS}
    seen = Person.objects.read_as_visible_to(viewer, Act.WHO_LOOKED).filter(crn__in=crns)
    return set(seen.values_list("crn", flat=True)) if crns else set()
