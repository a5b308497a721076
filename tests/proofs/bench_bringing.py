"""Brings a file in as a page and the worker do, in a process of its own.

Prints a line of JSON as each stage ends: its name and how many seconds it took; and at the end
the heaps that its rows fell in, and the most memory that the process had, in megabytes.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.db import transaction
from django.utils.module_loading import import_string


def main(file: str, source: str) -> None:
    django.setup()
    os.nice(import_string("contacts.management.commands.work.GENTLE"))
    # By name, since its models are there only once Django is set up.
    read, judge, work_once = (
        import_string(f"contacts.actions.{verb}")
        for verb in ("importing.read", "judging.judge", "working.work_once")
    )
    batch = timed("staging", lambda: staged(file, source))
    timed("reading", lambda: read(batch=batch))
    timed("judging", lambda: judge(batch=batch, by=None))
    batch.state = batch.State.CONFIRMED
    batch.save(update_fields=["state"])
    spent = watch_matching()
    begun = time.perf_counter()
    work_once()
    tell("matching", sum(spent))
    tell("filing", time.perf_counter() - begun - sum(spent))
    batch.refresh_from_db()
    tell("heaps", batch.counts)
    # Not what getrusage says: that counts the process it was made by.
    most = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    tell("memory", int(most[1]) / 1000 if most else 0)


@transaction.atomic
def staged(file: str, source: str) -> Any:
    stage = import_string("contacts.actions.importing.stage")
    of, _ = import_string("contacts.models.Source").objects.get_or_create(name=source)
    with Path(file).open("rb") as opened:
        return stage(source=of, by=None, file=opened)


def watch_matching() -> list[float]:
    """Seconds that each call of it takes from now on: it is told apart from the rest of filing."""
    filing, spent = import_module("contacts.actions.filing"), []
    match = filing.match

    def matched(*asked: Any) -> Any:
        begun = time.perf_counter()
        try:
            return match(*asked)
        finally:
            spent.append(time.perf_counter() - begun)

    filing.match = matched
    return spent


def timed(stage: str, call: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    made = call()
    tell(stage, time.perf_counter() - begun)
    return made


def tell(name: str, figure: Any) -> None:
    print(json.dumps([name, figure]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
