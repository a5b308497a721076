"""Taking time fairly: what is compared is called in turn, so that a busy machine slows both."""

import statistics
import time
from collections.abc import Callable, Sequence

WARM, TIMES, PATIENCE = 3, 40, 6.0  # calls left out, calls counted, seconds for all of them
Call = Callable[[], object]


def together(*calls: Call, times: int = TIMES) -> list[float]:
    """Milliseconds each call takes at the median, called in turn; slow ones fewer times."""
    took: list[list[float]] = [[] for _ in calls]
    begun = time.perf_counter()
    for number in range(WARM + times):
        for one, call in zip(took, calls, strict=True):
            one.append(once(call))
        if number > WARM + 2 and time.perf_counter() - begun > PATIENCE:
            break
    return [statistics.median(one[WARM:]) for one in took]


def once(call: Call) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def say(name: str, figure: float, unit: str, ratio: float, of: str) -> None:
    print(f"{name} {figure:.1f} {unit} (ratio {ratio:.2f} of {of})", flush=True)


def compare(name: str, ours: Call, others: Sequence[tuple[str, str, Call]]) -> None:
    """One line for each thing that ours is set beside: (what the line is called, of what, it)."""
    cost, *costs = together(ours, *(call for _, _, call in others))
    for (called, of, _), other in zip(others, costs, strict=True):
        say(f"{name}{called}", cost, "ms", cost / other, of)


def skip(name: str, why: str) -> None:
    print(f"{name} is left out: {why}", flush=True)
