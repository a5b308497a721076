"""What is open in the diary of `world.py`: what is shown beside the box, and what no page shows."""

from typing import Any

from contacts.formats import clock
from contacts.models import Concern, Contact, Decision, FollowUp, Person, Talk, User

Who, State = FollowUp.Who, FollowUp.State


def open_of(
    people: dict[str, Person], contacts: dict[str, Contact], users: dict[str, User]
) -> dict[str, Any]:
    """Of Dean one of each, by Pat; the rest are taken back, or of entries that are not read.

    One talk is about somebody whom the SPO may not see.
    """
    dean, pat, now = people["dean"], users["pat"], clock.now()
    closed = {"closed_at": now, "closed_by": pat}
    made = {
        "promise": _promised(contacts["typed"], pat, "promised"),
        "asked": _promised(contacts["amended"], pat, "asked", Who.OTHER, "zqaskednamedqz"),
    }
    _promised(contacts["typed"], pat, "notmeant", state=State.TAKEN_BACK, **closed)
    raised: dict[str, Any] = {"person": dean, "raised_by": pat, "raised_at": now}
    made["concern"] = Concern.objects.create(
        contact=contacts["marked"], words="zqfeelsoffqz", **raised
    )
    for name in ("withdrawn", "moved", "undone"):
        _promised(contacts[name], pat, f"promised{name}")
        Concern.objects.create(contact=contacts[name], words=f"zqoff{name}qz", **raised)
    back = {"contact": contacts["typed"], "words": "zqofftakenbackqz", "taken_back_at": now}
    Concern.objects.create(**raised, **back)
    made["talk"] = Talk.objects.create(
        person=dean, contact=contacts["typed"], asked_by=pat, asked_at=now
    )
    Talk.objects.create(person=people["excludedspo"], asked_by=users["priya"], asked_at=now)
    Decision.objects.create(contact=contacts["amended"], marked_by=pat, marked_at=now)
    return made


def _promised(
    contact: Contact,
    author: User,
    name: str,
    who: str = Who.PRACTITIONER,
    named: str = "",
    **known: Any,
) -> FollowUp:
    said = {"who": who, "named": named, "words": f"zq{name}qz", "promised_at": clock.now()}
    about = {"person": contact.person, "contact": contact, "author": author}
    return FollowUp.objects.create(**about, **said, **known)
