"""Who is in the made-up diary: staff, and sixty people for each practitioner."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from contacts.formats.identifiers import PNC_CHECK_LETTERS
from contacts.management.made_up.texts import table
from contacts.models import Person, Team, User

CASELOAD = 60
# Of the sixty: how many in custody and suspended, and the places of those with a story to show.
CUSTODY, SUSPENDED = 12, 9
NEW, BUSY, RELEASED, RESTRICTED, EXCLUDED = 22, 23, 24, 25, 26
NEARLY_THE_SAME = (27, 28)
BUSY_CONTACTS = 1500


@dataclass
class Life:
    """One made-up person and what decides how their diary reads."""

    person: Person
    pronoun: str
    holder: User | None
    setting: str  # community, custody, suspended or released
    changed: dt.date | None = None  # since when in custody or suspended, or when released
    inside: dt.date | None = None  # in custody since, where since released
    starts: dt.date = dt.date.min
    contacts: int = 31
    before: User | None = None  # who held them first
    handed_on: dt.date | None = None

    @property
    def licence(self) -> bool:
        return self.setting in {"custody", "released"}


class Making:
    """Makes people one after another, always the same from the same seed and day."""

    def __init__(self, rng: random.Random, today: dt.date) -> None:
        self.rng, self.today = rng, today
        self.names = iter(self._names())
        self.number = 100_000

    def _names(self) -> list[dict[str, str]]:
        names = list(table("names"))
        self.rng.shuffle(names)
        return [row for row in names if row["last_name"] != "Iqbal"]

    def ago(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)

    def caseload(self, holder: User, colleagues: list[User], *, shown: bool) -> Iterator[Life]:
        """Sixty people; on the one that is shown each story stands in its own place."""
        custody = CUSTODY if shown else self.rng.randint(6, 14)
        suspended = SUSPENDED if shown else self.rng.randint(4, 9)
        for place in range(CASELOAD):
            setting = "community"
            if place < custody:
                setting = "custody"
            elif place < custody + suspended:
                setting = "suspended"
            life = self.life(holder, setting, self._name(place, shown))
            if shown:
                self._story(life, place)
            elif self.rng.random() < 0.2:
                life.before = self.rng.choice(colleagues)
                life.handed_on = self.ago(self.rng.randint(40, 600))
            yield life

    def _name(self, place: int, shown: bool) -> dict[str, str]:
        if shown and place in NEARLY_THE_SAME:
            pair = [row for row in table("names") if row["last_name"] == "Iqbal"]
            return pair[NEARLY_THE_SAME.index(place)]
        return next(self.names)

    def _story(self, life: Life, place: int) -> None:
        if place == NEW:
            life.starts, life.contacts = self.ago(3), 0
        elif place == BUSY:
            life.starts, life.contacts = self.ago(728), BUSY_CONTACTS
        elif place == RELEASED:
            life.setting, life.starts = "released", self.ago(400)
            life.inside, life.changed = self.ago(150), self.ago(9)

    def life(self, holder: User | None, setting: str, name: dict[str, str]) -> Life:
        self.number += self.rng.randint(11, 997)
        person = Person(
            crn=f"X{self.number:06d}",
            first_name=name["first_name"],
            last_name=name["last_name"],
            preferred_name=name["preferred_name"],
            date_of_birth=self.ago(self.rng.randint(19 * 365, 66 * 365)),
            pnc=self._pnc() if self.rng.random() < 0.7 else "",
            team=holder.team if holder else None,
        )
        life = Life(person, name["pronoun"], holder, setting)
        life.starts = self.ago(self.rng.randint(120, 730))
        life.contacts = self.rng.randint(22, 42)
        if setting != "community":
            life.changed = self.ago(self.rng.randint(12, 110))
        if setting == "custody":
            person.prison_number = f"A{self.rng.randint(1000, 9999)}{self._letters()}"
        return life

    def _letters(self) -> str:
        return "".join(self.rng.choices("ABCDEFGHJKLMNPRTUVWY", k=2))

    def _pnc(self) -> str:
        year, serial = self.rng.randint(1985, 2024), self.rng.randint(1, 999_999)
        letter = PNC_CHECK_LETTERS[int(f"{year % 100:02d}{serial:07d}") % 23]
        return f"{year}/{serial:07d}{letter}"


def staff(password: str) -> dict[str, User]:
    """Everybody who signs in, all with the one password of the demo."""
    teams = {team.name: team for team in Team.objects.all()}
    of_team = {row["team"]: teams[row["name"]] for row in table("teams")}
    users = [
        User(
            username=row["username"],
            name=f"{row['first_name']} {row['last_name']}",
            role=row["role"],
            team=of_team.get(row["team"]),
            password=password,
        )
        for row in table("staff")
    ]
    return {user.username: user for user in User.objects.bulk_create(users)}
