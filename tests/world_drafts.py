"""What somebody has begun to write in the full diary: no answer to anybody holds a word of it.

Whoever is gone about everybody, and Pat about two whom she may not see.
"""

import uuid

from contacts.formats import clock
from contacts.models import Draft, Person, User

OUT_OF_REACH = ("excluded", "restricted")


def drafts_of(people: dict[str, Person], users: dict[str, User]) -> None:
    for name, person in people.items():
        for who in ("gone", "pat") if name in OUT_OF_REACH else ("gone",):
            known = {"user": users[who], "person": person, "saved_at": clock.now()}
            Draft.objects.create(token=uuid.uuid4(), notes=f"zq{name}draftqz", **known)
