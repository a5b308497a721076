from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats import staff
from contacts.models import PDU, Act, Team, User

Said = dict[str, Any]


@transaction.atomic
def add_pdu(*, name: str, phone: str, by: User | None) -> PDU:
    """Make a probation delivery unit, with the number of its duty manager.

    Raises Refused for a name that another PDU has, whatever the case of its letters.
    """
    pdu = PDU(name=name, duty_manager_phone=phone)
    _save(pdu, "PDU")
    _record(Act.ADD_PDU, by, f"pdu {pdu.pk}", {}, _said_of_pdu(pdu))
    return pdu


@transaction.atomic
def change_pdu(*, pdu: PDU, name: str, phone: str, version: str, by: User | None) -> PDU:
    """Put another name or number in the place of what `version` was drawn from.

    What is so already is left alone. Raises Refused when somebody else has changed the PDU since,
    and for a name that another has.
    """
    pdu = PDU.objects.select_for_update(no_key=True).get(pk=pdu.pk)
    before, found = _said_of_pdu(pdu), pdu_version(pdu)
    pdu.name, pdu.duty_manager_phone = name, phone
    if before == _said_of_pdu(pdu):
        return pdu
    if version != found:
        raise Refused(
            f"Somebody else changed this PDU meanwhile: {before['name']}, {before['phone']}. "
            "Save again to put what you wrote in its place."
        )
    _save(pdu, "PDU")
    _record(Act.CHANGE_PDU, by, f"pdu {pdu.pk}", before, _said_of_pdu(pdu))
    return pdu


@transaction.atomic
def add_team(*, name: str, pdu: PDU, serves: Iterable[PDU], by: User | None) -> Team:
    """Make a team of a PDU, and say which other PDUs it serves.

    Raises Refused for a name that another team has, whatever the case of its letters.
    """
    team = Team(name=name, pdu=pdu)
    _save(team, "team")
    team.serves.set(_others(pdu, serves))
    _record(Act.ADD_TEAM, by, f"team {team.pk}", {}, _said_of_team(team))
    return team


@transaction.atomic
def change_team(
    *, team: Team, name: str, pdu: PDU, serves: Iterable[PDU], version: str, by: User | None
) -> Team:
    """Rename a team, move it to another PDU, or change which others it serves.

    Its users see the people of its PDUs from their next request on. What is so already is left
    alone. Raises Refused as `change_pdu` does.
    """
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    before, found = _said_of_team(team), team_version(team)
    team.name, team.pdu = name, pdu
    serves = _others(pdu, serves)
    after = {"name": name, "pdu": pdu.name, "serves": sorted(one.name for one in serves)}
    if before == after:
        return team
    if version != found:
        raise Refused(
            f"Somebody else changed this team meanwhile: {before['name']}, of {before['pdu']}, "
            f"serving {', '.join(before['serves']) or 'no other'}. "
            "Save again to put what you chose in its place."
        )
    _save(team, "team")
    team.serves.set(serves)
    _record(Act.CHANGE_TEAM, by, f"team {team.pk}", before, after)
    return team


def pdu_version(pdu: PDU) -> str:
    """A mark of all that a form changes of a PDU: another mark, and somebody has."""
    return staff.version_of(_said_of_pdu(pdu))


def team_version(team: Team) -> str:
    """The same of a team. One statement, or two where its PDU is not at hand."""
    serves = sorted(team.serves.values_list("pk", flat=True))
    return staff.version_of(team.name, team.pdu_id, serves)


def _others(pdu: PDU, serves: Iterable[PDU]) -> list[PDU]:
    """Its own PDU a team always serves."""
    return [one for one in serves if one.pk != pdu.pk]


def _save(kept: PDU | Team, what: str) -> None:
    if alike := _alike(kept):
        raise _taken(alike, what)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:  # one was made in this moment
        raise _taken(_alike(kept) or kept, what) from error


def _alike(kept: PDU | Team) -> PDU | Team | None:
    return type(kept).objects.filter(name__iexact=kept.name).exclude(pk=kept.pk).first()


def _taken(alike: PDU | Team, what: str) -> Refused:
    reason = f"Choose another name: there is a {what} called {alike.name} already."
    return Refused(reason, field="name")


def _said_of_pdu(pdu: PDU) -> Said:
    return {"name": pdu.name, "phone": pdu.duty_manager_phone}


def _said_of_team(team: Team) -> Said:
    serves = team.serves.order_by("name").values_list("name", flat=True)
    return {"name": team.name, "pdu": team.pdu.name, "serves": sorted(serves)}


def _record(act: Act, by: User | None, object: str, before: Said, after: Said) -> None:
    changed = {
        what: [before.get(what), value]
        for what, value in after.items()
        if before.get(what) != value
    }
    audit.record(act, user=by, object=object, detail=changed)
