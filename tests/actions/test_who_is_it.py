import pytest

from contacts.actions.judging import judge
from contacts.actions.refused import Refused
from contacts.actions.undoing import undo_import
from contacts.actions.who_is_it import answer_who, ask_again
from contacts.formats import clock
from contacts.models import Act, AuditEntry, Contact, ImportBatch, ReadRow, WhoIsIt
from tests.brought import heaps

HEAD = "crn,occurred,notes,id,name,dob"
ANN = "X482913,2/3/2026,Seen.,N1,Ann Cole,13/04/1985"
State = ImportBatch.State


def test_the_same_person_has_their_rows_filed(bring, person, ada):
    batch = bring(ANN, head=HEAD, by=ada)
    answer_who(batch=batch, person=person, same=True, by=ada)
    batch.refresh_from_db()
    assert Contact.objects.get().person == person
    assert not ReadRow.objects.exists()
    assert heaps(batch) == {"new": 1}
    entry = AuditEntry.objects.get(act=Act.ANSWER_WHO)
    assert (entry.people, entry.detail) == ([person.pk], {"source": "nDelius", "answer": "same"})


def test_somebody_elses_rows_go_on_to_wait_and_nothing_is_asked_again(bring, person, ada):
    batch = bring(ANN, head=HEAD, by=ada)
    answer_who(batch=batch, person=person, same=False, by=ada)
    assert not Contact.objects.exists()
    assert ReadRow.objects.get().waits
    with pytest.raises(Refused, match="answered by now"):
        answer_who(batch=batch, person=person, same=True, by=ada)


def test_of_a_file_that_is_not_filed_yet_the_worker_counts_again(was_read, person, ada):
    batch = was_read(ANN, head=HEAD, by=ada)
    judge(batch=batch, by=ada)
    ImportBatch.objects.update(state=State.READ)
    answer_who(batch=batch, person=person, same=True, by=ada)
    batch.refresh_from_db()
    assert batch.state == State.WAITING


def test_of_a_file_that_was_taken_back_nothing_is_asked(bring, person, ada):
    batch = bring(ANN, head=HEAD, by=ada)
    undo_import(batch=batch, by=ada)
    with pytest.raises(Refused, match="not in the diary any more"):
        answer_who(batch=batch, person=person, same=True, by=ada)


def test_what_was_said_is_asked_again_and_can_be_said_otherwise(bring, person, ada):
    batch = bring(ANN, head=HEAD, by=ada)
    answer_who(batch=batch, person=person, same=False, by=ada)
    ask_again(batch=batch, person=person, by=ada)
    asked = WhoIsIt.objects.get()
    assert (asked.answer, asked.decided_by, asked.decided_at) == ("", None, None)
    assert AuditEntry.objects.latest("id").detail["answer"] == "asked again"
    answer_who(batch=batch, person=person, same=True, by=ada)
    assert Contact.objects.get().person == person


def test_what_is_filed_already_is_not_asked_again(bring, person, ada):
    batch = bring(ANN, head=HEAD, by=ada)
    for same in (None, True):
        if same:
            answer_who(batch=batch, person=person, same=same, by=ada)
        with pytest.raises(Refused, match="answered by now"):
            ask_again(batch=batch, person=person, by=ada)
    assert WhoIsIt.objects.get().answer == "same"


@pytest.mark.parametrize("same", [True, False])
def test_of_a_file_that_is_not_filed_yet_either_answer_is_taken_back(was_read, person, ada, same):
    batch = was_read(ANN, head=HEAD, by=ada)
    judge(batch=batch, by=ada)
    for act, told in ((answer_who, {"same": same}), (ask_again, {})):
        ImportBatch.objects.update(state=State.READ)
        act(batch=batch, person=person, by=ada, **told)
    batch.refresh_from_db()
    assert (batch.state, batch.decided_at) == (State.WAITING, clock.now())
    assert WhoIsIt.objects.get().answer == ""
