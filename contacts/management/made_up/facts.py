"""What sources say of the made-up people, where they stand and who holds them."""

import datetime as dt
import random
from collections.abc import Iterator

from contacts.management.made_up.people import BUSY_CONTACTS, Life
from contacts.management.made_up.texts import column, table
from contacts.models import Alias, Allocation, PersonFact, Source, Standing

What = PersonFact.What
RISK = {"low": "Low", "medium": "Medium", "high": "High", "very_high": "Very high"}


class Facts:
    """Facts, standings, aliases and allocations of one person after another."""

    def __init__(self, rng: random.Random, today: dt.date, sources: dict[str, Source]) -> None:
        self.rng, self.today, self.sources = rng, today, sources

    def ago(self, least: int, most: int) -> dt.date:
        return self.today - dt.timedelta(days=self.rng.randint(least, most))

    def facts(self, life: Life) -> Iterator[PersonFact]:
        """From nDelius and OASys, each as of a day in the last half year."""
        as_at = max(self.ago(5, 180), life.starts)
        for what, value in (*self._contact(), *self._supervision(life)):
            if value:
                yield self._fact(life, "nDelius", what, value, as_at)
        yield self._order(life, as_at)
        risks = [
            risk for risk in table("rosh") if life.licence or "released" not in risk["to_whom"]
        ]
        risk, seen = self.rng.choice(risks), max(self.ago(5, 300), life.starts)
        yield self._fact(life, "OASys", What.ROSH, RISK[risk["level"]], seen)
        if risk["to_whom"]:
            yield self._fact(life, "OASys", What.ROSH_TO_WHOM, risk["to_whom"], seen)
        if life.contacts == BUSY_CONTACTS or self.rng.random() < 0.08:
            alert = self.rng.choice(column("alerts", "text"))
            yield self._fact(life, "nDelius", What.SAFETY_ALERT, alert, self.ago(20, 600))

    def _contact(self) -> Iterator[tuple[str, str]]:
        home, voicemail = self.rng.choice(table("addresses")), self.rng.choice(["", "not "])
        number = f"07700 900{self.rng.randint(700, 999)}"
        yield What.PHONE, f"{number}, voicemail {voicemail}safe"
        place = f"{home['street']}, {home['town']} {home['postcode']}"
        yield What.ADDRESS, f"{self.rng.randint(1, 140)} {place}"

    def _supervision(self, life: Life) -> Iterator[tuple[str, str]]:
        sentence = "licence" if life.licence else "order"
        conditions = self.rng.sample(column("conditions", "text", sentence=sentence), 2)
        yield What.CONDITIONS, "; ".join(conditions)
        tier = self.rng.choice(table("tiers"))
        yield What.TIER, tier["tier"]
        yield What.MAPPA, tier["mappa"]

    def _order(self, life: Life, as_at: dt.date) -> PersonFact:
        order = self.rng.choice(["Community order", "Suspended sentence order"])
        fact = self._fact(life, "nDelius", What.ORDER, "Licence" if life.licence else order, as_at)
        fact.starts = life.starts
        fact.ends = self.today + dt.timedelta(days=self.rng.randint(60, 700))
        return fact

    def _fact(self, life: Life, source: str, what: str, value: str, as_at: dt.date) -> PersonFact:
        return PersonFact(
            person=life.person, what=what, value=value, source=self.sources[source], as_at=as_at
        )

    def standings(self, life: Life) -> Iterator[Standing]:
        if life.changed is None:
            return
        standing = Standing(person=life.person, since=life.changed, source=self.sources["nDelius"])
        if life.setting == "suspended":
            standing.what = Standing.What.SUSPENDED
            standing.reason = self.rng.choice(["Reset", "Impact"])
        else:
            standing.what = Standing.What.CUSTODY
            standing.place = self.rng.choice(column("places", "name", kind="prison"))
            standing.expected_release = self.today + dt.timedelta(days=self.rng.randint(12, 400))
        if life.inside:
            standing.since, standing.until = life.inside, life.changed
            standing.expected_release = life.changed
        yield standing

    def allocations(self, life: Life) -> Iterator[Allocation]:
        if life.holder is None:
            return
        since = life.starts
        if life.before and life.handed_on and life.handed_on > since:
            yield Allocation(
                person=life.person,
                practitioner=life.before,
                since=since,
                until=life.handed_on,
                reason="Change of team",
            )
            since = life.handed_on
        yield Allocation(person=life.person, practitioner=life.holder, since=since)

    def aliases(self, life: Life) -> Iterator[Alias]:
        if self.rng.random() < 0.1:
            name = self.rng.choice(table("names"))
            yield Alias(
                person=life.person,
                first_name=life.person.first_name,
                last_name=name["last_name"],
            )
