"""What whoever knows the person says of two records: one event, or two."""

from django.db import transaction

from contacts.models import Contact, User


@transaction.atomic
def join_events(*, contact: Contact, other: Contact, by: User) -> Contact:
    """Show two records of one event, and whatever each is shown with, as one entry.

    Gives back the entry that leads. Raises Refused where one of them is no longer shown (it was
    withdrawn or moved, or its import undone), where they are of two people, or are joined already.
    """
    raise NotImplementedError


@transaction.atomic
def part_events(*, contact: Contact, by: User) -> None:
    """Show a record by itself again, with what the same press had joined with it.

    Everything is as it was before they were joined, and no rule joins them again. Raises Refused
    where it is shown with nothing else, or no longer shown.
    """
    raise NotImplementedError


@transaction.atomic
def keep_apart(*, contact: Contact, other: Contact, by: User) -> None:
    """Two entries are of two events: nobody is asked again, and no rule joins them.

    Raises Refused where they are joined, of two people, or one is no longer shown.
    """
    raise NotImplementedError
