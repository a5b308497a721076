"""What was planned is kept by the entry that says what came of it."""

from contacts.models import Appointment, Contact

PLANNED, KEPT = Appointment.State.PLANNED, Appointment.State.KEPT
Said = dict[str, list[int]]


def keep_planned(contact: Contact, *, came_of: int | None = None) -> Said:
    """In the transaction that records a contact: what was planned and it is of is kept by it.

    That is `came_of`, by its id, where its writer was told so, whatever they write; else the
    nearest that the entry tells of. What somebody else has kept, moved or cancelled meanwhile is
    left to them. Gives back its id, for the trail; nothing, where nothing was.
    """
    planned = contact.person.appointments.of_the_day(contact.occurred_at)
    those = list(planned.select_for_update(of=("self",)).order_by("pk"))
    if came_of:
        meant = [one for one in those if one.pk == came_of]
    else:
        meant = [one for one in those if one.is_told_by(contact)]
    if not meant:
        return {}
    nearest = min(meant, key=lambda one: abs(one.at - contact.occurred_at))
    nearest.state, nearest.kept_by = KEPT, contact
    nearest.save(update_fields=["state", "kept_by"])
    return {"kept": [nearest.pk]}


def settle_planned(contact: Contact) -> Said:
    """The same, where it was put right when an entry typed here occurred.

    What it no longer tells of is planned as before. What a source says came of it stays so.
    """
    if contact.author_id is None:
        return {}
    again = []
    for one in contact.appointments_kept.filter(state=KEPT).select_for_update():
        if not one.is_told_by(contact):
            one.state, one.kept_by = PLANNED, None
            one.save(update_fields=["state", "kept_by"])
            again.append(one.pk)
    still = contact.appointments_kept.filter(state=KEPT).exists()
    kept = {} if still else keep_planned(contact)
    return kept | ({"planned_again": again} if again else {})
