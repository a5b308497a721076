import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from contacts.actions.working import work_once
from contacts.models import Person, User
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


@pytest.fixture
def home(person: Person) -> str:
    return f"/people/{person.crn}/"


@pytest.fixture
def press(as_: Callable[[User], Client], pat: User, home: str) -> Callable[..., HttpResponse]:
    """Somebody, Pat unless said, sends something to a page about the person."""

    def pressed(where: str, by: User = pat, headers: Any = None, **sent: Any) -> HttpResponse:
        return as_(by).post(f"{home}{where}", sent, headers=headers or {})

    return pressed


@pytest.fixture
def read(as_: Callable[[User], Client], pat: User, home: str) -> Callable[..., HttpResponse]:
    """Somebody, Pat unless said, opens a page about the person."""

    def opened(where: str = "", by: User = pat) -> HttpResponse:
        return as_(by).get(f"{home}{where}")

    return opened


@pytest.fixture
def token() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def keep(as_, pat, person, token) -> Callable[..., HttpResponse]:
    """Pat's page sends what stands in the box, as it does after each pause."""
    client = as_(pat)

    def sent(notes: str = "Seen.", *, about=person, htmx: bool = True, **more) -> HttpResponse:
        address = f"/people/{about.crn}/drafts/"
        told = {"notes": notes, "token": token, **more}
        return client.post(address, told, headers={"HX-Request": "true"} if htmx else {})

    return sent


@pytest.fixture
def opened(as_, pat, person) -> Callable[..., HttpResponse]:
    """The person's page, as Pat opens it."""
    client = as_(pat)

    def page(query: str = "") -> HttpResponse:
        return client.get(f"/people/{person.crn}/{query}")

    return page
