"""Who is in it: teams of eight under an SPO, sixty people each, and how much is written of whom."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from contacts.management.made_up.people import CASELOAD, Life, Making
from contacts.management.scale.words import Words, first_names
from contacts.models import PDU, Role, Team, User

TEAM, TEAMS_OF_A_PDU = 8, 4
DAYS = 1_090  # how far back it goes, nearly three years
MOST, MOST_SHARE = 45_000, 0.045  # of one person: that many, in a small load that share
BUSY = 1_500.0  # one of the first caseload
NOBODYS = 200  # one in so many people is held by nobody
SIGN_IN, SPO_SIGN_IN, ADMIN_SIGN_IN = "scale", "scale-spo", "scale-admin"


@dataclass
class Staff:
    pdus: list[PDU]
    teams: list[Team]
    users: list[User]

    def practitioners(self) -> list[User]:
        return [user for user in self.users if user.role == Role.PRACTITIONER]


def staff(words: Words, people: int, password: str) -> Staff:
    """As many practitioners as hold so many people, in teams of eight, four teams to a PDU."""
    practitioners = -(-people // CASELOAD)
    count = -(-practitioners // TEAM)
    pdus = [
        PDU(
            pk=n + 1,
            name=f"{words.places[n]} and {words.places[-1 - n]}",
            duty_manager_phone="07700 900710",
        )
        for n in range(-(-count // TEAMS_OF_A_PDU))
    ]
    teams = [
        Team(pk=n + 1, name=f"{words.places[100 + n]} {n + 1}", pdu=pdus[n // TEAMS_OF_A_PDU])
        for n in range(count)
    ]
    users = [
        _user(words, f"pp{n + 1:05d}" if n else SIGN_IN, Role.PRACTITIONER, teams[n // TEAM])
        for n in range(practitioners)
    ]
    users += [
        _user(words, f"spo{n + 1:05d}" if n else SPO_SIGN_IN, Role.SPO, team)
        for n, team in enumerate(teams)
    ]
    users.append(_user(words, ADMIN_SIGN_IN, Role.ADMIN, None))
    for user in users:
        user.password = password
    return Staff(pdus, teams, users)


def _user(words: Words, username: str, role: Role, team: Team | None) -> User:
    name = f"{words.rng.choice(words.firsts)} {words.of(words.families)}"
    return User(username=username, name=name, role=role, team=team)


def lives(
    rng: random.Random, words: Words, today: dt.date, practitioners: list[User], contacts: list[int]
) -> Iterator[Life]:
    """One person for each number of contacts: sixty to each practitioner in turn."""
    making, names = Making(rng, today), first_names()
    for number, count in enumerate(contacts):
        holder = practitioners[number // CASELOAD]
        name = {**rng.choice(names), "last_name": words.of(words.families), "preferred_name": ""}
        if rng.random() < 0.08:
            name["preferred_name"] = rng.choice(words.firsts)
        setting = rng.choices(["community", "custody", "suspended"], [72, 16, 12])[0]
        life = making.life(holder, setting, name)
        # It counts on in steps, and there are not that many numbers.
        life.person.crn = f"{chr(65 + number // 900_000)}{100_000 + number % 900_000}"
        life.contacts = count
        life.starts = making.ago(DAYS if count > 1_000 else rng.randint(120, DAYS))
        _handed_on(rng, making, life, practitioners)
        if number % NOBODYS == NOBODYS - 1:
            life.holder = life.before = None
        yield life


def _handed_on(rng: random.Random, making: Making, life: Life, practitioners: list[User]) -> None:
    if rng.random() < 0.2:
        before = rng.choice(practitioners)
        if before != life.holder:
            life.before, life.handed_on = before, making.ago(rng.randint(40, 600))


def how_many_contacts(rng: random.Random, people: int, contacts: int) -> list[int]:
    """For each person in turn; together exactly `contacts`.

    Most have tens, one in 250 thousands and one 45,000. The first caseload has the same in every
    load that is large enough, so that its pages can be compared.
    """
    left = contacts - min(MOST, int(contacts * MOST_SHARE))
    caseload: list[int] = []
    if people > CASELOAD:
        usual = [rng.lognormvariate(3.7, 0.6) for _ in range(CASELOAD - 1)] + [BUSY]
        caseload = [int(one * min(1.0, left / 2 / sum(usual))) for one in usual]
    others = [_weight(rng, number) for number in range(len(caseload), people)]
    each = (left - sum(caseload)) / sum(others)
    reached = [int(weight * each) for weight in (0, *accumulate(others))]
    counts = caseload + [after - before for before, after in pairwise(reached)]
    busiest = min(TEAM * CASELOAD, people - 1)  # in the second team, of the same PDU
    counts[busiest] += contacts - sum(counts)
    return counts


def _weight(rng: random.Random, number: int) -> float:
    usual = rng.lognormvariate(4.0, 0.9)
    return usual * 25 if number % 250 == 125 else usual
