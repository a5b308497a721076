"""Brings a file in, in a process of its own, and tells what of it was spent on matching.

Prints lines of JSON: `whole` and `matching` in seconds, `rows` of the file, records `fetched` for
them, `pairs` of records that were held against each other, and of how many rapidfuzz was asked.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import django
from django.db import connection
from django.utils.module_loading import import_string

from tests.proofs.bench_bringing import staged, tell


def main(file: str, source: str) -> None:
    django.setup()
    # By name, since their models are there only once Django is set up.
    read = import_string("contacts.actions.importing.read")
    filing, same_event = map(
        import_module, ("contacts.actions.filing", "contacts.formats.same_event")
    )
    spent: Counter[str] = Counter()
    watch(filing, same_event, spent)
    begun = time.perf_counter()
    batch = staged(file, source)
    read(batch=batch)
    filing.file_contacts(batch=batch, by=None)
    tell("whole", time.perf_counter() - begun)
    tell("rows", batch.length)
    for what in ("matching", "fetched", "pairs", "fuzzy"):
        tell(what, spent[what])


def watch(filing: Any, same_event: Any, spent: Counter[str]) -> None:
    """Counts what is done in them from now on."""
    match, strength, ratio = filing.match, same_event.strength, same_event.fuzz.token_set_ratio

    def matched(*asked: Any) -> Any:
        begun = time.perf_counter()
        done = match(*asked)
        spent["matching"] += time.perf_counter() - begun
        spent["fetched"] += done.fetched
        return done

    filing.match = matched
    same_event.strength = counted("pairs", strength, spent)
    same_event.fuzz = SimpleNamespace(token_set_ratio=counted("fuzzy", ratio, spent))


def counted(what: str, call: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    def count(*asked: Any, **more: Any) -> Any:
        spent[what] += 1
        return call(*asked, **more)

    return count


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    finally:
        connection.close()
