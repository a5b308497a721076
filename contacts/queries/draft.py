"""What somebody has begun to write and not yet saved: shown to them, and to nobody else."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from contacts.formats import clock, days
from contacts.formats.form_places import of_what, written_in
from contacts.models import Act, Concern, Contact, Draft, FollowUp, Person, State, Talk, User

# What something may be written about in a form of its own.
OPEN: dict[str, Callable[[], QuerySet[Any]]] = {
    "contact": lambda: Contact.objects.filter(state=State.SHOWN),
    "follow_up": FollowUp.objects.still_open,
    "concern": Concern.objects.still_open,
    "talk": Talk.objects.still_open,
}
ANOTHER = "new"  # asked for by whoever begins another beside those there are


@dataclass(frozen=True)
class Begun:
    """A draft as it is offered: when, and never with its words."""

    id: int
    token: str
    version: int
    when: str  # "today, 14:02" or "on Tuesday 3 March, 14:02"


@dataclass(frozen=True)
class Drafts:
    """Those of one person by one user, the latest first."""

    opened: Draft | None  # which stands in the box
    others: list[Begun]
    place: str = ""  # of the form they are of

    @property
    def this(self) -> Begun | None:
        return _begun(self.opened) if self.opened else None

    @property
    def planned(self) -> str:
        """By its id, what the draft was begun with as planned."""
        return str(self.opened.fields.get("planned", "")) if self.opened else ""

    def box(self, *, planned: int | None = None) -> dict[str, Any]:
        """What the form begins with; `planned` is what its page says that it was of."""
        if self.opened is None:
            return {}
        known = {"token": self.opened.token, "version": self.opened.version}
        as_said = self.place or self.planned == str(planned)
        when = {} if as_said else {"occurred": _not_now(self.opened)}
        return {**when, **self.opened.fields, **known} | {"notes": self.opened.notes}


@dataclass(frozen=True)
class Unfinished:
    """A draft in the list of one's own: about whom, and when."""

    id: int
    person: int
    crn: str
    called: str
    when: str
    what: str  # is written, where it is no new contact
    place: str  # where it goes on: its form, where that is still there, else the person's page


def drafts(
    *, person: Person, user: User, asked: str = "", token: str = "", place: str = ""
) -> Drafts:
    """What of this person the user has begun in the form of this place. One statement.

    `asked` is the id of the draft to be opened, or "new" for none of them: else it is the latest.
    What stands in a form that is shown again, whose token is given, is none of the others. What
    was begun in a form that is gone may be asked for on the person's page.
    """
    begun = Draft.objects.filter(user=user, person=person).order_by("-saved_at", "-pk")
    found = [one for one in begun if one.place == place or (not place and str(one.pk) == asked)]
    if token:
        others = [_begun(one) for one in found if str(one.token) != token]
        return Drafts(None, others, place)
    latest = found[0] if found and asked != ANOTHER else None
    opened = next((one for one in found if str(one.pk) == asked), latest)
    return Drafts(opened, [_begun(one) for one in found if one is not opened], place)


def unfinished(*, user: User) -> list[Unfinished]:
    """Everything the user has begun, the latest first. One statement, and one for each sort of
    thing that something is written about in a form of its own.

    Whoever may not write about somebody any more is not told that they began to.
    """
    people = Person.objects.visible_to(user, Act.RECORD_CONTACT)
    begun = Draft.objects.filter(user=user, person__in=people).select_related("person")
    found = list(begun.order_by("-saved_at", "-pk"))
    there = _still_there([one.place for one in found])
    return [
        Unfinished(
            id=one.pk,
            person=one.person_id,
            crn=one.person.crn,
            called=one.person.called,
            when=_when(one),
            what=written_in(one.place),
            place=one.place if (*of_what(one.place), one.person_id) in there else "",
        )
        for one in found
    ]


def _still_there(places: list[str]) -> set[tuple[str, int, int]]:
    """The name and the id of what forms are about, and whose it is, where they can be saved."""
    about: dict[str, set[int]] = {}
    for name, pk in map(of_what, filter(None, places)):
        about.setdefault(name, set()).add(pk)
    return {
        (name, *found)
        for name, ids in about.items()
        for found in OPEN[name]().filter(pk__in=ids).values_list("pk", "person_id")
    }


def how_kept(draft: Draft | None) -> str:
    """What stands under the box: "Draft kept 14:02"; nothing, where there is none."""
    if draft is None:
        return ""
    today = clock.today()
    if clock.london_day(draft.saved_at) == today:
        return f"Draft kept {days.time(draft.saved_at)}"
    return f"Draft kept {days.moment(draft.saved_at, True, today)}"


def _begun(draft: Draft) -> Begun:
    return Begun(draft.pk, str(draft.token), draft.version, _when(draft))


def _when(draft: Draft) -> str:
    """ "today, 14:02", "yesterday, 14:02" or "on Tuesday 3 March, 14:02"."""
    words = days.moment(draft.saved_at, True, clock.today())
    return words if words[0].islower() else f"on {words}"


def _not_now(draft: Draft) -> str:
    """What is written of another day is not saved as of this one, unless somebody says so."""
    day: dt.date = clock.london_day(draft.saved_at)
    if day == clock.today():
        return ""
    return f"{days.short_day(day, clock.today())} {days.time(draft.saved_at)}"
