"""Brings the files of three systems in as an administrator would."""

import datetime as dt
import io
import random
from collections.abc import Sequence

from contacts.actions.filing import file_contacts
from contacts.actions.importing import read, stage
from contacts.formats.references import reference
from contacts.management.made_up.people import Life
from contacts.management.made_up.sources.files import written
from contacts.management.made_up.sources.telling import SYSTEMS, Telling, Tellings
from contacts.models import Contact, Role, Source, State, User

SEED = 20261123
# Six on the list that is shown, in the community, none of them with a story of their own there.
TOLD_OF = range(30, 36)
COPIED_OUT = 3  # entries of each that were typed here and copied to nDelius


def bring(lives: Sequence[Life], today: dt.date) -> list[Telling]:
    """Three files about six people, filed one after another; gives back what is in them."""
    chosen = [lives[place] for place in TOLD_OF]
    with_prison_numbers(chosen)
    for life in chosen:
        life.person.save(update_fields=["prison_number"])
    practitioners = User.objects.filter(role=Role.PRACTITIONER).order_by("id")
    rng = random.Random(SEED)  # noqa: S311  (made-up data, the same every time)
    tellings = Tellings(rng, today, [user.name for user in practitioners]).of(chosen)
    tellings += [telling for life in chosen for telling in copied_out(life, len(tellings))]
    by = User.objects.get(username="ada")
    for system in SYSTEMS:
        file_one(tellings, system, by)
    return tellings


def with_prison_numbers(lives: Sequence[Life]) -> None:
    """They were in prison once; in letters that no other made-up number has."""
    for place, life in enumerate(lives):
        life.person.prison_number = life.person.prison_number or f"A{4101 + place}XX"


def copied_out(life: Life, before: int) -> list[Telling]:
    """The latest entries of a person that were typed here, as nDelius has them since.

    The first with its reference, in other words; the next with all its words, and without it.
    """
    led = Contact.objects.exclude(lead=None).values("lead")
    typed = Contact.objects.filter(person=life.person, state=State.SHOWN).exclude(author=None)
    chosen = [one for one in typed.exclude(pk__in=led).newest_first() if len(one.notes) > 200]
    return [
        Telling(
            event=f"{life.person.crn} typed {contact.pk}",
            system="nDelius",
            life=life,
            at=contact.occurred_at,
            type="Planned Office Visit (NS)" if contact.kind == "office" else "Contact",
            outcome="",
            officer=contact.author.name if contact.author else "",
            id=str(2_600_000_000 + contact.pk),
            other_id="",
            notes=_copied(contact, number),
        )
        for number, contact in enumerate(chosen[:COPIED_OUT])
    ]


def _copied(contact: Contact, number: int) -> str:
    if number:
        return contact.notes
    return f"As written up on the day, see there (diary {reference(contact.pk)})"


def file_one(tellings: Sequence[Telling], system: str, by: User | None) -> dict[str, int]:
    """One system's file, as `import_contacts` brings it in; how many rows fell in each heap."""
    source, _ = Source.objects.get_or_create(name=system)
    file = io.BytesIO(written(tellings, system))
    batch = stage(source=source, by=by, file=file, file_name=f"{system}.csv")
    read(batch=batch)
    return file_contacts(batch=batch, by=by)
