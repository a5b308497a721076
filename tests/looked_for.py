"""Which names a page looks for in the query of its address, found out by watching it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

NOBODYS = "x"  # a name that no page looks for


class Watched(QueryDict):
    """A query that remembers which names were looked for in it, there or not."""

    looked_for: set[str] = set()

    def __init__(self, *sent: Any, **how: Any) -> None:
        super().__init__(*sent, **how)
        self.looked_for = set()

    def __getitem__(self, name: str) -> Any:
        self.looked_for.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.looked_for.add(str(name))
        return super().__contains__(name)

    def getlist(self, name: str, *default: Any) -> list:
        self.looked_for.add(name)
        return super().getlist(name, *default)


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> Callable[[Client, str], list[str]]:
    """The names that a page looks for, as a whole and as a fragment, and one that it does not."""
    monkeypatch.setattr("django.core.handlers.wsgi.QueryDict", Watched)

    def watch(client: Client, address: str) -> list[str]:
        names = {NOBODYS}
        for _ in range(2):  # again with all of them there: one may be looked for behind another
            for headers in ({}, {"HX-Request": "true"}):
                answer = client.get(address, dict.fromkeys(names, "1"), headers=headers)
                names |= answer.wsgi_request.GET.looked_for
        return sorted(names)

    return watch
