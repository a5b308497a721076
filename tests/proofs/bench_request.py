"""Where the time of one request goes: session, access, query, rendering and audit."""

import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from statistics import median
from typing import Any
from unittest import mock

from tests.proofs.bench_measure import say
from tests.proofs.bench_worlds import World

TIMES = 40
# What is taken for each part; rendering is done inside what the query part begins.
PARTS = {
    "django.contrib.auth.middleware.get_user": "session",
    "contacts.gate._looked_up": "access",
    "contacts.views.timeline.whole": "query",
    "contacts.pages.render": "rendering",
    "contacts.gate._recorded": "audit",
}


def request_parts(large: World) -> None:
    """Medians of the timeline's page; what is left is Django's own and the other middleware."""
    spent: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as patched:
        this: dict[str, float] = defaultdict(float)
        for target, part in PARTS.items():
            module, _, name = target.rpartition(".")
            original = getattr(__import__(module, fromlist=[name]), name)
            patched.enter_context(mock.patch(target, _timed(original, part, this)))
        for _ in range(TIMES):
            this.clear()
            begun = time.perf_counter()
            large.get(f"/people/{large.person.crn}/")
            this["request"] = time.perf_counter() - begun
            this["query"] -= this["rendering"]
            this["rest"] = 2 * this["request"] - sum(this.values())
            for part, seconds in this.items():
                spent[part].append(seconds * 1000)
    whole = median(spent.pop("request"))
    for part, taken in spent.items():
        say(f"request-{part}", median(taken), "ms", median(taken) / whole, "the timeline's request")


def _timed(original: Callable[..., Any], part: str, this: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            return original(*args, **named)
        finally:
            this[part] += time.perf_counter() - begun

    return timed
