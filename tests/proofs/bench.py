"""What things cost, each as a ratio of the least it could cost or of the same with less there.

Prints one line a figure: NAME figure unit (ratio R of WHAT). Two databases, of 10,000 and of
1,000,000 made-up contacts, in one private server that is gone afterwards; reading needs none.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

import django
from django.core.management import call_command
from django.db import connections

from supervision.private_postgres import Cluster
from tests.proofs.bench_export import exports
from tests.proofs.bench_import import imports
from tests.proofs.bench_matching import matching
from tests.proofs.bench_measure import say, together
from tests.proofs.bench_pages import pages
from tests.proofs.bench_readings import readings
from tests.proofs.bench_request import request_parts
from tests.proofs.bench_search import searches
from tests.proofs.bench_worlds import World, make_database, world
from tests.proofs.bench_writing import writing

LOAD_DEMO, LOAD_SCALE = 30, 300  # seconds that each may take
LEAST_PEOPLE = 500  # a team of 480, and one more of its PDU


def main(asked: argparse.Namespace, cluster: Cluster) -> None:
    if not asked.name:
        readings(asked.name)
    if "load-demo".startswith(asked.name) and not asked.keep:
        _load_demo(cluster)
    if asked.name == "load-demo":
        return
    small = world(cluster, "small", max(LEAST_PEOPLE, asked.small // 100), asked.small)
    begun = time.perf_counter()
    large = world(cluster, "large", max(LEAST_PEOPLE, asked.large // 100), asked.large)
    took, goal = time.perf_counter() - begun, LOAD_SCALE * asked.large / 1_000_000
    if "load-scale".startswith(asked.name) and not asked.keep:
        say("load-scale", took, "s", took / goal, f"the {goal:.0f} s it may take")
    pages(small, large, asked.name)
    writing(large, asked.name)
    others: dict[str, Callable[[], None]] = {
        "request": lambda: request_parts(large),
        "search": lambda: searches(small, large, cluster, asked.name),
        "export": lambda: exports(small, large),
        "import": lambda: imports(large, cluster),
        "matching": lambda: matching(large, cluster),
        "admin": lambda: plain_admin(large, cluster),
    }
    for name, measure in others.items():
        if asked.name.startswith(name) or not asked.name:
            measure()


def _load_demo(cluster: Cluster) -> None:
    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    call_command("load_demo", stdout=sys.stderr)
    took = time.perf_counter() - begun
    say("load-demo", took, "s", took / LOAD_DEMO, f"the {LOAD_DEMO} s it may take")


def plain_admin(large: World, cluster: Cluster) -> None:
    """What somebody would otherwise pick: Django's own list of contacts, filtered to a person."""
    plain = make_database(cluster, "plain")
    for name, person in (("person", large.person), ("busiest", large.busiest)):
        word = large.picked([person.pk])["common"]
        told = [str(person.pk), word]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.proofs.plain_admin.settings"}
        environment |= {"PLAIN_URL": plain, "DIARY_URL": cluster.url("large")}
        done = subprocess.run(
            [sys.executable, "-m", "tests.proofs.plain_admin.measure", *told],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        address = f"/people/{person.crn}/"
        page, search = together(
            lambda at=address: large.get(at), lambda at=address, w=word: large.get(at, words=w)
        )
        for what, cost in json.loads(done.stdout).items():
            ours = search if what == "search" else page
            of = "searching the diary's" if what == "search" else "the diary's timeline"
            say(f"admin-{name}-{what}", cost, "ms", cost / ours, of)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="only figures whose names begin so")
    parser.add_argument("--small", type=int, default=10_000, help="contacts to compare with")
    parser.add_argument("--large", type=int, default=1_000_000, help="contacts to measure")
    parser.add_argument("--keep", action="store_true", help="use the data again, if still there")
    return parser.parse_args()


def with_databases(asked: argparse.Namespace) -> None:
    # Unlike a test's, it does not let go of what is written before it is on the disk.
    cluster = Cluster("bench")
    if not asked.keep:
        cluster.forget()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supervision.settings_test")
    os.environ["STATEMENT_TIMEOUT"] = "0"
    os.environ["DATABASE_URL"] = cluster.start()
    try:
        django.setup()
        main(asked, cluster)
    finally:
        connections.close_all()
        cluster.leave()
        if not asked.keep:
            cluster.forget()


if __name__ == "__main__":
    asked = arguments()
    if asked.name.startswith("reading"):
        readings(asked.name)
    else:
        with_databases(asked)
