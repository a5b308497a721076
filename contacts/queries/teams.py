"""The PDUs with their teams, and which others each team serves."""

from dataclasses import dataclass

from django.db.models import Prefetch

from contacts.formats import texts
from contacts.models import PDU, Team


@dataclass(frozen=True)
class Row:
    """One team, and the names of the other PDUs it serves."""

    id: int
    name: str
    serves: str


@dataclass(frozen=True)
class Unit:
    """A PDU, whom to ring there, and its teams by name."""

    id: int
    name: str
    phone: str
    teams: list[Row]


def teams() -> list[Unit]:
    """Every PDU by name, in three statements, however many there are."""
    with_served = Team.objects.prefetch_related("serves")
    units = PDU.objects.prefetch_related(Prefetch("teams", with_served))
    return [
        Unit(
            id=pdu.pk,
            name=pdu.name,
            phone=pdu.duty_manager_phone,
            teams=[_row(team) for team in sorted(pdu.teams.all(), key=_by_name)],
        )
        for pdu in sorted(units, key=_by_name)
    ]


def named_by(units: list[Unit], mark: str) -> str:
    """The name of the PDU or team among `units` that "pdu-3" or "team-5" is; else empty."""
    names = {f"pdu-{unit.id}": unit.name for unit in units}
    names |= {f"team-{team.id}": team.name for unit in units for team in unit.teams}
    return names.get(mark, "")


def _row(team: Team) -> Row:
    served = sorted(team.serves.all(), key=_by_name)
    return Row(id=team.pk, name=team.name, serves=", ".join(pdu.name for pdu in served))


def _by_name(kept: PDU | Team) -> tuple[str, int]:
    return texts.fold(kept.name), kept.pk
