"""Whether somebody was met, as all records of one event have it."""

from collections.abc import Collection
from typing import NamedTuple, Protocol

from contacts.formats import met


class Meeting(Protocol):
    """What is asked of a record to tell whether the person was met."""

    @property
    def kind(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def seen(self) -> str: ...


class Said(NamedTuple):
    """A record of which nothing else is at hand."""

    kind: str
    outcome: str
    seen: str


def came(record: Meeting) -> bool:
    """Whether a record says, in its outcome or its words, that the person was there."""
    return record.seen == met.MET or record.outcome in met.ATTENDED


def stayed_away(record: Meeting) -> bool:
    """Whether a record says, in its outcome or its words, that the person was not there."""
    return record.seen == met.NOT_MET or record.outcome in met.ABSENT


def seen_of(members: Collection[Meeting]) -> str:
    """Whether the person was met, as all records of one event have it; doubt is "not known".

    What one says goes for those that do not know, and for those whose words alone read as a call or
    about the person. Where one says that they were not met, a call with them or about them says
    nothing else. What otherwise disagrees is not known, and so is a call that another record has
    as a visit.
    """
    if any(map(came, members)) and any(map(stayed_away, members)):
        return met.NOT_KNOWN
    said = {record.seen for record in members} - {met.NOT_KNOWN}
    chosen = {record.seen for record in members if _chosen(record)} & said
    if chosen:
        said -= {met.ABOUT, met.REMOTE} - chosen
    if met.NOT_MET in said and met.MET not in said:
        return met.NOT_MET
    if said == {met.ABOUT, met.REMOTE}:
        return met.ABOUT  # either way nobody met them
    if said == {met.REMOTE} and any(map(_may_be_a_visit, members)):
        return met.NOT_KNOWN
    return said.pop() if len(said) == 1 else met.NOT_KNOWN


def _chosen(record: Meeting) -> bool:
    """Whether somebody chose what it says, and it is not read from its words alone."""
    by_kind = record.kind and record.seen not in {met.ABOUT, met.REMOTE}
    return bool(record.outcome or record.kind in met.APART or by_kind)


def _may_be_a_visit(record: Meeting) -> bool:
    return record.seen == met.NOT_KNOWN and record.kind in met.IN_PERSON
