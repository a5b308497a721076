"""What searching costs: in a person, a caseload and a team, for four sorts of words."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from supervision.private_postgres import Cluster
from tests.proofs.bench_measure import WARM, Call, once, say, skip, together
from tests.proofs.bench_worlds import World, restart

PLAIN = """
SELECT occurred_at, kind, author_name, heading, notes FROM contacts_contact
WHERE person_id = ANY(%s) AND state IN ('shown', 'withdrawn', 'moved') AND notes ILIKE %s
ORDER BY occurred_at DESC, id DESC LIMIT 50
"""
COUNT = "SELECT count(*) FROM contacts_contact WHERE person_id = ANY(%s)"
Place = tuple[str, str, list[int]]  # its address, who looks, and in whose notes


def places(world: World) -> dict[str, Place]:
    return {
        "person": (f"/people/{world.person.crn}/", "scale", [world.person.pk]),
        "busiest": (f"/people/{world.busiest.crn}/", "scale", [world.busiest.pk]),
        "caseload": ("/people/search/", "scale", world.caseload),
        "team": ("/team/timeline/", "scale-spo", world.team),
    }


def searches(small: World, large: World, cluster: Cluster, wanted: str) -> None:
    words = {name: large.picked(people) for name, (_, _, people) in places(large).items()}
    for name, place in places(large).items():
        if not _overlap(f"search-{name}", wanted):
            continue
        try:
            _warm(name, place, places(small)[name], small, large, words[name])
            _cold(name, place, small, large, cluster, words[name])
        except LookupError as missing:
            skip(f"search-{name}", str(missing))


def _overlap(name: str, wanted: str) -> bool:
    return name.startswith(wanted) or wanted.startswith(name)


def _warm(
    name: str, place: Place, less: Place, small: World, large: World, words: dict[str, str]
) -> None:
    address, username, people = place
    rows, few = (world.rows(COUNT, of)[0][0] for world, of in ((large, people), (small, less[2])))
    for sort, word in words.items():
        ask, asked = (
            partial(large.get, address, username, words=_typed(word)),
            Asked(large.connection),
        )
        ours, same, plain = together(
            partial(asked.during, ask),
            partial(small.get, less[0], username, words=_typed(word)),
            partial(large.joined, PLAIN, people, f"%{word}%"),
            times=15,
        )
        called, of = f"search-{name}-{sort}", f"a plain ILIKE over the same {rows:,} rows"
        say(called, ours, "ms", ours / plain, of)
        say(f"{called}-query", asked.median(), "ms", asked.median() / plain, of)
        say(f"{called}-growth", ours, "ms", ours / same, f"the same over {few:,} rows")


class Asked:
    """How long the database takes over the words alone, of all that a page asks it."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.took: list[float] = []

    def during(self, ask: Call) -> None:
        self.took.append(0.0)
        with self.connection.execute_wrapper(self._timed):
            ask()

    def _timed(self, execute: Callable[..., Any], sql: str, *sent: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, *sent)
        finally:
            if "@@" in sql:
                self.took[-1] += (time.perf_counter() - begun) * 1000

    def median(self) -> float:
        return statistics.median(self.took[WARM:])


def _cold(
    name: str, place: Place, small: World, large: World, cluster: Cluster, words: dict[str, str]
) -> None:
    """One look each after a start of the server; the plain one after a start of its own."""
    address, username, people = place
    for sort in ("common", "rare"):
        restart(cluster, [small, large])
        plain = once(partial(large.joined, PLAIN, people, f"%{words[sort]}%"))
        restart(cluster, [small, large])
        ours = once(partial(large.get, address, username, words=_typed(words[sort])))
        say(f"search-{name}-{sort}-cold", ours, "ms", ours / plain, "a plain ILIKE, cold too")


def _typed(word: str) -> str:
    return f'"{word}"' if " " in word else word
