"""How the tests are shared out between the cores: neither waits, and nothing is made twice."""

import pytest
from xdist.scheduler import LoadScopeScheduling

# The tests of each are given to one core: what they have in common takes longest to make.
TOGETHER = (
    "tests/management/test_made_up_load.py",
    "tests/management/test_scale.py",
    "tests/models/test_evidence",
)
SMALL = "tests/formats/"


def piece_of(test: str) -> str:
    """What a test is given to a core together with: itself alone, unless it is named above."""
    return next((those for those in TOGETHER if test.startswith(those)), test)


class SharedOut(LoadScopeScheduling):
    """The pieces go to whichever core is free, those of many tests first."""

    def _split_scope(self, nodeid: str) -> str:
        return piece_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> SharedOut:
    return SharedOut(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Small ones last, in the order that was drawn, so that both cores end at the same time."""
    items.sort(key=lambda item: item.nodeid.startswith(SMALL))
