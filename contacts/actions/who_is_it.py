"""An administrator says whether the person a file names is the one whose number it gives."""

from django.db import connection, transaction

from contacts import audit
from contacts.actions.filing import LOCK, file_waiting
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Act, ImportBatch, Person, User, WhoIsIt

State, Answer = ImportBatch.State, WhoIsIt.Answer
ALONE = f"SELECT pg_try_advisory_xact_lock({LOCK})"


@transaction.atomic
def answer_who(*, batch: ImportBatch, person: Person, same: bool, by: User) -> None:
    """Say it of all that the batch's source calls one person otherwise than we do.

    Where it is the same person the rows that wait are filed, those of a file that is not filed yet
    once it is; else they go on to wait. Raises Refused where nothing is asked (any more), while
    the file is worked on, and while a file is being filed.
    """
    _hold(batch)
    _say(batch, person, [Answer.OPEN], Answer.SAME if same else Answer.OTHER, by)
    if same and batch.state == State.FILED:
        file_waiting(by=by)


@transaction.atomic
def ask_again(*, batch: ImportBatch, person: Person, by: User) -> None:
    """Take back what was said of this person, so that it is asked as before.

    What was filed since stays: of a file that is filed only "somebody else" is taken back. Raises
    Refused where nothing was said, and as `answer_who` does.
    """
    _hold(batch)
    filed = batch.state == State.FILED
    _say(batch, person, [Answer.OTHER] if filed else [Answer.OTHER, Answer.SAME], Answer.OPEN, by)


def _hold(batch: ImportBatch) -> None:
    """The batch as it stands now, of which nothing is filed or read before this is done."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        if not cursor.fetchone()[0]:
            raise Refused("A file is being filed just now. Try again in a few minutes.")
    batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
    if batch.undone_at or batch.state not in (State.READ, State.FILED):
        raise Refused("This file is being worked on, or is not in the diary any more.")


def _say(batch: ImportBatch, person: Person, before: list[str], answer: str, by: User) -> None:
    """In the place of what was said before; a file that is not filed is counted again."""
    asked = WhoIsIt.objects.filter(source=batch.source_id, person=person, answer__in=before)
    decided = {"decided_by": by, "decided_at": clock.now()}
    if not answer:
        decided = dict.fromkeys(decided)
    if not asked.update(answer=answer, **decided):
        raise Refused("This was answered by now, so nothing was changed.")
    detail = {"source": batch.source.name, "answer": answer or "asked again"}
    name = f"batch {batch.pk}"
    audit.record(Act.ANSWER_WHO, user=by, people=[person], object=name, detail=detail)
    if batch.state == State.READ:  # its counts may be others now: the worker reads it again
        batch.state, batch.done, batch.decided_at = State.WAITING, 0, clock.now()
        batch.save(update_fields=["state", "done", "decided_at"])
