"""Somebody asks their SPO for a talk, and the SPO says that it was had."""

import uuid
from typing import Any

from django.db import transaction

from contacts import audit
from contacts.actions.amendment import amend
from contacts.actions.contact import record_contact
from contacts.actions.draft import Known, of_this_form, settle
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, Contact, Person, Role, Talk, User


class NobodyToAsk(Refused):
    """No SPO of the team would see it."""

    def __init__(self) -> None:
        super().__init__(
            "No SPO of the team can see this record, so nobody was asked. Speak to one."
        )


@transaction.atomic
def ask_for_talk(*, person: Person, by: User, contact: Contact | None = None) -> Talk:
    """Put a person, or one entry about them, on the page of their SPO; asked twice it is once.

    Raises NobodyToAsk where it would be on nobody's page.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not _reached(person):
        raise NobodyToAsk
    still = Talk.objects.still_open().filter(person=person, asked_by=by, contact=contact)
    talk = still.first()
    if talk is None:
        now = clock.now()
        talk = Talk.objects.create(person=person, contact=contact, asked_by=by, asked_at=now)
        _record(Act.ASK_TALK, talk, by)
    return talk


@transaction.atomic
def take_back_talk(*, talk: Talk, by: User) -> None:
    """It is on nobody's page any more. Raises Refused unless whoever asked does so in time."""
    talk = _locked(talk)
    if talk.taken_back_at:
        return
    if talk.asked_by_id != by.pk or talk.closed_at:
        raise Refused("This can no longer be taken back.")
    talk.taken_back_at = clock.now()
    talk.save(update_fields=["taken_back_at"])
    _record(Act.TAKE_BACK_TALK, talk, by)


@transaction.atomic
def close_talk(
    *, talk: Talk, by: User, token: uuid.UUID, notes: str = "", known: Known | None = None
) -> None:
    """Say that the talk was had, with or without words; said twice it is said once.

    Words stand beneath the entry it was asked at; asked without one they are an entry of their
    own. Raises Refused where there are words and it is closed by now, and as `amend` and
    `record_contact` do.
    """
    talk = _locked(talk)
    if talk.closed_at or talk.taken_back_at:
        if notes and token not in _tokens(talk):
            raise Refused("This is closed by now. Write your words in the box on their page.")
        return
    talk.closed_at, talk.closed_by = clock.now(), by
    if notes:
        _write(talk, author=by, token=token, notes=notes, known=known, act=Act.CLOSE_TALK)
    else:
        settle(of_this_form(talk.person, by, token), notes=notes, known=known)
        _record(Act.CLOSE_TALK, talk, by)
    talk.save(update_fields=["contact", "what_was_said", "closed_at", "closed_by"])


def _write(talk: Talk, **said: Any) -> None:
    if talk.contact:
        talk.what_was_said = amend(contact=talk.contact.lead or talk.contact, **said)
    else:
        talk.contact = record_contact(person=talk.person, occurred_at=clock.now(), **said)


def _reached(person: Person) -> bool:
    """Whether any SPO has the person on the page of their team."""
    spos = User.objects.filter(role=Role.SPO, is_active=True, team__isnull=False)
    teams = {person.team_id, *_teams_of_holders(person)}
    today = clock.today()
    return any(
        Person.objects.visible_to(spo, Act.TEAM)
        .of_team(spo.team_id, today)
        .filter(pk=person.pk)
        .exists()
        for spo in spos.filter(team__in=teams - {None})
    )


def _teams_of_holders(person: Person) -> set[int | None]:
    held = person.allocations.on(clock.today())
    return set(held.values_list("practitioner__team", flat=True))


def _locked(talk: Talk) -> Talk:
    locked = Talk.objects.select_related("person", "contact__lead", "what_was_said")
    return locked.select_for_update(of=("self",)).get(pk=talk.pk)


def _tokens(talk: Talk) -> set[uuid.UUID | None]:
    """Of the form that closed it with words."""
    said = talk.what_was_said or talk.contact
    return {said.token} if said else set()


def _record(act: Act, talk: Talk, by: User) -> None:
    about = f"contact {talk.contact_id} " if talk.contact_id else ""
    audit.record(act, user=by, people=[talk.person_id], object=f"{about}talk {talk.pk}")
