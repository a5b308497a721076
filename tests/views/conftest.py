from collections.abc import Callable

import pytest
from django.test import Client

from contacts.actions.working import work_once
from contacts.models import User
from tests.brought import HEAD


@pytest.fixture
def adas(as_: Callable[[User], Client], ada: User) -> Client:
    return as_(ada)


@pytest.fixture
def brought(upload: Callable) -> Callable[..., str]:
    """A file of contacts that Ada brought in and the worker read; where its page is."""

    def bring(*rows: str, **typed: str) -> str:
        address = upload(f"{HEAD}\r\n{''.join(rows)}", **typed).url
        assert work_once()
        return address

    return bring
