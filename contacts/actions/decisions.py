from django.db import transaction
from django.db.models import Q

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, Contact, Decision, State, User


@transaction.atomic
def mark_decision(*, contact: Contact, decision: bool, by: User) -> None:
    """Say that an entry is a decision, or that it is none; said twice it is said once.

    What is shown as one entry is marked as one. Raises Refused where the entry is not shown by
    itself.
    """
    contact = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    if contact.state != State.SHOWN:
        raise Refused("This entry is no longer shown by itself, so it cannot be marked.")
    of_the_event = Q(contact=contact) | Q(contact__lead=contact, contact__state=State.JOINED)
    marks = Decision.objects.that_stand().filter(of_the_event)
    if marks.exists() == decision:
        return
    now = clock.now()
    if decision:
        Decision.objects.create(contact=contact, marked_by=by, marked_at=now)
    else:
        Decision.objects.filter(pk__in=list(marks.values_list("pk", flat=True))).update(
            taken_back_at=now, taken_back_by=by
        )
    audit.record(
        Act.MARK_DECISION,
        user=by,
        people=[contact.person_id],
        object=f"contact {contact.pk}",
        detail={"decision": [not decision, decision]},
    )
