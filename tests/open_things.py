"""Things that are open about a person, as rows, for whoever tests what becomes of them."""

from typing import Any

from contacts.formats import clock
from contacts.models import Concern, Contact, Decision, FollowUp, Person, Talk, User

Who = FollowUp.Who


def follow_up(contact: Contact, words: str = "chase housing duty line", **known: Any) -> FollowUp:
    """Promised by whoever wrote the entry, when it was recorded."""
    usual = {"person": contact.person, "author": contact.author, "who": Who.PRACTITIONER}
    usual |= {"promised_at": contact.recorded_at, "contact": contact, "words": words}
    return FollowUp.objects.create(**{**usual, **known})


def asked(contact: Contact, named: str = "police", words: str = "domestic abuse check") -> FollowUp:
    """Somebody else was asked, and has not replied."""
    return follow_up(contact, words, who=Who.OTHER, named=named)


def concern(person: Person, by: User, contact: Contact | None = None, **known: Any) -> Concern:
    usual = {"person": person, "raised_by": by, "raised_at": clock.now(), "contact": contact}
    return Concern.objects.create(**{**usual, **known})


def talk(person: Person, by: User, contact: Contact | None = None, **known: Any) -> Talk:
    usual = {"person": person, "asked_by": by, "asked_at": clock.now(), "contact": contact}
    return Talk.objects.create(**{**usual, **known})


def decision(contact: Contact, by: User, **known: Any) -> Decision:
    usual = {"contact": contact, "marked_by": by, "marked_at": clock.now()}
    return Decision.objects.create(**{**usual, **known})
