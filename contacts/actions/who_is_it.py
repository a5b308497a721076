"""An administrator says whether the person a file names is the one whose number it gives."""

from django.db import connection, transaction

from contacts import audit
from contacts.actions.filing import LOCK, file_waiting
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, ImportBatch, Person, User, WhoIsIt

State = ImportBatch.State
ALONE = f"SELECT pg_try_advisory_xact_lock({LOCK})"


@transaction.atomic
def answer_who(*, batch: ImportBatch, person: Person, same: bool, by: User) -> None:
    """Say it of all that the batch's source calls one person otherwise than we do.

    Where it is the same person the rows that wait are filed, those of a file that is not filed yet
    once it is; else they go on to wait. Raises Refused where nothing is asked (any more), while
    the file is worked on, and while a file is being filed.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        if not cursor.fetchone()[0]:
            raise Refused("A file is being filed just now. Try again in a few minutes.")
    batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
    if batch.undone_at or batch.state not in (State.READ, State.FILED):
        raise Refused("This file is being worked on, or is not in the diary any more.")
    asked = WhoIsIt.objects.filter(source=batch.source_id, person=person, answer="")
    answer = WhoIsIt.Answer.SAME if same else WhoIsIt.Answer.OTHER
    said = asked.update(answer=answer, decided_by=by, decided_at=clock.now())
    if not said:
        raise Refused("This was answered by now, so nothing was changed.")
    detail = {"source": batch.source.name, "answer": answer}
    name = f"batch {batch.pk}"
    audit.record(Act.ANSWER_WHO, user=by, people=[person], object=name, detail=detail)
    if batch.state == State.READ:  # its counts are others now: the worker reads it again
        batch.state, batch.done = State.WAITING, 0
        batch.save(update_fields=["state", "done"])
    elif same:
        file_waiting(by=by)
