import datetime as dt
from collections.abc import Callable

import pytest

from contacts.models import Person, Source, Standing


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(name="nDelius")


@pytest.fixture
def stands(source) -> Callable[..., Standing]:
    """A person stands so from a day on, as a source says."""

    def add(person: Person, what: str, since: str, until: str = "", **known) -> Standing:
        return Standing.objects.create(
            person=person, what=what, since=day(since), until=day(until), source=source, **known
        )

    return add


@pytest.fixture
def fact(source) -> Callable[..., None]:
    """One thing the source says about a person, as of a day."""

    def add(person: Person, what: str, value: str, as_at: str = "2026-01-15", **known) -> None:
        ends = day(known.pop("ends", ""))
        person.facts.create(what=what, value=value, source=source, as_at=as_at, ends=ends, **known)

    return add


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
